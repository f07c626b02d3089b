/** Where the person is. There is no router: nothing here has an address. */
export type Screen =
  | { name: 'starting' | 'welcome' | 'permission' | 'home' | 'diary' | 'share' | 'activity' }
  | { name: 'places'; placeId?: string }
  | { name: 'connect'; placeId: string };

/** A screen as its heading, its window title and its help know it: sharing has a few of them. */
export type Shown = Screen['name'] | 'share-live' | 'share-passcode' | 'share-ended';

export const railItems = ['home', 'places', 'share', 'activity'] as const;
export type RailItem = (typeof railItems)[number];
export type DialogName = 'help' | 'look' | 'more' | 'turn-off' | 'search-again';

/** Which item of the rail a screen belongs to. */
export function railItem(screen: Screen): RailItem | null {
  if (screen.name === 'diary') return 'places';
  return railItems.find((item) => item === screen.name) ?? null;
}
