import type { CommandError, CopyView, KeepHow, SecretOutcome } from '../../ipc/generated';
import { asCommandError, type Transport } from '../../ipc/transport';

type Doing = 'opening' | 'setting' | 'removing' | 'declining' | 'starting' | KeepHow;
/** Why an answer was not taken. */
export type Refusal = Exclude<SecretOutcome['result'], 'done'>;

const nothing = (): Promise<boolean> => Promise.resolve(false);

/** The lock of a copy: opening it, setting it, and the ways on where it cannot be opened. */
export class LockState {
  doing = $state<Doing | null>(null);
  refused = $state<Refusal | null>(null);
  /** Wrong answers that are left before a wait; null while the core has not said. */
  triesLeft = $state<number | null>(null);
  /** Seconds until another answer is looked at. Real ones, from the core's answer on. */
  wait = $state(0);
  problem = $state.raw<CommandError | null>(null);
  /** Holds what was typed, until it worked, was refused, or is given up. */
  #again = nothing;
  #waitsUntil = 0;
  #transport: Transport;
  #monotonic: () => number;

  constructor(transport: Transport, monotonic: () => number = () => performance.now()) {
    this.#transport = transport;
    this.#monotonic = monotonic;
  }

  /** The copy as the core told it: the wait of an earlier evening goes on. */
  begin(copy: CopyView): void {
    this.clear();
    if (copy.state !== 'locked') return;
    this.triesLeft = copy.triesLeft;
    this.#waitFor(copy.waitSeconds);
  }

  /** Nothing is said about an earlier answer. A wait goes on. */
  clear(): void {
    this.refused = null;
    this.problem = null;
    this.#again = nothing;
  }

  /** Some real time went by. */
  tick(): void {
    if (this.wait === 0) return;
    this.wait = Math.max(0, Math.ceil((this.#waitsUntil - this.#monotonic()) / 1000));
    // Another answer is looked at now: the old one is done with.
    if (this.wait === 0) this.refused = null;
  }

  /** True when the lock is open. */
  unlock(secret: string): Promise<boolean> {
    return this.#ask('opening', () => this.#transport.call('unlock', { secret }));
  }

  /** True when the new PIN or passphrase is the one that counts. */
  change(secret: string, current: string | null): Promise<boolean> {
    return this.#ask('setting', () => this.#transport.call('change_lock', { secret, current }));
  }

  removePin(secret: string): Promise<boolean> {
    return this.#ask('removing', () => this.#transport.call('remove_pin', { secret }));
  }

  /** "Not now": the question about a PIN is answered. */
  decline(): Promise<boolean> {
    return this.#ask('declining', () => this.#transport.call('decline_pin', null));
  }

  /** How to go on where the computer's safe or the disk does not do what it should. */
  keepHere(how: KeepHow, passphrase: string | null = null): Promise<boolean> {
    return this.#ask(how, () => this.#transport.call('keep_here', { how, passphrase }));
  }

  /** Puts a file that cannot be opened aside, and begins anew. */
  startFresh(): Promise<boolean> {
    return this.#ask('starting', () => this.#transport.call('start_fresh', null));
  }

  /** Does once more what failed. */
  again(): Promise<boolean> {
    return this.#again();
  }

  async #ask(doing: Doing, ask: () => Promise<SecretOutcome | null>): Promise<boolean> {
    if (this.doing) return false;
    this.doing = doing;
    this.clear();
    try {
      const outcome = await ask();
      if (!outcome || outcome.result === 'done') return true;
      this.refused = outcome.result;
      if (outcome.result === 'wrong') this.triesLeft = outcome.triesLeft;
      if (outcome.result === 'wrong' || outcome.result === 'wait') this.#waitFor(outcome.waitSeconds);
      return false;
    } catch (thrown) {
      this.problem = asCommandError(thrown);
      this.#again = () => this.#ask(doing, ask);
      return false;
    } finally {
      this.doing = null;
    }
  }

  #waitFor(seconds: number): void {
    this.#waitsUntil = this.#monotonic() + seconds * 1000;
    this.wait = Math.max(0, Math.ceil(seconds));
  }
}
