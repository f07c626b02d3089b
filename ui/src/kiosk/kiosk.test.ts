import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { locale } from '../i18n/index.svelte';
import { ScriptedCore, scriptedError } from '../ipc/scripted';
import { staffPin } from '../ipc/scripted-kiosk';
import type { Scene } from '../ipc/scripted-worlds';
import Kiosk from './Kiosk.svelte';
import { lockDown } from './lock-down';
import { atKiosk, watchPresence } from '../frame/presence';

function begin(scene: Scene = 'need'): ScriptedCore {
  const core = new ScriptedCore(scene);
  core.world.app.session = null;
  render(Kiosk, { props: { transport: core } });
  return core;
}
const find = (id: string) => screen.findByTestId(id);
const press = async (id: string) => (await find(id)).click();
const shown = (name: string) =>
  waitFor(() => expect(document.querySelector('main')?.dataset.screen).toBe(name));
const asked = (core: ScriptedCore, name: string) => core.calls.filter(([call]) => call === name);

async function signedIn(scene: Scene = 'need'): Promise<ScriptedCore> {
  const core = begin(scene);
  await press('kiosk-start-en');
  await press('kiosk-show-my-records');
  await find('kiosk-letters');
  core.errands.signedIn();
  await shown('home');
  return core;
}

