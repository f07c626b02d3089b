import { SvelteSet } from 'svelte/reactivity';
import type { CommandError, DirectoryView, ListingView } from '../../ipc/generated';
import { asCommandError, type Transport } from '../../ipc/transport';

/** Looking for a place by its name, and asking the network for one that nobody can sign in to. */
export class AddPlaceState {
  words = $state('');
  found = $state.raw<DirectoryView | null>(null);
  doing = $state<'searching' | 'more' | 'asking' | null>(null);
  problem = $state.raw<CommandError | null>(null);
  /** Places the network was asked to add. */
  readonly asked = new SvelteSet<string>();
  /** The search was sent without words. */
  empty = $state(false);
  #transport: Transport;
  #failed: (() => Promise<unknown>) | null = null;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  async search(): Promise<boolean> {
    const words = this.words.trim();
    this.empty = words === '';
    if (this.empty) return false;
    return this.#do('searching', async () => {
      this.found = await this.#transport.call('find_places', { words, page: 0 });
    });
  }

  /** The next page, under what is there. */
  async more(): Promise<boolean> {
    const before = this.found;
    if (before === null || before.next === null) return false;
    const { words, next } = before;
    return this.#do('more', async () => {
      const page = await this.#transport.call('find_places', { words, page: next });
      if (this.found === before) this.found = { ...page, listings: [...before.listings, ...page.listings] };
    });
  }

  async ask(name: string, listing: ListingView | null): Promise<boolean> {
    return this.#do('asking', async () => {
      await this.#transport.call('ask_for_place', {
        name,
        city: listing?.city ?? null,
        state: listing?.state ?? null,
      });
      this.asked.add(listing?.id ?? name);
    });
  }

  /** The name of a place that was found, for the sign-in at it. */
  name(id: string): string | null {
    return this.found?.listings.find((listing) => listing.id === id)?.name ?? null;
  }

  /** Does once more what failed. */
  async again(): Promise<void> {
    await this.#failed?.();
  }

  async #do(doing: 'searching' | 'more' | 'asking', work: () => Promise<unknown>): Promise<boolean> {
    if (this.doing) return false;
    this.doing = doing;
    this.problem = null;
    try {
      await work();
      return true;
    } catch (thrown) {
      this.problem = asCommandError(thrown);
      this.#failed = () => this.#do(doing, work);
      return false;
    } finally {
      this.doing = null;
    }
  }
}
