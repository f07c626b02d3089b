import type { CommandError, Commands } from '../ipc/generated';
import { asCommandError, type Question, type Transport } from '../ipc/transport';

/** What the core last told us about one question. Asking twice at once becomes one more ask; the last answer wins. */
export class Mirror<K extends Question> {
  value = $state.raw<Commands[K]['response'] | null>(null);
  problem = $state.raw<CommandError | null>(null);
  asking = $state(false);
  /** It is of an earlier time, out of this computer’s copy: nobody has answered since. */
  stale = $state(false);
  #transport: Transport;
  #name: K;
  #running: Promise<void> | null = null;
  #again = false;
  #age = 0;

  constructor(transport: Transport, name: K) {
    this.#transport = transport;
    this.#name = name;
  }

  refresh(): Promise<void> {
    if (this.#running) {
      this.#again = true;
      return this.#running;
    }
    this.#running = this.#ask().finally(() => (this.#running = null));
    return this.#running;
  }

  /** A command's own answer is newer than anything still on its way. */
  adopt(value: Commands[K]['response']): void {
    this.#age += 1;
    this.value = value;
    this.stale = false;
    this.problem = null;
  }

  forget(): void {
    this.#age += 1;
    this.value = null;
    this.problem = null;
    this.stale = false;
  }

  /** What was known before anybody answers. Never in place of an answer. */
  recall(value: Commands[K]['response'] | null): void {
    if (value === null || this.value !== null) return;
    this.value = value;
    this.stale = true;
  }

  async #ask(): Promise<void> {
    this.asking = true;
    do {
      this.#again = false;
      const age = this.#age;
      try {
        const value = await this.#transport.call(this.#name, null as Commands[K]['request']);
        if (age !== this.#age) continue;
        this.value = value;
        this.problem = null;
        this.stale = false;
      } catch (thrown) {
        if (age === this.#age) this.problem = asCommandError(thrown);
      }
    } while (this.#again);
    this.asking = false;
  }
}
