// What stands on a paper to carry to a visit: every word is of this page, in the person's language.
import { longDate } from '../../i18n/format';
import { locale, t } from '../../i18n/index.svelte';
import type {
  ListKind,
  RecordLineView,
  SummaryLine,
  SummaryRequest,
  SummarySection,
} from '../../ipc/generated';
import type { Transport } from '../../ipc/transport';
import { detailText, labelText, whenText } from '../../lib/record-text';
import { placesText } from './words';

/** In the order in which a doctor asks. */
const kinds: readonly ListKind[] = [
  'condition',
  'medicine',
  'allergy',
  'vaccine',
  'lab',
  'vital-sign',
  'procedure',
];
/** Lines of a kind: the newest. More than that nobody reads on paper. */
const most = 200;

export function paperLine(line: RecordLineView): SummaryLine {
  const { title, date } = line.row;
  const more = detailText(line.row);
  return {
    text: more ? `${labelText(title)}: ${more}` : labelText(title),
    detail: [date ? whenText(date, 'long') : t('record-no-date'), placesText(line.places)].join(' · '),
  };
}

async function section(transport: Transport, kind: ListKind): Promise<SummarySection> {
  const order = { kind, place: null, words: null };
  const { lines } = await transport.call('record_page', { ...order, offset: 0, limit: most });
  const { total } = await transport.call('record_list', { by: 'kind', ...order });
  const notes = {
    none: () => t('paper-none'),
    more: () => t('paper-more', { shown: lines.length, count: total }),
  };
  return {
    heading: t(`record-kind-${kind}`),
    note: lines.length === 0 ? notes.none() : total > lines.length ? notes.more() : null,
    lines: lines.map(paperLine),
  };
}

export async function paper(transport: Transport, name: string, now: number): Promise<SummaryRequest> {
  const sections: SummarySection[] = [];
  for (const kind of kinds) sections.push(await section(transport, kind));
  return {
    language: locale.language,
    title: name ? t('paper-title', { name }) : t('paper-title-plain'),
    notes: [t('paper-made', { when: longDate(now) }), t('paper-not-all'), t('paper-ask')],
    sections,
    foot: t('paper-foot', { page: '{page}', pages: '{pages}' }),
  };
}
