import { beforeEach, expect, test } from 'vitest';
import { locale } from '../../i18n/index.svelte';
import { ScriptedCore, scriptedError } from '../../ipc/scripted';
import { placeDetail, placeState } from '../../lib/place-words';
import { searchLine } from '../../lib/search-words';
import { groups, PlacesState } from './places.svelte';

const now = Date.parse('2026-11-19T13:08:00Z');

beforeEach(() => locale.choose('en'));

test('places stand in the order of whose move it is', () => {
  const { world } = new ScriptedCore('states');
  expect(groups(world.places.places).map((group) => [group.key, group.places.length])).toEqual([
    ['need', 3],
    ['work', 3],
    ['rest', 2],
    ['off', 2],
  ]);
});

test('places that finding paused stand apart from those a person turned off', () => {
  const { world } = new ScriptedCore('off');
  expect(groups(world.places.places).map((group) => group.key)).toEqual(['paused', 'off']);
});

test('looking again reads the network’s answers once more and starts nothing', async () => {
  const core = new ScriptedCore('need');
  const state = new PlacesState(core);
  await state.look('alder');
  expect(core.calls.map(([name]) => name).sort()).toEqual(['health_summary', 'places', 'search']);
  expect(state.busy).toBeNull();
});

test('a failed look names the place, keeps the list and can be tried again', async () => {
  const core = new ScriptedCore('need');
  const state = new PlacesState(core);
  await state.refresh();
  core.failing.set('places', scriptedError('network-slow'));
  expect(await state.look('alder')).toBeNull();
  expect(state.failed).toBe('alder');
  expect(state.list).toHaveLength(5);
  expect(await state.look('alder')).toMatchObject({ id: 'alder' });
  expect(state.problem).toBeNull();
});

test('turning back on claims nothing: the row shows what the core answers', async () => {
  const core = new ScriptedCore('need', { delay: 1 });
  const state = new PlacesState(core);
  await state.refresh();
  const turning = state.turnBackOn('tamarack');
  expect(state.busy).toEqual({ placeId: 'tamarack', doing: 'turning-on' });
  expect(state.find('tamarack')?.state).toBe('turned-off');
  expect(await turning).toMatchObject({ state: 'records-coming' });
  expect(state.find('tamarack')?.state).toBe('records-coming');
});

test('every state has words, and none of the states but connected says "connected" alone', () => {
  const { world } = new ScriptedCore('states');
  for (const place of world.places.places) {
    expect(placeState(place, now)).not.toMatch(/^place-|\{/);
    expect(placeDetail(place, now)).not.toMatch(/^place-|\{/);
    if (!['connected', 'records-coming'].includes(place.state))
      expect(placeState(place, now)).not.toMatch(/connected/i);
  }
});

test('the search line says times only when the network gave them', () => {
  const { world } = new ScriptedCore('need');
  expect(searchLine(world.search, 5, now)).toMatch(/^Last search: August 19, .+ Found 5 places\.$/);
  expect(searchLine({ ...world.search, startedAt: null, endedAt: null }, 1, now)).toBe(
    'The search finished. Found 1 place.',
  );
  expect(searchLine({ ...world.search, status: 'unknown' }, 5, now)).toMatch(/can’t tell/);
});
