import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import App from './app.svelte';
import './frame/later'; // at hand, so that no test waits for it
import { locale } from './i18n/index.svelte';
import { ScriptedCore, scriptedError } from './ipc/scripted';
import { rightPin } from './ipc/scripted-copy';
import type { Scene } from './ipc/scripted-worlds';

function begin(scene: Scene): ScriptedCore {
  const core = new ScriptedCore(scene);
  render(App, { props: { transport: core } });
  return core;
}
const find = (id: string) => screen.findByTestId(id);
const press = async (id: string) => (await find(id)).click();
const shown = (name: string) =>
  waitFor(() => expect(document.querySelector('main')?.dataset.screen).toBe(name));

beforeEach(async () => {
  await locale.choose('en');
  vi.stubGlobal('scrollTo', () => undefined);
  Element.prototype.scrollIntoView = () => undefined;
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
});
afterEach(cleanup);

test('the walking line: a person, permission, a place, a QR code, a passcode', async () => {
  const core = begin('welcome');
  await press('person-rosa');
  await shown('permission');
  await press('permission-yes');
  await shown('home');
  core.world = new ScriptedCore('need').world;
  core.emit('places', 'search', 'consent');
  await press('home-clasp');
  await shown('connect');
  await find('connect-finished');
  core.connected();
  await shown('places');
  expect((await find('place-quillback')).dataset).toMatchObject({ state: 'connected', voice: 'rest' });
  await press('nav-share');
  await press('share-make');
  await shown('share-live');
  expect((await find('share-qr')).getAttribute('aria-label')).toBe('QR code for the clinic to scan');
  await press('share-scanned');
  await shown('share-passcode');
  expect(screen.queryByTestId('share-qr')).toBeNull();
  expect((await find('passcode-digits')).textContent).toContain('4, 8, 1, 9, 0, 3');
});

test('the QR code and the passcode are never on the page together', async () => {
  begin('rest');
  await press('nav-share');
  await press('share-make');
  await press('share-scanned');
  await find('passcode-digits');
  await press('share-back-to-qr');
  await find('share-qr');
  expect(screen.queryByTestId('passcode-digits')).toBeNull();
  expect(document.body.textContent).not.toContain('481903');
});

test('the heading has the focus on a new screen', async () => {
  begin('need');
  await press('nav-places');
  await shown('places');
  await waitFor(() => expect(document.activeElement?.textContent).toBe('Your places'));
});

test('an error says what happened and what to do, with its number under details', async () => {
  const core = begin('first');
  core.failing.set('set_consent', scriptedError('network-trouble'));
  await press('permission-yes');
  const problem = await find('problem');
  expect(problem.dataset.code).toBe('network-trouble');
  expect(problem.textContent).toContain('The network has trouble now.');
  expect(problem.querySelector('details')?.textContent).toContain('ER-9D2F-40');
  expect(document.activeElement?.tagName).toBe('H2');
  await press('problem-action');
  await shown('home');
});

test('the demo says that it is one, in both languages', async () => {
  begin('need');
  expect((await find('demo-banner')).textContent).toContain('Made-up people.');
  await locale.choose('es');
  await waitFor(() => expect(screen.getByTestId('demo-banner').textContent).toContain('que no existen'));
});

test('once the network says connected, there is nothing left to press', async () => {
  const core = begin('need');
  await press('home-clasp');
  await find('connect-finished');
  core.delay = 60; // the list is read once more before the screen changes
  core.connected();
  await find('clasp-closed');
  expect(document.querySelector('.flap')?.getAttribute('data-voice')).toBe('rest');
  expect(screen.queryByTestId('connect-finished')).toBeNull();
  await shown('places');
});

test('Activity lists what happened, and a filter shows a part of it', async () => {
  const core = begin('states');
  core.world.activity.whole = false;
  await press('nav-activity');
  await shown('activity');
  const rows = () => screen.getAllByTestId('activity-row').map(({ dataset }) => dataset);
  await find('activity-list');
  expect((await find('activity-changed')).textContent).toContain('may have been changed');
  await press('activity-filter-sharing');
  await waitFor(() =>
    expect(rows().map(({ kind, failed }) => [kind, failed])).toEqual([
      ['picture-saved', 'could-not-save'],
      ['picture-saved', undefined],
      ['code-made', 'no-internet'],
    ]),
  );
});

