/** The parts of other people's work that a person meets; all others are in the list. */
export const madeWith = [
  { name: 'Atkinson Hyperlegible Next', what: 'about-made-font', licence: 'OFL-1.1' },
  { name: 'Lucide', what: 'about-made-icons', licence: 'ISC' },
  { name: 'Tauri', what: 'about-made-window', licence: 'Apache-2.0 OR MIT' },
  { name: 'Svelte', what: 'about-made-page', licence: 'MIT' },
  { name: 'SQLCipher', what: 'about-made-store', licence: 'BSD-3-Clause' },
  { name: 'rustls', what: 'about-made-tls', licence: 'Apache-2.0 OR ISC OR MIT' },
] as const;

/** Name and licence, as `cargo xtask licences` writes them from the lock files. */
export type Component = readonly [name: string, licence: string];

/** Loaded when somebody asks: a list of some hundred lines is in no first bundle. */
export async function components(): Promise<Component[]> {
  const { default: list } = await import('./components.json');
  return list.map(([name = '', licence = '']) => [name, licence]);
}
