import { expect, test } from 'vitest';
import { ScriptedCore, scriptedError } from '../../ipc/scripted';
import { ConnectState } from './connect.svelte';

function begin(scene: 'need' = 'need') {
  const core = new ScriptedCore(scene);
  const state = new ConnectState(core);
  const outcome = state.start('quillback');
  return { core, state, outcome };
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

test('the portal’s host and the times come from the core', async () => {
  const { state } = begin();
  await settled();
  expect(state.phase).toBe('waiting');
  expect(state.portalHost).toBe('portal.quillback.example');
  expect(state.askedAt).not.toBeNull();
});

test('nothing but the network’s own answer connects', async () => {
  const { core, state, outcome } = begin();
  await settled();
  core.report({ step: 'asked', at: core.at(), nextAt: core.at(10), because: 'the-browser-came-back' });
  expect(state.phase).toBe('waiting');
  expect(state.heard).toBe(true);
  await state.finished();
  expect(state.phase).toBe('waiting');
  expect(state.notYet).toBe(true);
  core.report({ step: 'confirming' });
  expect(state.phase).toBe('confirming');
  core.connected();
  expect(await outcome).toMatchObject({ id: 'quillback', state: 'connected' });
  expect(state.phase).toBe('connected');
});

test('"I finished" waits for the asking that answers it', async () => {
  const { core, state } = begin();
  await settled();
  core.delay = 5;
  const asked = state.finished();
  expect(state.looking).toBe(true);
  core.report({ step: 'asked', at: core.at(), nextAt: core.at(10), because: 'we-asked' });
  expect(state.looking).toBe(true);
  await asked;
  expect(state.looking).toBe(false);
});

test('stopping is the core’s to confirm', async () => {
  const { core, state, outcome } = begin();
  await settled();
  core.failing.set('connect_stop', scriptedError('unexpected'));
  await state.stop();
  expect(state.phase).toBe('waiting');
  expect(state.problem?.code).toBe('unexpected');
  await state.stop();
  expect(await outcome).toBeNull();
  expect(state.phase).toBe('stopped');
});

test('a late step of an old sign-in changes nothing', async () => {
  const core = new ScriptedCore('need');
  const reports: ((step: { step: 'confirming' }) => void)[] = [];
  const { call } = core;
  core.call = ((name: 'connect', request: { placeId: string }, report: never) => {
    reports.push(report);
    return call.call(core, name, request, report);
  }) as unknown as typeof call;
  const state = new ConnectState(core);
  void state.start('quillback');
  void state.start('fernhill');
  await settled();
  reports[0]?.({ step: 'confirming' });
  expect(state.placeId).toBe('fernhill');
  expect(state.phase).toBe('waiting');
});

test('time is up is not an error, and it can be tried again', async () => {
  const { core, state, outcome } = begin();
  await settled();
  core.finish({ result: 'time-is-up' });
  await outcome;
  expect(state.phase).toBe('time-is-up');
  expect(state.problem).toBeNull();
  void state.start('quillback');
  expect(state.running).toBe(true);
});

test('a step that comes after the outcome is old', async () => {
  const core = new ScriptedCore('need');
  let report: ((step: { step: 'confirming' }) => void) | undefined;
  const { call } = core;
  core.call = ((name: 'connect', request: { placeId: string }, onProgress: never) => {
    report ??= onProgress;
    return call.call(core, name, request, onProgress);
  }) as unknown as typeof call;
  const state = new ConnectState(core);
  const outcome = state.start('quillback');
  await settled();
  core.connected();
  await outcome;
  report?.({ step: 'confirming' });
  expect(state.phase).toBe('connected');
});

test('a failure keeps its error for the screen', async () => {
  const core = new ScriptedCore('need');
  core.failing.set('connect', scriptedError('browser-did-not-open'));
  const state = new ConnectState(core);
  expect(await state.start('quillback')).toBeNull();
  expect(state.phase).toBe('failed');
  expect(state.problem?.code).toBe('browser-did-not-open');
});
