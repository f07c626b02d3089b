// Two languages that nobody speaks, for the gallery alone: English made longer with accents, in brackets that show where a
// sentence was cut, and English that runs from right to left. Both are made from the catalogue while the gallery runs.
import type { FluentResource } from '@fluent/bundle';
import type { Word } from '../i18n/index.svelte';

export const pretended = ['pseudo', 'rtl'] as const;
export type Pretended = (typeof pretended)[number];

type Pattern = FluentResource['body'][number]['value'];
type Element = Exclude<Pattern, string | null>[number];

const accents: Record<string, string> = Object.fromEntries(
  Array.from('AaBbCcDdEeGgHhIiJjKkLlNnOoRrSsTtUuWwYyZz', (letter, at) => [
    letter,
    Array.from('ÀàƁƀÇçĎďÉéĞğĤĥÎîĴĵĶķĽľÑñÕõŔŕŠšŤťÛûŴŵÝýŽž')[at] ?? letter,
  ]),
);
/** Right to left until it ends, whatever the letters are. */
const [rightToLeft, end] = ['\u202e', '\u202c'];

/** A third longer, as translations are: each vowel twice. */
function longer(text: string): string {
  return text.replaceAll(/[A-Za-z]/g, (letter) => {
    const accented = accents[letter] ?? letter;
    return /[aeiou]/.test(letter) ? accented + accented : accented;
  });
}

const turned = (text: string) => (text.trim() === '' ? text : `${rightToLeft}${text}${end}`);

function changed(pattern: Pattern, change: (text: string) => string): Pattern {
  if (pattern === null) return null;
  if (typeof pattern === 'string') return change(pattern);
  return pattern.map((element): Element => {
    if (typeof element === 'string') return change(element);
    if (element.type !== 'select') return element;
    return {
      ...element,
      variants: element.variants.map((variant) => ({
        ...variant,
        value: changed(variant.value, change) ?? '',
      })),
    };
  });
}

/** What a message says in one of them. */
export function pretend(pattern: Pattern, language: Pretended): Pattern {
  if (pattern === null) return null;
  if (language === 'rtl') return changed(pattern, turned);
  const long = changed(pattern, longer) ?? '';
  return ['⟦', ...(typeof long === 'string' ? [long] : long), '⟧'];
}

/** From now on English is that language: to be called before the first word is read. */
export async function speak(language: Pretended): Promise<void> {
  const catalogue = await Promise.all([import('../i18n/words-en'), import('../i18n/later-words-en')]);
  for (const word of catalogue.flatMap(({ default: words }): Word[] => words)) {
    word[1] = pretend(word[1], language);
    for (const [name, value] of Object.entries(word[2] ?? {}))
      word[2] = { ...word[2], [name]: pretend(value, language) ?? '' };
  }
  if (language === 'rtl') document.documentElement.dir = 'rtl';
}
