import type { Shown } from './screens';

/** Short, honest answers, by the screen on which a person asks for help. */
export const helpAnswers = {
  starting: [],
  welcome: ['help-welcome-1'],
  permission: ['help-permission-1', 'help-permission-2'],
  home: ['help-home-1', 'help-home-2'],
  places: ['help-places-1', 'help-places-2', 'help-places-3'],
  diary: ['help-diary-1'],
  connect: ['help-connect-1', 'help-connect-2'],
  share: ['help-share-1', 'help-share-2'],
  'share-live': ['help-share-live-1', 'help-share-live-2'],
  'share-passcode': ['help-share-passcode-1'],
  'share-ended': ['help-share-ended-1'],
  'open-link': ['help-open-link-1', 'help-open-link-2'],
  activity: ['help-activity-1', 'help-activity-2'],
  settings: ['help-settings-1', 'help-settings-2'],
  report: ['help-report-1'],
  about: ['help-about-1'],
  licences: ['help-about-1'],
  receipt: ['help-receipt-1'],
  removed: ['help-removed-1'],
  people: ['help-people-1', 'help-people-2'],
  lock: ['help-lock-1', 'help-lock-2'],
  'pin-offer': ['help-pin-offer-1', 'help-pin-offer-2'],
  safe: ['help-safe-1', 'help-safe-2'],
  trouble: ['help-trouble-1', 'help-trouble-2'],
} as const satisfies Record<Shown, readonly string[]>;
