// Records of the scripted core: a few lines that agree with the design's pictures, and as many more as a test wants.
import type {
  BackupLook,
  Commands,
  CompletenessView,
  FileContentView,
  HealthSummaryView,
  Inline,
  LastBackupView,
  ListKind,
  Outline,
  PlaceNameView,
  RecordLineView,
  RecordListView,
  RecordView,
  Section,
} from './generated';

type Where = 'juniper' | 'alder' | 'tamarack';
const places: Record<Where, PlaceNameView> = {
  juniper: { id: 'juniper', name: 'Juniper Street Family Practice' },
  alder: { id: 'alder', name: 'Alder Bay Medical Center' },
  tamarack: { id: 'tamarack', name: 'Tamarack Falls Hospital' },
};
const plain = (text: string): Inline => ({ text: { text } });
const came = new Date(2026, 10, 20, 9, 12).toISOString();
const before = new Date(2026, 8, 3, 18, 31).toISOString();

function line(
  id: string,
  kind: ListKind,
  title: string,
  detail: string,
  date: string | null,
  ...from: Where[]
): RecordLineView {
  return {
    id,
    kind,
    row: {
      kind: kind === 'document' ? 'document-reference' : 'observation',
      title: { text: title },
      detail: detail ? [plain(detail)] : [],
      date: date ? { at: date } : null,
    },
    places: from.map((place) => places[place]),
    copies: from.length || 1,
    cameAt: (date ?? '') > '2026-11' ? came : before,
    gone: false,
    titleHit: null,
    textHit: null,
  };
}

const a1c = [
  line('a1c-5', 'lab', 'Hemoglobin A1c', '6.4 %, High', '2026-11-12', 'juniper', 'alder'),
  line('a1c-4', 'lab', 'Hemoglobin A1c', '6.6 %, High', '2026-05-14', 'juniper'),
  line('a1c-3', 'lab', 'Hemoglobin A1c', '6.8 %, High', '2025-11-13', 'juniper'),
  line('a1c-2', 'lab', 'Hemoglobin A1c', '7.0 %, High', '2025-05-15', 'alder'),
  line('a1c-1', 'lab', 'Hemoglobin A1c', '7.4 %, High', '2024-11-14', 'juniper'),
];
const few: RecordLineView[] = [
  line('visit', 'document', 'Visit summary', 'Office visit', '2026-11-12', 'juniper'),
  ...a1c,
  line('x-ray', 'report', 'Chest X-ray report', 'Final', '2026-11-18', 'alder'),
  line('flu', 'vaccine', 'Influenza, seasonal', 'Completed', '2026-10-02', 'juniper'),
  line('metformin', 'medicine', 'Metformin 500 mg', 'Active', '2026-06-04', 'juniper'),
  line('papers', 'document', 'Discharge papers', 'PDF', '2020-01-18', 'tamarack'),
  line('knee', 'condition', 'Osteoarthritis of the right knee, with pain on climbing stairs', '', null),
].sort((a, b) => (dateOf(a) < dateOf(b) ? 1 : -1));

function dateOf({ row }: RecordLineView): string {
  return row.date && 'at' in row.date ? row.date.at : '';
}

/** As many lines as somebody asks for, to see how a long list does. */
export function manyLines(count: number): RecordLineView[] {
  return Array.from({ length: count }, (_, at) => {
    const date = new Date(Date.UTC(2026, 10, 20) - at * 3_600_000).toISOString().slice(0, 10);
    return line(`many-${at}`, 'lab', `Result ${at}`, `${(at % 90) / 10} mmol/L`, date, 'juniper');
  });
}

const paragraph = (title: string, text: string): Section => ({
  title: { text: title },
  code: null,
  level: 1,
  blocks: [{ paragraph: [plain(text)] }],
});

function outlineOf(shown: RecordLineView): Outline {
  return {
    title: shown.row.title,
    date: shown.row.date,
    person: null,
    authors: [],
    custodian: null,
    facts:
      shown.row.detail.length > 0
        ? [{ label: { word: shown.kind === 'lab' ? 'result' : 'status' }, value: shown.row.detail }]
        : [],
    sections: [],
    notices: [],
  };
}

const summary: Outline = {
  title: { text: 'Visit summary' },
  date: { at: '2026-11-12' },
  person: { name: 'Rosa Delgado', birthDate: '1968-04-06' },
  authors: ['Amara Lindqvist, MD'],
  custodian: 'Juniper Street Family Practice',
  facts: [],
  sections: [
    paragraph('Why you came', 'Check-up for blood sugar and blood pressure. You said you feel well.'),
    {
      title: { text: 'Medicines' },
      code: '10160-0',
      level: 1,
      blocks: [
        {
          table: {
            caption: [],
            head: [cells('Name', 'How to take it', 'Since')],
            body: [
              cells('Metformin 500 mg tablet', '1 tablet, 2 times a day, with food', 'Jun 2024'),
              cells('Lisinopril 10 mg tablet', '1 tablet each morning', 'Feb 2023'),
            ],
          },
        },
      ],
    },
    paragraph('Allergies', 'Penicillin: rash.'),
    {
      title: { text: 'Next steps' },
      code: null,
      level: 1,
      blocks: [
        {
          list: {
            caption: [],
            ordered: true,
            items: [
              [{ paragraph: [plain('Keep the same medicines.')] }],
              [{ paragraph: [plain('Come back in six months.')] }],
            ],
          },
        },
      ],
    },
  ],
  notices: ['media-not-shown'],
};

