import type { AppView, CommandError, QrView, SigningIn, SignInOn } from '../../ipc/generated';
import { asCommandError, type Transport } from '../../ipc/transport';

export type SignInPhase =
  | 'idle'
  | 'opening'
  | 'in-browser'
  | 'code'
  | 'confirming'
  | 'declined'
  | 'stopped'
  | 'time-is-up'
  | 'failed';
export type ShownCode = { code: string; address: string; qr: QrView | null };

/** One sign-in at the organisation, in this computer’s browser or on a phone. The core’s answer is the end of it. */
export class SignInState {
  phase = $state<SignInPhase>('idle');
  on = $state<SignInOn>('this-computer');
  host = $state<string | null>(null);
  until = $state<string | null>(null);
  shown = $state.raw<ShownCode | null>(null);
  reopening = $state(false);
  problem = $state.raw<CommandError | null>(null);
  #transport: Transport;
  #run = 0;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  get running(): boolean {
    return ['opening', 'in-browser', 'code', 'confirming'].includes(this.phase);
  }

  /** The app as it stands when somebody is signed in, else null. */
  async start(on: SignInOn): Promise<AppView | null> {
    const run = ++this.#run;
    this.on = on;
    this.phase = 'opening';
    this.host = this.until = this.shown = this.problem = null;
    this.reopening = false;
    try {
      const outcome = await this.#transport.call('sign_in_at_provider', { on }, (step) => {
        if (run === this.#run) this.#advance(step);
      });
      if (run !== this.#run) return null;
      if (outcome.result === 'signed-in') {
        this.phase = 'idle';
        return outcome.app;
      }
      this.phase = outcome.result;
      return null;
    } catch (thrown) {
      if (run !== this.#run) return null;
      this.problem = asCommandError(thrown);
      this.phase = 'failed';
      return null;
    }
  }

  /** The page once more, or another code. */
  async reopen(): Promise<void> {
    if (!this.running || this.reopening) return;
    this.reopening = true;
    await this.#tell('errand_reopen');
    this.reopening = false;
  }

  async stop(): Promise<void> {
    if (this.running) await this.#tell('errand_stop');
    else this.phase = 'idle';
  }

  /** Nobody is shown what was before. */
  forget(): void {
    this.#run += 1;
    this.phase = 'idle';
    this.shown = this.problem = null;
  }

  async #tell(name: 'errand_reopen' | 'errand_stop'): Promise<void> {
    try {
      await this.#transport.call(name, { errand: 'sign-in' });
    } catch {
      // Who waits goes on waiting, and says so itself.
    }
  }

  #advance(step: SigningIn): void {
    if (!this.running) return;
    switch (step.step) {
      case 'opening':
        this.phase = 'opening';
        break;
      case 'in-browser':
        this.phase = 'in-browser';
        this.host = step.host;
        this.until = step.until;
        break;
      case 'show-code':
        this.phase = 'code';
        this.shown = { code: step.code, address: step.address, qr: step.qr };
        this.until = step.until;
        break;
      case 'confirming':
        this.phase = 'confirming';
        break;
    }
  }
}
