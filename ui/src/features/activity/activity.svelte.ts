import { dayKey } from '../../i18n/format';
import type { ActivityEntry, ActivityKind } from '../../ipc/generated';
import type { Transport } from '../../ipc/transport';
import { Mirror } from '../../lib/mirror.svelte';
import { Saving } from '../../lib/saving.svelte';
import { ReceiptsState } from './receipts.svelte';
import { ReportState } from './report.svelte';

export const filters = ['all', 'permissions', 'sharing', 'problems'] as const;
export type Filter = (typeof filters)[number];
export type Day = { key: number; at: string; entries: ActivityEntry[] };

const permissions: readonly ActivityKind[] = [
  'finding-turned-on',
  'finding-turned-off',
  'finding-on-elsewhere',
  'finding-off-elsewhere',
  'search-ended',
  'search-stopped',
];
const sharing: readonly ActivityKind[] = [
  'code-made',
  'passcode-shown',
  'picture-saved',
  'page-saved',
  'link-copied',
  'summary-looked-at',
  'code-forgotten',
  'link-opened',
  'link-kept',
];
const trouble: readonly ActivityKind[] = [
  'search-stopped',
  'sign-in-ran-out',
  'wrong-pin',
  'copy-put-aside',
  'identity-not-proved',
  'identity-differs',
];

const passes: Record<Filter, (entry: ActivityEntry) => boolean> = {
  all: () => true,
  permissions: ({ kind }) => permissions.includes(kind),
  sharing: ({ kind }) => sharing.includes(kind),
  problems: ({ kind, failed }) => failed !== null || trouble.includes(kind),
};

/** What was done here, as the core wrote it down. */
export class ActivityState {
  readonly mirror: Mirror<'activity'>;
  readonly file: Saving;
  readonly report: ReportState;
  readonly receipts: ReceiptsState;
  filter = $state<Filter>('all');

  constructor(transport: Transport) {
    this.mirror = new Mirror(transport, 'activity');
    this.file = new Saving(() => transport.call('save_activity', null));
    this.report = new ReportState(transport);
    this.receipts = new ReceiptsState(transport);
  }

  get shown(): ActivityEntry[] {
    return (this.mirror.value?.entries ?? []).filter(passes[this.filter]);
  }

  /** Nothing to say about lines that nobody has read yet. */
  get whole(): boolean {
    return this.mirror.value?.whole ?? true;
  }
}

/** The entries as they came, in one group for each of this computer's days. */
export function byDay(entries: readonly ActivityEntry[]): Day[] {
  const days: Day[] = [];
  for (const entry of entries) {
    const key = dayKey(entry.at);
    const known = days.find((day) => day.key === key);
    if (known) known.entries.push(entry);
    else days.push({ key, at: entry.at, entries: [entry] });
  }
  return days;
}
