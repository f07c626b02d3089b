import { beforeEach, expect, test } from 'vitest';
import { locale } from '../../i18n/index.svelte';
import { ScriptedCore } from '../../ipc/scripted';
import { manyLines } from '../../ipc/scripted-records';
import { paper } from './paper';

const now = new Date(2026, 10, 21, 9, 30).getTime();

beforeEach(() => locale.choose('en'));

test('the paper says each fact with its date and its place, and that it may not be everything', async () => {
  const sheet = await paper(new ScriptedCore('rest'), 'Rosa Delgado', now);
  expect(sheet.title).toContain('Rosa Delgado');
  expect(sheet.foot).toContain('{page}');
  expect(sheet.notes.join(' ')).toContain('may not be everything');
  const labs = sheet.sections.find(({ lines }) => lines.some(({ text }) => text.startsWith('Hemoglobin')));
  expect(labs?.lines[0]?.text).toBe('Hemoglobin A1c: 6.4 %, High');
  expect(labs?.lines[0]?.detail).toContain('Juniper Street Family Practice, Alder Bay Medical Center');
  expect(labs?.lines[0]?.detail).toContain('2026');
  const none = sheet.sections.find(({ lines }) => lines.length === 0);
  expect(none?.note).toContain('does not mean');
});

test('of very many the newest are printed, and how many there are', async () => {
  const core = new ScriptedCore('rest');
  core.records.lines = manyLines(450);
  const sheet = await paper(core, '', now);
  const labs = sheet.sections.find(({ lines }) => lines.length > 0);
  expect(labs?.lines).toHaveLength(200);
  expect(labs?.note).toMatch(/200.*450/);
});

test('in Spanish every word of the paper is Spanish', async () => {
  await locale.choose('es');
  const sheet = await paper(new ScriptedCore('rest'), 'Zoë Ñandú', now);
  expect(sheet.language).toBe('es');
  expect(sheet.title).toContain('Resumen de salud de');
  expect(sheet.foot).toContain('Página');
  expect(sheet.sections.map(({ heading }) => heading).join()).toContain('edicin');
});
