import type {
  CommandError,
  Commands,
  DetailField,
  Details,
  InBrowser,
  ProofState,
  QrView,
  SetUpStep,
} from '../../ipc/generated';
import { asCommandError, type Transport } from '../../ipc/transport';
import { Mirror } from '../../lib/mirror.svelte';

export type CheckPhase = 'idle' | 'opening' | 'waiting' | 'confirming' | 'stopped' | 'time-is-up';
type Doing = 'accepting' | 'checking' | 'saving' | 'reading';

export const noDetails: Details = {
  given: '',
  family: '',
  birthDate: '',
  gender: '',
  phone: '',
  email: '',
  street: '',
  unit: '',
  city: '',
  state: '',
  postalCode: '',
};

/** What must be in place before records can be found: terms, proof of identity, details. The network says what is. */
export class SetUpState {
  readonly mirror: Mirror<'set_up'>;
  doing = $state<Doing | null>(null);
  phase = $state<CheckPhase>('idle');
  host = $state<string | null>(null);
  until = $state<string | null>(null);
  /** At a kiosk: the checker’s page for the person’s phone. */
  qr = $state.raw<QrView | null>(null);
  /** The form, as the person has it now. */
  details = $state<Details>({ ...noDetails });
  hasDetails = $state(false);
  /** Lines that the core did not take. */
  notRight = $state.raw<readonly DetailField[]>([]);
  /** Lines that an ID check says are different; it never says how. */
  differs = $state.raw<readonly DetailField[]>([]);
  problem = $state.raw<CommandError | null>(null);
  #transport: Transport;
  #again: () => Promise<boolean> = () => Promise.resolve(false);

  constructor(transport: Transport) {
    this.#transport = transport;
    this.mirror = new Mirror(transport, 'set_up');
  }

  get next(): SetUpStep | null {
    return this.mirror.value?.next ?? null;
  }

  get proof(): ProofState | null {
    return this.mirror.value?.proof.state ?? null;
  }

  get checking(): boolean {
    return this.doing === 'checking';
  }

  acceptTerms(version: string): Promise<boolean> {
    return this.#do('accepting', async () => {
      this.mirror.adopt(await this.#transport.call('accept_terms', { version }));
      return true;
    });
  }

  /** True when the network has said something new about the proof. */
  check(): Promise<boolean> {
    return this.#do('checking', async () => {
      this.phase = 'opening';
      this.host = this.until = this.qr = null;
      try {
        const outcome = await this.#transport.call('check_identity', {}, (step) => this.#advance(step));
        this.phase = outcome.result === 'told' ? 'idle' : outcome.result;
        await this.mirror.refresh();
        return outcome.result === 'told';
      } catch (thrown) {
        this.phase = 'idle';
        throw thrown;
      }
    });
  }

  /** How an earlier check ended is no news any more. */
  rest(): void {
    if (this.checking) return;
    this.phase = 'idle';
    this.problem = null;
    void this.mirror.refresh();
  }

  look(): Promise<void> {
    return this.checking ? this.#tell('errand_look') : this.mirror.refresh();
  }

  reopen(): Promise<void> {
    return this.#tell('errand_reopen');
  }

  stop(): Promise<void> {
    return this.#tell('errand_stop');
  }

  /** The details as the network keeps them, into the form. */
  read(): Promise<boolean> {
    return this.#do('reading', async () => {
      this.details = await this.#transport.call('details', null);
      this.hasDetails = true;
      this.notRight = [];
      return true;
    });
  }

  /** True when the network keeps them now. */
  save(): Promise<boolean> {
    return this.#do('saving', async () => {
      const request: Commands['save_details']['request'] = { details: { ...this.details } };
      const outcome = await this.#transport.call('save_details', request);
      if (outcome.result === 'not-right') {
        this.notRight = outcome.fields;
        return false;
      }
      this.details = outcome.details;
      this.notRight = this.differs = [];
      await this.mirror.refresh();
      return true;
    });
  }

  /** Does once more what failed. */
  again(): Promise<boolean> {
    return this.#again();
  }

  async #tell(name: 'errand_look' | 'errand_reopen' | 'errand_stop'): Promise<void> {
    try {
      await this.#transport.call(name, { errand: 'identity-check' });
    } catch {
      // Who waits goes on waiting, and says so itself.
    }
  }

  #advance(step: InBrowser): void {
    if (step.step === 'waiting') {
      this.host = step.host;
      this.until = step.until;
      this.qr = step.qr;
    }
    this.phase = step.step;
  }

  async #do(doing: Doing, work: () => Promise<boolean>): Promise<boolean> {
    if (this.doing) return false;
    this.doing = doing;
    this.problem = null;
    try {
      return await work();
    } catch (thrown) {
      this.problem = asCommandError(thrown);
      this.#again = () => this.#do(doing, work);
      return false;
    } finally {
      this.doing = null;
    }
  }
}
