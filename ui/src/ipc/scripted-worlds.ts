// The scenes of the scripted core: one story, so that pictures agree. People and places are made up.
import type {
  AboutView,
  ActivityEntry,
  ActivityView,
  AppView,
  ConsentView,
  CopyView,
  DemoPersonView,
  Details,
  DiaryEntry,
  DocumentsView,
  LastKnownView,
  OrganisationView,
  PastShareView,
  PersonHereView,
  PlacesView,
  PlaceView,
  PrivacyView,
  QrView,
  ReceiptView,
  SearchView,
  SessionView,
  SetUpView,
  ShareView,
} from './generated';
import { inPlace, lakeshore, rosaDetails } from './scripted-identity';
import { lockedCopy, openCopy, peopleHere, privacyOf } from './scripted-copy';
import { documentsOf } from './scripted-documents';
import { receiptsOf } from './scripted-finding';

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

export type World = {
  now: number;
  startedAt: number;
  speed: number;
  app: AppView;
  people: DemoPersonView[];
  consent: ConsentView;
  search: SearchView;
  places: PlacesView;
  share: ShareView | null;
  pastShares: PastShareView[];
  /** Whether what somebody's link gives is about who is signed in. */
  linkIsMine: boolean;
  activity: ActivityView;
  about: AboutView;
  receipts: ReceiptView[];
  /** What the copy knows of an earlier time. */
  known: LastKnownView;
  /** People who have a copy on this computer. */
  copies: PersonHereView[];
  privacy: PrivacyView;
  /** A PIN or passphrase that was set here; the scenes' own one opens too. */
  secret: string | null;
  /** Wrong answers in a row. */
  wrong: number;
  report: string[];
  organisation: OrganisationView | null;
  setUp: SetUpView;
  details: Details;
  /** What the second network is asked for, and what came. */
  documents: DocumentsView;
  /** A picture of a QR code that opens nothing. */
  qr: QrView;
};

/** A local time on a day in 2026, so that a picture says the same in every time zone. */
const local = (month: number, day: number, hour: number, minute: number) =>
  new Date(2026, month - 1, day, hour, minute);
const iso = (...when: Parameters<typeof local>) => local(...when).toISOString();

const people: DemoPersonView[] = [
  {
    id: 'rosa',
    name: 'Rosa Delgado',
    initials: 'RD',
    birthDate: '1968-04-06',
    about: {
      en: 'Five places, two of them ask her to sign in.',
      es: 'Cinco lugares, dos le piden que inicie sesión.',
    },
  },
  {
    id: 'mateo',
    name: 'Mateo Delgado',
    initials: 'MD',
    birthDate: '1994-11-21',
    about: {
      en: 'Just moved. Nothing is found at first.',
      es: 'Se acaba de mudar. Al principio no se halla nada.',
    },
  },
  {
    id: 'june',
    name: 'June Okafor',
    initials: 'JO',
    birthDate: '1951-02-14',
    about: { en: 'One clinic, and its system is down.', es: 'Una clínica, y su sistema no funciona.' },
  },
];

export function person(known: readonly DemoPersonView[], id: string): SessionView {
  const found = known.find((one) => one.id === id);
  return {
    givenName: found?.name.split(' ')[0] ?? id,
    fullName: found?.name ?? id,
    initials: found?.initials ?? '?',
    birthDate: found?.birthDate ?? null,
  };
}

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
    city: null,
    brand: null,
    systemDown: false,
    endsSoon: null,
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

