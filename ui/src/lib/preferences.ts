// The page's only memory, and it holds only looks: text size, colours, language. Never anything about a person.
export type Preference = 'language' | 'theme' | 'text';

export function recall(name: Preference): string | null {
  return localStorage.getItem(`satchel.${name}`);
}

export function keep(name: Preference, value: string): void {
  localStorage.setItem(`satchel.${name}`, value);
}
