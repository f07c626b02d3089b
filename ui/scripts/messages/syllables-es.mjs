// Syllables of a Spanish word. Spanish spelling does tell: this follows the orthography of the Real Academia
// (2010), which counts every unstressed i or u beside another vowel as a diphthong, whatever the accent of
// the speaker.

const STRONG = new Set('aeoáéó');
const ACCENTED_WEAK = new Set('íú');
const WEAK = new Set('iuü');

/** Loans that everyone says as in English, and that the rules would cut wrongly. */
const LOANS = new Map([
  ['software', 2],
  ['online', 2],
  ['email', 2],
  ['emails', 2],
  ['wifi', 2],
  ['mouse', 1],
  ['kiosk', 2],
]);

/** Leaves only vowels that are said: the u of qu, gue, gui is not, h never is, y at the end or alone is i. */
function spoken(word) {
  return word
    .replace(/qu/g, 'k')
    .replace(/gu(?=[eiéí])/g, 'g')
    .replace(/(?<!c)h/g, '') // búho, prohibir: the h does not part the vowels
    .replace(/^y$/, 'i')
    .replace(/(?<=[aeou])y(?![aeiouáéíóú])/g, 'i');
}

/** Do two vowels side by side belong to two syllables? */
function apart(first, second) {
  if (ACCENTED_WEAK.has(first) || ACCENTED_WEAK.has(second)) {
    // día, baúl; but also construí: two weak vowels are a diphthong with or without an accent
    const bothWeak = [first, second].every((vowel) => WEAK.has(vowel) || ACCENTED_WEAK.has(vowel));
    return !bothWeak;
  }
  if (STRONG.has(first) && STRONG.has(second)) return true; // ae-ro, le-er
  return first === second; // chi-ita
}

/** `word`: letters only, any case. */
export function syllablesEs(word) {
  const plain = word.toLowerCase().normalize('NFC');
  if (LOANS.has(plain)) return LOANS.get(plain);
  let syllables = 0;
  let previous = null;
  for (const letter of spoken(plain)) {
    const vowel = STRONG.has(letter) || WEAK.has(letter) || ACCENTED_WEAK.has(letter);
    if (vowel && (previous === null || apart(previous, letter))) syllables += 1;
    previous = vowel ? letter : null;
  }
  return Math.max(1, syllables);
}
