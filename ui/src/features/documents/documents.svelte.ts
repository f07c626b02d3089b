import type { CommandError, InBrowser, RetrievalView } from '../../ipc/generated';
import { asCommandError, type Transport } from '../../ipc/transport';
import { Mirror } from '../../lib/mirror.svelte';

/** How far the check of the person's ID in the browser is. */
export type CheckPhase = 'idle' | 'opening' | 'waiting' | 'confirming';
/** What came of the last check that did not lead to a request. */
export type CheckEnd = 'not-proved' | 'stopped' | 'time-is-up';

/** The documents of the second network: the check of the ID before them, how the asking goes, and what came. */
export class DocumentsState {
  readonly mirror: Mirror<'documents'>;
  phase = $state<CheckPhase>('idle');
  host = $state<string | null>(null);
  until = $state<string | null>(null);
  ended = $state<CheckEnd | null>(null);
  stopping = $state(false);
  problem = $state.raw<CommandError | null>(null);
  #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
    this.mirror = new Mirror(transport, 'documents');
  }

  get run(): RetrievalView | null {
    return this.mirror.value?.run ?? null;
  }

  get checking(): boolean {
    return this.phase !== 'idle';
  }

  /** The check of the ID, and then the request. True when the documents have something new to say. */
  async start(): Promise<boolean> {
    if (this.checking) return false;
    this.phase = 'opening';
    this.problem = this.ended = null;
    try {
      const outcome = await this.#transport.call('get_documents', {}, (step) => this.#heard(step));
      if (outcome.result !== 'asked') {
        this.ended = outcome.result;
        return false;
      }
      this.mirror.adopt(outcome.documents);
      return true;
    } catch (thrown) {
      this.problem = asCommandError(thrown);
      return false;
    } finally {
      this.phase = 'idle';
      this.host = this.until = null;
    }
  }

  /** The person says something about the check: they finished, want the page again, or stop. */
  async tell(what: 'look' | 'reopen' | 'stop'): Promise<void> {
    try {
      await this.#transport.call(`errand_${what}`, { errand: 'document-check' });
    } catch (thrown) {
      this.problem = asCommandError(thrown);
    }
  }

  async stop(): Promise<boolean> {
    if (this.stopping) return false;
    this.stopping = true;
    this.problem = null;
    try {
      this.mirror.adopt(await this.#transport.call('stop_documents', null));
      return true;
    } catch (thrown) {
      this.problem = asCommandError(thrown);
      return false;
    } finally {
      this.stopping = false;
    }
  }

  #heard(step: InBrowser): void {
    if (step.step === 'waiting') {
      this.phase = 'waiting';
      this.host = step.host;
      this.until = step.until;
    } else this.phase = step.step;
  }
}
