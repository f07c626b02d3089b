import { expect, test } from 'vitest';
import { ScriptedCore, scriptedError } from '../../ipc/scripted';
import { risks, safeguards } from './protection';
import { SettingsState } from './settings.svelte';

async function settled() {
  const core = new ScriptedCore('rest');
  const state = new SettingsState(core);
  await state.privacy.refresh();
  return { core, state };
}

test('what is shown as chosen is what the core answered', async () => {
  const { core, state } = await settled();
  await state.setLockAfter('15');
  expect(state.privacy.value?.lockAfterMinutes).toBe(15);
  await state.setNotifications(true);
  expect(state.privacy.value?.notifies).toBe(true);
  expect(core.calls.slice(-2)).toEqual([
    ['set_lock_after', { minutes: 15 }],
    ['set_notifications', { on: true }],
  ]);
});

test('a change that failed changes nothing here, and can be tried again', async () => {
  const { core, state } = await settled();
  core.failing.set('set_lock_after', scriptedError('disk-full'));
  await state.setLockAfter('1');
  expect(state.privacy.value?.lockAfterMinutes).toBe(5);
  expect(state.problem?.code).toBe('disk-full');
  expect(state.changing).toBeNull();
  await state.again();
  expect(state.privacy.value?.lockAfterMinutes).toBe(1);
  expect(state.problem).toBeNull();
});

test('pressing twice changes once', async () => {
  const { core, state } = await settled();
  await Promise.all([state.setNotifications(true), state.setNotifications(false)]);
  expect(core.calls.filter(([name]) => name === 'set_notifications')).toHaveLength(1);
});

test('without a PIN, nothing claims to keep out who uses the computer account', () => {
  for (const keyPlace of ['safe', 'session'] as const) {
    const kept = { keyPlace, lock: 'none' } as const;
    expect(safeguards(kept)).not.toContain('your-account');
    expect(risks(kept)).toContain('your-account');
  }
});

test('a lock is named as a help, and guessing it as a risk', () => {
  const kept = { keyPlace: 'safe', lock: 'pin' } as const;
  expect(safeguards(kept)).toContain('your-account');
  expect(risks(kept)).toEqual(['guessed', 'left-open', 'bad-program']);
});

test('a copy of this session is never said to be safe on the disk', () => {
  const kept = { keyPlace: 'session', lock: 'pin' } as const;
  expect(safeguards(kept)).toEqual(['after-closing', 'your-account']);
  expect(risks(kept)).toContain('closing');
});

test('closing the account is shown as asked, and taken back', async () => {
  const core = new ScriptedCore('rest');
  const state = new SettingsState(core);
  core.failing.set('close_account', scriptedError('network-trouble'));
  expect(await state.closeAccount()).toBe(false);
  expect(state.problem?.code).toBe('network-trouble');
  expect(await state.closeAccount()).toBe(true);
  expect(state.account.value?.closingAskedAt).toBeTruthy();
  expect(await state.keepAccount()).toBe(true);
  expect(state.account.value?.closingAskedAt).toBeNull();
});
