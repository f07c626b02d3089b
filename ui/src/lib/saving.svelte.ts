import type { CommandError, SavedView } from '../ipc/generated';
import { asCommandError } from '../ipc/transport';

/** A file that a person asks for: it is being written, and then where it went. */
export class Saving {
  running = $state(false);
  saved = $state.raw<SavedView | null>(null);
  problem = $state.raw<CommandError | null>(null);
  #save: () => Promise<SavedView>;

  constructor(save: () => Promise<SavedView>) {
    this.#save = save;
  }

  async start(): Promise<void> {
    if (this.running) return;
    this.forget();
    this.running = true;
    try {
      this.saved = await this.#save();
    } catch (thrown) {
      this.problem = asCommandError(thrown);
    } finally {
      this.running = false;
    }
  }

  forget(): void {
    this.saved = null;
    this.problem = null;
  }
}
