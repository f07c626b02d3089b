import type { CommandError, PlaceView } from '../../ipc/generated';
import { asCommandError, type Transport } from '../../ipc/transport';

export type Pending = {
  placeId: string;
  name: string;
  /** Seconds until it is sent; null once it is. */
  left: number | null;
};

/** How turning a place off ended: the place as the network shows it, or null when nothing was sent. */
export type TurnedOff = { place: PlaceView | null };

/** A place about to be turned off. For some seconds nothing is sent, and it can be undone. */
export class TurnOffState {
  pending = $state.raw<Pending | null>(null);
  problem = $state.raw<CommandError | null>(null);
  #transport: Transport;
  #last: { id: string; name: string } | null = null;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** What came of it, or null when it failed or another one is under way. */
  async start(place: { id: string; name: string }): Promise<TurnedOff | null> {
    if (this.pending) return null;
    this.problem = null;
    this.#last = place;
    const placeId = place.id;
    this.pending = { placeId, name: place.name, left: null };
    let timer: ReturnType<typeof setInterval> | undefined;
    try {
      const outcome = await this.#transport.call('turn_off', { placeId }, (step) => {
        clearInterval(timer);
        if (step.step === 'sending') this.#left(null);
        else {
          this.#left(step.seconds);
          timer = setInterval(() => this.#left(Math.max(0, (this.pending?.left ?? 0) - 1)), 1000);
        }
      });
      return { place: outcome.result === 'told' ? outcome.place : null };
    } catch (thrown) {
      this.problem = asCommandError(thrown);
      return null;
    } finally {
      clearInterval(timer);
      this.pending = null;
    }
  }

  /** Nothing is sent, if nothing was. */
  async undo(): Promise<void> {
    if (!this.pending) return;
    const { placeId } = this.pending;
    // An undo that does not arrive changes nothing: the outcome tells what was sent.
    await this.#transport.call('keep_on', { placeId }).catch(() => undefined);
  }

  /** Does once more what failed. */
  again(): Promise<TurnedOff | null> {
    return this.#last ? this.start(this.#last) : Promise.resolve(null);
  }

  #left(left: number | null): void {
    if (this.pending) this.pending = { ...this.pending, left };
  }
}
