// How hard a message is to read.
//
// English: Flesch-Kincaid grade level, 0.39 · words/sentences + 11.8 · syllables/words − 15.59
//   (Kincaid, Fishburne, Rogers, Chissom 1975, "Derivation of new readability formulas", US Navy, Research Branch Report 8-75).
//   The result is a US school grade.
// Spanish: Fernández-Huerta, 206.84 − 60 · syllables/words − 1.02 · words/sentences
//   (José Fernández Huerta 1959, "Medidas sencillas de lecturabilidad", Consigna 214, 29–32, after Flesch Reading
//   Ease). Many copies of it call the second variable sentences per 100 words, with which longer sentences would
//   read better; words per sentence is meant, as Gwillim Law showed (LINGUIST List 22.2332, 2011) and as tools compute it.
//   The result runs from 0 (very hard) to 100 (very easy); 70 to 80 is "fairly easy", school grade 6.
import { sentencesOf, syllablesOf, wordsOf } from './words.mjs';

export const LIMITS = {
  en: { name: 'grade', max: 6.0, sentence: 18 },
  es: { name: 'ease', min: 70, sentence: 22 },
};

/** Below this, one long word decides everything and a formula says nothing. */
export const ENOUGH_WORDS = 8;

/** An exempt word (a medicine, a place) counts as a short name would: the placeholder "Rosa" has two syllables. */
const EXEMPT_SYLLABLES = 2;

/** `exempt`: set of lower-case words. */
export function measure(text, language, exempt = new Set()) {
  const sentences = sentencesOf(text);
  const words = sentences.flatMap(wordsOf);
  let syllables = 0;
  for (const word of words) {
    const count = syllablesOf(word, language);
    syllables += exempt.has(word.toLowerCase().replace(/['’]s$/, ''))
      ? Math.min(count, EXEMPT_SYLLABLES)
      : count;
  }
  const perSentence = words.length / sentences.length;
  const perWord = syllables / words.length;
  const score =
    language === 'en'
      ? 0.39 * perSentence + 11.8 * perWord - 15.59
      : 206.84 - 60 * perWord - 1.02 * perSentence;
  const longest = sentences.reduce((a, b) => (wordsOf(b).length > wordsOf(a).length ? b : a), '');
  return {
    words: words.length,
    sentences: sentences.length,
    score,
    longest,
    longestWords: wordsOf(longest).length,
  };
}

/** The problems of one text, as sentences for the person who wrote it. */
export function judge(text, language, exempt) {
  const limits = LIMITS[language];
  const found = measure(text, language, exempt);
  const problems = [];
  if (found.words >= ENOUGH_WORDS) {
    const score = Number(found.score.toFixed(1));
    if (limits.max !== undefined && score > limits.max)
      problems.push(`grade ${score.toFixed(1)} (max ${limits.max})`);
    if (limits.min !== undefined && score < limits.min)
      problems.push(`ease ${score.toFixed(1)} (min ${limits.min})`);
  }
  if (found.longestWords > limits.sentence) {
    problems.push(`sentence of ${found.longestWords} words (max ${limits.sentence}): "${found.longest}"`);
  }
  return { ...found, problems };
}
