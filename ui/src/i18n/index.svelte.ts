// Every visible or spoken word comes from here. Knows languages and sentences; knows no screen.
import { FluentBundle, type FluentResource, type FluentVariable } from '@fluent/bundle';
import { assumed } from '../lib/assumed.svelte';
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

type Load = () => Promise<{ default: Word[] }>;
/** A language is loaded when it is first used: nobody reads two at once. `later`: what the first screens do not say. */
const words: Record<Language, { first: Load; later: Load }> = {
  en: { first: () => import('./words-en'), later: () => import('./later-words-en') },
  es: { first: () => import('./words-es'), later: () => import('./later-words-es') },
};
const bundles: Partial<Record<Language, FluentBundle>> = {};
const loaded: Load[] = [];

async function load(language: Language, which: 'first' | 'later'): Promise<void> {
  const get = words[language][which];
  if (loaded.includes(get)) return;
  const { default: list } = await get();
  // No isolation marks: both languages run left to right. Turn them on with the first one that does not.
  const bundle = (bundles[language] ??= new FluentBundle(tags[language], { useIsolating: false }));
  bundle.addResource({ body: list.map(([id, value, attributes = {}]) => ({ id, value, attributes })) });
  loaded.push(get);
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

  /** Reads the saved choice and loads the words of the first screens: before this, the page has none. */
  async start(): Promise<void> {
    await this.#use(firstLanguage(recall('language'), navigator.languages), ['first']);
  }

  /** The words of all other screens; they come with those screens. */
  async finish(): Promise<void> {
    await load(this.language, 'later');
  }

  /** All words of all languages: where nobody has chosen one yet, the screen speaks each. */
  async startAll(): Promise<void> {
    await this.#use('en', ['first', 'later']);
    await Promise.all(languages.flatMap((one) => [load(one, 'first'), load(one, 'later')]));
  }

  async choose(language: Language): Promise<void> {
    keep('language', language);
    await this.#use(language, ['first', 'later']);
  }

  async #use(language: Language, parts: ('first' | 'later')[]): Promise<void> {
    this.#wanted = language;
    await Promise.all(parts.map((part) => load(language, part)));
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
  language: Language = locale.language,
): { bundle: FluentBundle; pattern: Parameters<FluentBundle['formatPattern']>[0] } | null {
  const bundle = bundles[language];
  const message = bundle?.getMessage(id);
  const pattern = attribute ? message?.attributes[attribute] : message?.value;
  return bundle && pattern ? { bundle, pattern } : null;
}

function format(
  id: string,
  attribute: string | undefined,
  args: Args | undefined,
  language?: Language,
): string {
  const found = find(id, attribute, language);
  // A missing argument leaves its name in the sentence, a missing message its id: ugly, never silent.
  // `npm run messages` insists that both languages have every message, with the same arguments.
  if (!found) return id;
  // A sentence that ends with "9:12 a. m." has its full stop already.
  const sentence = found.bundle
    .formatPattern(found.pattern, { ...assumed.words, ...args }, [])
    .replaceAll('..', '.');
  // One o’clock is singular in Spanish, and no message can know which time it is given: "a la 1:05", "a las 2:05".
  return (language ?? locale.language) === 'es' ? sentence.replaceAll(/\blas (?=1:\d\d)/g, 'la ') : sentence;
}

/** The sentence for `id` in the language in use. Reading it in markup keeps it current when the language changes. */
export function t(id: string, args?: Args): string {
  return format(id, undefined, args);
}

/** The same in one language, whichever is in use: for a screen that speaks both. Its words must be loaded. */
export function tIn(id: string, language: Language, args?: Args): string {
  return format(id, undefined, args, language);
}

/** An attribute of a message: the second line, a label, an action. */
export function attr(id: string, name: string, args?: Args): string {
  return format(id, name, args);
}

export function has(id: string, name?: string): boolean {
  return find(id, name) !== null;
}
