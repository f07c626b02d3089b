import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { filesBelow } from '../files.mjs';
import { dialogs, kiosk, rows, screens } from '../gallery/list.mjs';
import { layoutsOf, nameOf } from '../gallery/looks.mjs';
import { namesOfType } from '../gallery/unions.mjs';

const src = path.join(import.meta.dirname, '../../src');
const frame = path.join(src, 'frame/screens.ts');

test('every screen and every dialog of the frame is in the list of the gallery, and nothing else', () => {
  assert.deepEqual(Object.keys(screens).sort(), namesOfType(frame, 'Shown'));
  assert.deepEqual(Object.keys(dialogs).sort(), namesOfType(frame, 'DialogName'));
});

test('every step of a kiosk is in the list of the gallery', () => {
  const steps = namesOfType(path.join(src, 'kiosk/kiosk.svelte.ts'), 'Step');
  assert.deepEqual(
    steps.filter((step) => !(step in kiosk)),
    [],
  );
});

test('a new name of a type is found, however it is written', (context) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'gallery-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'screens.ts');
  writeFileSync(
    file,
    `type Old = { name: 'home' } | { name: 'places' | 'new-one'; placeId: string };
     export type Shown = Old['name'] | 'ended';`,
  );
  assert.deepEqual(namesOfType(file, 'Shown'), ['ended', 'home', 'new-one', 'places']);
  assert.throws(() => namesOfType(file, 'Gone'), /exports no Gone/);
});

test('each row has its own folder, and each look its own picture', () => {
  const names = rows().map(({ name }) => name);
  assert.equal(new Set(names).size, names.length);
  for (const row of rows()) {
    const pictures = Object.entries(layoutsOf(row, false)).flatMap(([language, layouts]) =>
      layouts.flatMap((layout) => layout.themes.map((theme) => nameOf(layout, theme, language))),
    );
    assert.equal(new Set(pictures).size, pictures.length);
    for (const theme of ['light', 'dark', 'contrast'])
      for (const language of ['en', 'es'])
        for (const size of ['100', '150', '200'])
          assert.ok(
            pictures.includes(`${theme}-${language}-${size}`),
            `${row.name}: ${theme} ${language} ${size}`,
          );
  }
});

test('every part of src/lib stands on the page of components', () => {
  const page = filesBelow(path.join(src, 'gallery/components'), '.svelte')
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const missing = filesBelow(path.join(src, 'lib'), '.svelte')
    .map((file) => path.basename(file))
    .filter((name) => !page.includes(`/lib/${name}'`));
  assert.deepEqual(missing, []);
});
