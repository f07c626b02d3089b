import type { Consequence, ConsequenceView } from '../../ipc/generated';

/** The places of a decision, by what it does to them. */
export type Counted = Record<Consequence, ConsequenceView[]>;

export function counted(places: readonly ConsequenceView[]): Counted {
  const found: Counted = {
    pauses: [],
    'should-come-back': [],
    'waits-for-sign-in': [],
    'stays-off': [],
    untouched: [],
    unclear: [],
  };
  for (const place of places) found[place.consequence].push(place);
  return found;
}
