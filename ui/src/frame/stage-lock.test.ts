// What the frame does when the copy locks, opens, cannot be opened, or is somebody else's.
import { waitFor } from '@testing-library/svelte';
import { beforeEach, expect, test } from 'vitest';
import { locale } from '../i18n/index.svelte';
import { ScriptedCore, scriptedError } from '../ipc/scripted';
import { rightPin } from '../ipc/scripted-copy';
import type { Scene } from '../ipc/scripted-worlds';
import { Stage } from './stage.svelte';

async function staged(scene: Scene) {
  const core = new ScriptedCore(scene);
  const stage = new Stage(core);
  core.onChanged((topics) => void stage.changed(topics));
  await stage.boot();
  return { core, stage };
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
const unlock = (stage: Stage) => stage.passed(stage.lock.unlock(rightPin));

beforeEach(() => locale.choose('en'));

test('a lock leaves nothing of the person on the page, and the right PIN comes back to the same screen', async () => {
  const { stage } = await staged('rest');
  await stage.share.make();
  stage.go({ name: 'activity' });
  await settled();
  stage.dialog = 'help';
  await stage.lockNow();
  await settled();
  expect(stage.screen.name).toBe('lock');
  expect(stage.dialog).toBeNull();
  expect([stage.places.list, stage.share.current, stage.activity.shown]).toEqual([[], null, []]);
  expect(stage.session.person).toBeNull();
  await unlock(stage);
  await settled();
  expect(stage.screen.name).toBe('activity');
  expect(stage.places.list.length).toBeGreaterThan(0);
  expect(stage.activity.shown.length).toBeGreaterThan(0);
});

test('a live QR code is gone from the page, and shown again if the core still has it', async () => {
  const { core, stage } = await staged('rest');
  stage.go({ name: 'share' });
  await stage.share.make();
  await stage.lockNow();
  await settled();
  expect(core.world.share).not.toBeNull();
  await unlock(stage);
  await settled();
  expect(stage.screen.name).toBe('share');
  expect(stage.share.phase).toBe('live');
});

test('what is written down here is back at once; what the network must say is waited for', async () => {
  const { core, stage } = await staged('rest');
  for (const [name, meanwhile] of [
    ['activity', 'activity'],
    ['places', 'starting'],
  ] as const) {
    stage.go({ name });
    await stage.lockNow();
    await settled();
    core.delay = 30;
    void unlock(stage);
    await waitFor(() => expect(stage.screen.name).toBe(meanwhile), { interval: 5 });
    await waitFor(() => expect(stage.screen.name).toBe(name));
    await waitFor(() => expect(stage.places.list).not.toEqual([]));
    core.delay = 0;
  }
});

test('the core locks by itself, in the middle of a sign-in; its end is not told over the lock', async () => {
  const { core, stage } = await staged('need');
  const signingIn = stage.placesFlow.connect('quillback');
  await settled();
  await core.call('lock', null);
  await settled();
  expect(stage.screen.name).toBe('lock');
  core.connected();
  await signingIn;
  expect(stage.screen.name).toBe('lock');
  expect(stage.notice).toBeNull();
  expect(stage.announcer.text.trim()).toBe('');
});

test('a session that the network ended keeps the screen, and signing in again reads it freshly', async () => {
  const { core, stage } = await staged('need');
  stage.go({ name: 'places' });
  core.world.app.session = null;
  await stage.changed(['session']);
  expect(stage.standing).toBe('signed-out');
  expect(stage.screen.name).toBe('places');
  expect(stage.places.list).toEqual([]);
  // Somewhere else meanwhile: that is the screen to come back to.
  stage.go({ name: 'diary' });
  await stage.signInAgain();
  expect(stage.screen.name).toBe('diary');
  expect(stage.places.list.length).toBeGreaterThan(0);
});

test('the first time, the question about a PIN comes before the permission', async () => {
  const { core, stage } = await staged('offer');
  Object.assign(core.world.consent, { provision: 'none', decidedAt: null });
  expect(stage.screen.name).toBe('pin-offer');
  await stage.passed(stage.lock.decline());
  expect(stage.screen.name).toBe('permission');
});

test.each([
  ['no-safe', 'safe'],
  ['trouble', 'trouble'],
] satisfies [Scene, string][])(
  'where the copy cannot be opened (%s), its own screen stands',
  async (scene, name) => {
    const { stage } = await staged(scene);
    expect(stage.screen.name).toBe(name);
    await stage.passed(stage.lock.keepHere('try-again'));
    expect(stage.screen.name).toBe(name);
    await stage.passed(stage.lock.keepHere('session'));
    await settled();
    expect(stage.screen.name).toBe('home');
  },
);

test('at the start, the people who have a copy here come first; after a sign-out the welcome does', async () => {
  const { stage } = await staged('people');
  expect(stage.screen.name).toBe('people');
  await settled();
  await stage.openCopy('copy-rosa');
  expect(stage.screen.name).toBe('lock');
  await unlock(stage);
  await settled();
  expect(stage.screen.name).toBe('home');
  await stage.signOut('keep');
  expect(stage.screen.name).toBe('welcome');
});

test('opening somebody else’s copy shows nothing of the person before', async () => {
  const { stage } = await staged('need');
  stage.go({ name: 'people' });
  await stage.openCopy('copy-mateo');
  expect(stage.standing).toBe('signed-out');
  expect(stage.session.holder?.givenName).toBe('Mateo');
  expect(stage.places.list).toEqual([]);
});

test('who forgot the PIN removes the locked copy, and sees what was looked at', async () => {
  const { core, stage } = await staged('locked');
  stage.dialog = 'forgot';
  core.failing.set('remove_everything', scriptedError('cannot-write'));
  await stage.removeEverything();
  expect(stage.screen.name).toBe('lock');
  expect(stage.session.problem?.code).toBe('cannot-write');
  await stage.retrySession();
  expect(stage.screen.name).toBe('removed');
  expect(stage.session.removal?.checks).toHaveLength(3);
  await stage.welcome();
  expect(stage.session.removal).toBeNull();
});

test('somebody at the screen is told only where a lock could close', async () => {
  const { core, stage } = await staged('need');
  const told = () => core.calls.filter(([name]) => name === 'still_here').length;
  stage.stillHere();
  expect(told()).toBe(1);
  await stage.lockNow();
  stage.stillHere();
  const open = await staged('offer');
  open.stage.stillHere();
  expect(told()).toBe(1);
  expect(open.core.calls.some(([name]) => name === 'still_here')).toBe(false);
});

test('the news that nobody is left never outruns the answer to who removed', async () => {
  const { core, stage } = await staged('rest');
  const call = core.call.bind(core);
  core.call = async (name, request, onProgress) => {
    const answer = await call(name, request, onProgress);
    // The core has told everybody; the answer itself takes longer.
    if (name === 'remove_everything') await settled();
    return answer;
  };
  stage.go({ name: 'settings' });
  await stage.removeEverything();
  await settled();
  expect(stage.screen.name).toBe('removed');
  expect(stage.session.removal?.checks.length).toBe(3);
});
