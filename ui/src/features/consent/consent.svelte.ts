import type { CommandError } from '../../ipc/generated';
import { asCommandError, type Transport } from '../../ipc/transport';
import { assumed } from '../../lib/assumed.svelte';
import type { FindingChange } from '../../lib/finding';
import { Mirror } from '../../lib/mirror.svelte';

/** Permission to find records: what the network says it is, and the ways to change it. */
export class ConsentState {
  readonly mirror: Mirror<'consent'>;
  /** What turning off would do, counted anew whenever a dialog asks. */
  readonly turningOff: Mirror<'turning_off'>;
  changing = $state<FindingChange | null>(null);
  problem = $state.raw<CommandError | null>(null);
  /** What failed, so that "Try again" can do it once more. */
  failed = $state<FindingChange | null>(null);
  /** When the decision was sent that was made here last. */
  sent: string | null = null;
  #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
    this.mirror = new Mirror(transport, 'consent');
    this.turningOff = new Mirror(transport, 'turning_off');
  }

  get on(): boolean {
    return this.mirror.value?.provision === 'permit';
  }

  /** What is being done about it: by us, or by the network until it shows what follows. */
  get doing(): FindingChange | null {
    if (this.changing) return this.changing;
    const change = this.mirror.value?.change;
    if (change?.effect !== 'waiting') return null;
    return change.on ? 'turning-on' : 'turning-off';
  }

  turnOn(): Promise<boolean> {
    return this.#change('turning-on', ['permit']);
  }

  turnOff(): Promise<boolean> {
    return this.#change('turning-off', ['deny']);
  }

  /** The network starts a search only when permission is given: so finding goes off, then on, unless a yes is enough. */
  searchAgain(): Promise<boolean> {
    return this.#change('searching-again', assumed.yesAloneSearches ? ['permit'] : ['deny', 'permit']);
  }

  again(): Promise<boolean> {
    // Off may have worked before on failed: then only the second half is left to do.
    if (this.failed === 'turning-off') return this.turnOff();
    return this.failed === 'searching-again' && this.on ? this.searchAgain() : this.turnOn();
  }

  async #change(what: FindingChange, provisions: ('permit' | 'deny')[]): Promise<boolean> {
    if (this.changing) return false;
    this.changing = what;
    this.problem = null;
    this.failed = null;
    try {
      for (const provision of provisions) {
        const decided = await this.#transport.call('set_consent', { provision });
        this.mirror.adopt(decided);
        this.sent = decided.change?.at ?? null;
      }
      return true;
    } catch (thrown) {
      this.problem = asCommandError(thrown);
      this.failed = what;
      return false;
    } finally {
      this.changing = null;
    }
  }
}
