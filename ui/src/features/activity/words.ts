// What a line says: what was done, and one fact about it. Nothing that the core did not write down.
import { attr, t } from '../../i18n/index.svelte';
import type { ActivityEntry, ActivityKind, Voice } from '../../ipc/generated';
import { errorTable } from '../../lib/errors';
import type { IconName } from '../../lib/icons';

type Face = { icon: IconName; voice: Voice };

const faces: Record<ActivityKind, Face> = {
  'signed-in': { icon: 'log-in', voice: 'rest' },
  'signed-out': { icon: 'circle-user-round', voice: 'off' },
  'finding-turned-on': { icon: 'power', voice: 'rest' },
  'finding-turned-off': { icon: 'power', voice: 'off' },
  'finding-on-elsewhere': { icon: 'power', voice: 'rest' },
  'finding-off-elsewhere': { icon: 'power', voice: 'off' },
  'search-ended': { icon: 'search', voice: 'rest' },
  'search-stopped': { icon: 'triangle-alert', voice: 'need' },
  'place-connected': { icon: 'plug', voice: 'rest' },
  'place-turned-back-on': { icon: 'plug', voice: 'work' },
  'place-turned-off': { icon: 'unplug', voice: 'off' },
  'place-removed': { icon: 'trash-2', voice: 'off' },
  'network-deleted-copy': { icon: 'trash-2', voice: 'off' },
  'place-hidden': { icon: 'eye-off', voice: 'off' },
  'place-shown': { icon: 'eye', voice: 'rest' },
  'place-vouched': { icon: 'check', voice: 'work' },
  'place-asked-for': { icon: 'send', voice: 'work' },
  'permission-ends-soon': { icon: 'calendar-clock', voice: 'need' },
  'sign-in-stopped': { icon: 'x', voice: 'off' },
  'sign-in-ran-out': { icon: 'hourglass', voice: 'need' },
  'code-made': { icon: 'qr-code', voice: 'work' },
  'passcode-shown': { icon: 'eye', voice: 'work' },
  'picture-saved': { icon: 'save', voice: 'work' },
  'page-saved': { icon: 'printer', voice: 'work' },
  'link-copied': { icon: 'copy', voice: 'work' },
  'summary-looked-at': { icon: 'eye', voice: 'work' },
  'link-opened': { icon: 'lock-open', voice: 'work' },
  'link-kept': { icon: 'save', voice: 'rest' },
  'code-forgotten': { icon: 'clock', voice: 'off' },
  'copy-made': { icon: 'save', voice: 'rest' },
  'copy-locked': { icon: 'lock', voice: 'off' },
  'copy-unlocked': { icon: 'lock-open', voice: 'rest' },
  'wrong-pin': { icon: 'hand', voice: 'need' },
  'pin-set': { icon: 'lock', voice: 'rest' },
  'pin-changed': { icon: 'lock', voice: 'rest' },
  'pin-removed': { icon: 'lock-open', voice: 'off' },
  'signed-out-by-network': { icon: 'log-in', voice: 'need' },
  'copy-put-aside': { icon: 'copy', voice: 'off' },
  'activity-saved': { icon: 'save', voice: 'work' },
  'report-saved': { icon: 'save', voice: 'work' },
  'terms-accepted': { icon: 'check', voice: 'rest' },
  'details-saved': { icon: 'circle-user-round', voice: 'rest' },
  'identity-check-began': { icon: 'shield-check', voice: 'work' },
  'identity-proved': { icon: 'shield-check', voice: 'rest' },
  'identity-not-proved': { icon: 'triangle-alert', voice: 'need' },
  'identity-differs': { icon: 'hand', voice: 'need' },
  'identity-check-stopped': { icon: 'x', voice: 'off' },
  'records-came': { icon: 'download', voice: 'rest' },
  'record-saved': { icon: 'save', voice: 'work' },
  'documents-wanted': { icon: 'send', voice: 'work' },
  'documents-asked': { icon: 'send', voice: 'work' },
  'documents-ready': { icon: 'circle-check', voice: 'work' },
  'documents-came': { icon: 'circle-check', voice: 'rest' },
  'some-documents-came': { icon: 'hand', voice: 'need' },
  'documents-failed': { icon: 'triangle-alert', voice: 'need' },
  'documents-stopped': { icon: 'x', voice: 'off' },
  'records-taken': { icon: 'files', voice: 'work' },
  'summary-saved': { icon: 'file-text', voice: 'work' },
  'backup-made': { icon: 'archive', voice: 'rest' },
  'backup-restored': { icon: 'archive-restore', voice: 'rest' },
  'record-deleted': { icon: 'trash-2', voice: 'off' },
  'file-deleted': { icon: 'trash-2', voice: 'off' },
  'place-records-deleted': { icon: 'trash-2', voice: 'off' },
  'account-closing': { icon: 'trash-2', voice: 'need' },
  'everything-removed': { icon: 'trash-2', voice: 'off' },
  'account-kept': { icon: 'check', voice: 'rest' },
};

export function face({ kind, failed }: ActivityEntry): Face {
  if (failed === null) return faces[kind];
  return {
    icon: failed === 'no-internet' ? 'wifi-off' : 'triangle-alert',
    voice: errorTable[failed].severity,
  };
}

const named = (entry: ActivityEntry) => ({ place: entry.place ?? t('this-place') });

export function sentence(entry: ActivityEntry): string {
  if (entry.failed !== null)
    return t('activity-failed', { what: attr(`activity-${entry.kind}`, 'tried', named(entry)) });
  // A place begins the sentence where it connected, and stands inside it everywhere else.
  const place = entry.place ?? t(entry.kind === 'place-connected' ? 'a-place' : 'this-place');
  return t(`activity-${entry.kind}`, { place, count: entry.count ?? 0 });
}

export function detail(entry: ActivityEntry): string {
  if (entry.failed !== null) return t(`error-${entry.failed}`, named(entry));
  if (entry.kind === 'search-ended' && entry.count === null) return attr('activity-search-ended', 'short');
  return attr(`activity-${entry.kind}`, 'more', { count: entry.count ?? 0 });
}
