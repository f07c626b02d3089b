// Words around a record: its kind, its day in a list, its places.
import { rowDate as short } from '../../i18n/format';
import { t } from '../../i18n/index.svelte';
import type { ListKind, Notice, PlaceNameView, When } from '../../ipc/generated';
import type { IconName } from '../../lib/icons';

export const kindIcons: Record<ListKind, IconName> = {
  visit: 'stethoscope',
  document: 'file-text',
  report: 'scan-line',
  lab: 'flask-conical',
  'vital-sign': 'heart-pulse',
  medicine: 'pill',
  condition: 'clipboard-list',
  allergy: 'triangle-alert',
  vaccine: 'syringe',
  procedure: 'scan-line',
  'care-plan': 'list-checks',
  insurance: 'shield-check',
  other: 'file-text',
};

/** A list shows when something was or began, and no more. */
export function rowDate(when: When, now: number): string {
  if ('at' in when) return short(when.at, now);
  if ('text' in when) return '';
  const date = when.period.start ?? when.period.end;
  return date ? short(date, now) : '';
}

export function placeName(place: PlaceNameView): string {
  return place.name ?? t('record-place-no-name');
}

export function placesText(places: readonly PlaceNameView[]): string {
  return places.length === 0 ? t('record-place-unknown') : places.map(placeName).join(', ');
}

export function noticeText(notice: Notice): string {
  return t(`record-notice-${notice}`);
}
