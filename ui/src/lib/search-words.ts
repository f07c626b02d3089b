// A running search in one or two sentences: since when, and how long. No end, and no share of it: nobody tells those.
import { clockTime, day } from '../i18n/format';
import { attr, t } from '../i18n/index.svelte';
import type { SearchView } from '../ipc/generated';

export function searchingSub(search: SearchView | null, now: number): string {
  const began = search?.startedAt;
  if (!began) return attr('home-searching', 'short');
  const minutes = Math.max(0, Math.floor((now - Date.parse(began)) / 60_000));
  return attr('home-searching', 'sub', { time: clockTime(began), minutes });
}

/** The last search in one line. Times and counts only as far as the network gave them. */
export function searchLine(search: SearchView | null, found: number, now: number): string {
  if (!search || search.status === 'none') return t('search-line-none');
  if (search.status === 'ready') return t('search-line-ready');
  if (search.status === 'unknown') return t('search-line-unknown');
  const start = search.startedAt ? clockTime(search.startedAt) : null;
  if (search.status === 'in-progress') {
    return start ? t('search-line-running', { time: start }) : t('search-line-running-short');
  }
  const at = search.endedAt ?? search.startedAt;
  const which = search.status === 'completed' ? 'done' : 'stopped';
  return at
    ? t(`search-line-${which}`, { day: day(at, now), time: clockTime(at), count: found })
    : t(`search-line-${which}-short`, { count: found });
}
