import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, expect, test } from 'vitest';
import { locale } from '../../i18n/index.svelte';
import { ScriptedCore, scriptedError } from '../../ipc/scripted';
import { rightBackupPassword } from '../../ipc/scripted-records';
import BackupDialog from './BackupDialog.svelte';
import { RestoreState } from './restore.svelte';
import RestoreScreen from './RestoreScreen.svelte';
import { TakeAwayState } from './take-away.svelte';
import TakeAwayScreen from './TakeAwayScreen.svelte';

const now = new Date(2026, 10, 21, 9, 30).getTime();
const nothing = () => undefined;
const words = { language: 'en', title: 'Summary', notes: [], sections: [], foot: '' };
const type = (id: string, value: string) => fireEvent.input(screen.getByTestId(id), { target: { value } });

async function press(id: string): Promise<void> {
  await fireEvent.click(screen.getByTestId(id));
  await settled();
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

beforeEach(async () => {
  await locale.choose('en');
  // jsdom has no modal dialogs.
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
});

function taking() {
  const core = new ScriptedCore('rest');
  return { core, state: new TakeAwayState(core, () => Promise.resolve(words)) };
}

async function takeAwayScreen() {
  const { core, state } = taking();
  render(TakeAwayScreen, {
    props: { state, now, onback: nothing, onbackup: nothing, onrestore: nothing },
  });
  await settled();
  return { core, state };
}

test('each way says what was saved, and what failed stands with it', async () => {
  const { core, state } = await takeAwayScreen();
  await press('take-paper-do');
  expect(screen.getByTestId('take-paper-saved').textContent).toContain('Satchel summary.pdf');
  expect(core.calls).toContainEqual(['save_summary', words]);
  await press('take-files-do');
  expect(screen.getByTestId('take-files').textContent).toContain('11 records and 3 files');
  core.failing.set('save_files', scriptedError('disk-full'));
  const other = new TakeAwayState(core, () => Promise.resolve(words));
  expect(await other.saveFiles()).toBe(false);
  expect(other.problem).toMatchObject({ of: 'files', error: { code: 'disk-full' } });
  expect(state.problem).toBeNull();
});

test('a backup wants eight letters, twice the same, and then says where it is', async () => {
  const { core, state } = taking();
  let closed = false;
  render(BackupDialog, { props: { state, onclose: () => (closed = true) } });
  await type('backup-password', 'boats');
  await press('backup-make');
  expect(screen.getByRole('alert').textContent).toContain('too short');
  await type('backup-password', 'three small boats');
  await type('backup-again', 'three small boat');
  await press('backup-make');
  expect(screen.getByRole('alert').textContent).toContain('do not match');
  expect(core.calls.filter(([name]) => name === 'back_up')).toHaveLength(0);
  await type('backup-again', 'three small boats');
  await press('backup-make');
  expect(closed).toBe(true);
  expect(state.backup?.saved.name).toBe('Satchel backup.age');
  await settled();
  expect(state.there.value?.lastBackup?.folder).toBe('Downloads');
});

const file = (size: number) => new File([new Uint8Array(size)], 'Satchel backup.age');

async function restoreScreen(size: number) {
  const core = new ScriptedCore('first');
  const state = new RestoreState(core);
  let restored = 0;
  render(RestoreScreen, { props: { state, now, onback: nothing, onrestored: () => (restored += 1) } });
  const picker = screen.getByTestId('restore-file');
  Object.defineProperty(picker, 'files', { value: [file(size)] });
  await fireEvent.change(picker);
  const open = async (password: string) => {
    await type('restore-password', password);
    await press('restore-open');
    await settled();
  };
  return { core, state, open, restored: () => restored };
}

test('a wrong password is asked again, and the right one shows whose backup it is', async () => {
  const { core, state, open, restored } = await restoreScreen(2_500_000);
  await open('three small boat');
  expect(screen.getByRole('alert').textContent).toContain('does not open this backup');
  expect(screen.getByTestId<HTMLInputElement>('restore-password').value).toBe('');
  await open(rightBackupPassword);
  expect(screen.getByTestId('restore-fits').textContent).toContain('Rosa Delgado');
  await press('restore-do');
  await expect.poll(restored).toBe(1);
  // The first piece was looked at; the rest came in pieces of a fixed size, and the last one is short.
  expect(core.records.pieces).toHaveLength(2);
  expect(core.records.pieces[0]).toBe(1_398_104);
  expect(core.records.pieces[1]).toBeLessThan(600_000);
  expect(state.done?.records).toBe(258);
});

test('a copy that is here is put aside only by who says so', async () => {
  const { core, open } = await restoreScreen(1000);
  core.records.backup = { result: 'fits', id: 'r', name: null, madeAt: core.at(), replaces: true };
  await open(rightBackupPassword);
  expect(screen.getByTestId('restore-fits').textContent).toContain('put it aside');
  await press('restore-do');
  await expect.poll(() => core.records.pieces.length).toBe(1);
  const [, request] = core.calls.find(([name]) => name === 'restore_backup') ?? [];
  expect(request).toMatchObject({ replace: true, last: true });
});

test.each(['not-a-backup', 'damaged', 'newer', 'someone-elses', 'locked'] as const)(
  'a backup that is refused says why and what to do: %s',
  async (result) => {
    const { core, open } = await restoreScreen(1000);
    core.records.backup = { result };
    await open(rightBackupPassword);
    const said = screen.getByTestId('restore-refused');
    expect(said.querySelectorAll('p')).toHaveLength(2);
    expect(said.textContent).not.toContain('restore-');
    expect(core.records.pieces).toHaveLength(0);
  },
);

test('who leaves stops what was begun', async () => {
  const { core, state, open } = await restoreScreen(1000);
  await open(rightBackupPassword);
  state.forget();
  expect(core.calls.at(-1)?.[0]).toBe('stop_restore');
});
