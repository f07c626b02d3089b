// The words of the page: `npm run messages`. Prints `file:line key: what is wrong`, then how many passed and
// failed.
//   --report     a table of every message with its grade, hardest first
//   --no-page    the messages alone, without looking for their use
//   --locales=FOLDER, --page=FOLDER    other messages, another page: for the tests of this check
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { checkMessages } from './messages/checks.mjs';
import { dynamicKeys } from './messages/dynamic-keys.mjs';
import { ENOUGH_WORDS, LIMITS } from './messages/readability.mjs';
import { readExempt, readForbidden } from './messages/words-to-avoid.mjs';
import { shown } from './files.mjs';

const ui = path.join(import.meta.dirname, '..');
const at = (...parts) => path.join(ui, ...parts);

/** The members of `export type ErrorCode = "…" | "…";` */
function errorCodes(file) {
  const union = /export type ErrorCode =([^;]+);/.exec(readFileSync(file, 'utf8'));
  if (!union) throw new Error(`${file} has no ErrorCode`);
  return [...union[1].matchAll(/"([^"]+)"/g)].map(([, code]) => code);
}

function report(grades) {
  for (const [language, { name, max, min }] of Object.entries(LIMITS)) {
    const graded = grades.filter((grade) => grade.language === language && grade.words >= ENOUGH_WORDS);
    graded.sort((a, b) => (max === undefined ? a.score - b.score : b.score - a.score));
    console.log(
      `\n${language}: ${graded.length} messages of ${ENOUGH_WORDS} words or more (${name}, ${max ? `max ${max}` : `min ${min}`})`,
    );
    console.log(`${name.padStart(6)} words longest  message`);
    for (const { score, words, longestWords, text } of graded) {
      console.log(
        `${score.toFixed(1).padStart(6)} ${String(words).padStart(5)} ${String(longestWords).padStart(7)}  ${text.key}`,
      );
    }
  }
  console.log('');
}

const flags = new Set(process.argv.slice(2));
const folder = (name) => [...flags].find((flag) => flag.startsWith(`--${name}=`))?.slice(name.length + 3);
const page = folder('page');
const generated = at('src/ipc/generated.ts');
const rust = [at('../src-tauri/src')].filter((one) => existsSync(one));
const ours = { src: at('src'), root: ui, dynamic: dynamicKeys, rust };
const another = page && { src: path.join(page, 'src'), root: page, dynamic: [], rust: [] };
const { problems, grades, passed, failed } = checkMessages({
  locales: folder('locales') ?? at('src/i18n/locales'),
  languages: Object.keys(LIMITS),
  exempt: readExempt(at('scripts/exempt-words.txt')),
  forbidden: readForbidden(),
  errorCodes: page ? [] : errorCodes(generated),
  generated,
  page: flags.has('--no-page') ? null : (another ?? ours),
});

if (flags.has('--report')) report(grades);
for (const { file, line, key, message } of problems)
  console.log(`${shown(ui, file)}:${line} ${key}: ${message}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = problems.length > 0 ? 1 : 0;
