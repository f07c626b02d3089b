import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { judge } from '../messages/readability.mjs';
import { readCatalogue, spokenForms, variablesOf } from '../messages/catalogue.mjs';
import { checkMessages } from '../messages/checks.mjs';
import { readUsage } from '../messages/usage.mjs';
import { readForbidden, wordsToAvoid } from '../messages/words-to-avoid.mjs';

const fixtures = path.join(import.meta.dirname, 'fixtures');
const pageRoot = path.join(fixtures, 'page');

function check(name, extra = {}) {
  return checkMessages({
    locales: path.join(fixtures, 'messages', name),
    languages: ['en', 'es'],
    exempt: new Set(),
    forbidden: readForbidden(),
    page: null,
    ...extra,
  });
}

/** `en/a.ftl:3 key: message` */
function lines(result) {
  return result.problems.map(({ file, line, key, message }) => {
    const short = file.split(path.sep).slice(-2).join('/');
    return `${short}:${line} ${key}: ${message}`;
  });
}

test('good messages pass, each text once', () => {
  const result = check('good');
  assert.deepEqual(lines(result), []);
  assert.equal(result.passed, 8);
  assert.equal(result.failed, 0);
});

test('a key or an attribute that one language lacks fails', () => {
  assert.deepEqual(lines(check('missing-key')), [
    'en/a.ftl:2 first.label: missing in es',
    'en/a.ftl:3 second: missing in es',
    'es/a.ftl:2 third: not in en',
  ]);
});

test('another variable than in English fails, also through a quoted message', () => {
  assert.deepEqual(lines(check('wrong-variable')), [
    'es/a.ftl:1 hello: $nombre is not a variable of the English message, and the page passes only those',
    'es/a.ftl:1 hello: $name of the English message is not used',
    'es/a.ftl:2 whole: $nombre is not a variable of the English message, and the page passes only those',
    'es/a.ftl:2 whole: $name of the English message is not used',
  ]);
});

