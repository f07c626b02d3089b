// The whole world of the scripted core, as a scene begins: what the network says, and what this computer has.
import type {
  AboutView,
  ActivityView,
  AppView,
  ConsentView,
  CopyView,
  DemoPersonView,
  Details,
  DocumentsView,
  LastKnownView,
  OrganisationView,
  PastShareView,
  PersonHereView,
  PlaceView,
  PlacesView,
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
import { logs } from './scripted-log';
import { iso, parts, type Part, type Scene } from './scripted-scenes';

export { scenes, type Scene } from './scripted-scenes';

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
  /** Handed over by the system, and not taken yet. */
  givenLink: string | null;
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
      es: 'Se acaba de mudar. Al principio no se encuentra nada.',
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

/** The core's rule, with the settings of Lakeshore Health. */
function isFresh({ lastSynced }: PlaceView, at: Date): boolean {
  return (
    lastSynced !== null && at.getTime() - Date.parse(lastSynced) < lakeshore.assumed.freshHours * 3_600_000
  );
}

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
    places: {
      asOf: part.at.toISOString(),
      places: part.places.map((place) => ({ ...place, upToDate: isFresh(place, part.at) })),
      aside: part.aside ?? [],
    },
    share: null,
    pastShares: [],
    linkIsMine: false,
    givenLink: null,
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
export function drawnQr(seed: number, modules = 77): QrView {
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
