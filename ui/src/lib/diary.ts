// The diary of a search: only facts that the core gave us.
import { attr, t } from '../i18n/index.svelte';
import type { DiaryEntry, DiaryKind, Voice } from '../ipc/generated';
import type { IconName } from './icons';

/** One thing that happened, in the person's words. */
export type DiaryLine = {
  key: string;
  /** An instant. */
  at: string;
  kind: string;
  icon: IconName;
  voice: Voice;
  text: string;
  more: string | null;
};

const faces: Record<DiaryKind, { icon: IconName; voice: Voice }> = {
  'finding-turned-on': { icon: 'power', voice: 'rest' },
  'finding-turned-off': { icon: 'power', voice: 'off' },
  'finding-on-elsewhere': { icon: 'power', voice: 'rest' },
  'finding-off-elsewhere': { icon: 'power', voice: 'off' },
  'search-began': { icon: 'search', voice: 'work' },
  'place-connected': { icon: 'plug', voice: 'rest' },
  'place-needs-sign-in': { icon: 'log-in', voice: 'need' },
  'search-ended': { icon: 'circle-check', voice: 'rest' },
  'search-stopped': { icon: 'triangle-alert', voice: 'need' },
};

/** The lines of a search, in the order of its entries: newest first. */
export function searchLines(entries: readonly DiaryEntry[]): DiaryLine[] {
  return entries.map(({ at, kind, place }, index) => ({
    key: `${at} ${kind} ${place ?? ''} ${entries.length - index}`,
    at,
    kind,
    ...faces[kind],
    text: t(`diary-${kind}`, { place: place ?? t('a-place') }),
    more: kind === 'place-needs-sign-in' || kind === 'search-stopped' ? attr(`diary-${kind}`, 'more') : null,
  }));
}
