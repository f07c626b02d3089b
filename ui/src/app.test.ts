import { cleanup, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import App from './app.svelte';
import './frame/later'; // at hand, so that no test waits for it
import { locale } from './i18n/index.svelte';
import { ScriptedCore, scriptedError } from './ipc/scripted';
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
  await press('language-es');
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