test('what is too hard to read fails, in every plural form', () => {
  const found = lines(check('too-hard'));
  assert.equal(found.length, 5, found.join('\n'));
  assert.match(found[0], /^en\/a\.ftl:1 hard: grade \d\d\.\d \(max 6\)$/);
  assert.match(found[1], /^en\/a\.ftl:2 long: sentence of 21 words \(max 18\): "We go/);
  assert.match(found[2], /^en\/a\.ftl:3 only-other: grade/);
  assert.match(found[3], /^es\/a\.ftl:1 hard: ease -?\d+\.\d \(min 70\)$/);
  assert.match(found[4], /^es\/a\.ftl:2 long: sentence of 25 words \(max 22\)/);
});

test('what is not Fluent, twice there, or refers to nothing fails', () => {
  const found = lines(check('broken'));
  assert.match(found[0], /^en\/a\.ftl:2 this: not Fluent: Expected/);
  assert.match(found[1], /^en\/b\.ftl:1 twice: already in .*a\.ftl:3$/);
  assert.match(found[2], /^en\/b\.ftl:2 quotes: refers to nowhere, which is not there$/);
});

test('forbidden words fail, the phrases in which they are right do not', () => {
  const found = lines(check('forbidden')).map((line) => line.replace(/: "(.*?)": .*/, ' $1'));
  assert.deepEqual(found, [
    'en/a.ftl:1 button OK',
    'en/a.ftl:2 promise soon',
    'en/a.ftl:3 bare code',
    'en/a.ftl:5 link link',
    'es/a.ftl:2 promise pronto',
    'es/a.ftl:2 promise Tus',
    'es/a.ftl:3 bare código',
  ]);
});

test('a forbidden word is a whole word', () => {
  const { en } = readForbidden();
  for (const fine of ['Use your keyboard', 'The barcode', 'Sooner or later', 'Look it over']) {
    assert.deepEqual(wordsToAvoid(fine, 'a', en), [], fine);
  }
  for (const bad of ['Your consent', 'Re-authenticate', 'Try now', 'Log in', 'The FHIR file']) {
    assert.equal(wordsToAvoid(bad, 'a', en).length, 1, bad);
  }
  assert.deepEqual(wordsToAvoid('A FHIR file', 'take-away-files', en), []);
});

test('names become Rosa, numbers become 3, terms become themselves', () => {
  const { texts } = readCatalogue(path.join(fixtures, 'messages/good/en'));
  assert.deepEqual(spokenForms(texts.get('home-title.label'), texts), ['Open Satchel']);
  assert.deepEqual(spokenForms(texts.get('home-count'), texts), [
    'We found 3 place that has your records.',
    'We found 3 places that have your records.',
  ]);
  assert.deepEqual(spokenForms(texts.get('home-note'), texts), [
    'Hello, Rosa. Copy the link. Show the QR code to the clinic.',
  ]);
  assert.deepEqual([...variablesOf(texts.get('home-note'), texts)], ['name']);
});

test('keys are followed through types, in scripts and in markup', () => {
  const { uses, unknown, stale } = readUsage({
    src: path.join(pageRoot, 'src'),
    root: pageRoot,
    dynamic: [
      { file: 'src/page.ts', expression: '`listed-${any}`', keys: ['listed-a', 'listed-b'] },
      { file: 'src/page.ts', expression: '`gone-${any}`', keys: ['gone-a'] },
    ],
  });
  const keys = uses.map((use) => use.keys.join(' '));
  assert.deepEqual(keys.sort(), [
    'derived-need derived-work',
    'from-attribute',
    'gone state-on state-off',
    'joined-on joined-off joined-gone',
    'kept-on kept-off kept-gone',
    'kept-on.more kept-off.more kept-gone.more',
    'link',
    'listed-a listed-b',
    'nav-home nav-share',
    'plain',
    'plain.left-60 plain.left-30',
    'table-on table-off',
    'tone-need',
  ]);
  assert.deepEqual(
    unknown.map(({ call }) => call),
    ['t(any)'],
  );
  assert.deepEqual(
    stale.map(({ expression }) => expression),
    ['`gone-${any}`'],
  );
  const [plain] = uses.filter((use) => use.keys[0] === 'plain');
  assert.deepEqual([...plain.args], ['name']);
  const optional = uses.filter((use) => use.optional).map((use) => use.keys[0]);
  assert.deepEqual(optional, ['kept-on.more']);
});

test('what the page asks for must be there, with its variables, and what is there must be asked for', () => {
  const page = { src: path.join(pageRoot, 'src'), root: pageRoot, dynamic: [], rust: [] };
  const found = lines(
    check('missing-key', { page, errorCodes: ['no-internet'], generated: 'src/ipc/generated.ts' }),
  );
  assert.ok(found.includes('src/page.ts:13 plain: not in en'), found.join('\n'));
  assert.ok(found.includes('en/a.ftl:1 first: is used nowhere'));
  assert.ok(found.some((line) => line.startsWith('src/page.ts:18 t(any): which keys can this be?')));
  assert.ok(
    found.some((line) => line.includes('error-no-internet.body: not in en, and ErrorCode has "no-internet"')),
  );

  const dynamic = [{ file: 'src/page.ts', expression: 'any', keys: /^home-(title|count|note)$/ }];
  const variables = lines(check('good', { page: { ...page, dynamic } }));
  assert.ok(
    variables.some((line) => line.endsWith('home-title: needs $name')),
    variables.join('\n'),
  );
});

test('a number before a word needs its plural forms', () => {
  assert.deepEqual(lines(check('uncounted')), [
    'en/a.ftl:1 wait: $seconds stands before a word: give it { $seconds -> [one] … *[other] … }',
    'en/a.ftl:2 inside: $count stands before a word: give it { $count -> [one] … *[other] … }',
    'es/a.ftl:1 wait: $seconds stands before a word: give it { $seconds -> [one] … *[other] … }',
  ]);
});

test('a message is graded from its eighth word on', () => {
  const hard = {
    en: 'Participating organizations necessitate additional identification documentation',
    es: 'Las organizaciones participantes necesitan documentación adicional',
  };
  for (const [language, text] of Object.entries(hard)) {
    const withWords = (count) => text + ' aha'.repeat(count - text.split(' ').length);
    assert.deepEqual(judge(withWords(7), language, new Set()).problems, []);
    assert.equal(judge(withWords(8), language, new Set()).problems.length, 1);
  }
});

/** The app’s own messages, each of these pieces replaced, given to the check as the build runs it. */
function build(breaks, ...flags) {
  const locales = mkdtempSync(path.join(tmpdir(), 'satchel-messages-'));
  try {
    cpSync(path.join(import.meta.dirname, '../../src/i18n/locales'), locales, { recursive: true });
    for (const [name, key, text] of breaks) {
      const file = path.join(locales, name);
      const before = readFileSync(file, 'utf8');
      const after = before.replace(new RegExp(`^${key} = .*\\n`, 'm'), text && `${key} = ${text}\n`);
      assert.notEqual(after, before, `${name} has no ${key}`);
      writeFileSync(file, after);
    }
    const script = path.join(import.meta.dirname, '../check-messages.mjs');
    const args = [script, `--locales=${locales}`, ...flags];
    const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    return { status, lines: stdout.split('\n').map((line) => line.slice(line.lastIndexOf('/') - 2)) };
  } finally {
    rmSync(locales, { recursive: true });
  }
}

test('our messages pass, and the build breaks by each thing that can be wrong with them', () => {
  assert.equal(build([], '--no-page').status, 0);
  const { status, lines } = build(
    [
      [
        'en/common.ftl',
        'skip',
        'Navigate immediately to the principal informational content of this application.',
      ],
      ['es/common.ftl', 'skip', 'Navegue inmediatamente hacia el contenido principal de esta aplicación.'],
      ['es/common.ftl', 'close', ''],
      ['en/common.ftl', 'done', ''],
      ['es/common.ftl', 'looked-again', 'Volvimos a mirar.'],
      ['es/common.ftl', 'app-title', '{ $screen } · Satchel · { $pantalla }'],
      ['en/common.ftl', 'looking', 'The FHIR server'],
      ['es/common.ftl', 'looking', 'El servidor FHIR'],
      ['es/common.ftl', 'working', 'Espera tu turno…'],
      ['en/share.ftl', 'share-copied', 'You have { $minutes } minutes.'],
    ],
    '--no-page',
  );
  assert.equal(status, 1);
  for (const wanted of [
    /^en\/common\.ftl:\d+ skip: grade \d+\.\d \(max 6\)$/,
    /^es\/common\.ftl:\d+ skip: ease -?\d+\.\d \(min 70\)$/,
    /^en\/common\.ftl:\d+ close: missing in es$/,
    /^es\/common\.ftl:\d+ done: not in en$/,
    /^es\/common\.ftl:\d+ looked-again: \$time of the English message is not used$/,
    /^es\/common\.ftl:\d+ app-title: \$pantalla is not a variable of the English message/,
    /^en\/common\.ftl:\d+ looking: "FHIR": a format/,
    /^es\/common\.ftl:\d+ looking: "FHIR": a format/,
    /^es\/common\.ftl:\d+ working: "tu": Satchel says usted/,
    /^en\/share\.ftl:\d+ share-copied: \$minutes stands before a word/,
  ])
    assert.ok(
      lines.some((line) => wanted.test(line)),
      `${wanted} in\n${lines.join('\n')}`,
    );
});

test('the build breaks by a message that nothing asks for', () => {
  const { status, lines } = build([], `--page=${pageRoot}`);
  assert.equal(status, 1);
  assert.ok(lines.some((line) => /^en\/common\.ftl:\d+ skip: is used nowhere$/.test(line)));
});
