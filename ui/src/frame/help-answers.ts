import type { Shown } from './screens';

/** Short, honest answers, by the screen on which a person asks for help. */
export const helpAnswers = {
  starting: [],
  welcome: ['help-welcome-1'],
  'sign-in': ['help-sign-in-1', 'help-sign-in-2'],
  terms: ['help-terms-1'],
  identity: ['help-identity-1', 'help-identity-2'],
  details: ['help-details-1', 'help-details-2'],
  permission: ['help-permission-1', 'help-permission-2'],
  home: ['help-home-1', 'help-home-2'],
  places: ['help-places-1', 'help-places-2', 'help-places-3'],
  place: ['help-place-1', 'help-place-2'],
  'add-place': ['help-add-place-1', 'help-add-place-2'],
  diary: ['help-diary-1'],
  documents: ['help-documents-1', 'help-documents-2'],
  connect: ['help-connect-1', 'help-connect-2'],
  records: ['help-records-1', 'help-records-2'],
  completeness: ['help-completeness-1'],
  'take-away': ['help-take-away-1', 'help-take-away-2'],
  restore: ['help-restore-1', 'help-restore-2'],
  share: ['help-share-1', 'help-share-2'],
  'share-live': ['help-share-live-1', 'help-share-live-2'],
  'share-passcode': ['help-share-passcode-1'],
  'share-ended': ['help-share-ended-1'],
  'open-link': ['help-open-link-1', 'help-open-link-2'],
  activity: ['help-activity-1', 'help-activity-2'],
  settings: ['help-settings-1', 'help-settings-2'],
  report: ['help-report-1'],
  about: ['help-about-1'],
  licences: ['help-licences-1'],
  receipt: ['help-receipt-1'],
  removed: ['help-removed-1'],
  people: ['help-people-1', 'help-people-2'],
  lock: ['help-lock-1', 'help-lock-2'],
  'pin-offer': ['help-pin-offer-1', 'help-pin-offer-2'],
  safe: ['help-safe-1', 'help-safe-2'],
  trouble: ['help-trouble-1', 'help-trouble-2'],
} as const satisfies Record<Shown, readonly string[]>;

/** Where people are real, the first screen has other questions. */
const helpAtStart = ['help-start-1', 'help-start-2'] as const;

export function answersFor(topic: Shown, demo: boolean) {
  return topic === 'welcome' && !demo ? helpAtStart : helpAnswers[topic];
}

/** Which keys do what; the same on every screen. */
export const keyboardMap = ['help-key-next', 'help-key-press', 'help-key-choose', 'help-key-close'] as const;
