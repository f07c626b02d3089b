import type { CommandError, PlaceDetailView } from '../../ipc/generated';
import { asCommandError, type Transport } from '../../ipc/transport';

export type PlaceDoing = 'looking' | 'hiding' | 'removing';

/** One place with all that is known of it, and what a person does about it. */
export class PlaceDetailState {
  detail = $state.raw<PlaceDetailView | null>(null);
  doing = $state<PlaceDoing | null>(null);
  problem = $state.raw<CommandError | null>(null);
  #transport: Transport;
  #failed: (() => Promise<unknown>) | null = null;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Another place: nothing of the one before is shown. */
  async open(placeId: string): Promise<void> {
    if (this.detail?.place.id !== placeId) this.detail = null;
    await this.look(placeId);
  }

  /** Asks the network about it now. */
  look(placeId: string): Promise<boolean> {
    return this.#do('looking', async () => {
      this.detail = await this.#transport.call('place', { placeId });
    });
  }

  hide(placeId: string, hidden: boolean): Promise<boolean> {
    return this.#do('hiding', () => this.#transport.call('hide_place', { placeId, hidden }));
  }

  remove(placeId: string, alsoHere: boolean): Promise<boolean> {
    return this.#do('removing', async () => {
      const place = await this.#transport.call('remove_place', { placeId, alsoHere });
      if (this.detail?.place.id === placeId) this.detail = { ...this.detail, place };
    });
  }

  /** Does once more what failed. */
  async again(): Promise<void> {
    await this.#failed?.();
  }

  async #do(doing: PlaceDoing, work: () => Promise<unknown>): Promise<boolean> {
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
