import { expect, test } from 'vitest';
import { ScriptedCore, scriptedError } from '../../ipc/scripted';
import { ReportState } from './report.svelte';

test('the lines that were shown are the ones that are saved', async () => {
  const core = new ScriptedCore('rest');
  const state = new ReportState(core);
  await state.open();
  expect(state.lines).toEqual(core.world.report);
  await state.file.start();
  expect(core.calls.at(-1)).toEqual(['save_report', { id: state.mirror.value?.id }]);
  expect(state.file.saved?.folder).toBe('Documents');
});

test('a new look has new lines, and nothing of it is saved yet', async () => {
  const core = new ScriptedCore('rest');
  const state = new ReportState(core);
  await state.open();
  await state.file.start();
  core.world.report = ['one line'];
  await state.open();
  expect(state.lines).toEqual(['one line']);
  expect(state.file.saved).toBeNull();
});

test('without lines there is nothing to save', async () => {
  const core = new ScriptedCore('rest');
  core.failing.set('report', scriptedError('store-trouble'));
  const state = new ReportState(core);
  await state.open();
  expect(state.mirror.problem?.code).toBe('store-trouble');
  expect(state.lines).toEqual([]);
});
