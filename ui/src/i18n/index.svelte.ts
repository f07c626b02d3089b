// Every visible or spoken word comes from here. Knows languages and sentences; knows no screen.
import { FluentBundle, type FluentResource, type FluentVariable } from '@fluent/bundle';
import { keep, recall } from '../lib/preferences';

export const languages = ['en', 'es'] as const;
export type Language = (typeof languages)[number];
export type Args = Record<string, FluentVariable>;

/** Each language in its own words, so that nobody has to read another one to find theirs. */
export const ownNames: Record<Language, string> = { en: 'English', es: 'Español' };
/** For dates and numbers: where most readers of this app live. */
const tags: Record<Language, string> = { en: 'en-US', es: 'es-US' };

type Message = FluentResource['body'][number];
/** A message as the build parsed it: id, value, attributes. */
export type Word = [Message['id'], Message['value'], Message['attributes']?];

/** A language is loaded when it is first used: nobody reads two at once. */
const words: Record<Language, () => Promise<{ default: Word[] }>> = {
  en: () => import('./words-en'),
  es: () => import('./words-es'),
};
const bundles: Partial<Record<Language, FluentBundle>> = {};

function makeBundle(language: Language, list: readonly Word[]): FluentBundle {
  // No isolation marks: both languages run left to right. Turn them on with the first one that does not.
  const bundle = new FluentBundle(tags[language], { useIsolating: false });
  bundle.addResource({ body: list.map(([id, value, attributes = {}]) => ({ id, value, attributes })) });
  return bundle;
}

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
  #wanted: Language = 'en';

  get tag(): string {
    return tags[this.language];
  }

  /** Reads the saved choice and loads its words: before this, the page has none. */
  async start(): Promise<void> {
    await this.#use(firstLanguage(recall('language'), navigator.languages));
  }

  async choose(language: Language): Promise<void> {
    keep('language', language);
    await this.#use(language);
  }

  async #use(language: Language): Promise<void> {
    this.#wanted = language;
    bundles[language] ??= makeBundle(language, (await words[language]()).default);
    // While the words were on their way, another language may have been chosen.
    if (this.#wanted !== language) return;
    this.language = language;
    document.documentElement.lang = language;
  }
}

export const locale = new Locale();

function find(
  id: string,
  attribute?: string,
): { bundle: FluentBundle; pattern: Parameters<FluentBundle['formatPattern']>[0] } | null {
  const bundle = bundles[locale.language];
  const message = bundle?.getMessage(id);
  const pattern = attribute ? message?.attributes[attribute] : message?.value;
  return bundle && pattern ? { bundle, pattern } : null;
}

function format(id: string, attribute: string | undefined, args: Args | undefined): string {
  const found = find(id, attribute);
  // A missing argument leaves its name in the sentence, a missing message its id: ugly, never silent.
  // `npm run messages` insists that both languages have every message, with the same arguments.
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
