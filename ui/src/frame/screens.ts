import type { AppView } from '../ipc/generated';

/** What stands before the person's own screens: the core says which, and the way in leads through it. */
export type Gate = 'lock' | 'pin-offer' | 'safe' | 'trouble';

/** Where the person is. There is no router: nothing here has an address. */
export type Screen =
  | { name: Gate | 'starting' | 'welcome' | 'people' | 'removed' | 'sign-in' }
  | { name: 'terms' | 'identity' | 'details' }
  | {
      name:
        | 'permission'
        | 'home'
        | 'diary'
        | 'share'
        | 'open-link'
        | 'activity'
        | 'settings'
        | 'report'
        | 'documents'
        | 'about'
        | 'licences';
    }
  | { name: 'records' | 'completeness' | 'take-away' | 'restore' }
  | { name: 'places'; placeId?: string }
  | { name: 'add-place' }
  | { name: 'place' | 'connect'; placeId: string }
  | { name: 'receipt'; id: string | null; from: 'activity' | 'settings' | 'diary' };

/** A screen as its heading, its window title and its help know it: sharing has a few of them. */
export type Shown = Screen['name'] | 'share-live' | 'share-passcode' | 'share-ended';

export const railItems = ['home', 'places', 'records', 'share', 'activity', 'settings'] as const;
export type RailItem = (typeof railItems)[number];
export type DialogName =
  | 'help'
  | 'look'
  | 'more'
  | 'turn-off'
  | 'search-again'
  | 'place-off'
  | 'place-remove'
  | 'forgot'
  | 'set-lock'
  | 'change-lock'
  | 'remove-lock'
  | 'sign-out'
  | 'sign-out-remove'
  | 'remove'
  | 'backup'
  | 'delete-record'
  | 'delete-file'
  | 'delete-place'
  | 'close-account';

/** Which item of the rail a screen belongs to. */
export function railItem(screen: Screen): RailItem | null {
  if (screen.name === 'diary' || screen.name === 'place' || screen.name === 'add-place') return 'places';
  if (screen.name === 'documents') return 'home';
  if (screen.name === 'report' || screen.name === 'receipt') return 'activity';
  if (screen.name === 'about' || screen.name === 'licences') return 'settings';
  if (screen.name === 'open-link') return 'share';
  if (['completeness', 'take-away', 'restore'].includes(screen.name)) return 'records';
  return railItems.find((item) => item === screen.name) ?? null;
}

/** How far in the person is. `signed-out`: the copy is open, and nobody is signed in at the network. */
export type Standing = Gate | 'nobody' | 'signed-out' | 'inside';

export function standing({ copy, session, offersPin }: AppView): Standing {
  switch (copy.state) {
    case 'none':
      return 'nobody';
    case 'locked':
      return 'lock';
    case 'no-safe':
      return 'safe';
    case 'trouble':
      return 'trouble';
    case 'open':
      if (!session) return 'signed-out';
      return offersPin ? 'pin-offer' : 'inside';
  }
}

/** Screens that show what the network says: without a session they have nothing to show. */
const network: readonly Screen['name'][] = [
  'terms',
  'identity',
  'details',
  'permission',
  'home',
  'places',
  'place',
  'add-place',
  'diary',
  'connect',
  'share',
  'open-link',
  'documents',
];

export function needsNetwork(screen: Screen): boolean {
  return network.includes(screen.name);
}

/** Where to come back to after a lock: the screen's name, and nothing of what it showed. Null for a way in. */
export function comeBack(screen: Screen): Screen | null {
  switch (screen.name) {
    case 'places':
    case 'place':
    case 'add-place':
    case 'connect':
      return { name: 'places' };
    case 'receipt':
      return { name: screen.from };
    case 'starting':
    case 'welcome':
    case 'removed':
    case 'restore':
    case 'sign-in':
    case 'lock':
    case 'pin-offer':
    case 'safe':
    case 'trouble':
      return null;
    case 'terms':
    case 'identity':
    case 'details':
    case 'permission':
    case 'home':
    case 'diary':
    case 'share':
    case 'open-link':
    case 'activity':
    case 'settings':
    case 'report':
    case 'about':
    case 'licences':
    case 'records':
    case 'completeness':
    case 'documents':
    case 'take-away':
    case 'people':
      return screen;
  }
}