function cells(...texts: string[]) {
  return texts.map((text) => ({
    heading: false,
    columns: 1,
    rows: 1,
    blocks: [{ paragraph: [plain(text)] }],
  }));
}

const file = (change: Partial<FileContentView>): FileContentView => ({
  shown: 'nothing',
  mediaType: null,
  outline: null,
  data: null,
  problem: null,
  mislabelled: false,
  inside: [],
  ...change,
});

/** A PDF of one empty page. */
const emptyPdf =
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj ' +
  '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj\ntrailer<</Root 1 0 R>>';

const files: Record<string, FileContentView> = {
  'visit-file': file({ shown: 'text', outline: summary }),
  'x-ray-file': file({ problem: 'damaged' }),
  'papers-file': file({ shown: 'pdf', data: btoa(emptyPdf), mislabelled: true }),
};

/** The lines that a list has; a scene without any answers none. */
type TakeAwayCommand =
  | 'take_away'
  | 'save_files'
  | 'save_summary'
  | 'back_up'
  | 'look_at_backup'
  | 'restore_backup'
  | 'stop_restore'
  | 'delete_file'
  | 'delete_record'
  | 'delete_place_records'
  | 'account'
  | 'close_account'
  | 'keep_account';

/** What opens the backup of the scenes. */
export const rightBackupPassword = 'three small boats';

export class ScriptedRecords {
  lines: RecordLineView[];
  lastBackup: LastBackupView | null = null;
  closingAskedAt: string | null = null;
  /** What a look at a backup answers where the password is right. */
  backup: BackupLook | null = null;
  /** The pieces of a backup that were handed over, by their length in letters. */
  readonly pieces: number[] = [];
  readonly #deleted = new Set<string>();
  /** Files that have not come yet, by their ids. */
  readonly notYet = new Set<string>();
  reading = false;
  newSince: string | null = new Date(2026, 10, 13).toISOString();

  constructor(hasRecords: boolean) {
    this.lines = hasRecords ? few : [];
  }

  /** Taking records away and deleting them, as the core answers. */
  takingAway(at: () => string): { [K in TakeAwayCommand]: (request: Commands[K]['request']) => unknown } {
    const remove = (gone: (one: RecordLineView) => boolean) => {
      const before = this.lines.length;
      this.lines = this.lines.filter((one) => !gone(one));
      return { records: before - this.lines.length, files: 0, kept: 0, allGone: true };
    };
    return {
      take_away: () => ({
        records: this.lines.length,
        files: 3,
        places: 3,
        canBackUp: true,
        lastBackup: this.lastBackup,
      }),
      save_files: () => ({
        saved: { name: 'Satchel records', folder: 'Downloads' },
        records: this.lines.length,
        files: 3,
      }),
      save_summary: () => ({
        saved: { name: 'Satchel summary.pdf', folder: 'Downloads' },
        pages: 2,
        lettersMissing: false,
      }),
      back_up: ({ password }) => {
        if ([...password].length < 8) return { result: 'too-short' };
        this.lastBackup = { at: at(), name: 'Satchel backup.age', folder: 'Downloads', newSince: 0 };
        const saved = { name: 'Satchel backup.age', folder: 'Downloads' };
        return { result: 'saved', saved, records: this.lines.length, files: 3 };
      },
      look_at_backup: ({ password }) =>
        password === rightBackupPassword
          ? (this.backup ?? {
              result: 'fits',
              id: 'restore-1',
              name: 'Rosa Delgado',
              madeAt: came,
              replaces: false,
            })
          : { result: 'wrong-password' },
      restore_backup: ({ piece, last }) => {
        this.pieces.push(piece.length);
        return last ? { result: 'done', records: 258, files: 3 } : { result: 'more' };
      },
      stop_restore: () => null,
      delete_file: ({ fileId }) => {
        const before = this.#deleted.size;
        this.#deleted.add(fileId);
        return { records: 0, files: this.#deleted.size - before, kept: 0, allGone: true };
      },
      delete_record: ({ id }) => remove((one) => one.id === id),
      delete_place_records: ({ placeId }) =>
        remove((one) => one.places.length === 1 && one.places[0]?.id === placeId),
      account: () => ({ closingAskedAt: this.closingAskedAt }),
      close_account: () => ({ closingAskedAt: (this.closingAskedAt = at()) }),
      keep_account: () => ({ closingAskedAt: (this.closingAskedAt = null) }),
    };
  }

  #found(kind: ListKind | null, place: string | null, words: string | null): RecordLineView[] {
    const lower = words?.toLowerCase() ?? '';
    return this.lines.filter(
      (one) =>
        (kind === null || one.kind === kind) &&
        (place === null ||
          (place === '' ? one.places.length === 0 : one.places.some(({ id }) => id === place))) &&
        (lower === '' || titleOf(one).toLowerCase().includes(lower)),
    );
  }

