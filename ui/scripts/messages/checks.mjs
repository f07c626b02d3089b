// Every check over the messages. Takes folders, gives problems; prints nothing.
import path from 'node:path';
import { readCatalogue, referencesOf, spokenForms, uncountedIn, variablesOf } from './catalogue.mjs';
import { judge } from './readability.mjs';
import { literalsInRust, readUsage } from './usage.mjs';
import { wordsToAvoid } from './words-to-avoid.mjs';

const FIRST = 'en';
/** What each error says: what happened, what to do, the name of the button (src/lib/errors.ts). */
const ERROR_PARTS = ['', '.body', '.action'];

const list = (names) => [...names].map((name) => `$${name}`).join(', ');
const problem = (where, message) => ({ file: where.file, line: where.line, key: where.key, message });

/** The same keys and the same variables as English, no more and no fewer. */
function* checkTranslation(language, texts, english) {
  for (const [key, original] of english) {
    const text = texts.get(key);
    if (!text) {
      // A term may have attributes of its own in each language: gender, case.
      if (!original.term || !original.attribute) yield problem(original, `missing in ${language}`);
      continue;
    }
    if (original.term) continue;
    const [wanted, found] = [variablesOf(original, english), variablesOf(text, texts)];
    const lost = [...wanted].filter((name) => !found.has(name));
    const unknown = [...found].filter((name) => !wanted.has(name));
    if (unknown.length > 0)
      yield problem(
        text,
        `${list(unknown)} is not a variable of the English message, and the page passes only those`,
      );
    if (lost.length > 0) yield problem(text, `${list(lost)} of the English message is not used`);
  }
  for (const [key, text] of texts) {
    if (!english.has(key) && !(text.term && text.attribute)) yield problem(text, `not in ${FIRST}`);
  }
}

function* checkReferences(texts) {
  for (const text of texts.values()) {
    for (const key of referencesOf(text))
      if (!texts.has(key)) yield problem(text, `refers to ${key}, which is not there`);
  }
}

/** What any sentence may name, whoever asks for it: `words` of src/lib/assumed.svelte.ts. */
const GIVEN = new Set(['searchMinutes', 'freshHours']);

/** What the page asks for is there, and what is there is asked for. */
function* checkUsage(english, usage, rustLiterals) {
  const used = new Set();
  for (const { file, line, keys, args, optional } of usage.uses) {
    for (const key of keys) {
      used.add(key);
      const text = english.get(key);
      if (!text) {
        if (!optional) yield { file, line, key, message: `not in ${FIRST}` };
        continue;
      }
      const missing =
        args && [...variablesOf(text, english)].filter((name) => !args.has(name) && !GIVEN.has(name));
      if (missing?.length > 0) yield { file, line, key, message: `needs ${list(missing)}` };
    }
  }
  for (const { file, line, call } of usage.unknown) {
    const message =
      'which keys can this be? Give it a union type, or an entry in scripts/messages/dynamic-keys.mjs';
    yield { file, line, key: call, message };
  }
  for (const { file, expression } of usage.stale) {
    yield {
      file,
      line: 1,
      key: expression,
      message: 'is in scripts/messages/dynamic-keys.mjs, but no longer here',
    };
  }
  for (const text of english.values())
    if (used.has(text.key) || rustLiterals.has(text.key)) quoteAll(text, english, used);
  for (const text of english.values()) {
    const spokenElsewhere = rustLiterals.has(text.id);
    if (!used.has(text.key) && !spokenElsewhere && !(text.term && text.attribute))
      yield problem(text, 'is used nowhere');
  }
}

function quoteAll(text, texts, used) {
  for (const key of referencesOf(text)) {
    if (used.has(key)) continue;
    used.add(key);
    if (texts.has(key)) quoteAll(texts.get(key), texts, used);
  }
}

function* checkErrors(english, codes, generated) {
  for (const code of codes) {
    for (const part of ERROR_PARTS) {
      const key = `error-${code}${part}`;
      if (!english.has(key))
        yield { file: generated, line: 1, key, message: `not in ${FIRST}, and ErrorCode has "${code}"` };
    }
  }
}

/** Grade, length and words of one text, over every form it can take. */
function readText(text, language, texts, { exempt, forbidden }) {
  const forms = spokenForms(text, texts).map((form) => judge(form, language, exempt));
  const hardest = forms.reduce((a, b) => (harder(b, a, language) ? b : a));
  const words = new Set(spokenForms(text, texts).flatMap((form) => wordsToAvoid(form, text.key, forbidden)));
  return { text, language, ...hardest, problems: [...new Set([...hardest.problems, ...words])] };
}

function harder(a, b, language) {
  if (a.problems.length !== b.problems.length) return a.problems.length > b.problems.length;
  return language === 'en' ? a.score > b.score : a.score < b.score;
}

/**
 * `locales`: folder with one folder a language. `page`: `{ src, root, dynamic, rust }`, or null to look at
 * the messages alone. Returns `problems`, `grades` (one a text) and `passed`, the number of texts with
 * nothing to say about.
 */
export function checkMessages({
  locales,
  languages,
  exempt,
  forbidden,
  page,
  errorCodes = [],
  generated = '',
}) {
  const catalogues = Object.fromEntries(
    languages.map((language) => [language, readCatalogue(path.join(locales, language))]),
  );
  const english = catalogues[FIRST].texts;
  const problems = [];
  const grades = [];
  for (const language of languages) {
    const { texts, problems: broken, files } = catalogues[language];
    if (files.length === 0) {
      problems.push({
        file: path.join(locales, language),
        line: 1,
        key: language,
        message: 'has no .ftl file',
      });
    }
    problems.push(...broken, ...checkReferences(texts));
    if (language !== FIRST) problems.push(...checkTranslation(language, texts, english));
    for (const text of texts.values()) {
      if (text.term) continue;
      for (const name of uncountedIn(text)) {
        const message = `$${name} stands before a word: give it { $${name} -> [one] … *[other] … }`;
        problems.push(problem(text, message));
      }
      const grade = readText(text, language, texts, { exempt, forbidden: forbidden[language] });
      grades.push(grade);
      for (const message of grade.problems) problems.push(problem(text, message));
    }
  }
  problems.push(...checkErrors(english, errorCodes, generated));
  if (page) {
    const dynamic = page.dynamic.map((entry) => ({
      ...entry,
      keys:
        entry.keys instanceof RegExp
          ? [...new Set([...english.values()].map(({ id }) => id))].filter((id) => entry.keys.test(id))
          : entry.keys,
    }));
    problems.push(...checkUsage(english, readUsage({ ...page, dynamic }), literalsInRust(page.rust)));
  }
  const troubled = new Set(problems.map(({ file, key }) => `${file} ${key}`));
  const passed = grades.filter(({ text }) => !troubled.has(`${text.file} ${text.key}`)).length;
  return { problems: unique(problems), grades, passed, failed: troubled.size };
}

function unique(problems) {
  const seen = new Map(
    problems.map((found) => [`${found.file}:${found.line} ${found.key}: ${found.message}`, found]),
  );
  return [...seen.values()].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
}
