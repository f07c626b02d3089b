import { beforeEach, expect, test } from 'vitest';
import { locale } from '../../i18n/index.svelte';
import { ScriptedCore, scriptedError } from '../../ipc/scripted';
import { rightPin } from '../../ipc/scripted-copy';
import type { Scene } from '../../ipc/scripted-worlds';
import { LockState } from './lock.svelte';
import { waitSentence, wrongSentence } from './words';

function locked(scene: Scene = 'locked') {
  const core = new ScriptedCore(scene);
  const time = { now: 5000 };
  const lock = new LockState(core, () => time.now);
  lock.begin(core.world.app.copy);
  return { core, lock, time };
}

beforeEach(() => locale.choose('en'));

test('the right PIN opens, and nothing is said about it', async () => {
  const { core, lock } = locked();
  expect(await lock.unlock(rightPin)).toBe(true);
  expect(core.world.app.copy.state).toBe('open');
  expect(wrongSentence(lock, 'pin')).toBeNull();
});

test('a wrong PIN says how many tries are left; the fifth costs a wait', async () => {
  const { lock } = locked();
  const said: (string | null)[] = [];
  for (let tries = 0; tries < 5; tries += 1) {
    expect(await lock.unlock('111222')).toBe(false);
    said.push(wrongSentence(lock, 'pin'));
  }
  expect(said).toEqual([
    'That PIN is not right. 4 tries left. Then you wait.',
    'That PIN is not right. 3 tries left. Then you wait.',
    'That PIN is not right. 2 tries left. Then you wait.',
    'That PIN is not right. 1 try left. Then you wait.',
    'That PIN is not right. Try again in 1 minute.',
  ]);
});

test('a wait counts real seconds from the answer on, and ends', () => {
  const { core, lock, time } = locked();
  lock.begin({ ...core.world.app.copy, waitSeconds: 90 } as never);
  expect(lock.wait).toBe(90);
  time.now += 31_000;
  lock.tick();
  expect(lock.wait).toBe(59);
  time.now += 60_000;
  lock.tick();
  expect(lock.wait).toBe(0);
});

test('a wait is told in minutes, and under one minute in seconds', () => {
  expect([240, 181, 60, 59, 1, 0].map(waitSentence)).toEqual([
    'Try again in 4 minutes.',
    'Try again in 4 minutes.',
    'Try again in 1 minute.',
    'Try again in 59 seconds.',
    'Try again in 1 second.',
    '',
  ]);
});

test.each([
  ['12345', 'wrong-length'],
  ['111111', 'too-easy'],
  ['123456', 'too-easy'],
  ['hello there', 'wrong-length'],
] as const)('the new PIN %s is refused: %s', async (pin, why) => {
  const { core, lock } = locked('offer');
  expect(await lock.change(pin, null)).toBe(false);
  expect(lock.refused).toBe(why);
  expect(core.world.app.offersPin).toBe(true);
});

test('a PIN that fails to be set can be set once more, without typing it again', async () => {
  const { core, lock } = locked('offer');
  core.failing.set('change_lock', scriptedError('disk-full'));
  expect(await lock.change('820461', null)).toBe(false);
  expect(lock.problem?.code).toBe('disk-full');
  expect(await lock.again()).toBe(true);
  expect(core.world.app.copy).toMatchObject({ state: 'open', lock: 'pin' });
});

test('one question at a time', async () => {
  const { core, lock } = locked();
  const [first, second] = [lock.unlock('111222'), lock.unlock('111222')];
  expect(await second).toBe(false);
  await first;
  expect(core.calls.filter(([name]) => name === 'unlock')).toHaveLength(1);
});
