import { beforeEach, expect, test, vi } from 'vitest';
import { locale } from '../i18n/index.svelte';
import { ScriptedCore, scriptedError } from '../ipc/scripted';
import type { Scene } from '../ipc/scripted-worlds';
import { comeBack } from './screens';
import { Stage } from './stage.svelte';

async function staged(scene: Scene) {
  const core = new ScriptedCore(scene);
  const stage = new Stage(core);
  await stage.boot();
  return { core, stage };
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

beforeEach(() => locale.choose('en'));

test('nobody is signed in: the made-up people; a person who never decided: the question', async () => {
  const { core, stage } = await staged('welcome');
  expect(stage.screen.name).toBe('welcome');
  const [rosa] = core.world.people;
  if (rosa) await stage.signIn(rosa);
  expect(stage.screen.name).toBe('permission');
});

test('bug: the news of who came in, before the answer, does not show Home to who never decided', async () => {
  const { core, stage } = await staged('welcome');
  const [rosa] = core.world.people;
  const went = vi.spyOn(stage, 'go');
  const call = core.call.bind(core);
  let answered = (): void => undefined;
  const signedIn = new Promise<void>((resolve) => (answered = resolve));
  let isIn = false;
  vi.spyOn(core, 'call').mockImplementation(async (...asked) => {
    const answer = await call(...asked);
    if (asked[0] === 'app') return answer as never;
    if (asked[0] === 'sign_in') {
      void stage.changed(['session']);
      await vi.waitFor(() => expect(core.calls.map(([name]) => name)).toContain('set_up'));
      isIn = true;
      answered();
    } else {
      // What was asked for before is answered first, and so is whether a link was given.
      const turns = isIn && asked[0] !== 'look_at_given_link' ? 9 : 1;
      await signedIn;
      for (let turn = 0; turn < turns; turn += 1) await settled();
    }
    return answer as never;
  });
  if (rosa) await stage.signIn(rosa);
  expect(went.mock.calls.map(([screen]) => screen.name)).not.toContain('home');
  expect(stage.screen.name).toBe('permission');
});

test('who decided before comes home', async () => {
  expect((await staged('need')).stage.screen.name).toBe('home');
  expect((await staged('off')).stage.screen.name).toBe('home');
});

test('a core that does not open is said on the first screen, and can be tried again', async () => {
  const core = new ScriptedCore('need');
  core.failing.set('app', scriptedError('unexpected'));
  const stage = new Stage(core);
  await stage.boot();
  expect(stage.screen.name).toBe('starting');
  expect(stage.session.app.problem?.code).toBe('unexpected');
  await stage.boot();
  expect(stage.screen.name).toBe('home');
});

test('yes goes home; not now sends nothing', async () => {
  const { core, stage } = await staged('first');
  stage.go({ name: 'home' });
  expect(core.calls.some(([name]) => name === 'set_consent')).toBe(false);
  await stage.finding.turnOn();
  expect(stage.screen.name).toBe('permission');
  await stage.finding.givePermission();
  expect(stage.screen.name).toBe('home');
  expect(stage.consent.on).toBe(true);
});

test('who goes elsewhere while the permission is sent is not fetched back', async () => {
  const { stage } = await staged('first');
  const giving = stage.finding.givePermission();
  stage.go({ name: 'people' });
  await giving;
  expect(stage.consent.on).toBe(true);
  expect(stage.screen.name).toBe('people');
});

test('what the network shows while Home is made ready is said on Home', async () => {
  const { stage } = await staged('first');
  const giving = stage.finding.givePermission();
  stage.tell('It is on.');
  await giving;
  expect(stage.screen.name).toBe('home');
  expect(stage.notice).toBe('It is on.');
});

test('a permission that was refused stays on its screen, with the error', async () => {
  const { core, stage } = await staged('first');
  core.failing.set('set_consent', scriptedError('network-refused'));
  await stage.finding.givePermission();
  expect(stage.screen.name).toBe('permission');
  expect(stage.consent.problem?.code).toBe('network-refused');
});

test('turning off is told when the network shows it, and turning on again is one press', async () => {
  const { core, stage } = await staged('rest');
  stage.go({ name: 'places' });
  stage.finding.ask('turn-off');
  await settled();
  expect(stage.consent.turningOff.value?.places.length).toBeGreaterThan(0);
  await stage.finding.turnOff();
  expect(stage.dialog).toBeNull();
  expect(stage.notice).toBeNull();
  expect(stage.announcer.text).toMatch(/We check until it shows/);
  await stage.changed(['consent']);
  expect(stage.notice).toMatch(/is off/);
  expect(core.calls.filter(([name]) => name === 'turning_off')).toHaveLength(1);
  await stage.finding.turnOn();
  expect(stage.screen.name).toBe('places');
  expect(stage.consent.on).toBe(true);
});

test('each time the dialog opens, the places are counted anew', async () => {
  const { core, stage } = await staged('rest');
  for (const dialog of ['turn-off', 'search-again'] as const) {
    stage.finding.ask(dialog);
    expect(stage.consent.turningOff.value).toBeNull();
    await settled();
  }
  expect(core.calls.filter(([name]) => name === 'turning_off')).toHaveLength(2);
});

test('what a copy knows is shown at once, marked as old, until the network answers', async () => {
  const core = new ScriptedCore('signed-out', { delay: 5 });
  const stage = new Stage(core);
  await stage.boot();
  expect(stage.standing).toBe('signed-out');
  await vi.waitFor(() => expect(stage.places.known.value?.places?.places.length).toBeGreaterThan(0));
  expect(stage.places.places.stale).toBe(true);
  core.broken.set('places', scriptedError('no-internet'));
  await stage.signInAgain();
  await vi.waitFor(() => expect(stage.places.places.problem?.code).toBe('no-internet'));
  expect(stage.screen.name).toBe('home');
  expect(stage.places.places.stale).toBe(true);
  core.broken.clear();
  stage.known.online();
  await vi.waitFor(() => expect(stage.places.places.stale).toBe(false));
});

test('a page that was lost and loaded again says so, to whoever is inside', async () => {
  const inside = new Stage(new ScriptedCore('rest'));
  await inside.boot(null, true);
  expect(inside.notice).toContain('open this window again');
  expect(inside.announcer.text).toContain('open this window again');
  const nobody = new Stage(new ScriptedCore('welcome'));
  await nobody.boot(null, true);
  expect(nobody.notice).toBeNull();
});

test('a receipt goes back to where it was opened', async () => {
  const { stage } = await staged('off');
  stage.go({ name: 'receipt', id: 'receipt-off', from: 'activity' });
  await settled();
  expect(stage.activity.receipts.find('receipt-off')?.on).toBe(false);
  expect(stage.activity.receipts.find(null)?.id).toBe('receipt-off');
  expect(comeBack(stage.screen)).toEqual({ name: 'activity' });
});

test('a connected place is announced, and the list begins at it', async () => {
  const { core, stage } = await staged('need');
  const signingIn = stage.placesFlow.connect('quillback');
  await settled();
  expect(stage.screen).toEqual({ name: 'connect', placeId: 'quillback' });
  core.connected();
  await signingIn;
  expect(stage.screen).toEqual({ name: 'places', placeId: 'quillback' });
  expect(stage.announcer.text).toMatch(/^Quillback Heart Clinic is connected\./);
});

test('a stopped sign-in goes back to its place and claims nothing', async () => {
  const { stage } = await staged('need');
  const signingIn = stage.placesFlow.connect('quillback');
  await settled();
  await stage.connect.stop();
  await signingIn;
  expect(stage.screen).toEqual({ name: 'places', placeId: 'quillback' });
  expect(stage.places.find('quillback')?.state).toBe('needs-sign-in-again');
});

test('topics ask again for just what changed', async () => {
  const { core, stage } = await staged('need');
  core.calls.length = 0;
  await stage.changed(['places']);
  expect(core.calls.map(([name]) => name)).toEqual(['places', 'health_summary']);
});

test('the list of what happened is asked for when it is shown, and again while it is in sight', async () => {
  const { core, stage } = await staged('need');
  core.calls.length = 0;
  await stage.changed(['activity']);
  expect(core.calls).toEqual([]);
  stage.go({ name: 'activity' });
  await settled();
  expect(stage.activity.shown.length).toBeGreaterThan(0);
  core.world.activity.entries = [];
  await stage.changed(['activity']);
  expect(stage.activity.shown).toEqual([]);
  expect(core.calls.map(([name]) => name)).toEqual(['activity', 'privacy', 'activity']);
});

test('a session that ended elsewhere leaves nothing behind', async () => {
  const { core, stage } = await staged('need');
  core.world.app.session = null;
  core.world.app.copy = { state: 'none' };
  await stage.changed(['session']);
  expect(stage.screen.name).toBe('welcome');
  expect(stage.places.list).toEqual([]);
  expect(stage.share.title).toBe('Health records');
});

test('done sharing does not claim that the QR code was taken back', async () => {
  const { stage } = await staged('rest');
  stage.go({ name: 'share' });
  await stage.share.make();
  await stage.doneSharing();
  expect(stage.screen.name).toBe('home');
  expect(stage.notice).toMatch(/can still work until/);
});
