// Words around a record: its kind, its dates, its places.
import { partialDate, rowDate as short } from '../../i18n/format';
import { t } from '../../i18n/index.svelte';
import type { Inline, Label, ListKind, Notice, PlaceNameView, When } from '../../ipc/generated';
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

export function labelText(label: Label): string {
  if ('word' in label) return t(`record-word-${label.word}`);
  if ('text' in label) return label.text;
  return t('record-unknown-code', { code: label.unknown });
}

export function whenText(when: When, style: 'long' | 'short'): string {
  if ('at' in when) return partialDate(when.at, style);
  if ('text' in when) return when.text;
  const { start, end } = when.period;
  if (start && end && start !== end)
    return t('record-from-to', { start: partialDate(start, style), end: partialDate(end, style) });
  if (start && end) return partialDate(start, style);
  if (start) return t('record-since', { start: partialDate(start, style) });
  return end ? t('record-until', { end: partialDate(end, style) }) : '';
}

/** A list shows when something was or began, and no more. */
export function rowDate(when: When, now: number): string {
  if ('at' in when) return short(when.at, now);
  if ('text' in when) return '';
  const date = when.period.start ?? when.period.end;
  return date ? short(date, now) : '';
}

export function inlineText(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      if (inline === 'break') return ', ';
      if ('text' in inline) return inline.text.text;
      if ('word' in inline) return t(`record-word-${inline.word}`);
      if ('unknown' in inline) return t('record-unknown-code', { code: inline.unknown });
      return whenText(inline.when, 'short');
    })
    .join('');
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