test('turning off asks first, and the safe choice changes nothing', async () => {
  const core = begin('need');
  await press('nav-places');
  await press('finding-switch');
  expect((await find('turn-off-dialog')).textContent).toContain('The network keeps its own copy');
  await press('turn-off-keep');
  await waitFor(() => expect(screen.queryByTestId('turn-off-dialog')).toBeNull());
  expect(core.calls.some(([name]) => name === 'set_consent')).toBe(false);
});

test('bug: what is announced while a dialog is open is inside it, where a screen reader hears it', async () => {
  const core = begin('working');
  await press('home-finding');
  const dialog = await find('turn-off-dialog');
  expect(dialog.querySelector('[role=status].sr')?.textContent).toBe('');
  const { search } = core.world;
  search.diary = [{ at: core.at(1), kind: 'place-connected', place: 'Larkmoor Clinic' }, ...search.diary];
  core.emit('search');
  await waitFor(() => expect(dialog.textContent).toContain('Larkmoor Clinic connected'));
});

test('a wrong PIN is said above the field, which is empty and has the focus', async () => {
  begin('locked');
  await shown('lock');
  const field = (await find('lock-secret')) as HTMLInputElement;
  await waitFor(() => expect(document.activeElement).toBe(field));
  await fireEvent.input(field, { target: { value: '111222' } });
  await press('lock-open');
  expect((await screen.findByRole('alert')).textContent).toContain('That PIN is not right. 4 tries left.');
  expect(field.value).toBe('');
  expect(document.activeElement).toBe(field);
  expect(field.getAttribute('aria-invalid')).toBe('true');
  await fireEvent.input(field, { target: { value: rightPin } });
  await press('lock-open');
  await shown('home');
});

test('an empty answer is no answer', async () => {
  const core = begin('locked');
  await press('lock-open');
  expect(core.calls.some(([name]) => name === 'unlock')).toBe(false);
});

test('while a person waits, the field rests and the sentence says for how long', async () => {
  const core = new ScriptedCore('locked');
  if (core.world.app.copy.state === 'locked') core.world.app.copy.waitSeconds = 240;
  render(App, { props: { transport: core } });
  expect((await find('lock-wait')).textContent).toContain('Try again in 4 minutes.');
  expect((await find('lock-secret')).matches(':disabled')).toBe(true);
  await press('lock-open');
  expect(core.calls.some(([name]) => name === 'unlock')).toBe(false);
});

test('when the wait is over, it is said and the field begins anew', async () => {
  const core = new ScriptedCore('locked');
  if (core.world.app.copy.state === 'locked') core.world.app.copy.waitSeconds = 0.3;
  render(App, { props: { transport: core } });
  await find('lock-wait');
  await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId('lock-secret')));
  expect(screen.getByTestId('announcer').textContent).toContain('You can try again now.');
  expect(screen.queryByTestId('lock-wait')).toBeNull();
});

test('news about who is here does not move the focus', async () => {
  const core = begin('need');
  const link = await find('nav-share');
  link.focus();
  core.emit('session');
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(document.activeElement).toBe(link);
});

test('a copy without a name is greeted without one', async () => {
  begin('locked-passphrase');
  await find('lock-secret');
  expect(document.querySelector('h1')?.textContent?.trim()).toBe('Satchel is locked.');
  expect(screen.getByTestId('lock-secret').getAttribute('inputmode')).toBeNull();
});

test('the rail offers a lock only where something locks', async () => {
  const core = begin('need');
  await find('nav-lock');
  if (core.world.app.copy.state === 'open') core.world.app.copy.lock = 'none';
  core.emit('session');
  await waitFor(() => expect(screen.queryByTestId('nav-lock')).toBeNull());
});

test('two PINs that differ are not sent; the first field begins anew', async () => {
  const core = begin('offer');
  await shown('pin-offer');
  await fireEvent.input(await find('new-pin'), { target: { value: '820461' } });
  await fireEvent.input(await find('new-pin-again'), { target: { value: '820462' } });
  await press('set-pin');
  expect((await screen.findByRole('alert')).textContent).toContain('The two are not the same.');
  await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId('new-pin')));
  expect(core.calls.some(([name]) => name === 'change_lock')).toBe(false);
  await press('pin-not-now');
  await shown('home');
});

