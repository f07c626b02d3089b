import { beforeEach, expect, test } from 'vitest';
import { languages, locale } from '../../i18n/index.svelte';
import type { ActivityEntry, ActivityKind } from '../../ipc/generated';
import { ScriptedCore, scriptedError } from '../../ipc/scripted';
import { ActivityState, byDay } from './activity.svelte';
import { detail, face, sentence } from './words';

const entry = (kind: ActivityKind, change: Partial<ActivityEntry> = {}): ActivityEntry => ({
  at: '2026-11-19T13:08:00Z',
  kind,
  place: null,
  count: null,
  failed: null,
  reference: 'SH-4K7Q-29',
  receipt: null,
  ...change,
});
const kinds: ActivityKind[] = [
  'signed-in',
  'signed-out',
  'finding-turned-on',
  'finding-turned-off',
  'search-ended',
  'search-stopped',
  'place-connected',
  'place-turned-back-on',
  'sign-in-stopped',
  'sign-in-ran-out',
  'code-made',
  'passcode-shown',
  'picture-saved',
  'page-saved',
  'link-copied',
  'summary-looked-at',
  'code-forgotten',
  'link-opened',
  'link-kept',
  'copy-made',
  'copy-locked',
  'copy-unlocked',
  'wrong-pin',
  'pin-set',
  'pin-changed',
  'pin-removed',
  'signed-out-by-network',
  'copy-put-aside',
  'activity-saved',
  'report-saved',
  'records-came',
  'record-saved',
  'documents-wanted',
  'documents-asked',
  'documents-ready',
  'documents-came',
  'some-documents-came',
  'documents-failed',
  'documents-stopped',
  'records-taken',
  'summary-saved',
  'backup-made',
  'backup-restored',
  'record-deleted',
  'file-deleted',
  'place-records-deleted',
  'account-closing',
  'account-kept',
  'everything-removed',
];

async function shown(entries: ActivityEntry[]) {
  const core = new ScriptedCore('rest');
  core.world.activity.entries = entries;
  const state = new ActivityState(core);
  await state.mirror.refresh();
  return { core, state };
}

beforeEach(() => locale.choose('en'));

test('each filter shows its own kinds, newest first as they came', async () => {
  const { state } = await shown([
    ...kinds.map((kind) => entry(kind)),
    entry('code-made', { failed: 'no-internet' }),
  ]);
  const names = () => state.shown.map(({ kind }) => kind);
  expect(state.shown).toHaveLength(kinds.length + 1);
  state.filter = 'permissions';
  expect(names()).toEqual(['finding-turned-on', 'finding-turned-off', 'search-ended', 'search-stopped']);
  state.filter = 'sharing';
  expect(names()).toEqual([
    'code-made',
    'passcode-shown',
    'picture-saved',
    'page-saved',
    'link-copied',
    'summary-looked-at',
    'code-forgotten',
    'link-opened',
    'link-kept',
    'code-made',
  ]);
  state.filter = 'problems';
  expect(names()).toEqual(['search-stopped', 'sign-in-ran-out', 'wrong-pin', 'copy-put-aside', 'code-made']);
});

test('a day is this computer’s day, and keeps the order of its entries', () => {
  const days = byDay([
    entry('code-made', { at: '2026-11-20T00:01:00Z' }),
    entry('signed-in', { at: '2026-11-19T23:59:00Z' }),
    entry('signed-out', { at: '2026-11-19T08:00:00Z' }),
  ]);
  expect(days.map((day) => day.entries.map(({ kind }) => kind))).toEqual([
    ['code-made'],
    ['signed-in', 'signed-out'],
  ]);
});

test('a clock that was set back does not split a day in two', () => {
  const days = byDay([
    entry('code-made', { at: '2026-11-19T10:00:00Z' }),
    entry('signed-in', { at: '2026-11-20T09:00:00Z' }),
    entry('signed-out', { at: '2026-11-19T08:00:00Z' }),
  ]);
  expect(days.map((day) => day.entries.length)).toEqual([2, 1]);
});

test('what did not work says what was tried and why, and never that it was done', () => {
  const failed = entry('place-connected', { place: 'Quillback Heart Clinic', failed: 'network-slow' });
  expect(sentence(failed)).toBe('This did not work: sign in to Quillback Heart Clinic');
  expect(detail(failed)).toBe('The network is slow to answer.');
  expect(face(failed).voice).toBe('work');
});

test('a number stands there only when the core counted', () => {
  expect(detail(entry('search-ended', { count: 1 }))).toBe('1 place found.');
  expect(detail(entry('search-ended', { count: 0 }))).toBe('0 places found.');
  expect(detail(entry('search-ended'))).toBe('The network says so.');
});

test.each(languages)('every kind has a sentence, a fact and a try in %s', async (language) => {
  await locale.choose(language);
  for (const kind of kinds) {
    for (const one of [entry(kind), entry(kind, { place: 'Juniper', failed: 'unexpected' })]) {
      expect(sentence(one)).not.toMatch(/activity-|[{}$]/);
      expect(detail(one)).not.toMatch(/activity-|[{}$]/);
      expect(detail(one)).not.toBe('');
    }
  }
});

test('lines nobody has read yet are not called changed, and changed ones are', async () => {
  const core = new ScriptedCore('rest');
  core.world.activity.whole = false;
  const state = new ActivityState(core);
  expect(state.whole).toBe(true);
  await state.mirror.refresh();
  expect(state.whole).toBe(false);
});

test('a failed look keeps the list', async () => {
  const { core, state } = await shown([entry('signed-in')]);
  core.failing.set('activity', scriptedError('unexpected'));
  await state.mirror.refresh();
  expect(state.mirror.problem?.code).toBe('unexpected');
  expect(state.shown).toHaveLength(1);
});
