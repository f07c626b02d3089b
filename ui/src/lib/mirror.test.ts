import { expect, test } from 'vitest';
import { ScriptedCore, scriptedError } from '../ipc/scripted';
import { Mirror } from './mirror.svelte';

test('an error keeps what was known', async () => {
  const core = new ScriptedCore('need');
  const mirror = new Mirror(core, 'places');
  await mirror.refresh();
  core.failing.set('places', scriptedError('no-internet'));
  await mirror.refresh();
  expect(mirror.value?.places).toHaveLength(5);
  expect(mirror.problem?.code).toBe('no-internet');
  await mirror.refresh();
  expect(mirror.problem).toBeNull();
});

test('asking three times at once asks twice: the second answer is newer than every wish', async () => {
  const core = new ScriptedCore('need');
  const mirror = new Mirror(core, 'places');
  await Promise.all([mirror.refresh(), mirror.refresh(), mirror.refresh()]);
  expect(core.calls).toHaveLength(2);
  expect(mirror.asking).toBe(false);
});

test('an answer on its way does not overwrite a newer one', async () => {
  const core = new ScriptedCore('off', { delay: 5 });
  const mirror = new Mirror(core, 'consent');
  const slow = mirror.refresh();
  mirror.adopt({ provision: 'permit', decidedAt: null, decidedHere: true, change: null });
  await slow;
  expect(mirror.value?.provision).toBe('permit');
});

test('something that is not the core’s error says nothing about itself', async () => {
  const mirror = new Mirror(
    { call: () => Promise.reject(new Error('secret path /home/rosa')), onChanged: () => () => undefined },
    'places',
  );
  await mirror.refresh();
  expect(mirror.problem).toMatchObject({ code: 'unexpected', reference: '' });
  expect(JSON.stringify(mirror.problem)).not.toContain('rosa');
});
