// Forbidden words, from forbidden-words.json.
import { readFileSync } from 'node:fs';
import path from 'node:path';

const whole = (pattern, flags) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, flags);

function compile(rule) {
  return {
    ...rule,
    pattern: whole(rule.word, 'iu'),
    unless: (rule.unless ?? []).map((phrase) => whole(phrase, 'giu')),
    allowIn: (rule.allowIn ?? []).map((key) => new RegExp(`^${key.replaceAll('*', '.*')}$`)),
  };
}

export function readForbidden(file = path.join(import.meta.dirname, 'forbidden-words.json')) {
  const lists = JSON.parse(readFileSync(file, 'utf8'));
  return Object.fromEntries(
    Object.entries(lists)
      .filter(([, rules]) => Array.isArray(rules))
      .map(([language, rules]) => [language, rules.map(compile)]),
  );
}

/** Words exempt from grading, lower case. */
export function readExempt(file) {
  const lines = readFileSync(file, 'utf8').split('\n');
  return new Set(lines.map((line) => line.replace(/#.*/, '').trim().toLowerCase()).filter(Boolean));
}

/** What is wrong with the words of one text, as sentences for the person who wrote it. */
export function wordsToAvoid(text, key, rules) {
  const problems = [];
  for (const rule of rules) {
    if (rule.allowIn.some((allowed) => allowed.test(key))) continue;
    const rest = rule.unless.reduce((remaining, phrase) => remaining.replace(phrase, ' '), text);
    const found = rule.pattern.exec(rest);
    if (found) problems.push(`"${found[0]}": ${rule.reason}; say: ${rule.instead}`);
  }
  return problems;
}
