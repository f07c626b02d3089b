// What a row says about a place: a bold state, and one or two facts. Nothing the network did not tell us.
import { day, dayAndTime } from '../i18n/format';
import { attr, t } from '../i18n/index.svelte';
import type { PlaceView } from '../ipc/generated';

export function placeState(place: PlaceView, now: number): string {
  if (place.state === 'connected') return t(`place-connected-${place.how}`);
  if (
    place.state === 'turned-off' ||
    place.state === 'paused' ||
    place.state === 'removed' ||
    place.state === 'deleted'
  ) {
    return place.since
      ? attr(`place-${place.state}`, 'since', { day: day(place.since, now) })
      : t(`place-${place.state}`);
  }
  return t(`place-${place.state}`);
}

/** "Last update: today, 9:12 AM." */
export function lastUpdate(place: PlaceView, now: number): string {
  return place.lastSynced
    ? t('place-last-update', { when: dayAndTime(place.lastSynced, now) })
    : t('place-nothing-came');
}

/** City and portal, as far as the directory told them for this very place. */
export function where({ city, brand }: PlaceView): string {
  return [city && `${city}.`, brand && t('place-where-brand', { brand })].filter(Boolean).join(' ');
}

export function placeDetail(place: PlaceView, now: number): string {
  const detail = stateDetail(place, now);
  // Their system being down is not what ended a permission: it is said beside it.
  if (place.systemDown && place.state !== 'system-down') return `${detail} ${t('place-also-down')}`;
  const { permission } = place;
  if (permission?.is === 'ends' && permission.soon && place.state === 'connected')
    return `${detail} ${t('place-ends-soon', { day: day(permission.at, now) })}`;
  return detail;
}

function stateDetail(place: PlaceView, now: number): string {
  const since = place.since ? day(place.since, now) : null;
  switch (place.state) {
    case 'needs-sign-in':
      return attr('place-needs-sign-in', since ? 'found' : 'why', { day: since ?? '' });
    case 'needs-sign-in-again':
    case 'needs-identity-again':
      return since ? attr(`place-${place.state}`, 'ended', { day: since }) : lastUpdate(place, now);
    case 'connected':
    case 'trouble':
    case 'system-down':
    case 'unknown':
      return lastUpdate(place, now);
    case 'records-coming':
    case 'cannot-renew-here':
    case 'wants-password':
    case 'not-matched':
    case 'removing':
    case 'removed':
    case 'deleted':
    case 'paused':
      return attr(`place-${place.state}`, 'detail');
    case 'turned-off':
      // What has no way back from here does not promise one.
      return place.action === 'get-help'
        ? attr('place-cannot-renew-here', 'detail')
        : attr('place-turned-off', 'detail');
  }
}

/** While a search runs: what became of a place so far. */
export function foundSoFar(place: PlaceView, now: number): string {
  const state = placeState(place, now);
  return place.state === 'records-coming' ? `${state} ${placeDetail(place, now)}` : state;
}

/** Home's shorter line: how fresh is what came from there? */
export function freshness(place: PlaceView, now: number): string {
  if (place.state === 'needs-sign-in') return t('place-fresh-waiting');
  if (place.state === 'records-coming' && !place.lastSynced) return attr('place-records-coming', 'short');
  if (place.state === 'system-down') return `${t('place-system-down')} ${lastUpdate(place, now)}`;
  if (place.state === 'trouble') return `${t('place-trouble')} ${lastUpdate(place, now)}`;
  return lastUpdate(place, now);
}