test('forgetting a PIN says first what is lost; keeping the copy changes nothing', async () => {
  const core = begin('locked');
  await press('lock-forgot');
  expect((await find('forgot-dialog')).textContent).toContain('Nobody can open this copy without it.');
  await press('forgot-keep');
  await waitFor(() => expect(screen.queryByTestId('forgot-dialog')).toBeNull());
  expect(core.calls.some(([name]) => name === 'remove_everything')).toBe(false);
});

test('a passphrase is offered only where no copy is bound to the safe', async () => {
  begin('no-safe');
  await find('new-passphrase');
  cleanup();
  const core = new ScriptedCore('no-safe');
  core.world.app.copy = { state: 'no-safe', why: 'key-gone', hasCopy: true };
  render(App, { props: { transport: core } });
  await find('start-fresh');
  expect(screen.queryByTestId('new-passphrase')).toBeNull();
});

test('signed out by the network: one button, then the same screen', async () => {
  begin('signed-out');
  await press('nav-places');
  await press('sign-in-again');
  await find('place-quillback');
  expect(document.querySelector('main')?.dataset.screen).toBe('places');
});

test('the core learns the language at the start and whenever it changes', async () => {
  const core = begin('need');
  await find('home-clasp');
  await locale.choose('es');
  await waitFor(() =>
    expect(core.calls.filter(([name]) => name === 'set_language').map(([, asked]) => asked)).toEqual([
      { language: 'en' },
      { language: 'es' },
    ]),
  );
});

test('a PIN is removed with the PIN, also when the first try failed on the way', async () => {
  const core = begin('need');
  core.failing.set('remove_pin', scriptedError('disk-full'));
  await press('nav-settings');
  await press('settings-remove-pin');
  await fireEvent.input(await find('lock-current'), { target: { value: rightPin } });
  await press('pin-remove');
  expect((await find('problem')).dataset.code).toBe('disk-full');
  await press('problem-action');
  await waitFor(() => expect(screen.queryByTestId('pin-dialog')).toBeNull());
  expect((await find('notice')).textContent).toContain('Your PIN is removed.');
  expect(screen.queryByTestId('nav-lock')).toBeNull();
});

test('changing the PIN asks for the old one, and a wrong one goes back to its field', async () => {
  const core = begin('need');
  await press('nav-settings');
  await press('settings-change-lock');
  const type = async (id: string, value: string) => fireEvent.input(await find(id), { target: { value } });
  await type('lock-current', '111222');
  await type('new-pin', '820461');
  await type('new-pin-again', '820461');
  await press('set-pin');
  expect((await screen.findByRole('alert')).textContent).toContain('That PIN is not right.');
  await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId('lock-current')));
  await type('lock-current', rightPin);
  await type('new-pin', '820461');
  await type('new-pin-again', '820461');
  await press('set-pin');
  expect((await find('notice')).textContent).toContain('Your PIN is changed.');
  expect(core.world.secret).toBe('820461');
});

test('the places tell of themselves once when they are shown, not again and again', async () => {
  const core = begin('rest');
  await press('nav-places');
  await find('places-add');
  const looks = () => core.calls.filter(([name]) => name === 'look_closer').length;
  await waitFor(() => expect(looks()).toBe(1));
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(looks()).toBe(1);
});

test('a decision that the network shows before the page has seen it waiting is said all the same', async () => {
  const core = begin('first');
  const call = core.call.bind(core) as (...what: unknown[]) => Promise<unknown>;
  let decided: Promise<unknown> | null = null;
  // The news is asked about before the answer is there, and told after it.
  Object.assign(core, {
    call: (name: string, ...more: unknown[]) => {
      if (name === 'consent' && decided) {
        const answer = decided;
        return new Promise((done) => setTimeout(done)).then(() => answer).then(() => call(name, ...more));
      }
      const answer = call(name, ...more);
      if (name !== 'set_consent') return answer;
      decided = answer;
      core.emit('consent');
      return answer;
    },
  });
  await press('permission-yes');
  await shown('home');
  expect((await find('notice')).textContent).toContain('Finding your records is on.');
});
