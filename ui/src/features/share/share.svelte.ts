import type { CommandError, SavedView, ShareKind, ShareView } from '../../ipc/generated';
import { asCommandError, type Transport } from '../../ipc/transport';
import { passed, type Mark } from '../../lib/countdown';
import { kinds, titleProblem, type TitleProblem } from './choice';

export type SharePhase = 'choose' | 'live' | 'passcode' | 'ended';
export type Ended = Pick<ShareView, 'label' | 'startsAt' | 'endsAt' | 'kinds'>;

/** Seconds a passcode stays in sight. Real ones: they protect from people nearby, not from the app's clock. */
export const passcodeSeconds = 30;

/** One QR code at a time: choosing, showing, saying the passcode, ended. QR code and passcode are never here together. */
export class ShareState {
  phase = $state<SharePhase>('choose');
  everything = $state(true);
  chosen = $state<ShareKind[]>([...kinds]);
  current = $state.raw<ShareView | null>(null);
  ended = $state.raw<Ended | null>(null);
  digits = $state<string | null>(null);
  coversIn = $state(0);
  doing = $state<'making' | 'asking' | 'saving' | 'ending' | null>(null);
  saved = $state.raw<SavedView | null>(null);
  problem = $state.raw<CommandError | null>(null);
  /** What failed, so that "Try again" can do it once more. */
  failed = $state<'make' | 'passcode' | 'save' | 'end' | 'read' | null>(null);
  titleProblem = $state<TitleProblem | null>(null);
  kindsProblem = $state(false);
  #transport: Transport;
  #suggestTitle: () => string;
  /** The person's own words; null as long as the suggestion stands, which follows the language. */
  #ownTitle = $state<string | null>(null);
  #left = Number.POSITIVE_INFINITY;

  constructor(transport: Transport, suggestTitle: () => string = () => '') {
    this.#transport = transport;
    this.#suggestTitle = suggestTitle;
  }

  /** What the clinic reads first. */
  get title(): string {
    return this.#ownTitle ?? this.#suggestTitle();
  }

  set title(title: string) {
    this.#ownTitle = title;
  }

  /** What the core has: a QR code made before, or none. */
  async refresh(now: number): Promise<void> {
    if (this.doing) return;
    try {
      const share = await this.#transport.call('share', null);
      if (this.doing) return;
      if (share && Date.parse(share.endsAt) > now) {
        if (share.id !== this.current?.id) this.#show(share);
      } else if (this.current) {
        // The core let it go: it ended, or it is gone.
        this.tick(Math.max(now, Date.parse(this.current.endsAt)));
      }
      if (this.failed === 'read') this.#clearProblem();
    } catch (thrown) {
      if (!this.current) this.#fail('read', thrown);
    }
  }

  check(): boolean {
    this.titleProblem = titleProblem(this.title);
    this.kindsProblem = !this.everything && this.chosen.length === 0;
    return !this.titleProblem && !this.kindsProblem;
  }

  /** Also "Make a new QR code": the same choice in one step. */
  async make(): Promise<boolean> {
    if (this.doing || !this.check()) return false;
    return this.#do('making', 'make', async () => {
      const label = this.title.trim();
      const chosen = this.everything ? null : kinds.filter((kind) => this.chosen.includes(kind));
      this.#show(await this.#transport.call('create_share', { label, kinds: chosen }));
    });
  }

  /** "They scanned it": the QR code leaves, the passcode takes its place. */
  async showPasscode(): Promise<boolean> {
    const share = this.current;
    if (this.doing || !share) return false;
    return this.#do('asking', 'passcode', async () => {
      const { digits } = await this.#transport.call('show_passcode', { shareId: share.id });
      if (this.current !== share) return;
      this.phase = 'passcode';
      this.digits = digits;
      this.coversIn = passcodeSeconds;
    });
  }

  cover(): void {
    this.digits = null;
    this.coversIn = 0;
  }

  backToQr(): void {
    this.cover();
    if (this.current) this.phase = 'live';
  }

  /** One real second went by. */
  second(): void {
    if (this.coversIn === 0) return;
    this.coversIn -= 1;
    if (this.coversIn === 0) this.digits = null;
  }

  /** Follows the app's clock. Returns the mark that was passed, to be spoken. */
  tick(now: number): Mark | 'ended' | null {
    if (!this.current) return null;
    const left = (Date.parse(this.current.endsAt) - now) / 1000;
    const mark = passed(this.#left, left);
    this.#left = left;
    if (left > 0) return mark;
    const { label, startsAt, endsAt, kinds: sharedKinds } = this.current;
    this.ended = { label, startsAt, endsAt, kinds: sharedKinds };
    this.current = null;
    this.cover();
    this.saved = null;
    this.phase = 'ended';
    return 'ended';
  }

  async save(): Promise<SavedView | null> {
    const share = this.current;
    if (this.doing || !share) return null;
    await this.#do('saving', 'save', async () => {
      this.saved = await this.#transport.call('save_share_picture', { shareId: share.id });
    });
    return this.saved;
  }

  /** Done sharing. The network has no way to take a QR code back, so nothing here says that it did. */
  async done(): Promise<boolean> {
    if (this.doing) return false;
    const share = this.current;
    if (!share) {
      this.#start();
      return true;
    }
    return this.#do('ending', 'end', async () => {
      await this.#transport.call('end_share', { shareId: share.id });
      this.#start();
    });
  }

  again(): Promise<unknown> {
    if (this.failed === 'passcode') return this.showPasscode();
    if (this.failed === 'save') return this.save();
    if (this.failed === 'end') return this.done();
    return this.make();
  }

  #show(share: ShareView): void {
    this.cover();
    this.current = share;
    this.ended = null;
    this.saved = null;
    this.phase = 'live';
    this.#left = Number.POSITIVE_INFINITY;
    // The choice belongs to the code, also after a restart of the page.
    this.title = share.label;
    this.everything = share.kinds === null;
    if (share.kinds) this.chosen = [...share.kinds];
  }

  #start(): void {
    this.cover();
    this.current = null;
    this.ended = null;
    this.saved = null;
    this.phase = 'choose';
    this.#clearProblem();
  }

  async #do(
    doing: NonNullable<ShareState['doing']>,
    name: NonNullable<ShareState['failed']>,
    work: () => Promise<void>,
  ): Promise<boolean> {
    this.doing = doing;
    this.#clearProblem();
    try {
      await work();
      return true;
    } catch (thrown) {
      this.#fail(name, thrown);
      return false;
    } finally {
      this.doing = null;
    }
  }

  #fail(name: NonNullable<ShareState['failed']>, thrown: unknown): void {
    this.failed = name;
    this.problem = asCommandError(thrown);
  }

  #clearProblem(): void {
    this.problem = null;
    this.failed = null;
  }
}