beforeEach(async () => {
  await locale.startAll();
  vi.stubGlobal('scrollTo', () => undefined);
  vi.stubGlobal('matchMedia', () => ({
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

test('the screen that invites speaks both languages and shows nothing of anybody', async () => {
  const core = begin();
  await shown('attract');
  const text = document.body.textContent;
  for (const words of [
    'Start in English',
    'Empezar en español',
    'Get help from staff',
    'Pedir ayuda al personal',
  ])
    expect(text).toContain(words);
  expect(text).toContain('Juniper Street Family Practice');
  expect(screen.queryByTestId('kiosk-done')).toBeNull();
  expect(asked(core, 'begin_visit')).toEqual([]);
});

test('a visit: language, sign-in by phone, a QR code for the desk, a passcode that is covered until it is pressed', async () => {
  const core = begin();
  await press('kiosk-start-es');
  await shown('choose');
  expect(locale.language).toBe('es');
  await press('kiosk-show-my-records');
  await shown('sign-in');
  expect((await find('kiosk-letters')).textContent).toBe('WDJB-MJHT');
  expect(asked(core, 'sign_in_at_provider')).toEqual([['sign_in_at_provider', { on: 'phone' }]]);
  core.errands.signedIn();
  await shown('home');
  expect((await find('kiosk-who')).textContent.trim()).toBe('R. D.');
  expect(document.body.textContent).not.toContain('Delgado');
  await press('kiosk-share');
  await shown('share');
  await press('kiosk-scanned');
  await shown('passcode');
  expect(screen.queryByTestId('share-qr')).toBeNull();
  expect(asked(core, 'show_passcode')).toEqual([]);
  expect((await find('passcode-digits')).textContent).not.toContain('4');
  await press('kiosk-show-passcode');
  await waitFor(() => expect(document.body.textContent).toContain('4, 8, 1, 9, 0, 3'));
  await press('kiosk-they-have-it');
  await shown('home');
});

test('a passcode is covered again after fifteen seconds', async () => {
  await signedIn();
  await press('kiosk-share');
  await press('kiosk-scanned');
  await shown('passcode');
  vi.useFakeTimers({ shouldAdvanceTime: true });
  await press('kiosk-show-passcode');
  await waitFor(() => expect(document.body.textContent).toContain('4, 8, 1, 9, 0, 3'));
  for (let second = 0; second < 15; second += 1) await vi.advanceTimersByTimeAsync(1000);
  await waitFor(() => expect(document.body.textContent).not.toContain('4, 8, 1, 9, 0, 3'));
  expect(await find('kiosk-show-passcode')).toBeTruthy();
});

test('"I’m done" is on every screen of a visit, and clears what is shown before anybody answers', async () => {
  const core = await signedIn();
  for (const [go, name] of [
    ['kiosk-sign-ins', 'places'],
    ['kiosk-back', 'home'],
    ['kiosk-share', 'share'],
  ] as const) {
    await press(go);
    await shown(name);
    expect(await find('kiosk-done')).toBeTruthy();
    expect(await find('kiosk-help')).toBeTruthy();
  }
  await press('kiosk-done');
  await shown('ending');
  expect(screen.queryByTestId('kiosk-who')).toBeNull();
  expect(screen.queryByTestId('share-qr')).toBeNull();
  await waitFor(() => expect(asked(core, 'end_visit')).toHaveLength(1));
});

test('the core blurs the screen and asks; the button answers, and a touch beside it does not', async () => {
  const core = await signedIn();
  core.kiosk.change({ at: { stage: 'blurred' } });
  await find('kiosk-wake');
  expect(document.querySelector('main')?.inert).toBe(true);
  core.kiosk.change({ at: { stage: 'still-there', secondsLeft: 30, seconds: 30 } });
  await shown('still-there');
  expect(document.body.textContent).not.toContain('R. D.');
  const before = asked(core, 'still_here').length;
  await fireEvent.pointerDown(document.body);
  expect(asked(core, 'still_here')).toHaveLength(before);
  core.kiosk.change({ at: { stage: 'still-there', secondsLeft: 12, seconds: 30 } });
  await waitFor(() => expect(document.body.textContent).toContain('In 12 seconds'));
  await press('kiosk-still-here');
  await waitFor(() => expect(asked(core, 'still_here')).toHaveLength(before + 1));
  core.kiosk.change({ at: { stage: 'going' } });
  await shown('home');
});

test('when the core ends the visit, nothing of it stays in the page', async () => {
  const core = await signedIn();
  core.kiosk.change({ at: { stage: 'over' } });
  await shown('ending');
  expect(document.body.textContent).not.toMatch(/R\. D\.|Quillback|Rosa/);
});

test('a place is signed in to on the phone, by a QR code of the core', async () => {
  const core = await signedIn();
  core.kiosk.change({ waitsUntil: core.at(560) });
  await press('kiosk-sign-ins');
  await press('kiosk-place-quillback');
  await shown('connect');
  await find('kiosk-qr');
  await press('kiosk-phone-finished');
  await waitFor(() => expect(asked(core, 'connect_look')).toHaveLength(1));
  core.connected();
  await shown('places');
  await press('kiosk-back');
  await press('kiosk-sign-ins');
  await press('kiosk-place-fernhill');
  await press('kiosk-phone-home');
  await waitFor(() => expect(asked(core, 'connect_stop')).toHaveLength(1));
});

test('somebody new gives the permission and finishes at home', async () => {
  const core = begin('first');
  await press('kiosk-start-en');
  await press('kiosk-finish-at-home');
  await find('kiosk-letters');
  core.errands.signedIn();
  await shown('permission');
  expect(document.body.textContent).toContain('Nothing stays on this machine.');
  await press('kiosk-permission-yes');
  await shown('begun');
  await press('kiosk-begun-leave');
  await shown('ending');
});

test('what the visit before left is said as checks that passed, in its language', async () => {
  const core = new ScriptedCore('welcome');
  core.kiosk.visit.proof = core.kiosk.proof({
    language: 'es',
    passed: ['signed-out', 'page-closed', 'folder-gone'],
  });
  render(Kiosk, { props: { transport: core } });
  await shown('proof');
  await waitFor(() =>
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(
      '3 revisiones salieron bien. Ya puede irse.',
    ),
  );
  expect(document.querySelectorAll('[data-check]')).toHaveLength(3);
  await press('kiosk-over-now');
  await shown('attract');
});

test('a failed check locks the screen for everybody but staff', async () => {
  const core = new ScriptedCore('welcome');
  core.kiosk.visit.locked = true;
  core.kiosk.visit.proof = core.kiosk.proof({ passed: ['signed-out'], failed: ['no-file'] });
  render(Kiosk, { props: { transport: core } });
  await shown('locked');
  expect(document.querySelector('[data-check]')).toBeNull();
  expect(screen.queryByTestId('kiosk-start-en')).toBeNull();
  await press('kiosk-staff');
  for (const digit of '1111') await press(`kiosk-digit-${digit}`);
  await press('kiosk-pin-enter');
  await find('kiosk-pin-wrong');
  for (const digit of staffPin) await press(`kiosk-digit-${digit}`);
  await press('kiosk-pin-enter');
  await shown('staff');
  expect((await find('kiosk-self-screen-lock')).dataset.state).toBe('needs-you');
  await press('kiosk-open');
  await waitFor(() => expect(asked(core, 'staff')).toEqual([['staff', { act: 'open-for-patients' }]]));
});

test('five taps in the corner are the way to the staff’s page; four are none', async () => {
  const core = await signedIn();
  for (let tap = 0; tap < 4; tap += 1) await press('kiosk-corner');
  await shown('home');
  await press('kiosk-corner');
  await shown('staff-pin');
  await press('kiosk-pin-back');
  await shown('home');
  await fireEvent.keyDown(window, { key: 's', ctrlKey: true, altKey: true });
  await shown('staff-pin');
  expect(asked(core, 'staff_pin')).toEqual([]);
});

test('help is called and said, and nothing has to be said aloud', async () => {
  const core = await signedIn();
  core.failing.set('call_staff', scriptedError('no-internet'));
  await press('kiosk-help');
  await waitFor(async () => expect((await find('kiosk-help-dialog')).textContent).toContain('wave to staff'));
  await press('kiosk-help-close');
  await press('kiosk-help');
  await waitFor(async () =>
    expect((await find('kiosk-help-dialog')).textContent).toContain('We called them'),
  );
});

test('without the internet nobody begins, and the screen says so in both languages', async () => {
  const core = begin();
  await shown('attract');
  core.kiosk.change({ offline: true });
  expect((await find('kiosk-offline')).textContent).toMatch(/no internet[\s\S]*no hay internet/);
  await press('kiosk-start-en');
  expect(asked(core, 'begin_visit')).toEqual([]);
});

test('who listens can make the voice louder or softer, stop it, and hear a screen again', async () => {
  const core = await signedIn();
  expect(document.querySelector('[data-testid="kiosk-volume"]')).toBeNull();
  const volumes = () => asked(core, 'say').map(([, request]) => (request as { volume: number }).volume);
  await press('kiosk-listen');
  for (const _ of [1, 2, 3, 4]) await press('kiosk-volume');
  await waitFor(() => expect(volumes()).toEqual([60, 80, 100, 40, 60]));
  await press('kiosk-listen');
  await waitFor(() => expect(asked(core, 'hush').length).toBe(1));
  await press('kiosk-listen');
  await waitFor(() => expect(volumes()).toHaveLength(6));
});

test('what is read aloud never holds a passcode or a QR code’s letters', async () => {
  const core = await signedIn();
  await press('kiosk-listen');
  await waitFor(() => expect(asked(core, 'say').length).toBeGreaterThan(0));
  await press('kiosk-share');
  await press('kiosk-scanned');
  await press('kiosk-show-passcode');
  await waitFor(() => expect(document.body.textContent).toContain('4, 8, 1, 9, 0, 3'));
  for (const [, request] of asked(core, 'say'))
    expect(JSON.stringify(request)).not.toMatch(/4, 8, 1|481903|WDJB/);
});

test('a menu, a drag, a zoom, a reload and a way back are taken from the web view', () => {
  const undo = lockDown();
  const refused = (event: Event) => !window.dispatchEvent(event);
  const key = (init: KeyboardEventInit) => new KeyboardEvent('keydown', { cancelable: true, ...init });
  for (const name of ['contextmenu', 'dragstart', 'drop', 'auxclick'])
    expect(refused(new Event(name, { cancelable: true })), name).toBe(true);
  for (const init of [
    { key: '+', ctrlKey: true },
    { key: '0', ctrlKey: true },
    { key: 'R', ctrlKey: true, shiftKey: true },
    { key: 'p', metaKey: true },
    { key: 'F5' },
    { key: 'F12' },
    { key: 'ArrowLeft', altKey: true },
  ])
    expect(refused(key(init)), JSON.stringify(init)).toBe(true);
  expect(refused(new WheelEvent('wheel', { ctrlKey: true, cancelable: true }))).toBe(true);
  for (const init of [{ key: 'Tab' }, { key: 'Enter' }, { key: 'ArrowDown' }, { key: 'a' }])
    expect(refused(key(init)), init.key).toBe(false);
  undo();
  expect(refused(key({ key: 'F5' }))).toBe(false);
});

test('touches are told at most once a second', () => {
  let now = 0;
  const told = vi.fn();
  const stop = watchPresence(atKiosk, told, () => now);
  for (now = 0; now < 3000; now += 100) window.dispatchEvent(new Event('pointerdown'));
  stop();
  window.dispatchEvent(new Event('pointerdown'));
  expect(told).toHaveBeenCalledTimes(3);
});
