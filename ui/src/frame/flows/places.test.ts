import { beforeEach, expect, test, vi } from 'vitest';
import { locale } from '../../i18n/index.svelte';
import { ScriptedCore, scriptedError } from '../../ipc/scripted';
import type { Scene } from '../../ipc/scripted-worlds';
import { Stage } from '../stage.svelte';

async function at(scene: Scene, placeId: string) {
  const core = new ScriptedCore(scene);
  const stage = new Stage(core);
  await stage.boot();
  stage.go({ name: 'place', placeId });
  await vi.waitFor(() => expect(stage.place.detail?.place.id).toBe(placeId));
  return { core, stage };
}

beforeEach(async () => {
  await locale.choose('en');
  await locale.finish();
});

test('an undo in time is told, and the place is as it was', async () => {
  const { stage } = await at('rest', 'quillback');
  stage.dialog = 'place-off';
  const going = stage.placesFlow.turnOff();
  expect(stage.dialog).toBeNull();
  await vi.waitFor(() => expect(stage.turningOff.pending?.left).toBe(10));
  expect(stage.announcer.text).toMatch(/Nothing is sent yet/);
  await stage.turningOff.undo();
  await going;
  expect(stage.notice).toBe('Quillback Heart Clinic stays on. Nothing was sent.');
});

test('one can walk away while it waits, and hears the end elsewhere', async () => {
  const { core, stage } = await at('rest', 'quillback');
  const going = stage.placesFlow.turnOff();
  await vi.waitFor(() => expect(stage.turningOff.pending?.left).toBe(10));
  stage.go({ name: 'home' });
  core.places.sendNow();
  await going;
  expect(stage.notice).toMatch(/^Quillback Heart Clinic is off\./);
  expect(stage.screen.name).toBe('home');
});

test('removing claims no deletion: the network is asked', async () => {
  const { stage } = await at('rest', 'juniper');
  stage.dialog = 'place-remove';
  await stage.placesFlow.remove(false);
  expect(stage.dialog).toBeNull();
  expect(stage.notice).toMatch(/^We asked the network to delete/);
  expect(stage.place.detail?.place.state).toBe('removing');
});

test('a hidden place leaves the list and comes back from what stands aside', async () => {
  const { stage } = await at('rest', 'juniper');
  await stage.placesFlow.hide(true);
  expect(stage.screen.name).toBe('places');
  expect(stage.places.list.some((place) => place.id === 'juniper')).toBe(false);
  const [hidden] = stage.places.aside;
  if (hidden) await stage.placesFlow.showAgain(hidden);
  expect(stage.places.list.some((place) => place.id === 'juniper')).toBe(true);
});

test('a place that wants to hear that it is theirs hears it, and the sign-in begins anew', async () => {
  const core = new ScriptedCore('need');
  const stage = new Stage(core);
  await stage.boot();
  core.failing.set('connect', scriptedError('vouch-needed', { when: 'never' }));
  await stage.placesFlow.connect('quillback');
  expect(stage.connect.problem?.code).toBe('vouch-needed');
  void stage.placesFlow.vouch('quillback');
  await vi.waitFor(() => expect(stage.connect.phase).toBe('waiting'));
  const asked = core.calls.map(([name]) => name).filter((name) => name === 'vouch' || name === 'connect');
  expect(asked).toEqual(['connect', 'vouch', 'connect']);
});

test('after a lock nothing of one place is left', async () => {
  const { core, stage } = await at('rest', 'juniper');
  core.world.app.copy = { state: 'none' };
  core.world.app.session = null;
  await stage.changed(['session']);
  expect(stage.place.detail).toBeNull();
});
