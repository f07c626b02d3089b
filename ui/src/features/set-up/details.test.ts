import { cleanup, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { locale } from '../../i18n/index.svelte';
import { ScriptedCore } from '../../ipc/scripted';
import DetailsScreen from './DetailsScreen.svelte';
import { SetUpState } from './set-up.svelte';

beforeAll(async () => {
  await locale.start();
  await locale.finish();
});

afterEach(cleanup);

async function shown(...differs: SetUpState['differs']) {
  const state = new SetUpState(new ScriptedCore('rest'));
  await state.read();
  state.differs = differs;
  const nothing = () => undefined;
  const events = { onsave: nothing, onagain: nothing, onlater: nothing, onhelp: nothing };
  render(DetailsScreen, { props: { state, organisation: null, settingUp: true, ...events } });
}

const wrong = () =>
  [...document.querySelectorAll<HTMLElement>('[aria-invalid]')].map((one) => one.dataset['testid']);

test('lines that an ID check says are different are named, and marked where they are corrected', async () => {
  await shown('family', 'street');
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('2 things don’t match your ID check.');
  expect(screen.getByText(/^Last name and Street\./)).toBeTruthy();
  expect(wrong()).toEqual(['details-family', 'details-street']);
  const street = screen.getByTestId('details-street');
  const message = document.getElementById(street.getAttribute('aria-describedby') ?? '');
  expect(message?.textContent).toContain('Not the same as in your ID check');
});

test('bug: what is typed before the network told what it knows is not lost: it waits', async () => {
  const state = new SetUpState(new ScriptedCore('rest'));
  const reading = state.read();
  const nothing = () => undefined;
  const events = { onsave: nothing, onagain: nothing, onlater: nothing, onhelp: nothing };
  render(DetailsScreen, { props: { state, organisation: null, settingUp: true, ...events } });
  const given = screen.getByTestId<HTMLInputElement>('details-given');
  expect(given.disabled).toBe(true);
  expect(screen.getByText('Looking…')).toBeTruthy();
  await reading;
  await tick();
  expect(given.disabled).toBe(false);
  expect(given.value).toBe('Rosa');
});

test('where nothing differs, nothing is marked', async () => {
  await shown();
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Are these details right?');
  expect(wrong()).toEqual([]);
});
