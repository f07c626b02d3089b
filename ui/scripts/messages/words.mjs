// From a sentence to words and sentences, and to the syllables of what is not a plain word: figures, letters
// said one by one.
import { syllablesEn } from './syllables-en.mjs';
import { syllablesEs } from './syllables-es.mjs';

/** Said letter by letter. */
const SPELLED = /^(?:QR|ID|PDF|US|USA|AM|PM|EE|UU|SMS|URL|USB|HIV|VIH|DNA|ADN|ER)s?$/;
const LETTER_NAMES = {
  en: { W: 3 },
  es: { F: 2, H: 2, J: 2, L: 2, M: 2, N: 2, R: 2, S: 2, W: 3, X: 2, Y: 2, Z: 2 },
};

const FIGURES = {
  en: {
    ones: 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
    tens: 'ten twenty thirty forty fifty sixty seventy eighty ninety',
    hundred: 'hundred',
    thousand: 'thousand',
  },
  es: {
    ones: 'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve',
    tens: 'diez veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa',
    hundred: 'cientos',
    thousand: 'mil',
  },
};

const LANGUAGES = { en: syllablesEn, es: syllablesEs };

/** Dots that never end a sentence: "Dr. Ruiz". */
const TITLES = /\b(Dr|Dra|Sr|Sra|Mr|Mrs|Ms|St|núm|pág)\./g;
/** Dots that end one only before a capital: "at 9 p. m. today", "in the U.S. today". */
const MAY_END = /\b([AaPp]\.\s?[Mm]|EE\.\s?UU|U\.S|etc|e\.g|i\.e)\.(\s+\p{Lu}|\s*$)?/gu;

export function sentencesOf(text) {
  return text
    .replace(TITLES, '$1')
    .replace(
      MAY_END,
      (found, short, end) => short.replace(/\.\s?/g, '') + (end === undefined ? '' : `.${end}`),
    )
    .split(/(?<=[.!?…]["'”’»)]*)\s+|\n\s*\n|\s+[·•]\s+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => wordsOf(sentence).length > 0);
}

/** Words as a reader counts them: "sign-in" is one, "12:08" is one, a dash alone is none. */
export function wordsOf(text) {
  return text
    .split(/[\s\u00a0\u202f/—–]+/)
    .map((word) => word.replace(/^[^\p{L}\d]+|[^\p{L}\d]+$/gu, ''))
    .filter((word) => word !== '');
}

function figureSyllables(digits, language) {
  const { ones, tens, hundred, thousand } = FIGURES[language];
  const say = (words) => words.split(' ').reduce((sum, word) => sum + LANGUAGES[language](word), 0);
  const number = Number(digits);
  if (number < 20) return say(ones.split(' ')[number]);
  if (number < 100) {
    const rest = number % 10;
    const and = language === 'es' && rest > 0 && number > 30 ? 1 : 0;
    return say(tens.split(' ')[Math.floor(number / 10) - 1]) + and + (rest ? say(ones.split(' ')[rest]) : 0);
  }
  const [unit, name] = number < 1000 ? [100, hundred] : [1000, thousand];
  const rest = number % unit;
  const lead = Math.floor(number / unit);
  return (
    (lead > 1 || language === 'en' ? figureSyllables(String(lead), language) : 0) +
    say(name) +
    (rest ? figureSyllables(String(rest), language) : 0)
  );
}

/** Syllables of one word of `wordsOf`, said aloud. */
export function syllablesOf(word, language) {
  let sum = 0;
  const plain = word.replace(/(?<=\d)[,.](?=\d{3}(?!\d))/g, ''); // 1,000
  for (const [part] of plain.matchAll(/\d+|[\p{L}'’]+/gu)) {
    if (/\d/.test(part)) sum += figureSyllables(part.slice(0, 6), language);
    else if (SPELLED.test(part))
      for (const letter of part.replace(/s$/, '')) sum += LETTER_NAMES[language][letter] ?? 1;
    else sum += LANGUAGES[language](part);
  }
  return Math.max(1, sum);
}
