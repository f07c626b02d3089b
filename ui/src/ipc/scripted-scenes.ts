// What the network says in each scene of the scripted core: the search, the permission, the places. One story, so that
// pictures agree. People and places are made up.
import type { ConsentView, DiaryEntry, PlaceView, SearchView } from './generated';

export const scenes = [
  'welcome',
  'first',
  'need',
  'working',
  'rest',
  'off',
  'stopped',
  'nothing',
  'offline',
  'error',
  'states',
  'more-states',
  'not-set-up',
  'locked',
  'locked-passphrase',
  'no-safe',
  'trouble',
  'offer',
  'signed-out',
  'people',
  'organisation',
  'set-up',
] as const;
export type Scene = (typeof scenes)[number];

/** A local time on a day in 2026, so that a picture says the same in every time zone. */
export const local = (month: number, day: number, hour: number, minute: number) =>
  new Date(2026, month - 1, day, hour, minute);
export const iso = (...when: Parameters<typeof local>) => local(...when).toISOString();

function place(id: string, name: string, initials: string, change: Partial<PlaceView>): PlaceView {
  const plain: PlaceView = {
    id,
    name,
    initials,
    voice: 'rest',
    state: 'connected',
    action: 'none',
    how: 'for-you',
    since: null,
    lastSynced: null,
    upToDate: false,
    city: null,
    brand: null,
    systemDown: false,
    permission: null,
  };
  return { ...plain, ...change };
}

const juniper = (change: Partial<PlaceView> = {}) =>
  place('juniper', 'Juniper Street Family Practice', 'JS', {
    city: 'Alder Bay',
    lastSynced: iso(11, 19, 9, 12),
    ...change,
  });
const alder = (change: Partial<PlaceView> = {}) =>
  place('alder', 'Alder Bay Medical Center', 'AB', { lastSynced: iso(11, 18, 9, 10), ...change });
const quillback = (change: Partial<PlaceView> = {}) =>
  place('quillback', 'Quillback Heart Clinic', 'QH', {
    how: 'by-sign-in',
    city: 'Tamarack Falls',
    brand: 'MyQuill',
    lastSynced: iso(11, 15, 9, 14),
    ...change,
  });
const fernhill = (change: Partial<PlaceView> = {}) =>
  place('fernhill', 'Fernhill Women’s Health', 'FW', {
    how: 'by-sign-in',
    city: 'Fernhill',
    brand: 'CarePath',
    ...change,
  });
const tamarack = (change: Partial<PlaceView> = {}) =>
  place('tamarack', 'Tamarack Falls Hospital', 'TF', {
    voice: 'off',
    state: 'turned-off',
    action: 'turn-back-on',
    since: iso(10, 3, 15, 0),
    lastSynced: iso(10, 2, 9, 0),
    ...change,
  });

const again: Partial<PlaceView> = {
  voice: 'need',
  state: 'needs-sign-in-again',
  action: 'sign-in',
  since: iso(11, 17, 6, 0),
};
const signIn: Partial<PlaceView> = {
  voice: 'need',
  state: 'needs-sign-in',
  action: 'sign-in',
  since: iso(8, 19, 12, 18),
};
const down: Partial<PlaceView> = { voice: 'work', state: 'trouble', action: 'look-again' };
const paused: Partial<PlaceView> = {
  voice: 'off',
  state: 'paused',
  action: 'turn-on-finding',
  since: iso(11, 21, 15, 20),
};

const began: DiaryEntry[] = [
  { at: iso(8, 19, 12, 8), kind: 'search-began', place: null },
  { at: iso(8, 19, 12, 7), kind: 'finding-turned-on', place: null },
];
const found: DiaryEntry[] = [
  { at: iso(8, 19, 12, 14), kind: 'place-needs-sign-in', place: 'Quillback Heart Clinic' },
  { at: iso(8, 19, 12, 13), kind: 'place-connected', place: 'Alder Bay Medical Center' },
  { at: iso(8, 19, 12, 11), kind: 'place-connected', place: 'Juniper Street Family Practice' },
  ...began,
];
const done: SearchView = {
  status: 'completed',
  startedAt: iso(8, 19, 12, 8),
  endedAt: iso(8, 19, 12, 19),
  lastAskedAt: null,
  nextAskAt: null,
  diary: [{ at: iso(8, 19, 12, 19), kind: 'search-ended', place: null }, ...found],
};
const none: SearchView = {
  status: 'none',
  startedAt: null,
  endedAt: null,
  lastAskedAt: null,
  nextAskAt: null,
  diary: [],
};
const permit: ConsentView = {
  provision: 'permit',
  decidedAt: iso(8, 19, 12, 7),
  decidedHere: true,
  change: null,
};
const undecided: ConsentView = { provision: 'none', decidedAt: null, decidedHere: null, change: null };

/** What the network says in a scene. */
export type Part = {
  at: Date;
  consent: ConsentView;
  search: SearchView;
  places: PlaceView[];
  aside?: PlaceView[];
};

