import { expect, test } from 'vitest';
import { ScriptedCore, scriptedError } from '../ipc/scripted';
import { AppClock } from './clock.svelte';

const start = Date.parse('2026-08-19T12:00:00Z');

test('the app’s clock runs as fast as the core says, from the core’s own time', async () => {
  let real = 1000;
  const core = new ScriptedCore('need', { now: start });
  core.world.speed = 60;
  const clock = new AppClock(core, () => real);
  await clock.sync();
  const before = clock.now;
  expect(before).toBeGreaterThanOrEqual(start);
  real += 2000;
  clock.tick();
  expect(clock.now - before).toBe(120_000);
});

test('a core that does not answer leaves the time running', async () => {
  let real = 0;
  const core = new ScriptedCore('need', { now: start });
  const clock = new AppClock(core, () => real);
  await clock.sync();
  core.broken.set('clock', scriptedError('unexpected'));
  await clock.sync();
  real = 1000;
  clock.tick();
  expect(clock.now).toBeGreaterThanOrEqual(start + 1000);
});
