/** Where the person is. There is no router: nothing here has an address. */
export type Screen =
  | { name: 'starting' | 'welcome' | 'permission' | 'home' | 'diary' | 'share' }
  | { name: 'places'; placeId?: string }
  | { name: 'connect'; placeId: string };

/** A screen as its heading, its window title and its help know it: sharing has a few of them. */
export type Shown = Screen['name'] | 'share-live' | 'share-passcode' | 'share-ended';

export type RailItem = 'home' | 'places' | 'share';
export type DialogName = 'help' | 'look' | 'turn-off' | 'search-again';

/** Which item of the rail a screen belongs to. */
export function railItem(screen: Screen): RailItem | null {
  if (screen.name === 'diary') return 'places';
  return screen.name === 'home' || screen.name === 'places' || screen.name === 'share' ? screen.name : null;
}