  list({ by, kind, place, words }: Commands['record_list']['request']): RecordListView {
    const found = this.#found(kind, place, words);
    const part = { place: null, kind: null, year: null };
    const tally = <Key>(keys: (one: RecordLineView) => Key[]) => {
      const counts = new Map<Key, number>();
      for (const key of found.flatMap(keys)) counts.set(key, (counts.get(key) ?? 0) + 1);
      return [...counts];
    };
    const placesOf = (one: RecordLineView) =>
      one.places.length === 0 ? [''] : one.places.map(({ id }) => id);
    const known = [...Object.values(places), { id: '', name: null }];
    return {
      parts: words
        ? []
        : by === 'place'
          ? tally(placesOf).map(([id, count]) => ({ ...part, place: id, count }))
          : by === 'kind'
            ? tally((one) => [one.kind]).map(([id, count]) => ({ ...part, kind: id, count }))
            : tally((one) => [Number(dateOf(one).slice(0, 4))]).map(([year, count]) => ({
                ...part,
                year,
                count,
              })),
      total: found.length,
      more: false,
      places: known
        .map((one) => ({ ...one, count: this.lines.filter((l) => placesOf(l).includes(one.id)).length }))
        .filter(({ count }) => count > 0),
      kinds: [...new Set(this.lines.map((one) => one.kind))],
      newSince: this.newSince,
      reading: this.reading,
      readAt: came,
      leftOut: this.lines.length > 0 ? 1 : 0,
    };
  }

  page({ kind, place, words, offset, limit }: Commands['record_page']['request']): {
    lines: RecordLineView[];
  } {
    const lines = this.#found(kind, place, words).slice(offset, offset + limit);
    return { lines: words ? lines.map((one) => ({ ...one, titleHit: hits(titleOf(one), words) })) : lines };
  }

  record({ id }: Commands['record']['request']): RecordView | null {
    const shown = this.lines.find((one) => one.id === id);
    if (!shown) return null;
    const series = a1c.includes(shown);
    return {
      line: shown,
      outline: outlineOf(shown),
      files:
        files[`${id}-file`] && !this.#deleted.has(`${id}-file`) && !this.notYet.has(`${id}-file`)
          ? [{ id: `${id}-file`, title: titleOf(shown), length: 1200, apart: true }]
          : [],
      fileDeleted: this.#deleted.has(`${id}-file`),
      copies: (shown.places.length > 1 ? shown.places : [null]).map((place, at) => ({
        id: at === 0 ? id : `${id}-copy`,
        places: place ? [place] : shown.places,
        cameAt: came,
      })),
      charts: series
        ? [
            {
              name: 'Hemoglobin A1c',
              unit: '%',
              points: [...a1c].reverse().map((one, at) => ({
                id: one.id,
                date: dateOf(one),
                value: [7.4, 7, 6.8, 6.6, 6.4][at] ?? 0,
                low: 4,
                high: 5.6,
                places: one.places.slice(0, 1),
              })),
            },
          ]
        : [],
    };
  }

  file({ fileId }: Commands['record_file']['request']): FileContentView {
    return files[fileId] ?? file({ problem: 'not-shown' });
  }

  completeness(): CompletenessView {
    const counted = (where: PlaceNameView) => {
      const own = this.lines.filter((one) => one.places.some(({ id }) => id === where.id));
      return [...new Set(own.map(({ kind }) => kind))].map((kind) => ({
        kind,
        count: own.filter((one) => one.kind === kind).length,
      }));
    };
    const shown = this.lines.length > 0 ? Object.values(places) : [];
    return {
      places: shown.map((where) => ({
        ...where,
        kinds: counted(where),
        total: counted(where).reduce((sum, { count }) => sum + count, 0),
        lastSynced: came,
      })),
      readAt: came,
      failed: this.lines.length > 0 ? [{ kind: 'care-plan', code: 'network-trouble' }] : [],
      leftOut: this.lines.length > 0 ? 1 : 0,
      unreadable: 0,
      filesMissing: this.lines.length > 0 ? 3 : 0,
    };
  }
}

function titleOf({ row }: RecordLineView): string {
  return 'text' in row.title ? row.title.text : '';
}

function hits(title: string, words: string) {
  const at = title.toLowerCase().indexOf(words.toLowerCase());
  const end = at + words.length;
  const pieces = [
    { text: title.slice(0, at), hit: false },
    { text: title.slice(at, end), hit: true },
    { text: title.slice(end), hit: false },
  ];
  return pieces.filter(({ text }) => text !== '');
}

export function summaryOf(asOf: string): HealthSummaryView {
  const counts = [1, 0, 4, 2, 4, 4, 2, 14, null];
  const kinds = [
    'patient',
    'care-plan',
    'condition',
    'allergy-intolerance',
    'medication-statement',
    'immunization',
    'procedure',
    'observation',
    'coverage',
  ] as const;
  return {
    asOf,
    kinds: kinds.map((kind, at) => ({ kind, count: counts[at] ?? null })),
    total: 45,
    atLeast: true,
  };
}
