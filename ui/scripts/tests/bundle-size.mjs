import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { measureBuild, sentence } from '../bundle-size.mjs';

test('fonts are counted apart and as they are, maps not at all', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'satchel-size-'));
  try {
    mkdirSync(path.join(folder, 'assets'));
    const script = 'let a = 1;\n'.repeat(500);
    writeFileSync(path.join(folder, 'index.html'), '<p></p>');
    writeFileSync(path.join(folder, 'assets/a.js'), script);
    writeFileSync(path.join(folder, 'assets/a.js.map'), 'x'.repeat(9000));
    writeFileSync(path.join(folder, 'assets/next.woff2'), Buffer.alloc(53_000));
    const size = measureBuild(folder);
    assert.equal(size.fonts, 53_000);
    assert.equal(size.page, gzipSync(script, { level: 9 }).length + gzipSync('<p></p>', { level: 9 }).length);
    assert.deepEqual(
      size.files.map(({ name }) => name),
      ['assets/a.js', 'assets/next.woff2', 'index.html'],
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the sentence', () => {
  assert.equal(
    sentence({ page: 41_180, fonts: 53_200, aim: 60_000 }),
    'page: 41.2 kB gzipped (aim below 60 kB), fonts: 53 kB',
  );
});
