import type {
  CommandError,
  DeletedView,
  FileContentView,
  ListBy,
  ListKind,
  PlaceCompletenessView,
  RecordLineView,
  RecordListView,
  RecordPartView,
  RecordView,
} from '../../ipc/generated';
import { t } from '../../i18n/index.svelte';
import { asCommandError, type Transport } from '../../ipc/transport';
import { Mirror } from '../../lib/mirror.svelte';
import { Saving } from '../../lib/saving.svelte';
import type { Part } from './window';
import { labelText } from '../../lib/record-text';

/** Lines that are asked for at once. */
const chunk = 100;

/** What is kept on this computer, to look through, to find and to read. */
export class RecordsState {
  by = $state<ListBy>('place');
  kind = $state<ListKind | null>(null);
  /** A place's id; an empty text: no place is stated. */
  place = $state<string | null>(null);
  words = $state('');
  list = $state.raw<RecordListView | null>(null);
  problem = $state.raw<CommandError | null>(null);
  /** What first came after that is new, for as long as this screen stays. */
  since = $state<string | null>(null);
  selected = $state<string | null>(null);
  record = $state.raw<RecordView | null>(null);
  /** Counts what a person opened: each is read from its heading on. */
  opened = $state(0);
  recordProblem = $state.raw<CommandError | null>(null);
  /** The file that is open, by its id. */
  files = $state.raw<Record<string, FileContentView>>({});
  fileProblem = $state.raw<CommandError | null>(null);
  /** What a person is asked about before it is deleted here. */
  toDelete = $state.raw<{ what: 'record' | 'file' | 'place'; name: string; count: number } | null>(null);
  deleting = $state(false);
  deleteProblem = $state.raw<CommandError | null>(null);
  #deletes: string | null = null;
  readonly completeness: Mirror<'completeness'>;
  readonly saving: Saving;
  #transport: Transport;
  #chunks = $state.raw<Record<string, RecordLineView[]>>({});
  /** What was asked for already; nothing is shown of it. */
  #asked: string[] = [];
  /** Counts what was asked for, so that a late answer to an older question is dropped. */
  #age = 0;
  #looked = false;
  #toSave: { id: string; fileId: string | null } | null = null;

