import type { CommandError, PlaceView, Voice } from '../../ipc/generated';
import { asCommandError, type Transport } from '../../ipc/transport';
import { Mirror } from '../../lib/mirror.svelte';

export type Busy = { placeId: string; doing: 'looking' | 'turning-on' };
export type GroupKey = 'need' | 'work' | 'rest' | 'paused' | 'off';
export type Group = { key: GroupKey; voice: Voice; places: PlaceView[] };

/** The places the network knows for this person, and the search that finds them. */
export class PlacesState {
  readonly places: Mirror<'places'>;
  readonly search: Mirror<'search'>;
  /** How many records the network counts. */
  readonly summary: Mirror<'health_summary'>;
  /** What this copy knows of an earlier time. */
  readonly known: Mirror<'last_known'>;
  busy = $state.raw<Busy | null>(null);
  problem = $state.raw<CommandError | null>(null);
  /** The place whose last try failed. */
  failed = $state<string | null>(null);
  #transport: Transport;
  #lookingCloser = false;

  constructor(transport: Transport) {
    this.#transport = transport;
    this.places = new Mirror(transport, 'places');
    this.search = new Mirror(transport, 'search');
    this.summary = new Mirror(transport, 'health_summary');
    this.known = new Mirror(transport, 'last_known');
  }

  get list(): PlaceView[] {
    return this.places.value?.places ?? [];
  }

  /** Which line of the diary is the newest; null when there is none. */
  get newest(): string | null {
    const entry = this.search.value?.diary[0];
    return entry ? `${entry.at} ${entry.kind} ${entry.place ?? ''}` : null;
  }

  /** Hidden here, or deleted by the network. */
  get aside(): PlaceView[] {
    return this.places.value?.aside ?? [];
  }

  get needing(): number {
    return this.list.filter((place) => place.voice === 'need').length;
  }

  find(id: string): PlaceView | null {
    return [...this.list, ...this.aside].find((place) => place.id === id) ?? null;
  }

  /** What the places tell of themselves, asked once more where that is old. The list stands without it. */
  async lookCloser(): Promise<void> {
    if (this.#lookingCloser) return;
    this.#lookingCloser = true;
    const before = this.places.value;
    try {
      const closer = await this.#transport.call('look_closer', null);
      // What came meanwhile is newer than the lists that this look began with.
      if (this.places.value === before) this.places.adopt(closer);
      else await this.places.refresh();
    } catch {
      // The list's own question says what is wrong, if something is.
    } finally {
      this.#lookingCloser = false;
    }
  }

  async refresh(): Promise<void> {
    // Nobody waits for a count, and one that does not come is not said.
    void this.summary.refresh();
    await Promise.all([this.places.refresh(), this.search.refresh()]);
  }

  /** Reads the network's answers once more; the place as it is now, or null when that did not work. */
  async look(placeId: string): Promise<PlaceView | null> {
    if (this.busy) return null;
    this.#begin({ placeId, doing: 'looking' });
    await this.refresh();
    this.busy = null;
    this.problem = this.places.problem;
    this.failed = this.problem ? placeId : null;
    return this.problem ? null : this.find(placeId);
  }

  async turnBackOn(placeId: string): Promise<PlaceView | null> {
    if (this.busy) return null;
    this.#begin({ placeId, doing: 'turning-on' });
    try {
      const place = await this.#transport.call('turn_back_on', { placeId });
      await this.refresh();
      return place;
    } catch (thrown) {
      this.problem = asCommandError(thrown);
      this.failed = placeId;
      return null;
    } finally {
      this.busy = null;
    }
  }

  #begin(busy: Busy): void {
    this.busy = busy;
    this.problem = null;
    this.failed = null;
  }
}

/** In the order of whose move it is. Places that finding paused stand apart from those a person turned off. */
export function groups(places: readonly PlaceView[]): Group[] {
  const keyOf = (place: PlaceView): GroupKey =>
    place.voice === 'off' && place.state === 'paused' ? 'paused' : place.voice;
  const order: { key: GroupKey; voice: Voice }[] = [
    { key: 'need', voice: 'need' },
    { key: 'work', voice: 'work' },
    { key: 'rest', voice: 'rest' },
    { key: 'paused', voice: 'off' },
    { key: 'off', voice: 'off' },
  ];
  return order
    .map((group) => ({ ...group, places: places.filter((place) => keyOf(place) === group.key) }))
    .filter((group) => group.places.length > 0);
}
