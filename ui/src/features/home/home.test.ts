import { expect, test } from 'vitest';
import type { SearchStatus } from '../../ipc/generated';
import { ScriptedCore, scriptedError } from '../../ipc/scripted';
import type { Scene } from '../../ipc/scripted-worlds';
import { homeState, looks, type HomeFacts } from './home';

function facts(scene: Scene, change: Partial<HomeFacts> = {}): HomeFacts {
  const { consent, search, places } = new ScriptedCore(scene).world;
  return { consent, search, places, problem: null, ...change };
}

test.each<[Scene, string]>([
  ['first', 'never-asked'],
  ['need', 'sign-in'],
  ['working', 'searching'],
  ['rest', 'up-to-date'],
  ['off', 'off'],
  ['stopped', 'search-stopped'],
  ['nothing', 'nothing-found'],
])('%s says %s', (scene, is) => {
  expect(homeState(facts(scene)).is).toBe(is);
});

test('no internet is said before everything else, and needs no facts', () => {
  expect(homeState(facts('need', { problem: scriptedError('no-internet') })).is).toBe('offline');
  expect(
    homeState({ consent: null, search: null, places: null, problem: scriptedError('no-internet') }).is,
  ).toBe('offline');
});

test('another error hides nothing that is known', () => {
  expect(homeState(facts('need', { problem: scriptedError('network-slow') })).is).toBe('sign-in');
  expect(
    homeState({ consent: null, search: null, places: null, problem: scriptedError('network-slow') }).is,
  ).toBe('problem');
});

test('an unknown answer never reads as success', () => {
  const known = facts('rest');
  expect(
    homeState({ ...known, consent: known.consent && { ...known.consent, provision: 'unknown' } }).is,
  ).toBe('unclear');
  const places = structuredClone(known.places);
  const [first] = places?.places ?? [];
  if (first) Object.assign(first, { state: 'unknown', voice: 'work', action: 'look-again' });
  expect(homeState({ ...known, places }).is).toBe('trouble');
  const none = facts('nothing');
  expect(homeState({ ...none, search: none.search && { ...none.search, status: 'unknown' } }).is).toBe(
    'search-unclear',
  );
});

test('"up to date" is earned: every place connected, and the last update of each new enough for the core', () => {
  const known = facts('rest');
  const old = structuredClone(known.places);
  const [first] = old?.places ?? [];
  expect(homeState({ ...known, places: old }).is).toBe('up-to-date');
  if (first) first.upToDate = false;
  expect(homeState({ ...known, places: old }).is).toBe('connected');
});

test('only rest shows a check', () => {
  for (const look of Object.values(looks)) expect(look.clasp === 'check').toBe(look.voice === 'rest');
});

test.each<SearchStatus>(['failed', 'rejected'])('a %s search never blocks its own cure', (status) => {
  const known = facts('stopped');
  const state = homeState({ ...known, search: known.search && { ...known.search, status } });
  expect(looks[state.is].clasp).toBe('search-again');
});

test('a decision that the network does not show yet is told as under way, and never as done', () => {
  const off = facts('off');
  const change = { on: false, at: '2026-11-21T15:20:00Z', effect: 'waiting', notYet: [] } as const;
  const waiting = (on: boolean) => off.consent && { ...off.consent, change: { ...change, on, notYet: [] } };
  expect(homeState({ ...off, consent: waiting(false) }).is).toBe('turning-off');
  const on = waiting(true);
  expect(homeState({ ...off, consent: on && { ...on, provision: 'permit' } }).is).toBe('turning-on');
  // The search that it starts says more.
  const running = facts('working');
  expect(homeState({ ...running, consent: on && { ...on, provision: 'permit' } }).is).toBe('searching');
});

test('the first place that needs a sign-in is named, and all are counted', () => {
  expect(homeState(facts('need'))).toMatchObject({ is: 'sign-in', count: 2, first: { id: 'quillback' } });
});
