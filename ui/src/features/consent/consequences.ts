import type { PlaceState, PlaceView } from '../../ipc/generated';

/** What turning off finding does to each place, counted from what the network said last. */
export type Consequences = {
  pause: PlaceView[];
  wait: PlaceView[];
  stayOff: PlaceView[];
  unclear: PlaceView[];
};

const effects: Record<PlaceState, keyof Consequences | null> = {
  connected: 'pause',
  'records-coming': 'pause',
  trouble: 'pause',
  'needs-sign-in': 'wait',
  'needs-sign-in-again': 'wait',
  'cannot-renew-here': 'unclear',
  unknown: 'unclear',
  'turned-off': 'stayOff',
  removed: null,
  paused: null,
};

export function consequences(places: readonly PlaceView[]): Consequences {
  const found: Consequences = { pause: [], wait: [], stayOff: [], unclear: [] };
  for (const place of places) {
    const effect = effects[place.state];
    if (effect) found[effect].push(place);
  }
  return found;
}