const needing: Part = {
  at: local(11, 19, 13, 8),
  consent: permit,
  search: done,
  places: [quillback(again), fernhill(signIn), alder(down), juniper(), tamarack()],
};
/** On a day of a month; the months of 2027 are 13 and more. */
const ends = (month: number, day: number) => ({
  is: 'ends' as const,
  at: iso(month, day, 9, 0),
  soon: false,
});
const resting: Part = {
  at: local(11, 20, 10, 5),
  consent: permit,
  search: done,
  places: [
    alder({ lastSynced: iso(11, 20, 9, 12), permission: ends(20, 19) }),
    fernhill({ lastSynced: iso(11, 20, 9, 13), permission: { is: 'not-told' } }),
    juniper({ lastSynced: iso(11, 20, 9, 12), permission: ends(14, 19) }),
    quillback({ lastSynced: iso(11, 20, 9, 13), permission: ends(14, 17) }),
    tamarack(),
  ],
};

export const parts: Record<Scene, Part> = {
  welcome: {
    at: local(8, 19, 11, 52),
    consent: undecided,
    search: none,
    places: [],
  },
  'not-set-up': {
    at: local(8, 19, 11, 52),
    consent: undecided,
    search: none,
    places: [],
  },
  first: {
    at: local(8, 19, 12, 6),
    consent: undecided,
    search: none,
    places: [],
  },
  need: needing,
  error: needing,
  offline: resting,
  rest: resting,
  locked: resting,
  'locked-passphrase': resting,
  'no-safe': resting,
  trouble: resting,
  offer: resting,
  'signed-out': resting,
  people: resting,
  organisation: {
    at: local(8, 19, 11, 52),
    consent: undecided,
    search: none,
    places: [],
  },
  'set-up': {
    at: local(8, 19, 11, 52),
    consent: undecided,
    search: none,
    places: [],
  },
  working: {
    at: local(8, 19, 12, 15),
    consent: permit,
    search: { ...done, status: 'in-progress', endedAt: null, diary: found },
    places: [
      quillback({ ...signIn, lastSynced: null }),
      alder({ voice: 'work', state: 'records-coming', lastSynced: null }),
      juniper({ lastSynced: iso(8, 19, 12, 12) }),
    ],
  },
  off: {
    at: local(11, 21, 15, 24),
    consent: { ...permit, provision: 'deny', decidedAt: iso(11, 21, 15, 20) },
    search: done,
    places: [alder(paused), fernhill(paused), juniper(paused), quillback(paused), tamarack()],
  },
  stopped: {
    at: local(8, 19, 12, 17),
    consent: permit,
    search: {
      ...done,
      status: 'failed',
      endedAt: iso(8, 19, 12, 16),
      diary: [{ at: iso(8, 19, 12, 16), kind: 'search-stopped', place: null }, ...found.slice(1)],
    },
    places: [alder({ lastSynced: iso(8, 19, 12, 14) }), juniper({ lastSynced: iso(8, 19, 12, 12) })],
  },
  nothing: {
    at: local(8, 19, 12, 20),
    consent: permit,
    search: { ...done, diary: [{ at: iso(8, 19, 12, 19), kind: 'search-ended', place: null }, ...began] },
    places: [],
  },
  states: {
    at: local(11, 19, 13, 8),
    consent: permit,
    search: done,
    places: [
      quillback(again),
      fernhill(signIn),
      place('harbor', 'Harbor Eye Institute', 'HE', {
        voice: 'need',
        state: 'cannot-renew-here',
        action: 'get-help',
      }),
      alder(down),
      place('cedar', 'Cedar Ridge Orthopedics', 'CR', { voice: 'work', state: 'records-coming' }),
      place('lark', 'Larkspur Dental', 'LD', {
        voice: 'work',
        state: 'unknown',
        action: 'look-again',
        how: 'unknown',
      }),
      juniper(),
      place('maple', 'Maple Court Pediatrics', 'MC', { how: 'by-sign-in', lastSynced: null }),
      tamarack(),
      place('oak', 'Oak Hollow Urgent Care', 'OH', {
        voice: 'off',
        state: 'removed',
        since: iso(9, 2, 10, 0),
      }),
    ],
  },
  'more-states': {
    at: local(11, 19, 13, 8),
    consent: permit,
    search: done,
    places: [
      juniper({
        voice: 'need',
        state: 'needs-identity-again',
        action: 'turn-back-on',
        since: iso(11, 17, 6, 0),
      }),
      place('harbor', 'Harbor Eye Institute', 'HE', {
        voice: 'need',
        state: 'not-matched',
        action: 'get-help',
      }),
      place('lark', 'Larkspur Dental', 'LD', {
        voice: 'need',
        state: 'wants-password',
        action: 'get-help',
        how: 'apart',
      }),
      quillback({ ...again, systemDown: true }),
      alder({ voice: 'work', state: 'system-down', action: 'look-again', systemDown: true }),
      place('cedar', 'Cedar Ridge Orthopedics', 'CR', {
        voice: 'work',
        state: 'removing',
        action: 'look-again',
      }),
      fernhill({
        permission: { is: 'ends', at: iso(12, 9, 6, 0), soon: true },
        lastSynced: iso(11, 19, 9, 13),
      }),
      place('maple', 'Maple Court Pediatrics', 'MC', {
        how: 'apart',
        city: 'Portage Hill',
        brand: 'MyMaple',
        lastSynced: iso(11, 19, 9, 13),
      }),
      tamarack(),
    ],
    aside: [
      place('oak', 'Oak Hollow Urgent Care', 'OH', {
        voice: 'off',
        state: 'deleted',
        action: 'turn-back-on',
        since: iso(9, 2, 10, 0),
      }),
      place('birch', 'Birch Lane Clinic', 'BL', { lastSynced: iso(11, 19, 9, 13) }),
    ],
  },
};
