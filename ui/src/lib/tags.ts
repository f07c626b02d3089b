import type { PlaceState, PlaceView } from '../ipc/generated';

/** How a place's tag on the strap looks. `blank`: a search is under way; one, never one for each place hoped for. */
export type TagLook = 'filled' | 'arrow' | 'hourglass' | 'faint' | 'blank' | 'more';
/** A tag before it has its hook. */
export type Hung = { key: string; look: TagLook; text: string };
export type StrapTag = Hung & { x: number; y: number; turn: number };

const looks: Record<PlaceState, TagLook> = {
  connected: 'filled',
  'records-coming': 'filled',
  'needs-sign-in': 'arrow',
  'needs-sign-in-again': 'arrow',
  'needs-identity-again': 'arrow',
  trouble: 'hourglass',
  'system-down': 'hourglass',
  'not-matched': 'hourglass',
  removing: 'faint',
  deleted: 'faint',
  'wants-password': 'faint',
  unknown: 'hourglass',
  'cannot-renew-here': 'faint',
  'turned-off': 'faint',
  removed: 'faint',
  paused: 'faint',
};

/** The strap hangs through: five hooks and how far each lets its tag turn. */
const hooks = [
  { x: 39, y: 43, turn: 4 },
  { x: 113, y: 52, turn: 2 },
  { x: 187, y: 56, turn: 0 },
  { x: 261, y: 51, turn: -2 },
  { x: 335, y: 40, turn: -4 },
];

/** A tag for each place: how it looks says where it stands. */
export function placeTags(places: readonly PlaceView[]): Hung[] {
  return places.map((place) => ({ key: place.id, look: looks[place.state], text: place.initials }));
}

/** At most five tags; more become "+ 3" on the last one. */
export function strap(hung: readonly Hung[], searching: boolean): StrapTag[] {
  const tags = [...hung];
  const room = searching ? hooks.length - 1 : hooks.length;
  if (tags.length > room) {
    const rest = tags.length - (room - 1);
    tags.splice(room - 1, tags.length, { key: '+', look: 'more', text: `+\u2009${rest}` });
  }
  if (searching) tags.push({ key: '?', look: 'blank', text: '' });
  const first = Math.floor((hooks.length - tags.length) / 2);
  return tags.flatMap((tag, at) => {
    const hook = hooks[first + at];
    return hook ? [{ ...tag, ...hook }] : [];
  });
}
