import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import App from './app.svelte';
import './frame/later'; // at hand, so that no test waits for it
import { locale } from './i18n/index.svelte';
import type { ProofState } from './ipc/generated';
import { ScriptedCore, scriptedError } from './ipc/scripted';
import type { Scene } from './ipc/scripted-worlds';

function begin(scene: Scene): ScriptedCore {
  const core = new ScriptedCore(scene);
  render(App, { props: { transport: core } });
  return core;
}
const find = (id: string) => screen.findByTestId(id);
const press = async (id: string) => (await find(id)).click();
const heading = () => document.querySelector('main h1')?.textContent ?? '';
const shown = (name: string) =>
  waitFor(() => expect(document.querySelector('main')?.dataset.screen).toBe(name));
const called = (core: ScriptedCore, name: string) => core.calls.filter(([one]) => one === name).length;

beforeEach(async () => {
  await locale.choose('en');
  vi.stubGlobal('scrollTo', () => undefined);
  Element.prototype.scrollIntoView = () => undefined;
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
});
afterEach(cleanup);

test('an organisation offers its sign-in, and the way leads to what is missing', async () => {
  const core = begin('organisation');
  await press('welcome-sign-in');
  await shown('sign-in');
  await waitFor(() => expect(heading()).toBe('Sign in at Lakeshore Health.'));
  expect(document.body.textContent).toContain('id.lakeshore.example');
  await press('sign-in-reopen');
  await waitFor(() => expect(called(core, 'errand_reopen')).toBe(1));
  core.world.setUp = { ...core.world.setUp, next: 'terms', termsAccepted: false };
  core.errands.signedIn();
  await shown('terms');
});

test('on a phone, letters and a square are shown, and stopping leads back', async () => {
  begin('organisation');
  await press('welcome-sign-in-phone');
  expect((await find('sign-in-code')).textContent).toBe('WDJB-MJHT');
  await find('sign-in-qr');
  await press('sign-in-stop');
  await waitFor(() => expect(heading()).toBe('The sign-in was stopped.'));
  expect(screen.queryByTestId('sign-in-code')).toBeNull();
  await press('sign-in-back');
  await shown('welcome');
});

test('a sign-in that fails says whose fault it is not, and one that is not set up sends to help', async () => {
  const core = begin('organisation');
  core.failing.set('sign_in_at_provider', scriptedError('sign-in-not-usable'));
  await press('welcome-sign-in');
  expect((await find('problem')).dataset.code).toBe('sign-in-not-usable');
  core.failing.set('sign_in_at_provider', scriptedError('sign-in-refused', { when: 'never' }));
  await press('problem-action');
  await waitFor(async () => expect((await find('problem')).dataset.code).toBe('sign-in-refused'));
  await press('problem-action');
  expect((await find('help-organisation')).textContent).toContain('555 0199');
});

test('terms, proof of identity and permission follow each other', async () => {
  const core = begin('set-up');
  await shown('terms');
  await press('terms-read');
  await waitFor(() => expect(called(core, 'open_page')).toBe(1));
  // Nothing is agreed to without the tick.
  await press('terms-accept');
  await waitFor(() => expect(document.body.textContent).toContain('First check the box'));
  expect(called(core, 'accept_terms')).toBe(0);
  await press('terms-agree');
  await press('terms-accept');
  await shown('identity');
  expect((await find('identity-promises')).textContent).toContain('Written by Trueleaf ID');
  await press('identity-start');
  await press('identity-finished');
  await waitFor(() => expect(called(core, 'errand_look')).toBe(1));
  core.errands.proved('proved');
  await shown('permission');
});

test('words of the checker that are not in the settings are not on the screen', async () => {
  const core = new ScriptedCore('set-up');
  core.world.setUp = { ...core.world.setUp, next: 'identity', termsAccepted: true };
  if (core.world.organisation)
    core.world.organisation.checker = { name: null, offered: true, steps: [], promises: [] };
  render(App, { props: { transport: core } });
  await shown('identity');
  expect(screen.queryByTestId('identity-steps')).toBeNull();
  expect(screen.queryByTestId('identity-promises')).toBeNull();
  expect(document.body.textContent).not.toMatch(/credit|minutes|Written by/u);
});

test.each([
  ['failed', 'The ID check could not tell that it’s you.', 'identity-start'],
  ['checker-trouble', 'The ID check had trouble.', 'identity-start'],
  ['again', 'It’s time to check it’s you again.', 'identity-start'],
  ['under-way', 'Your ID check is being looked at.', 'identity-look'],
  ['unknown', 'We don’t know where your ID check stands.', 'identity-start'],
] satisfies [ProofState, string, string][])(
  'a proof that is %s is said, with one step',
  async (state, sentence, step) => {
    const core = new ScriptedCore('set-up');
    core.world.setUp = { next: 'identity', termsAccepted: true, proof: { state, since: null }, missing: [] };
    render(App, { props: { transport: core } });
    await shown('identity');
    await waitFor(() => expect(heading()).toBe(sentence));
    await find(step);
    await press('set-up-later');
    await shown('home');
    expect((await find('set-up-note')).textContent).toContain('the ID check');
    await press('set-up-go-on');
    await shown('identity');
  },
);

test('a mismatch leads to the details, which are corrected, saved and checked again', async () => {
  const core = new ScriptedCore('set-up');
  core.world.setUp = {
    next: 'identity',
    termsAccepted: true,
    proof: { state: 'not-yet', since: null },
    missing: [],
  };
  render(App, { props: { transport: core } });
  await press('identity-start');
  await find('identity-finished');
  core.errands.proved('differs');
  await shown('details');
  expect(document.body.textContent).toContain('It does not say which line.');
  const family = (await find('details-family')) as HTMLInputElement;
  await waitFor(() => expect(family.value).toBe('Delgado'));
  await fireEvent.input(family, { target: { value: '' } });
  await press('details-save');
  await waitFor(() => expect(document.activeElement).toBe(family));
  expect(family.getAttribute('aria-invalid')).toBe('true');
  await fireEvent.input(family, { target: { value: 'Delgado-Ruiz' } });
  await press('details-save');
  await shown('identity');
  expect(core.world.details.family).toBe('Delgado-Ruiz');
});

test('details are seen and corrected in Settings too', async () => {
  const core = begin('rest');
  await press('nav-settings');
  await press('settings-details');
  await shown('details');
  const phone = (await find('details-phone')) as HTMLInputElement;
  await waitFor(() => expect(phone.value).toBe('(608) 555-0142'));
  await fireEvent.input(phone, { target: { value: '608 555 0199' } });
  await press('details-save');
  await shown('settings');
  expect(core.world.details.phone).toBe('608 555 0199');
});

test('who was signed out by the network comes back to the screen they were on', async () => {
  const core = new ScriptedCore('rest');
  core.world.app.capabilities.canSignIn = true;
  render(App, { props: { transport: core } });
  await press('nav-places');
  await shown('places');
  core.world.app.session = null;
  core.emit('session');
  await press('sign-in-again');
  await shown('sign-in');
  core.errands.signedIn();
  await shown('places');
});

test('a link that was opened elsewhere waits until nothing is missing', async () => {
  const core = begin('set-up');
  core.world.givenLink = 'shlink:/abc';
  await shown('terms');
  core.emit('link');
  await press('terms-agree');
  await press('terms-accept');
  await shown('identity');
  expect(called(core, 'look_at_given_link')).toBe(0);
  await press('identity-start');
  await press('identity-finished');
  await waitFor(() => expect(called(core, 'errand_look')).toBe(1));
  core.errands.proved('proved');
  await shown('open-link');
  await find('open-link-host');
});
