import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judge, measure } from '../messages/readability.mjs';
import { syllablesEn } from '../messages/syllables-en.mjs';
import { syllablesEs } from '../messages/syllables-es.mjs';
import { sentencesOf, syllablesOf, wordsOf } from '../messages/words.mjs';

/** `count: words` → every word must have that many syllables. */
function expectCounts(count, table) {
  for (const [expected, words] of Object.entries(table)) {
    for (const word of words.split(/\s+/)) assert.equal(count(word), Number(expected), word);
  }
}

test('English syllables, words the rules know', () => {
  expectCounts(syllablesEn, {
    1: 'a the place made asked shared lives searched works closed reach tries tried through straight played',
    2: 'records places ended waiting table tables handled clinic safely something sometimes timeline quiet layer',
    3: 'computer together permission yesterday diary period previous Saturday agreement carefully requirement earlier',
    4: 'information material television variety category',
    5: 'immediately associated opportunity communication usability',
  });
});

test('English syllables, words only the list knows', () => {
  expectCounts(syllablesEn, {
    1: 'eye our tired build real Braille months',
    2: 'being people business Wednesday every island really',
    3: 'area idea everything hospital medicine medical medicines',
    4: 'January February emergency everybody',
  });
});

test('English contractions', () => {
  expectCounts(syllablesEn, {
    1: "can't don't won't we're I'll they'll you've you’re",
    2: "didn't isn't couldn't it'll clinic's place's could've",
  });
});

test('Spanish syllables', () => {
  expectCounts(syllablesEs, {
    1: 'y el que quien muy rey dos pie bien guion buey',
    2: 'lugar casa cuando puede ciudad guerra día leer búho país caos ahí aún construí',
    3: 'registros permiso ahora oeste vergüenza cuidado pingüino caída oído iniciar prohíbe prohibido clínica terminó construido',
    4: 'compañía poesía aéreo todavía seguridad actividad información necesario',
    5: 'computadora necesitamos actualización',
  });
});

test('figures and letters count as they are said', () => {
  assert.equal(syllablesOf('3', 'en'), 1);
  assert.equal(syllablesOf('12:08', 'en'), 2);
  assert.equal(syllablesOf('45', 'es'), 6); // cuarenta y cinco
  assert.equal(syllablesOf('241', 'en'), 6); // two hundred forty one
  assert.equal(syllablesOf('QR', 'en'), 2);
  assert.equal(syllablesOf('QR', 'es'), 3);
  assert.equal(syllablesOf('PDFs', 'en'), 3);
  assert.equal(syllablesOf('PIN', 'en'), 1);
  assert.equal(syllablesOf('sign-in', 'en'), 2);
});

test('sentences end where a reader stops', () => {
  assert.equal(sentencesOf('It stops at 7:47 p. m. today. Then ask again!').length, 2);
  assert.equal(sentencesOf('It stops at 7:47 p. m. Then ask again.').length, 2);
  assert.equal(sentencesOf('Dr. Ruiz is here. “Is he?” Yes…').length, 3);
  assert.equal(sentencesOf('Version 3.5 is out').length, 1);
  assert.deepEqual(wordsOf('Sign-in — at 12:08, “today”'), ['Sign-in', 'at', '12:08', 'today']);
});

test('the formulas, by hand', () => {
  // We look for the pla-ces you have been to-day: 9 words, 11 syllables.
  const english = measure('We look for the places you have been today.', 'en');
  assert.equal(english.score.toFixed(4), (0.39 * 9 + (11.8 * 11) / 9 - 15.59).toFixed(4));
  // Us-ted pue-de ver sus re-gis-tros en es-te lu-gar hoy: 9 words, 15 syllables.
  const spanish = measure('Usted puede ver sus registros en este lugar hoy.', 'es');
  assert.equal(spanish.score.toFixed(4), (206.84 - (60 * 15) / 9 - 1.02 * 9).toFixed(4));
});

test('short messages are not graded, long sentences always are', () => {
  assert.deepEqual(judge('Interoperability documentation authorization', 'en').problems, []);
  const words = 'we go to the shop and we get a cup of tea and a bun for the boy too';
  assert.match(judge(`${words}.`, 'en').problems[0], /sentence of 19 words \(max 18\)/);
});

test('an exempt word weighs no more than a name', () => {
  const text = 'Here you can see when you got the immunization we know.';
  assert.ok(measure(text, 'en', new Set(['immunization'])).score < measure(text, 'en').score);
});
