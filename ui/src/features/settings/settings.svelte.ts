import type { CommandError, PrivacyView } from '../../ipc/generated';
import { asCommandError, type Transport } from '../../ipc/transport';
import { Mirror } from '../../lib/mirror.svelte';
import { Saving } from '../../lib/saving.svelte';

export const lockMinutes = ['1', '5', '15'] as const;
export type LockMinutes = (typeof lockMinutes)[number];
/** What a person wants to do about the lock; the frame opens the dialog for it. */
export type LockStep = 'set-lock' | 'change-lock' | 'remove-lock';
type Change = 'lock-after' | 'notifications' | 'account';

/** What protects the copy on this computer, and what a person may change about it. */
export class SettingsState {
  readonly privacy: Mirror<'privacy'>;
  readonly activityFile: Saving;
  readonly about: Mirror<'about'>;
  /** Null where nobody can be asked. */
  readonly account: Mirror<'account'>;
  changing = $state<Change | null>(null);
  problem = $state.raw<CommandError | null>(null);
  #transport: Transport;
  #again: () => Promise<void> = () => Promise.resolve();

  constructor(transport: Transport) {
    this.#transport = transport;
    this.privacy = new Mirror(transport, 'privacy');
    this.about = new Mirror(transport, 'about');
    this.account = new Mirror(transport, 'account');
    this.activityFile = new Saving(() => transport.call('save_activity', null));
  }

  setLockAfter(minutes: LockMinutes): Promise<void> {
    return this.#change('lock-after', () =>
      this.#transport.call('set_lock_after', { minutes: Number(minutes) }),
    );
  }

  setNotifications(on: boolean): Promise<void> {
    return this.#change('notifications', () => this.#transport.call('set_notifications', { on }));
  }

  /** Asks the network to delete the account. What is shown is that it was asked for, never that it is done. */
  closeAccount(): Promise<boolean> {
    return this.#ask(async () => this.account.adopt(await this.#transport.call('close_account', null)));
  }

  /** Takes that back. */
  keepAccount(): Promise<boolean> {
    return this.#ask(async () => this.account.adopt(await this.#transport.call('keep_account', null)));
  }

  async #ask(ask: () => Promise<void>): Promise<boolean> {
    if (this.changing) return false;
    this.changing = 'account';
    this.problem = null;
    try {
      await ask();
      return true;
    } catch (thrown) {
      this.problem = asCommandError(thrown);
      this.#again = async () => void (await this.#ask(ask));
      return false;
    } finally {
      this.changing = null;
    }
  }

  /** Does once more what failed. */
  again(): Promise<void> {
    return this.#again();
  }

  /** What is shown as chosen is what the core answers, never what was pressed. */
  async #change(change: Change, ask: () => Promise<PrivacyView>): Promise<void> {
    if (this.changing) return;
    this.changing = change;
    this.problem = null;
    try {
      this.privacy.adopt(await ask());
    } catch (thrown) {
      this.problem = asCommandError(thrown);
      this.#again = () => this.#change(change, ask);
    } finally {
      this.changing = null;
    }
  }
}
