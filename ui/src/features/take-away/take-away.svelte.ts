import type {
  BackupOutcome,
  CommandError,
  SavedFilesView,
  SavedSummaryView,
  SummaryRequest,
} from '../../ipc/generated';
import { asCommandError, type Transport } from '../../ipc/transport';
import { Mirror } from '../../lib/mirror.svelte';

type What = 'paper' | 'files' | 'backup';

/** The three ways to take records along. One at a time; what came of each stays in sight. */
export class TakeAwayState {
  readonly there: Mirror<'take_away'>;
  doing = $state<What | null>(null);
  paper = $state.raw<SavedSummaryView | null>(null);
  files = $state.raw<SavedFilesView | null>(null);
  backup = $state.raw<Extract<BackupOutcome, { result: 'saved' }> | null>(null);
  tooShort = $state(false);
  problem = $state.raw<{ of: What; error: CommandError } | null>(null);
  #transport: Transport;
  #words: (now: number) => Promise<SummaryRequest>;

  /** `words`: what stands on the paper; the screens that show records know how to say it. */
  constructor(transport: Transport, words: (now: number) => Promise<SummaryRequest>) {
    this.#transport = transport;
    this.#words = words;
    this.there = new Mirror(transport, 'take_away');
  }

  savePaper(now: number): Promise<boolean> {
    return this.#do('paper', async () => {
      this.paper = null;
      this.paper = await this.#transport.call('save_summary', await this.#words(now));
    });
  }

  saveFiles(): Promise<boolean> {
    return this.#do('files', async () => {
      this.files = null;
      this.files = await this.#transport.call('save_files', null);
    });
  }

  /** False also where the password is too short: that is no problem, and stands beside the field. */
  async backUp(password: string): Promise<boolean> {
    this.tooShort = false;
    this.backup = null;
    let made = false;
    await this.#do('backup', async () => {
      const outcome = await this.#transport.call('back_up', { password });
      if (outcome.result === 'saved') this.backup = outcome;
      made = outcome.result === 'saved';
      this.tooShort = !made;
    });
    if (made) void this.there.refresh();
    return made;
  }

  async #do(what: What, work: () => Promise<void>): Promise<boolean> {
    if (this.doing) return false;
    this.doing = what;
    this.problem = null;
    try {
      await work();
      return true;
    } catch (thrown) {
      this.problem = { of: what, error: asCommandError(thrown) };
      return false;
    } finally {
      this.doing = null;
    }
  }
}