type Part = {
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
const resting: Part = {
  at: local(11, 20, 10, 5),
  consent: permit,
  search: done,
  places: [
    alder({ lastSynced: iso(11, 20, 9, 12) }),
    fernhill({ lastSynced: iso(11, 20, 9, 13) }),
    juniper({ lastSynced: iso(11, 20, 9, 12) }),
    quillback({ lastSynced: iso(11, 20, 9, 13) }),
    tamarack(),
  ],
};

const parts: Record<Scene, Part> = {
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
      fernhill({ endsSoon: iso(12, 9, 6, 0), lastSynced: iso(11, 19, 9, 13) }),
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

const line = (
  at: string,
  kind: ActivityEntry['kind'],
  reference: string,
  change: Partial<ActivityEntry> = {},
): ActivityEntry => ({
  at,
  kind,
  place: null,
  count: null,
  failed: null,
  reference,
  receipt: null,
  ...change,
});

const summer = [
  line(iso(8, 19, 12, 19), 'search-ended', 'SR-2M6D-54', { count: 5 }),
  line(iso(8, 19, 12, 7), 'finding-turned-on', 'RC-71PA-03', { receipt: 'receipt-on' }),
  line(iso(8, 19, 11, 53), 'signed-in', 'SI-4H2M-81'),
];
const autumn = [
  line(iso(11, 19, 8, 40), 'place-turned-back-on', 'ER-5T0B-88', {
    place: 'Tamarack Falls Hospital',
    failed: 'network-trouble',
  }),
  line(iso(10, 3, 16, 2), 'sign-in-ran-out', 'CN-40HJ-76', { place: 'Quillback Heart Clinic' }),
  ...summer,
];
const logs: Partial<Record<Scene, ActivityEntry[]>> = {
  need: autumn,
  rest: [
    line(iso(11, 20, 9, 47), 'code-forgotten', 'SH-4K7Q-29'),
    line(iso(11, 20, 9, 43), 'passcode-shown', 'SH-4K7Q-29'),
    line(iso(11, 20, 9, 42), 'code-made', 'SH-4K7Q-29'),
    line(iso(11, 19, 18, 31), 'place-connected', 'CN-3V6E-72', { place: 'Fernhill Women’s Health' }),
    line(iso(11, 19, 13, 10), 'place-connected', 'CN-80WX-11', { place: 'Quillback Heart Clinic' }),
    ...autumn,
  ],
  off: [line(iso(11, 21, 15, 20), 'finding-turned-off', 'RC-8C1T-47', { receipt: 'receipt-off' }), ...autumn],
  states: [
    line(iso(11, 19, 13, 2), 'picture-saved', 'SH-9F3B-12', { failed: 'could-not-save' }),
    line(iso(11, 19, 13, 1), 'picture-saved', 'SH-9F3B-12'),
    line(iso(11, 19, 12, 58), 'code-made', 'ER-77QA-10', { failed: 'no-internet' }),
    line(iso(11, 19, 12, 50), 'sign-in-stopped', 'CN-51KD-90', { place: 'Quillback Heart Clinic' }),
    line(iso(11, 19, 12, 40), 'place-turned-back-on', 'CN-22ZD-31', { place: 'Tamarack Falls Hospital' }),
    line(iso(11, 18, 9, 5), 'signed-out', 'SI-6B0X-33'),
    line(iso(11, 18, 9, 4), 'search-stopped', 'SR-1W8N-05'),
    ...autumn.slice(1),
  ],
};

/** As the copy had it the evening before. */
function knownOf(part: Part): LastKnownView {
  const asOf = iso(11, 19, 18, 31);
  return {
    asOf,
    consent: part.consent,
    search: part.search,
    places: { asOf, places: part.places, aside: [] },
  };
}

/** The copy in the scenes that are about it; in all others it is open, with a PIN. */
const copies: Partial<Record<Scene, CopyView>> = {
  welcome: { state: 'none' },
  'not-set-up': { state: 'none' },
  people: { state: 'none' },
  organisation: { state: 'none' },
  locked: lockedCopy('pin'),
  'locked-passphrase': lockedCopy('passphrase'),
  'no-safe': { state: 'no-safe', why: 'not-there', hasCopy: false },
  trouble: { state: 'trouble', why: 'damaged' },
  offer: openCopy('none'),
};

const report = [
  'Satchel 0.1.0, Linux x86_64, English',
  'Store: open, 258 records, 5 places, format 1',
  'Lock: PIN, after 5 minutes',
  '2026-11-20T09:12:41Z info network places 200 in 214 ms',
  '2026-11-20T09:12:40Z warn network search 503, tried again after 2 s',
];

export function world(scene: Scene, now?: number): World {
  const part = structuredClone(parts[scene]);
  const isDemo = scene !== 'not-set-up' && scene !== 'organisation';
  const isLive = scene === 'organisation';
  const copy = structuredClone(copies[scene] ?? openCopy('pin'));
  const signedIn = copy.state === 'open' && scene !== 'signed-out';
  const somebody = scene !== 'welcome' && scene !== 'not-set-up' && !isLive;
  const copiesHere = somebody ? peopleHere(iso(11, 8, 17, 40)) : [];
  for (const one of copiesHere) one.open &&= copy.state === 'open';
  return {
    now: now ?? part.at.getTime(),
    startedAt: Date.now(),
    speed: 1,
    people: structuredClone(people),
    app: {
      version: '0.1.0',
      capabilities: {
        showsDemoPeople: isDemo,
        canSignIn: isLive,
        canSignInOnPhone: isLive,
        settingsNeedHelp: false,
        showsDemoBanner: isDemo,
        canSavePicture: true,
        keepsCopies: true,
        getsDocuments: true,
      },
      session: signedIn ? person(people, 'rosa') : null,
      copy,
      peopleHere: copiesHere.length,
      offersPin: scene === 'offer',
    },
    consent: part.consent,
    search: part.search,
    places: { asOf: part.at.toISOString(), places: part.places, aside: part.aside ?? [] },
    share: null,
    pastShares: [],
    linkIsMine: false,
    activity: { entries: logs[scene] ?? [], whole: true },
    about: { version: '0.1.0', build: null, organisation: null, contacts: [] },
    receipts: receiptsOf(part.consent.provision),
    known: scene === 'signed-out' ? knownOf(part) : { asOf: null, consent: null, search: null, places: null },
    copies: copiesHere,
    privacy: privacyOf(
      copy.state === 'open' ? copy.lock : copy.state === 'locked' ? copy.by : 'none',
      part.at.toISOString(),
    ),
    secret: null,
    wrong: 0,
    report,
    organisation: scene === 'not-set-up' ? null : structuredClone(lakeshore),
    setUp:
      scene === 'set-up'
        ? { next: 'terms', termsAccepted: false, proof: { state: 'not-yet', since: null }, missing: [] }
        : structuredClone(inPlace),
    details: structuredClone(rosaDetails),
    documents: documentsOf('start', part.at),
    qr: drawnQr(9),
  };
}

/** Looks like a QR code of version 15 and says nothing: three finders and noise. */
export function drawnQr(seed: number): QrView {
  const modules = 77;
  const finder = (x: number, y: number) =>
    [
      [0, 0],
      [modules - 7, 0],
      [0, modules - 7],
    ].some(([fx = 0, fy = 0]) => x >= fx - 1 && x < fx + 8 && y >= fy - 1 && y < fy + 8);
  let state = seed * 2_654_435_761;
  let path = '';
  for (let y = 0; y < modules; y += 1) {
    for (let x = 0; x < modules; x += 1) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      if (!finder(x, y) && state > 0x80000000) path += `M${x} ${y}h1v1h-1z`;
    }
  }
  for (const [x, y] of [
    [0, 0],
    [modules - 7, 0],
    [0, modules - 7],
  ])
    path += `M${x} ${y}h7v7h-7zm1 1v5h5v-5zm1 1h3v3h-3z`;
  return { modules, path };
}

/** The app as an organization offers it: what it says about itself. */
export const offeredAbout: AboutView = {
  version: '1.0.0',
  build: { commit: 'c4f19ae', day: '2026-11-14' },
  organisation: 'Lakeshore Health',
  contacts: [
    { host: 'api.network.example', purposes: ['network'] },
    { host: 'signin.lakeshore.example', purposes: ['account', 'identity-check'] },
    { host: 'gateway.lakeshore.example', purposes: ['documents'] },
    { host: 'links.network.example', purposes: ['shares'] },
  ],
};
