// Documents of the second network in the scripted core: every end that the screen has.
import type {
  Commands,
  DocumentsView,
  GetDocumentsOutcome,
  InBrowser,
  PlaceAskedOutcome,
  PlaceAskedView,
  RetrievalFailure,
  RetrievalNoteKind,
  RetrievalView,
  Topic,
} from './generated';

export const failures: readonly RetrievalFailure[] = [
  'proof-expired',
  'proof-refused',
  'proof-too-weak',
  'details-differ',
  'details-missing',
  'not-eligible',
  'already-running',
  'not-allowed',
  'refused',
  'network-busy',
  'network-stopped',
  'took-too-long',
  'results-gone',
  'unknown-answer',
  'interrupted',
];
export const documentPlays = [
  'start',
  'sending',
  'waiting',
  'offline',
  'signed-out',
  'coming',
  'came',
  'nothing',
  'most',
  'stopped',
  'aside',
  ...failures,
] as const;
export type DocumentPlay = (typeof documentPlays)[number];

const asked = (name: string, documents: number, outcome: PlaceAskedOutcome = 'answered'): PlaceAskedView => ({
  name,
  outcome,
  documents,
  had: 0,
});
const answered = [
  asked('Juniper Street Family Practice', 12),
  asked('Alder Bay Medical Center', 27),
  asked('Quillback Heart Clinic', 5),
];
const silent = [asked('Tern Island Imaging', 0, 'too-slow'), asked('Saltmarsh Eye Center', 0, 'down')];

/** The documents as they stand in one of the plays. */
export function documentsOf(play: DocumentPlay, at: Date): DocumentsView {
  const time = (minutes: number) => new Date(at.getTime() + minutes * 60_000).toISOString();
  const note = (minutes: number, kind: RetrievalNoteKind, places: number | null = null) => ({
    at: time(minutes),
    kind,
    answered: places === null ? null : { answered: places, total: 5 },
  });
  const run: RetrievalView = {
    stage: 'waiting',
    paused: null,
    outcome: null,
    failure: null,
    reference: 'DR-7C1A-52',
    follows: null,
    askedAt: time(-4),
    endedAt: null,
    lastAskedAt: time(-0.2),
    nextAskAt: time(0.5),
    toldWhen: true,
    answered: { answered: 3, total: 5 },
    diary: [
      note(-4, 'proof-passed'),
      note(-4, 'request-sent'),
      note(-3, 'places-answered', 1),
      note(-1, 'places-answered', 3),
    ],
    places: [],
    came: 0,
    had: 0,
    twice: 0,
    listed: 0,
    aside: 0,
    missing: [],
    missingCount: 0,
    records: 0,
    listIncomplete: false,
    theirWords: null,
    differs: [],
    canCancel: true,
  };
  const over = {
    stage: 'over',
    endedAt: time(-1),
    lastAskedAt: time(-1),
    nextAskAt: null,
    canCancel: false,
  } as const;
  const diary = [...run.diary, note(-1, 'network-finished')];
  const view = (change: Partial<RetrievalView>, kept = 0): DocumentsView => ({
    run: { ...run, ...change },
    kept,
    setAside: [],
  });
  switch (play) {
    case 'start':
      return { run: null, kept: 0, setAside: [] };
    case 'sending':
      return view({ stage: 'asking', answered: null, diary: run.diary.slice(0, 1), nextAskAt: null });
    case 'waiting':
      return view({});
    case 'offline':
    case 'signed-out':
      return view({ paused: play });
    case 'coming':
      return view(
        { stage: 'fetching', answered: null, diary, nextAskAt: null, came: 18, places: answered },
        18,
      );
    case 'came':
      return view(
        { ...over, outcome: 'completed', answered: null, diary, places: answered, came: 44, twice: 1 },
        44,
      );
    case 'nothing':
      return view({ ...over, outcome: 'completed', answered: null, diary });
    case 'most':
      return view(
        {
          ...over,
          outcome: 'partial',
          answered: null,
          diary,
          places: [...silent, ...answered],
          came: 44,
          missing: [
            { title: 'Visit summary', place: 'Alder Bay Medical Center', why: 'damaged' },
            { title: null, place: 'Quillback Heart Clinic', why: 'elsewhere' },
          ],
          missingCount: 2,
        },
        // One of an earlier time is here too.
        45,
      );
    case 'stopped':
      return view({ ...over, outcome: 'stopped', answered: null });
    case 'aside':
      return {
        ...view(
          { ...over, outcome: 'completed', answered: null, diary, places: answered, came: 43, aside: 1 },
          43,
        ),
        setAside: [
          {
            id: 'aside-1',
            title: 'Letter to the family doctor',
            place: 'Alder Bay Medical Center',
            at: time(-1),
            differs: ['first-name', 'birth-date'],
          },
        ],
      };
    case 'network-stopped':
    case 'took-too-long':
      return view({ ...over, outcome: 'failed', failure: play, answered: null, follows: 'DR-31B0-08' });
    case 'details-differ':
      return view({
        ...over,
        outcome: 'failed',
        failure: play,
        answered: null,
        differs: ['last-name', 'street'],
        theirWords: 'Demographics do not match the identity assertion',
      });
    default:
      return view({
        ...over,
        outcome: 'failed',
        failure: play,
        answered: null,
        diary: run.diary.slice(0, 2),
        theirWords: play === 'refused' ? 'Request refused by policy' : null,
      });
  }
}

type DocumentsCommand = 'documents' | 'stop_documents';
type Answers = { [K in DocumentsCommand]: (request: Commands[K]['request']) => Commands[K]['response'] };
type Around = { at: (offset?: number) => string; emit: (...topics: Topic[]) => void };

/** The check before the documents, which waits in the browser until a test or the gallery ends it. */
export class ScriptedDocuments {
  #world: { documents: DocumentsView };
  #around: Around;
  #settle: ((outcome: GetDocumentsOutcome) => void) | null = null;

  constructor(world: { documents: DocumentsView }, around: Around) {
    this.#world = world;
    this.#around = around;
  }

  asking(report: (step: InBrowser) => void): Promise<GetDocumentsOutcome> {
    return new Promise((settle) => {
      this.#settle = settle;
      report({ step: 'opening' });
      report({ step: 'waiting', host: 'check.trueleaf.example', until: this.#around.at(600), qr: null });
    });
  }

  /** The check ended: with a proof, the network is asked. */
  end(result: 'asked' | 'not-proved' | 'stopped' | 'time-is-up'): void {
    if (result === 'asked') {
      this.play('sending');
      this.#settle?.({ result, documents: this.#world.documents });
    } else this.#settle?.({ result });
    this.#settle = null;
  }

  play(play: DocumentPlay): void {
    this.#world.documents = documentsOf(play, new Date(this.#around.at()));
    this.#around.emit('documents');
  }

  answers(): Answers {
    return {
      documents: () => this.#world.documents,
      stop_documents: () => {
        this.play('stopped');
        return this.#world.documents;
      },
    };
  }
}
