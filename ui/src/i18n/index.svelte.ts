// Every visible or spoken word comes from here. Knows languages and sentences; knows no screen.
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import { keep, recall } from '../lib/preferences';

export const languages = ['en', 'es'] as const;
export type Language = (typeof languages)[number];
export type Args = Record<string, FluentVariable>;

/** Each language in its own words, so that nobody has to read another one to find theirs. */
export const ownNames: Record<Language, string> = { en: 'English', es: 'Español' };
/** For dates and numbers: where most readers of this app live. */
const tags: Record<Language, string> = { en: 'en-US', es: 'es-US' };

const texts = import.meta.glob<string>('./locales/*/*.ftl', {
  query: '?raw',
  import: 'default',
  eager: true,
});

function makeBundle(language: Language): FluentBundle {
  // No isolation marks: both languages run left to right. Turn them on with the first one that does not.
  const bundle = new FluentBundle(tags[language], { useIsolating: false });
  for (const [path, text] of Object.entries(texts)) {
    if (path.includes(`/${language}/`)) bundle.addResource(new FluentResource(text));
  }
  return bundle;
}

const bundles: Record<Language, FluentBundle> = { en: makeBundle('en'), es: makeBundle('es') };

export function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value);
}

/** The saved choice, else the first of the computer's languages that we have, else English. */
export function firstLanguage(saved: string | null, wanted: readonly string[]): Language {
  if (isLanguage(saved)) return saved;
  return wanted.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'en';
}

class Locale {
  language = $state<Language>('en');

  get tag(): string {
    return tags[this.language];
  }

  /** Reads the saved choice and tells the page. */
  start(): void {
    this.#use(firstLanguage(recall('language'), navigator.languages));
  }

  choose(language: Language): void {
    keep('language', language);
    this.#use(language);
  }

  #use(language: Language): void {
    this.language = language;
    document.documentElement.lang = language;
  }
}

export const locale = new Locale();

function find(
  id: string,
  attribute?: string,
): { bundle: FluentBundle; pattern: Parameters<FluentBundle['formatPattern']>[0] } | null {
  for (const bundle of [bundles[locale.language], bundles.en]) {
    const message = bundle.getMessage(id);
    const pattern = attribute ? message?.attributes[attribute] : message?.value;
    if (pattern) return { bundle, pattern };
  }
  return null;
}

function format(id: string, attribute: string | undefined, args: Args | undefined): string {
  const found = find(id, attribute);
  // A missing argument leaves its name in the sentence, a missing message its id: ugly, never silent. Tests look for both.
  if (!found) return id;
  // A sentence that ends with "9:12 a. m." has its full stop already.
  return found.bundle.formatPattern(found.pattern, args, []).replaceAll('..', '.');
}

/** The sentence for `id` in the language in use. Reading it in markup keeps it current when the language changes. */
export function t(id: string, args?: Args): string {
  return format(id, undefined, args);
}

/** An attribute of a message: the second line, a label, an action. */
export function attr(id: string, name: string, args?: Args): string {
  return format(id, name, args);
}

export function has(id: string, name?: string): boolean {
  return find(id, name) !== null;
}
