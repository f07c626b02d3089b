// Which face and which next step each end has. The words are in documents.ftl.
import { attr, t } from '../../i18n/index.svelte';
import type {
  DetailField,
  PersonField,
  PlaceAskedView,
  RetrievalFailure,
  RetrievalNoteKind,
  RetrievalView,
  Voice,
} from '../../ipc/generated';
import type { DiaryLine } from '../../lib/diary';
import type { IconName } from '../../lib/icons';
import type { Hung } from '../../lib/tags';

export type Step = 'again' | 'details' | 'help';

/** What helps first; getting help is offered beside it. */
export const steps: Record<RetrievalFailure, Step> = {
  'proof-expired': 'again',
  'proof-refused': 'again',
  'proof-too-weak': 'again',
  'details-differ': 'details',
  'details-missing': 'details',
  'not-eligible': 'help',
  'already-running': 'again',
  'not-allowed': 'help',
  refused: 'help',
  'network-busy': 'again',
  'network-stopped': 'again',
  'took-too-long': 'again',
  'results-gone': 'again',
  'unknown-answer': 'help',
  interrupted: 'again',
};

const noteFaces: Record<RetrievalNoteKind, { icon: IconName; voice: Voice }> = {
  'proof-passed': { icon: 'shield-check', voice: 'rest' },
  'request-sent': { icon: 'send', voice: 'work' },
  'places-answered': { icon: 'hospital', voice: 'work' },
  'network-finished': { icon: 'circle-check', voice: 'rest' },
};

export type Shown = 'start' | 'working' | 'came' | 'nothing' | 'most' | 'stopped' | 'failed' | 'differs';

/** Which of the screens a retrieval wants. */
export function shown(run: RetrievalView | null): Shown {
  if (!run) return 'start';
  if (run.stage !== 'over') return 'working';
  switch (run.outcome) {
    case 'completed':
      return run.came + run.had + run.listed + run.aside === 0 ? 'nothing' : 'came';
    case 'partial':
      return 'most';
    case 'stopped':
      return 'stopped';
    default:
      return run.failure === 'details-differ' ? 'differs' : 'failed';
  }
}

export const silent = (run: RetrievalView): PlaceAskedView[] =>
  run.places.filter((place) => place.outcome !== 'answered');

const lines: Record<PersonField, DetailField | null> = {
  'first-name': 'given',
  'last-name': 'family',
  'birth-date': 'birth-date',
  gender: 'gender',
  street: 'street',
  city: 'city',
  state: 'state',
  zip: 'postal-code',
  phone: 'phone',
  email: 'email',
  other: null,
};

/** The lines of the person's own details that an ID check calls different. */
export const detailLines = (run: RetrievalView | null): DetailField[] =>
  (run?.differs ?? []).map((field) => lines[field]).filter((line) => line !== null);

/** Two letters of a name, for its tag; nothing for a place without a name. */
export function letters(name: string | null): string {
  const words = (name ?? '').split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  return words
    .slice(0, 2)
    .map((word) => word[0]?.toUpperCase() ?? '')
    .join('');
}

/** A tag for each place that was asked; those who sent something hang first. */
export function askedTags(run: RetrievalView | null): Hung[] {
  const tags = (run?.places ?? []).map((place, at): Hung => {
    const look = place.outcome === 'answered' ? 'filled' : 'faint';
    return { key: String(at), look, text: letters(place.name) };
  });
  return tags.sort((a, b) => Number(b.look === 'filled') - Number(a.look === 'filled'));
}

/** What happened, newest first. */
export function noteLines({ diary, reference }: RetrievalView): DiaryLine[] {
  return [...diary].reverse().map((note, at) => {
    const count = { answered: note.answered?.answered ?? 0, total: note.answered?.total ?? 0 };
    return {
      key: `${note.at} ${note.kind} ${diary.length - at}`,
      at: note.at,
      kind: note.kind,
      ...noteFaces[note.kind],
      text: t(`documents-note-${note.kind}`, count),
      more: attr(`documents-note-${note.kind}`, 'more', { reference }),
    };
  });
}
