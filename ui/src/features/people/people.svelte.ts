import type { AppView, CommandError } from '../../ipc/generated';
import { asCommandError, type Transport } from '../../ipc/transport';
import { Mirror } from '../../lib/mirror.svelte';

/** The people who have a copy on this computer. */
export class PeopleState {
  readonly mirror: Mirror<'people'>;
  /** The copy being opened, by id. */
  opening = $state<string | null>(null);
  problem = $state.raw<CommandError | null>(null);
  #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
    this.mirror = new Mirror(transport, 'people');
  }

  /** Opens a copy; the one before closes, and its session ends. The app as it stands then, or null when that did not work. */
  async open(id: string): Promise<AppView | null> {
    if (this.opening) return null;
    this.opening = id;
    this.problem = null;
    try {
      return await this.#transport.call('open_copy', { id });
    } catch (thrown) {
      this.problem = asCommandError(thrown);
      return null;
    } finally {
      this.opening = null;
    }
  }
}
