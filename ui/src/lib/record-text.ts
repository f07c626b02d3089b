// What came from elsewhere, in one line: the source's own words as they are, our words in the person's language.
import { partialDate } from '../i18n/format';
import { t } from '../i18n/index.svelte';
import type { Inline, Label, Row, When } from '../ipc/generated';

/** A word of ours, the source's own, or a code that nobody gave words for. */
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

/** What a line says below its title. Sources like to say the title twice; a list says it once. */
export function detailText({ title, detail }: Pick<Row, 'title' | 'detail'>): string {
  const text = inlineText(detail);
  const bare = (words: string) => words.trim().toLocaleLowerCase();
  return bare(text) === bare(labelText(title)) ? '' : text;
}
