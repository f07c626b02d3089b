// The places of the scripted core: one place in detail, turning it off, removing, hiding and adding one.
import type {
  Commands,
  ListingView,
  PlaceDetailView,
  PlaceView,
  Topic,
  TurnOffOutcome,
  TurningOff,
} from './generated';
import type { World } from './scripted-worlds';
import type { CommandName } from './transport';

type PlaceCommand =
  | 'look_closer'
  | 'place'
  | 'turn_off'
  | 'keep_on'
  | 'remove_place'
  | 'hide_place'
  | 'find_places'
  | 'vouch'
  | 'ask_for_place';

type Around = {
  at: (offsetSeconds?: number) => string;
  emit: (...topics: Topic[]) => void;
  change: (placeId: string, change: Partial<PlaceView>) => PlaceView;
};

const signsIn = (place: PlaceView) => place.how !== 'for-you';

function detail(world: World, place: PlaceView, { at }: Around): PlaceDetailView {
  const on = ['connected', 'records-coming', 'trouble', 'system-down'].includes(place.state);
  const linked = place.state !== 'needs-sign-in';
  const permission =
    on && signsIn(place) ? ({ is: 'ends', at: at(82 * 86_400), soon: false } as const) : null;
  return {
    place: { ...place, permission: place.permission ?? permission },
    created: linked ? at(-8 * 86_400) : null,
    lasts: signsIn(place) ? { count: 90, unit: 'days' } : null,
    recordsHere: place.state === 'connected' ? 40 : 0,
    canTurnOff: on,
    canRemove: linked && !['removing', 'removed', 'deleted'].includes(place.state),
    isHidden: world.places.aside.some((one) => one.id === place.id && one.state !== 'deleted'),
    undoSeconds: signsIn(place) ? 10 : 0,
  };
}

const listings: Omit<ListingView, 'place'>[] = [
  {
    id: 'quillback',
    name: 'Quillback Heart Clinic',
    initials: 'QH',
    street: '300 Mill Road',
    city: 'Tamarack Falls',
    state: 'WA',
    brand: 'MyQuill',
    step: 'sign-in',
    hasNamesake: true,
  },
  {
    id: 'quillback_portage_hill',
    name: 'Quillback Heart Clinic',
    initials: 'QH',
    street: '12 Canal Street',
    city: 'Portage Hill',
    state: 'OH',
    brand: 'MyQuill',
    step: 'sign-in',
    hasNamesake: true,
  },
  {
    id: 'quillback_eye_care',
    name: 'Quillback Eye Care',
    initials: 'QE',
    street: '11 Pier Lane',
    city: 'Alder Bay',
    state: 'WA',
    brand: 'SeeWell',
    step: 'sign-in',
    hasNamesake: false,
  },
  {
    id: 'quillback-dental',
    name: 'Quillback Family Dental',
    initials: 'QF',
    street: '41 Pier Lane',
    city: 'Alder Bay',
    state: 'WA',
    brand: null,
    step: 'no-sign-in',
    hasNamesake: false,
  },
];

/** The waits of places that are turned off: ended by a test, by an undo, or by their time. */
export class PlaceAnswers {
  #undo: (() => void) | null = null;
  #send: (() => void) | null = null;
  #world: () => World;
  #around: Around;

  constructor(world: () => World, around: Around) {
    this.#world = world;
    this.#around = around;
  }

  /** The ten seconds are over. */
  sendNow(): void {
    this.#send?.();
  }

  answers(report?: (step: TurningOff) => void): {
    [K in PlaceCommand & CommandName]: (request: Commands[K]['request']) => unknown;
  } {
    const world = this.#world();
    const around = this.#around;
    const all = () => [...world.places.places, ...world.places.aside];
    const find = (id: string) => all().find((place) => place.id === id);
    return {
      look_closer: () => ({ ...world.places, asOf: around.at() }),
      place: ({ placeId }) => detail(world, around.change(placeId, {}), around),
      turn_off: ({ placeId }) => this.#turnOff(around.change(placeId, {}), report),
      keep_on: () => {
        this.#undo?.();
        return null;
      },
      remove_place: ({ placeId }) =>
        around.change(placeId, {
          state: 'removing',
          voice: 'work',
          action: 'look-again',
          since: around.at(),
        }),
      hide_place: ({ placeId, hidden }) => {
        const place = find(placeId);
        const without = (list: PlaceView[]) => list.filter((one) => one.id !== placeId);
        world.places.places = without(world.places.places);
        world.places.aside = without(world.places.aside);
        if (place) (hidden ? world.places.aside : world.places.places).push(place);
        around.emit('places');
        return null;
      },
      find_places: ({ words }) => {
        const fits = listings.filter((one) => one.name.toLowerCase().includes(words.toLowerCase()));
        const found = fits.map((listing): ListingView => {
          const place = find(listing.id) ?? null;
          return { ...listing, place, step: place ? 'have' : listing.step };
        });
        return { words, listings: found, total: found.length, next: null };
      },
      vouch: () => null,
      ask_for_place: () => null,
    };
  }

  #turnOff(place: PlaceView, report?: (step: TurningOff) => void): Promise<TurnOffOutcome> {
    const told = (): TurnOffOutcome => {
      report?.({ step: 'sending' });
      const changed = this.#around.change(place.id, {
        state: 'turned-off',
        voice: 'off',
        action: signsIn(place) ? 'sign-in' : 'turn-back-on',
        since: this.#around.at(),
      });
      return { result: 'told', place: changed };
    };
    if (!signsIn(place)) return Promise.resolve(told());
    report?.({ step: 'waiting', seconds: 10 });
    return new Promise((settle) => {
      const timer = setTimeout(() => settle(told()), 10_000);
      this.#send = () => {
        clearTimeout(timer);
        settle(told());
      };
      this.#undo = () => {
        clearTimeout(timer);
        settle({ result: 'kept' });
      };
    });
  }
}
