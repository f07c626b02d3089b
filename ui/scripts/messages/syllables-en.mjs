// Syllables of an English word. English spelling does not tell, so: rules that fit most words, then a list of
// the everyday words they miss. Written against the CMU Pronouncing Dictionary: on the vocabulary of the
// designs it agrees with one of the dictionary's pronunciations for more than 99 words in 100.
// tests/readability.mjs keeps a sample.
import { EXCEPTIONS } from './syllables-en-exceptions.mjs';

/** Written together, said apart. Each match is one syllable more than the vowel groups say. */
const APART = [
  /(?<=[^cgst])ia|(?<=st)ia|[ct]iat/g, // di-ary, materi-al, initi-ate; not special, partial
  /(?<=[^cgstx]|st)io(?!n)|(?<=[^cgstxln])ion/g, // peri-od, previ-ous, li-on; not region, question, million
  /iu/g, // medi-um
  /(?<=[^ct])ie(?=t(?!y?$|.*[aeiou])|ty|nt|nce)/g, // qui-et, vari-ety, cli-ent; not patient
  /(?<=[^gq])u(?=a(?!de|re?$|rd|y)|ou|ity|en)/g, // actu-al, continu-ous, flu-ent; not guard, question
  /eo(?!u|ple|rge)(?<!ge|u)/g, // vide-o, ste-reo
  /cre(?=at(?!ure))/g, // cre-ate
  /[aeiou](?=ing|ism|ist$)/g, // see-ing
  /ying/g, // try-ing
  /[aeou]y(?=[aou]|e(?!d$))/g, // lay-er, roy-al; not played
  /(?<=[aeiouy][^aeiouy]+)ie(?=rs?$|st$)/g, // earli-er, easi-est; not pier
  /(?<=[^aeiouy])[st]hm|sms?$/g, // rhythm, mechanism
];

/** A written e that is not said, at the end: make, asked, times. Not: table, ended, places. */
const SILENT_END = /(?:[^aeiouyl]|[aeiouyrw]l)e$/;
const SILENT_ED = /(?:[^aeiouytdl]|[aeiouyrwl]l)ed$/;
const SILENT_ES = /(?:[^aeiouyscxzghl]|[^cs]h|[aeiouyrw]l)es$/;
/** And before an ending that was a word of its own: safe-ly, some-thing, time-line. Not: ele-ment. */
const SILENT_INNER = new RegExp(
  '[aeiouy][^aeiouy]+(?<!l)e(?=(?:ly|ments?|less|ful|fully|ness|things?|one|body|where|times?|self|selves|works?|shore|' +
    'lines?|books?|ways?|cast|names?|fore|by|sides?|marks?|glass)$)|[aeiouy]le(?=(?:ly|ss|ful|ness)$)',
);

function countByRules(word) {
  let syllables = (word.match(/[aeiouy]+/g) ?? []).length;
  for (const pattern of APART) syllables += (word.match(pattern) ?? []).length;
  if (SILENT_END.test(word) || SILENT_ED.test(word) || SILENT_ES.test(word)) syllables -= 1;
  if (SILENT_INNER.test(word)) syllables -= 1;
  if (/ically$/.test(word)) syllables -= 1; // automatic'lly
  return Math.max(1, syllables);
}

function count(word) {
  const known = EXCEPTIONS.get(word);
  if (known !== undefined) return known;
  // The list holds singulars and base forms; a plain -s or -ed (not after t, d) adds nothing.
  for (const stem of [
    /[^sxzh]s$/.test(word) && word.slice(0, -1),
    /[^td]ed$/.test(word) && word.slice(0, -1),
  ]) {
    if (stem && EXCEPTIONS.has(stem) && !/[cgsz]e$/.test(stem)) return EXCEPTIONS.get(stem);
  }
  return countByRules(word);
}

function contraction(word) {
  const match = /^([a-z]+)'([a-z]+)$/.exec(word);
  if (!match) return null;
  const [, stem, tail] = match;
  switch (tail) {
    case 't': // can't, don't; did-n't, is-n't
      return count(stem.replace(/n$/, '')) + (/[ds]n$/.test(stem) ? 1 : 0);
    case 's':
      return count(stem) + (/(?:[sxz]|[cs]h|[cg]e|se)$/.test(stem) ? 1 : 0);
    case 'll':
    case 've':
    case 'd': // they'll, you've; it-'ll, could-'ve
      return count(stem) + (/[aeiouyw]$/.test(stem) ? 0 : 1);
    default:
      return count(stem);
  }
}

/** `word`: letters and apostrophes, any case. */
export function syllablesEn(word) {
  const plain = word
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/^'+|'+$/g, '');
  return contraction(plain) ?? count(plain.replaceAll("'", ''));
}
