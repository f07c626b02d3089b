import type {
  CommandError,
  ConsentView,
  PlaceView,
  PlacesView,
  SearchView,
  Voice,
} from '../../ipc/generated';

/** What Home says: one state, one sentence, one action. */
export type HomeState =
  | { is: 'loading' | 'problem' | 'offline' | 'never-asked' | 'off' | 'unclear' | 'in-line' | 'searching' }
  | { is: 'search-stopped' | 'search-rejected' | 'nothing-found' | 'search-unclear' }
  | { is: 'turning-on' | 'turning-off' | 'up-to-date' | 'connected' | 'all-off' }
  | { is: 'sign-in'; first: PlaceView; count: number }
  | { is: 'needs-help'; first: PlaceView; count: number }
  | { is: 'records-coming' | 'trouble'; first: PlaceView; count: number };

export type HomeFacts = {
  consent: ConsentView | null;
  search: SearchView | null;
  places: PlacesView | null;
  problem: CommandError | null;
};

export type ClaspAction = 'turn-on' | 'sign-in' | 'search-again' | 'look-again' | 'help' | 'see-places';
type Look = { voice: Voice; clasp: ClaspAction | 'check' | 'hourglass' | null; small?: true };

export const looks: Record<HomeState['is'], Look> = {
  loading: { voice: 'work', clasp: 'hourglass' },
  problem: { voice: 'work', clasp: null },
  offline: { voice: 'off', clasp: 'look-again' },
  'never-asked': { voice: 'off', clasp: 'turn-on' },
  off: { voice: 'off', clasp: 'turn-on' },
  unclear: { voice: 'work', clasp: 'look-again' },
  'in-line': { voice: 'work', clasp: 'hourglass' },
  searching: { voice: 'work', clasp: 'hourglass' },
  'search-unclear': { voice: 'work', clasp: 'look-again' },
  'turning-on': { voice: 'work', clasp: 'hourglass' },
  'turning-off': { voice: 'work', clasp: 'hourglass' },
  'search-stopped': { voice: 'need', clasp: 'search-again' },
  'search-rejected': { voice: 'need', clasp: 'search-again' },
  'nothing-found': { voice: 'need', clasp: 'search-again' },
  'sign-in': { voice: 'need', clasp: 'sign-in' },
  'needs-help': { voice: 'need', clasp: 'help' },
  'records-coming': { voice: 'work', clasp: 'hourglass' },
  trouble: { voice: 'work', clasp: 'look-again' },
  'up-to-date': { voice: 'rest', clasp: 'check', small: true },
  connected: { voice: 'rest', clasp: 'check', small: true },
  'all-off': { voice: 'off', clasp: 'see-places', small: true },
};

function pick(
  places: readonly PlaceView[],
  test: (place: PlaceView) => boolean,
): { first: PlaceView; count: number } | null {
  const found = places.filter(test);
  return found[0] ? { first: found[0], count: found.length } : null;
}

export function homeState({ consent, search, places, problem }: HomeFacts): HomeState {
  if (problem?.code === 'no-internet') return { is: 'offline' };
  if (!consent || !search || !places) return { is: problem ? 'problem' : 'loading' };
  const change = consent.change?.effect === 'waiting' ? consent.change : null;
  if (change && !change.on) return { is: 'turning-off' };
  if (consent.provision === 'none') return { is: 'never-asked' };
  if (consent.provision === 'deny') return { is: 'off' };
  if (consent.provision === 'unknown') return { is: 'unclear' };
  if (search.status === 'ready') return { is: 'in-line' };
  if (search.status === 'in-progress') return { is: 'searching' };
  if (change) return { is: 'turning-on' };

  const list = places.places;
  const signIn = pick(list, (place) => place.action === 'sign-in' && place.voice === 'need');
  if (signIn) return { is: 'sign-in', ...signIn };
  if (search.status === 'failed') return { is: 'search-stopped' };
  if (search.status === 'rejected') return { is: 'search-rejected' };
  if (list.length === 0) return emptyState(search);
  const help = pick(list, (place) => place.voice === 'need');
  if (help) return { is: 'needs-help', ...help };
  const trouble = pick(list, (place) => place.voice === 'work' && place.state !== 'records-coming');
  if (trouble) return { is: 'trouble', ...trouble };
  const coming = pick(list, (place) => place.voice === 'work');
  if (coming) return { is: 'records-coming', ...coming };
  const on = list.filter((place) => place.voice === 'rest');
  if (on.length === 0) return { is: 'all-off' };
  return { is: on.every((place) => place.upToDate) ? 'up-to-date' : 'connected' };
}

function emptyState(search: SearchView): HomeState {
  if (search.status === 'completed') return { is: 'nothing-found' };
  return { is: search.status === 'none' ? 'in-line' : 'search-unclear' };
}
