import { beforeEach, expect, test, vi } from 'vitest';
import { locale } from '../../i18n/index.svelte';
import { ScriptedCore, scriptedError } from '../../ipc/scripted';
import { placeDetail, placeState, where } from '../../lib/place-words';
import { AddPlaceState } from './add-place.svelte';
import { PlaceDetailState } from './place.svelte';
import { TurnOffState } from './turn-off.svelte';

const now = Date.parse('2026-11-19T13:08:00Z');
const sent = (core: ScriptedCore, name: string) => core.calls.filter(([one]) => one === name);

beforeEach(() => locale.choose('en'));

test('turning off a sign-in place counts down, and an undo in time sends nothing', async () => {
  vi.useFakeTimers();
  const core = new ScriptedCore('rest');
  const state = new TurnOffState(core);
  const going = state.start({ id: 'quillback', name: 'Quillback Heart Clinic' });
  await vi.advanceTimersByTimeAsync(0);
  expect(state.pending).toEqual({ placeId: 'quillback', name: 'Quillback Heart Clinic', left: 10 });
  await vi.advanceTimersByTimeAsync(3000);
  expect(state.pending?.left).toBe(7);
  await state.undo();
  expect(await going).toEqual({ place: null });
  expect(state.pending).toBeNull();
  expect(core.world.places.places.find((place) => place.id === 'quillback')?.state).toBe('connected');
  vi.useRealTimers();
});

test('when the seconds are over the network is told, and its answer is the state', async () => {
  const core = new ScriptedCore('rest');
  const state = new TurnOffState(core);
  const going = state.start({ id: 'quillback', name: 'Quillback Heart Clinic' });
  await vi.waitFor(() => expect(state.pending?.left).toBe(10));
  core.places.sendNow();
  expect((await going)?.place).toMatchObject({ state: 'turned-off', action: 'sign-in' });
});

test('a direct place is off at once', async () => {
  const core = new ScriptedCore('rest');
  const state = new TurnOffState(core);
  expect((await state.start({ id: 'juniper', name: 'Juniper' }))?.place).toMatchObject({
    state: 'turned-off',
  });
});

test('a turning off that failed is told and can be done once more', async () => {
  const core = new ScriptedCore('rest');
  const state = new TurnOffState(core);
  core.failing.set('turn_off', scriptedError('network-slow'));
  expect(await state.start({ id: 'juniper', name: 'Juniper' })).toBeNull();
  expect(state.problem?.code).toBe('network-slow');
  expect((await state.again())?.place?.state).toBe('turned-off');
});

test('two places are not turned off at a time', async () => {
  const core = new ScriptedCore('rest');
  const state = new TurnOffState(core);
  void state.start({ id: 'quillback', name: 'Quillback Heart Clinic' });
  expect(await state.start({ id: 'juniper', name: 'Juniper' })).toBeNull();
  expect(sent(core, 'turn_off')).toHaveLength(1);
});

test('another place shows nothing of the one before', async () => {
  const core = new ScriptedCore('rest');
  const state = new PlaceDetailState(core);
  await state.open('quillback');
  expect(state.detail?.undoSeconds).toBe(10);
  core.failing.set('place', scriptedError('network-slow'));
  await state.open('juniper');
  expect(state.detail).toBeNull();
  await state.again();
  expect(state.detail).toMatchObject({ undoSeconds: 0, place: { id: 'juniper' } });
});

test('a search without words asks nobody', async () => {
  const core = new ScriptedCore('rest');
  const state = new AddPlaceState(core);
  state.words = '  ';
  expect(await state.search()).toBe(false);
  expect(state.empty).toBe(true);
  expect(core.calls).toEqual([]);
  state.words = 'Quillback';
  await state.search();
  expect(state.found?.listings.map((one) => one.step)).toEqual(['have', 'sign-in', 'sign-in', 'no-sign-in']);
  const dental = state.found?.listings[3] ?? null;
  await state.ask('Quillback Family Dental', dental);
  expect(state.asked.has('quillback-dental')).toBe(true);
});

test.each(['en', 'es'] as const)('in %s every state of a place has its words', async (language) => {
  await locale.choose(language);
  await locale.finish();
  for (const scene of ['states', 'more-states'] as const) {
    const { world } = new ScriptedCore(scene);
    for (const place of [...world.places.places, ...world.places.aside]) {
      expect(placeState(place, now)).not.toMatch(/^place-|\{/);
      expect(placeDetail(place, now)).not.toMatch(/^place-|\{|^$/);
    }
  }
});

test('their system being down stands beside the end of a permission and does not replace it', () => {
  const { world } = new ScriptedCore('more-states');
  const quillback = world.places.places.find((place) => place.id === 'quillback');
  if (!quillback) throw new Error('no Quillback');
  expect(placeState(quillback, now)).toBe('Needs you to sign in again.');
  expect(placeDetail(quillback, now)).toMatch(/^Your permission ended .+ Their system is down too\.$/);
});

test('a permission that ends soon says around when, and only the places the directory lists say where', () => {
  const { world } = new ScriptedCore('more-states');
  const fernhill = world.places.places.find((place) => place.id === 'fernhill');
  if (!fernhill) throw new Error('no Fernhill');
  expect(placeDetail(fernhill, now)).toMatch(/It needs you again around December 9\.$/);
  expect(where(fernhill)).toBe('Fernhill. You sign in with CarePath.');
  expect(where({ ...fernhill, city: null, brand: null })).toBe('');
});
