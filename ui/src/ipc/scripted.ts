// A pretend core, for unit tests and for the gallery: plausible answers, a search and a sign-in that run by themselves.
// Never part of the app: only `--mode gallery` and tests have it.
import type {
  ChangeView,
  CommandError,
  Commands,
  Connecting,
  ConnectOutcome,
  ErrorCode,
  PlaceView,
  ShareView,
  Topic,
  TurningOff,
} from './generated';
import { answersLocked, copyAnswers } from './scripted-copy';
import { ScriptedDirector } from './scripted-director';
import { ScriptedDocuments } from './scripted-documents';
import { turningOff } from './scripted-finding';
import { ScriptedKiosk } from './scripted-kiosk';
import { PlaceAnswers } from './scripted-places';
import { ScriptedErrands } from './scripted-identity';
import { linkAnswers } from './scripted-link';
import { ScriptedRecords, summaryOf } from './scripted-records';
import { drawnQr, person, world, type Scene, type World } from './scripted-worlds';
import type { CommandName, Transport } from './transport';

export function scriptedError(code: ErrorCode, retry: CommandError['retry'] = { when: 'now' }): CommandError {
  return {
    code,
    retry,
    place: null,
    linkFault: null,
    reference: 'ER-9D2F-40',
    correlationId: '0198f2b1-demo',
  };
}

type Waiting = {
  placeId: string;
  report: (step: Connecting) => void;
  settle: (outcome: ConnectOutcome) => void;
};

export class ScriptedCore implements Transport {
  world: World;
  readonly records: ScriptedRecords;
  /** Every call, in order, as a test wants to see it. */
  readonly calls: [CommandName, unknown][] = [];
  /** The next call of this name fails so, once. */
  readonly failing = new Map<CommandName, CommandError>();
  /** Every call of this name fails so. */
  readonly broken = new Map<CommandName, CommandError>();
  #handlers = new Set<(topics: Topic[]) => void>();
  #waiting: Waiting | null = null;
  readonly places: PlaceAnswers;
  readonly errands: ScriptedErrands;
  readonly kiosk: ScriptedKiosk;
  readonly documents: ScriptedDocuments;
  #shares = 0;
  /** How long an answer takes, in milliseconds; 0 answers at once. */
  delay: number;

  readonly director = new ScriptedDirector();

  constructor(scene: Scene = 'first', { delay = 0, now }: { delay?: number; now?: number } = {}) {
    this.world = world(scene, now);
    this.records = new ScriptedRecords(scene === 'rest' || scene === 'off' || scene === 'signed-out');
    this.delay = delay;
    this.places = new PlaceAnswers(() => this.world, {
      at: (offset) => this.at(offset),
      emit: (...topics) => queueMicrotask(() => this.emit(...topics)),
      change: (placeId, change) => this.#change(placeId, change),
    });
    this.errands = new ScriptedErrands(this.world, {
      at: (offset) => this.at(offset),
      emit: (...topics) => queueMicrotask(() => this.emit(...topics)),
      person: (id) => person(this.world.people, id),
    });
    this.kiosk = new ScriptedKiosk({
      at: (offset) => this.at(offset),
      emit: (topic) => queueMicrotask(() => this.emit(topic)),
    });
    this.documents = new ScriptedDocuments(this.world, {
      at: (offset) => this.at(offset),
      emit: (...topics) => queueMicrotask(() => this.emit(...topics)),
    });
    if (scene === 'error')
      for (const name of ['places', 'search', 'consent'] as const)
        this.broken.set(name, scriptedError('network-trouble', { when: 'after', seconds: 20 }));
  }