  constructor(transport: Transport) {
    this.#transport = transport;
    this.completeness = new Mirror(transport, 'completeness');
    this.saving = new Saving(() => transport.call('save_record', this.#toSave ?? { id: '', fileId: null }));
  }

  /** Words are looked for in every part at once: what is found has no headings. */
  get searching(): boolean {
    return this.words.trim().length > 0;
  }

  get parts(): RecordPartView[] {
    if (!this.list) return [];
    if (!this.searching) return this.list.parts;
    return [{ place: null, kind: null, year: null, count: this.list.total }];
  }

  /** Somebody opened the screen: the network is read again, and what comes from now on is new the next time. */
  async open(): Promise<void> {
    void this.#transport.call('read_records', null).catch(() => undefined);
    await this.refresh();
  }

  /** The lists as they are now; what was read of them before is asked for again. */
  async refresh(): Promise<void> {
    const age = (this.#age += 1);
    try {
      const { by, kind, place } = this;
      const words = this.searching ? this.words.trim() : null;
      const list = await this.#transport.call('record_list', { by, kind, place, words });
      if (age !== this.#age) return;
      this.#chunks = {};
      this.#asked = [];
      this.list = list;
      this.problem = null;
      if (!this.#looked && list.total > 0) {
        this.#looked = true;
        this.since = list.newSince;
        void this.#transport.call('records_looked_at', null).catch(() => undefined);
      }
    } catch (thrown) {
      if (age === this.#age) this.problem = asCommandError(thrown);
    }
  }

  /** The core has news: whoever is shown is asked for again. */
  async changed(screen: string): Promise<void> {
    if (screen === 'records') await Promise.all([this.refresh(), this.#filesCame()]);
    if (screen === 'completeness') await this.completeness.refresh();
  }

  /** "Look again": the network is read in the background; what comes shows by itself. */
  async look(): Promise<void> {
    await this.#transport.call('read_records', null).catch(() => undefined);
    await this.completeness.refresh();
  }

  /** Left: what was new has been seen. */
  leave(): void {
    this.#looked = false;
    this.close();
  }

  async choose(change: Partial<Pick<RecordsState, 'by' | 'kind' | 'place' | 'words'>>): Promise<void> {
    Object.assign(this, change);
    await this.refresh();
  }

  #key(part: Part, at: number): string {
    return part.year !== null ? `year ${at}` : `${part.place ?? '-'} ${part.kind ?? '-'} ${at}`;
  }

  /** A line, if it is here already. */
  line(part: Part, index: number): RecordLineView | null {
    const at = part.before + index;
    return this.#chunks[this.#key(part, Math.floor(at / chunk))]?.[at % chunk] ?? null;
  }

  /** Asks for the lines of a part from one to another, if they are not here. */
  need(part: Part, from: number, to: number): void {
    const last = Math.floor((part.before + Math.max(from, to - 1)) / chunk);
    for (let at = Math.floor((part.before + from) / chunk); at <= last; at += 1) void this.#fetch(part, at);
  }

  async #fetch(part: Part, at: number): Promise<void> {
    const key = this.#key(part, at);
    if (this.#asked.includes(key)) return;
    this.#asked.push(key);
    const age = this.#age;
    try {
      const { lines } = await this.#transport.call('record_page', {
        kind: part.kind ?? this.kind,
        place: part.place ?? this.place,
        words: this.searching ? this.words.trim() : null,
        offset: at * chunk,
        limit: chunk,
      });
      if (age === this.#age) this.#chunks = { ...this.#chunks, [key]: lines };
    } catch (thrown) {
      this.#asked = this.#asked.filter((one) => one !== key);
      if (age === this.#age) this.problem = asCommandError(thrown);
    }
  }

  async select(id: string): Promise<void> {
    this.selected = id;
    this.recordProblem = null;
    this.fileProblem = null;
    this.saving.forget();
    try {
      const record = await this.#transport.call('record', { id });
      if (this.selected !== id) return;
      this.files = {};
      this.record = record;
      this.opened += 1;
      // What a document says stands in its file.
      const first = record.files[0];
      if (first) await this.openFile(first.id);
    } catch (thrown) {
      if (this.selected !== id) return;
      this.record = null;
      this.recordProblem = asCommandError(thrown);
    }
  }

  /** A record that is open and had no file may have one now: files come after what is said about them. */
  async #filesCame(): Promise<void> {
    const { selected, record } = this;
    if (!record || selected === null || record.files.length > 0) return;
    const now = await this.#transport.call('record', { id: selected }).catch(() => null);
    const first = now?.files[0];
    if (!now || !first || this.selected !== selected) return;
    this.record = now;
    await this.openFile(first.id);
  }

  close(): void {
    this.selected = null;
    this.record = null;
    this.files = {};
    this.recordProblem = null;
    this.fileProblem = null;
  }

  async openFile(fileId: string): Promise<void> {
    const id = this.selected;
    this.fileProblem = null;
    try {
      const file = await this.#transport.call('record_file', { fileId });
      if (this.selected === id) this.files = { ...this.files, [fileId]: file };
    } catch (thrown) {
      if (this.selected === id) this.fileProblem = asCommandError(thrown);
    }
  }

  async save(fileId: string | null): Promise<void> {
    if (!this.selected) return;
    this.#toSave = { id: this.selected, fileId };
    await this.saving.start();
  }

  askToDelete(id: string): void {
    const line = this.record?.line;
    if (line?.id !== id) return;
    this.#ask(id, {
      what: 'record',
      name: labelText(line.row.title),
      count: this.record?.copies.length ?? 1,
    });
  }

  askToDeleteFile(id: string): void {
    const file = this.record?.files.find((one) => one.id === id && one.apart);
    if (!file || !this.record) return;
    this.#ask(id, { what: 'file', name: file.title ?? labelText(this.record.line.row.title), count: 1 });
  }

  askToDeletePlace({ id, name, total }: PlaceCompletenessView): void {
    const called = id === '' ? t('record-place-unknown') : (name ?? t('record-place-no-name'));
    this.#ask(id, { what: 'place', name: called, count: total });
  }

  #ask(id: string, what: NonNullable<RecordsState['toDelete']>): void {
    this.deleteProblem = null;
    this.#deletes = id;
    this.toDelete = what;
  }

  /** Deletes what was asked about; what was looked at afterwards, in a sentence. Null where it did not work. */
  async delete(): Promise<string | null> {
    const { toDelete } = this;
    const id = this.#deletes;
    if (!toDelete || id === null || this.deleting) return null;
    this.deleting = true;
    this.deleteProblem = null;
    try {
      const gone = await this.#gone(toDelete.what, id);
      // Of a record without its file, what is said about it stays open.
      if (toDelete.what === 'file' && this.selected !== null) await this.select(this.selected);
      else this.close();
      await Promise.all([this.refresh(), this.completeness.refresh()]);
      const done =
        toDelete.what === 'file' ? t('delete-file-done') : t('delete-done', { records: gone.records });
      const said = gone.allGone ? done : t('delete-not-gone');
      return gone.kept > 0 ? `${said} ${t('delete-kept', { count: gone.kept })}` : said;
    } catch (thrown) {
      this.deleteProblem = asCommandError(thrown);
      return null;
    } finally {
      this.deleting = false;
    }
  }

  #gone(what: 'record' | 'file' | 'place', id: string): Promise<DeletedView> {
    if (what === 'record') return this.#transport.call('delete_record', { id });
    if (what === 'file') return this.#transport.call('delete_file', { fileId: id });
    return this.#transport.call('delete_place_records', { placeId: id });
  }

  isNew(line: RecordLineView): boolean {
    return this.since !== null && line.cameAt > this.since;
  }
}
