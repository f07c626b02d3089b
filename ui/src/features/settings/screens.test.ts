import { cleanup, render, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import App from '../../app.svelte';
import '../../frame/later'; // at hand, so that no test waits for it
import { locale } from '../../i18n/index.svelte';
import type { PrivacyView, RemovalView } from '../../ipc/generated';
import { ScriptedCore, scriptedError } from '../../ipc/scripted';

const find = (id: string) => screen.findByTestId(id);
const press = async (id: string) => (await find(id)).click();
const asked = (core: ScriptedCore, wanted: string) => core.calls.filter(([name]) => name === wanted);
const shown = (name: string) =>
  waitFor(() => expect(document.querySelector('main')?.dataset.screen).toBe(name));

async function settings(change: Partial<PrivacyView> = {}): Promise<ScriptedCore> {
  const core = new ScriptedCore('rest');
  Object.assign(core.world.privacy, change);
  if (change.lock && core.world.app.copy.state === 'open') core.world.app.copy.lock = change.lock;
  render(App, { props: { transport: core, first: { name: 'settings' } } });
  await find('settings-private');
  return core;
}

beforeEach(async () => {
  await locale.choose('en');
  vi.stubGlobal('scrollTo', () => undefined);
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
});
afterEach(cleanup);

test('without a PIN the page says who can open Satchel, and promises no lock', async () => {
  await settings({ lock: 'none' });
  expect((await find('settings-private')).textContent).toContain(
    'Anyone who uses your computer account can open Satchel.',
  );
  expect(screen.queryByTestId('lock-after-5')).toBeNull();
  expect(screen.queryByTestId('nav-lock')).toBeNull();
  await find('settings-set-pin');
});

test('with a PIN it can be changed, removed, and told when to lock', async () => {
  const core = await settings({ lock: 'pin' });
  await find('settings-change-lock');
  await find('settings-remove-pin');
  await press('lock-after-15');
  await waitFor(() => expect(screen.getByTestId('lock-after-15').getAttribute('aria-pressed')).toBe('true'));
  expect(asked(core, 'set_lock_after')).toEqual([['set_lock_after', { minutes: 15 }]]);
});

test('a passphrase is changed, never removed', async () => {
  await settings({ lock: 'passphrase', keyPlace: 'passphrase' });
  await find('settings-change-lock');
  expect(screen.queryByTestId('settings-remove-pin')).toBeNull();
});

test('the switch for notices shows what the core answered', async () => {
  const core = await settings({ notifies: false });
  const notify = await find('settings-notify');
  core.failing.set('set_notifications', scriptedError('cannot-write'));
  notify.click();
  expect((await find('problem')).dataset.code).toBe('cannot-write');
  expect(notify.getAttribute('aria-checked')).toBe('false');
  await press('problem-action');
  await waitFor(() => expect(notify.getAttribute('aria-checked')).toBe('true'));
});

test.each([
  ['windows', 'sign in to Windows'],
  ['macos', 'sign in to this Mac'],
  ['linux', 'sign in to this computer'],
  ['other', 'sign in to this computer'],
] as const)('on %s the safe opens when you %s', async (system, words) => {
  await settings({ keyPlace: 'safe', system });
  expect((await find('settings-kept')).textContent).toContain(words);
});

test('a copy of this session is said to go when Satchel closes, here and at the sign-out', async () => {
  await settings({ keyPlace: 'session', lock: 'none' });
  expect((await find('settings-kept')).textContent).toContain('gone when Satchel is closed');
  await press('settings-sign-out');
  expect((await find('sign-out-dialog')).textContent).toContain('only until you close Satchel');
});

test.each([
  ['safe', 'It stays on this computer.'],
  ['session', 'Satchel forgets this when you close it.'],
] as const)('kept in %s, Activity says that %s', async (keyPlace, words) => {
  await settings({ keyPlace });
  await press('nav-activity');
  await waitFor(() => expect(document.querySelector('.page-head')?.textContent).toContain(words));
});

test('no number of records stands there without records', async () => {
  await settings({ records: 0 });
  expect((await find('settings-take')).textContent).not.toMatch(/\d/);
});

test('what protects the copy could not be read: the looks can still be chosen', async () => {
  const core = new ScriptedCore('rest');
  core.failing.set('privacy', scriptedError('store-trouble'));
  render(App, { props: { transport: core, first: { name: 'settings' } } });
  expect((await find('problem')).dataset.code).toBe('store-trouble');
  await find('settings-theme-dark');
  expect(screen.queryByTestId('settings-kept')).toBeNull();
  await press('problem-action');
  await find('settings-kept');
});

test('saving what happened says the name of the file and its folder', async () => {
  await settings();
  await press('settings-save-activity');
  expect((await find('settings-save-activity-saved')).textContent).toBe(
    'Saved as Satchel activity.ndjson in Documents.',
  );
});

test('staying signed in asks the core for nothing', async () => {
  const core = await settings();
  await press('settings-sign-out');
  await press('sign-out-stay');
  await waitFor(() => expect(screen.queryByTestId('sign-out-dialog')).toBeNull());
  expect(asked(core, 'sign_out')).toEqual([]);
});

test.each([
  ['none', 'Anyone who uses your computer account can open it.'],
  ['pin', 'It opens with your PIN.'],
  ['passphrase', 'It opens with your passphrase.'],
] as const)('signing out with lock %s says how the copy stays', async (lock, words) => {
  const core = await settings({ lock });
  await press('settings-sign-out');
  expect((await find('sign-out-dialog')).textContent).toContain(words);
  await press('sign-out-keep');
  await shown('welcome');
  expect(asked(core, 'sign_out')).toEqual([['sign_out', { copy: 'keep' }]]);
});

test('signing out without the copy says first what goes, and then shows the proof', async () => {
  const core = await settings();
  await press('settings-sign-out');
  await press('sign-out-remove');
  expect(asked(core, 'sign_out')).toEqual([]);
  await press('remove-confirm');
  await shown('removed');
  expect(asked(core, 'sign_out')).toEqual([['sign_out', { copy: 'remove' }]]);
});

test('deleting counts what goes, and names what stays', async () => {
  const core = await settings({ records: 258, people: 3 });
  await press('settings-remove');
  const dialog = await find('remove-dialog');
  expect(dialog.textContent).toContain('258 records, and the list of what happened.');
  expect(dialog.textContent).toContain('The network’s copy');
  expect(dialog.textContent).toContain('copies of other people here');
  const buttons = within(dialog).getAllByRole('button');
  expect(buttons.map(({ dataset }) => dataset.testid)).toEqual(['remove-keep', 'remove-confirm']);
  await press('remove-keep');
  await waitFor(() => expect(screen.queryByTestId('remove-dialog')).toBeNull());
  expect(asked(core, 'remove_everything')).toEqual([]);
});

test('a removal that failed says so in its dialog, and can be tried again', async () => {
  const core = await settings();
  core.failing.set('remove_everything', scriptedError('safe-trouble'));
  await press('settings-remove');
  await press('remove-confirm');
  const problem = await waitFor(() => within(screen.getByTestId('remove-dialog')).getByTestId('problem'));
  expect(problem.dataset.code).toBe('safe-trouble');
  within(problem).getByTestId('problem-action').click();
  await shown('removed');
});

/** Deletes, and the core found this left: what the person reads of the key and of the file. */
async function deletedBut(left: { key: boolean; file: boolean }) {
  const core = await settings();
  const call = core.call.bind(core);
  const removal: RemovalView = {
    at: '2026-11-20T10:05:00Z',
    checks: [
      { what: 'key', gone: !left.key },
      { what: 'file', gone: !left.file },
      { what: 'put-aside', gone: true },
    ],
    trailKept: false,
  };
  core.call = (async (...args: Parameters<typeof call>) => {
    const answer = await call(...args);
    return args[0] === 'remove_everything' ? removal : answer;
  }) as typeof call;
  await press('settings-remove');
  await press('remove-confirm');
  await shown('removed');
  return { key: (await find('removed-key')).textContent, file: (await find('removed-file')).textContent };
}

test.each([
  [
    { key: true, file: true },
    'Open your copy and delete it once more',
    'Open your copy and delete it once more',
  ],
  [{ key: true, file: false }, 'it opens nothing now', 'Gone.'],
  [{ key: false, file: true }, 'Gone.', 'nothing opens it now'],
])('what is still there after deleting, %o, comes with what to do', async (left, key, file) => {
  const words = await deletedBut(left);
  expect(words.key).toContain(key);
  expect(words.file).toContain(file);
  await waitFor(() => expect(document.activeElement?.textContent).toBe('Some of your copy is still here.'));
  await press('removed-start');
  await shown('welcome');
});

test('a copy is called gone only when every check found it gone', async () => {
  await deletedBut({ key: false, file: false });
  await waitFor(() =>
    expect(document.activeElement?.textContent).toBe('Your copy on this computer is gone.'),
  );
});

test('the report shows every line before it can be saved', async () => {
  const core = await settings();
  await press('nav-activity');
  await press('activity-report');
  await shown('report');
  const lines = within(await find('report-lines')).getAllByRole('listitem');
  expect(lines.map(({ textContent }) => textContent)).toEqual(core.world.report);
  await press('report-save');
  expect((await find('report-save-saved')).textContent).toBe('Saved as Satchel report.txt in Documents.');
  await press('back');
  await shown('activity');
});

test('trying again leaves the focus where the work is, not on nothing', async () => {
  const core = await settings();
  core.failing.set('save_activity', scriptedError('could-not-save'));
  await press('settings-save-activity');
  const again = await find('problem-action');
  again.focus();
  again.click();
  await find('settings-save-activity-saved');
  expect(document.activeElement).toBe(await find('settings-save-activity'));
  core.failing.set('set_lock_after', scriptedError('disk-full'));
  await press('lock-after-1');
  const retry = await find('problem-action');
  retry.focus();
  retry.click();
  await waitFor(() => expect(document.activeElement?.textContent).toBe('Settings'));
});

test('a dialog about leaving does not begin with what failed before it', async () => {
  const core = await settings({ lock: 'pin' });
  core.failing.set('lock', scriptedError('unexpected'));
  await press('nav-lock');
  await find('problem');
  await press('settings-sign-out');
  expect(within(await find('sign-out-dialog')).queryByTestId('problem')).toBeNull();
});

test('where the trail must stay, the page says so before and after', async () => {
  const core = await settings();
  core.world.privacy.keepsTrail = true;
  await press('settings-sign-out');
  await press('sign-out-stay');
  core.emit('session');
  await press('nav-activity');
  await press('nav-settings');
  await press('settings-remove');
  expect((await find('remove-dialog')).textContent).toContain('must keep it');
  await press('remove-confirm');
  await shown('removed');
  expect((await find('removed-trail')).textContent).toContain('still here');
});
