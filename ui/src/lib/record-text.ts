// What came from elsewhere, in one line: the source's own words as they are, our words in the person's language.
import { locale, t } from '../i18n/index.svelte';
import type { Inline, Label, When } from '../ipc/generated';

/** `2026`, `2026-11`, `2026-11-12`, with a time or without: as precise as it was given. */
export function partialDay(date: string): string {
  const [year, month, day] = date.slice(0, 10).split('-').map(Number);
  const at = new Date(year ?? 0, (month ?? 1) - 1, day ?? 1);
  const style: Intl.DateTimeFormatOptions = { year: 'numeric' };
  if (month !== undefined) style.month = day === undefined ? 'long' : 'short';
  if (day !== undefined) style.day = 'numeric';
  return new Intl.DateTimeFormat(locale.tag, style).format(at);
}

export function whenText(when: When): string {
  if ('at' in when) return partialDay(when.at);
  if ('text' in when) return when.text;
  const { start, end } = when.period;
  if (start && end) return t('received-from-to', { start: partialDay(start), end: partialDay(end) });
  if (start) return t('received-since', { start: partialDay(start) });
  return end ? t('received-until', { end: partialDay(end) }) : '';
}

/** A word of ours, the source's own, or a code that nobody gave words for. */
export function labelText(label: Label): string {
  if ('word' in label) return t(`record-word-${label.word}`);
  return 'text' in label ? label.text : t('received-unknown', { code: label.unknown });
}

export function inlineText(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      if (inline === 'break') return '; ';
      if ('text' in inline) return inline.text.text;
      if ('word' in inline) return t(`record-word-${inline.word}`);
      return 'unknown' in inline ? t('received-unknown', { code: inline.unknown }) : whenText(inline.when);
    })
    .join('');
}
