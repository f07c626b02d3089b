import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { measureBuild, sentence } from '../bundle-size.mjs';

const packed = (...texts) =>
  texts.map((text) => gzipSync(text, { level: 9 }).length).reduce((a, b) => a + b, 0);

/** A built page of these files, measured. */
function measured(files) {
  const folder = mkdtempSync(path.join(tmpdir(), 'satchel-size-'));
  try {
    mkdirSync(path.join(folder, 'assets'));
    for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
    return measureBuild(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('fonts are counted apart and as they are, maps not at all', () => {
  const script = 'let a = 1;\n'.repeat(500);
  const size = measured({
    'index.html': '<p></p>',
    'assets/a.js': script,
    'assets/a.js.map': 'x'.repeat(9000),
    'assets/next-latin-wght.woff2': Buffer.alloc(53_000),
  });
  assert.equal(size.fonts, 53_000);
  assert.equal(size.page, packed(script, '<p></p>'));
  assert.deepEqual(
    size.files.map(({ name }) => name),
    ['assets/a.js', 'assets/next-latin-wght.woff2', 'index.html'],
  );
});

test('at start come the entry, what it imports without waiting, its styles and the larger language', () => {
  const files = {
    'index.html':
      '<link rel="icon" href="/assets/icon.svg"><script type="module" src="/assets/index.js"></script><link rel="stylesheet" href="/assets/index.css">',
    'assets/index.js':
      'import{a as b}from"./shared.js";import"./bare.js";let w=()=>import("./words-en-1.js"),l=()=>import(`./later.js`);',
    'assets/shared.js': 'export{x}from"./deep.js";export let a="import",c="from";',
    'assets/deep.js': 'export let x=1;',
    'assets/bare.js': 'globalThis.y=2;',
    'assets/index.css': 'p{margin:0}',
    'assets/icon.svg': '<svg/>',
    'assets/later.js': 'import{a}from"./shared.js";export default a;',
    'assets/words-en-1.js': 'export default "one";',
    'assets/words-es-1.js': 'export default "uno, dos, tres, cuatro";',
  };
  const size = measured(files);
  const start = size.files.filter((file) => file.start).map(({ name }) => name);
  assert.deepEqual(start, [
    'assets/bare.js',
    'assets/deep.js',
    'assets/index.css',
    'assets/index.js',
    'assets/shared.js',
    'assets/words-es-1.js',
    'index.html',
  ]);
  assert.equal(size.start, packed(...start.map((name) => files[name])));
  assert.equal(size.page, packed(...Object.values(files)));
});

test('a font for other letters waits until one of them is shown', () => {
  const size = measured({
    'index.html': '',
    'assets/next-latin-wght-normal-1.woff2': Buffer.alloc(34_000),
    'assets/next-latin-ext-wght-normal-2.woff2': Buffer.alloc(19_000),
  });
  assert.equal(size.fonts, 34_000);
});

test('the sentence', () => {
  assert.equal(
    sentence({ start: 58_910, page: 71_040, fonts: 53_200, aim: 60_000 }),
    'page: 58.9 kB gzipped at start (aim below 60 kB), 71.0 kB in all, fonts: 53 kB',
  );
});
