// Finding in the scripted core: what a decision does, counted, and the receipts of it.
import type { Consequence, PlaceState, PlaceView, Provision, ReceiptView, TurningOffView } from './generated';

const local = (...[month, day, hour, minute]: [number, number, number, number]) =>
  new Date(2026, month - 1, day, hour, minute).toISOString();

const effects: Record<PlaceState, Consequence | null> = {
  connected: 'pauses',
  'records-coming': 'pauses',
  trouble: 'pauses',
  'system-down': 'pauses',
  'not-matched': 'pauses',
  'needs-identity-again': 'unclear',
  'wants-password': 'unclear',
  removing: null,
  deleted: null,
  'needs-sign-in': 'waits-for-sign-in',
  'needs-sign-in-again': 'waits-for-sign-in',
  'cannot-renew-here': 'unclear',
  unknown: 'unclear',
  'turned-off': 'stays-off',
  removed: null,
  paused: null,
};

export function turningOff(places: readonly PlaceView[], asOf: string): TurningOffView {
  const counted = places.flatMap(({ name, state, since }) => {
    const consequence = effects[state];
    return consequence ? [{ place: name, consequence, since }] : [];
  });
  return { asOf, places: counted, recordsHere: 258 };
}

const on: ReceiptView = {
  id: 'receipt-on',
  on: true,
  at: local(8, 19, 12, 7),
  reference: 'RC-71PA-03',
  networkId: '4b56d8a7-4f24-46f8-918b-34fdfe432976',
  places: [],
  shownAt: local(8, 19, 12, 8),
  search: { at: local(8, 19, 12, 19), status: 'completed', found: 5 },
};
const off: ReceiptView = {
  id: 'receipt-off',
  on: false,
  at: local(11, 21, 15, 20),
  reference: 'RC-8C1T-47',
  networkId: '9c1f7c04-6f0c-4f55-8a2e-52ab1e8b7720',
  places: [
    { place: 'Juniper Street Family Practice', consequence: 'pauses', since: null },
    { place: 'Alder Bay Medical Center', consequence: 'pauses', since: null },
    { place: 'Quillback Heart Clinic', consequence: 'pauses', since: null },
    { place: 'Fernhill Women’s Health', consequence: 'pauses', since: null },
    { place: 'Tamarack Falls Hospital', consequence: 'stays-off', since: local(10, 3, 15, 0) },
  ],
  shownAt: local(11, 21, 15, 21),
  search: null,
};

export function receiptsOf(provision: Provision): ReceiptView[] {
  if (provision === 'none') return [];
  return structuredClone(provision === 'deny' ? [off, on] : [on]);
}
