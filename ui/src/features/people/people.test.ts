import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { locale } from '../../i18n/index.svelte';
import { ScriptedCore, scriptedError } from '../../ipc/scripted';
import { PeopleState } from './people.svelte';
import PersonTag from './PersonTag.svelte';

const now = Date.parse('2026-11-20T10:00:00Z');
const rosa = {
  id: 'copy-1',
  name: 'Rosa Delgado',
  initials: 'RD',
  open: false,
  lock: 'pin',
  lastUsedAt: '2026-11-08T17:40:00Z',
} as const;

beforeEach(() => locale.choose('en'));
afterEach(cleanup);

function tag(change: Partial<{ [K in keyof typeof rosa]: unknown }> = {}) {
  const onopen = vi.fn();
  const person = { ...rosa, ...change } as never;
  render(PersonTag, { props: { person, now, busy: false, resting: false, onopen } });
  return { onopen, button: screen.getByTestId('people-person') };
}

test.each([
  [{ open: true }, 'Rosa Delgado', 'Open now', 'Open'],
  [{}, 'Rosa Delgado', 'Last used November 8', 'Locked'],
  [{ lock: 'none' }, 'Rosa Delgado', 'Last used November 8', 'No PIN'],
  [{ name: null, initials: null, lock: 'passphrase' }, 'A locked copy', 'Last used November 8', 'Locked'],
  [{ lastUsedAt: null }, 'Rosa Delgado', 'Not used yet', 'Locked'],
])('a tag says whose copy it is and how it stands: %o', (change, name, line, chip) => {
  const { button } = tag(change);
  expect(button.querySelector('strong')?.textContent).toBe(name);
  expect(button.textContent).toContain(line);
  expect(button.querySelector('.chip')?.textContent?.trim()).toBe(chip);
});

test('a copy is opened once, and its answer is the app as it stands then', async () => {
  const core = new ScriptedCore('need');
  const people = new PeopleState(core);
  const [app, second] = await Promise.all([people.open('copy-mateo'), people.open('copy-mateo')]);
  expect(app?.copy).toMatchObject({ state: 'open', holder: { givenName: 'Mateo' } });
  expect(second).toBeNull();
});

test('a copy that does not open is an error, and the people stay', async () => {
  const core = new ScriptedCore('people');
  const people = new PeopleState(core);
  await people.mirror.refresh();
  core.failing.set('open_copy', scriptedError('safe-trouble'));
  expect(await people.open('copy-rosa')).toBeNull();
  expect(people.problem?.code).toBe('safe-trouble');
  expect(people.mirror.value).toHaveLength(3);
});