  async call<K extends CommandName>(
    name: K,
    request: Commands[K]['request'],
    onProgress?: (progress: Commands[K]['progress']) => void,
  ): Promise<Commands[K]['response']> {
    this.calls.push([name, request]);
    if (this.delay > 0) await new Promise((resolve) => setTimeout(resolve, this.delay));
    const failure = this.broken.get(name) ?? this.failing.get(name);
    this.failing.delete(name);
    if (failure) throw failure as unknown as Error;
    if (this.world.app.copy.state === 'locked' && !answersLocked.includes(name))
      throw scriptedError('locked') as unknown as Error;
    const answer: unknown = await this.#answer(
      name,
      request as never,
      onProgress as ((step: never) => void) | undefined,
    );
    return structuredClone(answer) as Commands[K]['response'];
  }

  onChanged(handler: (topics: Topic[]) => void): () => void {
    this.#handlers.add(handler);
    return () => this.#handlers.delete(handler);
  }

  emit(...topics: Topic[]): void {
    for (const handler of this.#handlers) handler(topics);
  }

  get now(): number {
    return this.world.now + (Date.now() - this.world.startedAt) * this.world.speed;
  }

  at(offsetSeconds = 0): string {
    return new Date(this.now + offsetSeconds * 1000).toISOString();
  }

  /** The network says that the place being signed in to is connected. */
  connected(): void {
    const waiting = this.#waiting;
    if (!waiting) return;
    const place = this.#change(waiting.placeId, {
      state: 'connected',
      voice: 'rest',
      action: 'none',
      how: 'by-sign-in',
      since: this.at(),
      lastSynced: this.at(),
      upToDate: true,
    });
    this.#waiting = null;
    waiting.settle({ result: 'connected', place });
    this.emit('places', 'search');
  }

  report(step: Connecting): void {
    this.#waiting?.report(step);
  }

  finish(outcome: ConnectOutcome): void {
    this.#waiting?.settle(outcome);
    this.#waiting = null;
  }

  #change(placeId: string, change: Partial<PlaceView>): PlaceView {
    const { places, aside } = this.world.places;
    const place = [...places, ...aside].find((one) => one.id === placeId);
    if (!place) throw scriptedError('place-not-known') as unknown as Error;
    return Object.assign(place, change);
  }

  async #answer(name: CommandName, request: never, report?: (step: never) => void): Promise<unknown> {
    const answers: { [K in CommandName]: (request: Commands[K]['request']) => unknown } = {
      app: () => this.world.app,
      clock: () => ({ now: this.at(), speed: this.world.speed }),
      demo_people: () => this.world.people,
      ...this.director.answers(() => this.at()),
      ...copyAnswers(this.world, {
        at: () => this.at(),
        emit: (...topics) => queueMicrotask(() => this.emit(...topics)),
        person: (id) => person(this.world.people, id),
      }),
      ...this.errands.answers(),
      ...this.documents.answers(),
      get_documents: () => this.documents.asking(report as never),
      errand_stop: (asked) => {
        if (asked.errand === 'document-check') this.documents.end('stopped');
        return this.errands.answers().errand_stop(asked);
      },
      sign_in_at_provider: (asked) => this.errands.signingIn(asked, report as never),
      check_identity: () => this.errands.checking(report as never),
      consent: () => this.world.consent,
      turning_off: () => turningOff(this.world.places.places, this.at()),
      receipts: () => this.world.receipts,
      last_known: () => this.world.known,
      set_consent: ({ provision }) => this.#consent(provision),
      search: () => ({
        ...this.world.search,
        lastAskedAt: this.world.search.startedAt && this.at(-8),
        nextAskAt: this.world.search.endedAt ? null : this.at(7),
      }),
      places: () => ({ ...this.world.places, asOf: this.at() }),
      ...this.places.answers(report as ((step: TurningOff) => void) | undefined),
      connect: ({ placeId }) => this.#connect(placeId, report as ((step: Connecting) => void) | undefined),
      connect_look: () => {
        this.report({ step: 'asked', at: this.at(), nextAt: this.at(10), because: 'you-said-so' });
        return null;
      },
      connect_reopen: () => null,
      connect_stop: () => {
        this.finish({ result: 'stopped' });
        return null;
      },
      turn_back_on: ({ placeId }) =>
        this.#change(placeId, { state: 'records-coming', voice: 'work', action: 'none', since: this.at() }),
      about: () => this.world.about,
      health_summary: () => summaryOf(this.at()),
      completeness: () => this.records.completeness(),
      read_records: () => null,
      records_looked_at: () => null,
      record_list: (request) => this.records.list(request),
      record_page: (request) => this.records.page(request),
      record: (request) => {
        const found = this.records.record(request);
        if (!found) throw scriptedError('record-not-known', { when: 'never' }) as unknown as Error;
        return found;
      },
      record_file: (request) => this.records.file(request),
      ...this.records.takingAway(() => this.at()),
      save_record: () => ({ name: 'Visit summary.xml', folder: 'Downloads' }),
      activity: () => this.world.activity,
      share: () => this.world.share,
      create_share: ({ label, kinds }) => (this.world.share = this.#share(label, kinds)),
      show_passcode: () => ({ digits: '481903' }),
      end_share: () => (this.world.share = null),
      save_share_picture: () => ({ name: 'Satchel QR code.png', folder: 'Pictures' }),
      save_share_drawing: () => ({ name: 'Satchel QR code.svg', folder: 'Pictures' }),
      save_share_page: () => ({ name: 'Satchel QR code.pdf', folder: 'Downloads' }),
      copy_share_link: () => null,
      past_shares: () => this.world.pastShares,
      ...linkAnswers(this.world, () => this.at()),
      ...this.kiosk.answers(),
    };
    return answers[name](request);
  }

  #consent(provision: 'permit' | 'deny'): unknown {
    const on = provision === 'permit';
    const change: ChangeView = { on, at: this.at(), effect: 'shown', notYet: [] };
    this.world.consent = { provision, decidedAt: this.at(), decidedHere: true, change };
    if (!on) {
      for (const place of this.world.places.places) {
        if (place.state !== 'turned-off')
          Object.assign(place, {
            state: 'paused',
            voice: 'off',
            action: 'turn-on-finding',
            since: this.at(),
          });
      }
    } else {
      this.world.search = {
        status: 'in-progress',
        startedAt: this.at(),
        endedAt: null,
        lastAskedAt: null,
        nextAskAt: null,
        diary: [
          { at: this.at(), kind: 'search-began', place: null },
          { at: this.at(), kind: 'finding-turned-on', place: null },
        ],
      };
      for (const place of this.world.places.places) {
        if (place.state === 'paused')
          Object.assign(place, {
            state: 'connected',
            voice: 'rest',
            action: 'none',
            lastSynced: this.at(),
            upToDate: true,
          });
      }
    }
    queueMicrotask(() => this.emit('consent', 'places', 'search'));
    // The network took it; that it shows comes with the news.
    return { ...this.world.consent, change: { ...change, effect: 'waiting' } };
  }

  #connect(placeId: string, report?: (step: Connecting) => void): Promise<ConnectOutcome> {
    return new Promise((settle) => {
      this.#waiting = { placeId, report: report ?? (() => undefined), settle };
      this.report({ step: 'opening-portal' });
      this.report({
        step: 'waiting-for-sign-in',
        portalHost: 'portal.quillback.example',
        until: this.at(600),
        qr: this.kiosk.visit.at.stage === 'attract' ? null : drawnQr(9, 117),
      });
      this.report({ step: 'asked', at: this.at(-6), nextAt: this.at(9), because: 'we-asked' });
    });
  }

  #share(label: string, kinds: ShareView['kinds']): ShareView {
    this.#shares += 1;
    this.world.pastShares = [
      { id: `share-${this.#shares}`, label, kinds, startsAt: this.at(), endsAt: this.at(300) },
      ...this.world.pastShares,
    ];
    return {
      id: `share-${this.#shares}`,
      label,
      kinds,
      startsAt: this.at(),
      endsAt: this.at(300),
      clockOffSeconds: 0,
      manifestHost: 'share.example',
      qr: drawnQr(this.#shares),
    };
  }
}

export const transport: Transport = new ScriptedCore();
