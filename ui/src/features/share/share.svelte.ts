import type {
  CommandError,
  ReceivedView,
  RefusalView,
  SavedView,
  ShareKind,
  ShareView,
} from '../../ipc/generated';
import { asCommandError, type Transport } from '../../ipc/transport';
import { Mirror } from '../../lib/mirror.svelte';
import { passed, type Mark } from '../../lib/countdown';
import { kinds, titleProblem, type TitleProblem } from './choice';

export type SharePhase = 'choose' | 'live' | 'passcode' | 'ended';
export type Ended = Pick<ShareView, 'label' | 'startsAt' | 'endsAt' | 'kinds'>;

export type SavedAs = 'picture' | 'drawing' | 'page';
export type PageWords = { stops: string; notes: string[] };
type Doing = 'making' | 'looking' | 'asking' | 'copying' | 'ending' | SavedAs;
type Failed = 'make' | 'look' | 'passcode' | 'copy' | 'end' | 'read' | SavedAs;

/** How far the network's clock is ahead of this computer's, in milliseconds. */
export function ahead(share: ShareView): number {
  return share.clockOffSeconds * 1000;
}

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
  doing = $state<Doing | null>(null);
  /** The last file that was saved of this QR code, and as what. */
  saved = $state.raw<(SavedView & { as: SavedAs }) | null>(null);
  /** The link is in the clipboard, or was. */
  copied = $state(false);
  /** What a clinic sees: the code opened as a clinic would. */
  seen = $state.raw<ReceivedView | null>(null);
  /** Why it could not be looked at. */
  unseen = $state.raw<RefusalView | null>(null);
  /** What was made on this computer before. */
  readonly past: Mirror<'past_shares'>;
  problem = $state.raw<CommandError | null>(null);
  /** What failed, so that "Try again" can do it once more. */
  failed = $state<Failed | null>(null);
  titleProblem = $state<TitleProblem | null>(null);
  kindsProblem = $state(false);
  #transport: Transport;
  #suggestTitle: () => string;
  #seconds: number;
  #remembers: boolean;
  /** The person's own words; null as long as the suggestion stands, which follows the language. */
  #ownTitle = $state<string | null>(null);
  #left = Number.POSITIVE_INFINITY;
  #words: PageWords | null = null;
  #recipient = '';

  /** `seconds`: how long a passcode stays in sight. `remembers`: QR codes of before can be asked for here. */
  constructor(
    transport: Transport,
    suggestTitle: () => string = () => '',
    { seconds = passcodeSeconds, remembers = true }: { seconds?: number; remembers?: boolean } = {},
  ) {
    this.#transport = transport;
    this.#seconds = seconds;
    this.#remembers = remembers;
    this.#suggestTitle = suggestTitle;
    this.past = new Mirror(transport, 'past_shares');
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
    if (this.#remembers) void this.past.refresh();
    if (this.doing) return;
    try {
      const share = await this.#transport.call('share', null);
      if (this.doing) return;
      if (share && Date.parse(share.endsAt) > now + ahead(share)) {
        if (share.id !== this.current?.id) this.#show(share);
      } else if (this.current) {
        // The core let it go: it ended, or it is gone.
        this.tick(Math.max(now, Date.parse(this.current.endsAt) - ahead(this.current)));
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
    // Whatever comes of it, the one before is not shown any more: it may be dead, and its passcode is gone.
    if (this.current) {
      this.#leave();
      this.phase = 'choose';
    }
    return this.#do('making', 'make', async () => {
      const label = this.title.trim();
      const chosen = this.everything ? null : kinds.filter((kind) => this.chosen.includes(kind));
      this.#show(await this.#transport.call('create_share', { label, kinds: chosen }));
      // The one that was made is among them from now on, whoever else tells of it or not.
      if (this.#remembers) void this.past.refresh();
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
      this.coversIn = this.#seconds;
    });
  }

  /** The passcode takes the QR code's place, covered: whoever stands near sees nothing before it is asked for. */
  scanned(): void {
    if (this.current) this.phase = 'passcode';
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
    const left = (Date.parse(this.current.endsAt) - now - ahead(this.current)) / 1000;
    const mark = passed(this.#left, left);
    this.#left = left;
    if (left > 0) return mark;
    const { label, startsAt, endsAt, kinds: sharedKinds } = this.current;
    this.ended = { label, startsAt, endsAt, kinds: sharedKinds };
    this.#leave();
    this.phase = 'ended';
    return 'ended';
  }

  save(): Promise<SavedView | null> {
    return this.#save('picture', (shareId) => this.#transport.call('save_share_picture', { shareId }));
  }

  saveDrawing(): Promise<SavedView | null> {
    return this.#save('drawing', (shareId) => this.#transport.call('save_share_drawing', { shareId }));
  }

  /** A page to print; its words are in the language that is spoken now. */
  savePage(words: PageWords): Promise<SavedView | null> {
    this.#words = words;
    return this.#save('page', (shareId) => this.#transport.call('save_share_page', { shareId, ...words }));
  }

  /** Opens the code as a clinic would: a real visit, under this name. */
  async look(recipient: string): Promise<boolean> {
    const share = this.current;
    if (this.doing || !share) return false;
    this.#recipient = recipient;
    this.unseen = null;
    return this.#do('looking', 'look', async () => {
      const outcome = await this.#transport.call('preview_share', { shareId: share.id, recipient });
      if (this.current !== share) return;
      if (outcome.result === 'opened') this.seen = outcome.received;
      else this.unseen = outcome.refusal;
    });
  }

  /** Back from what a clinic sees to the code. */
  backFromLook(): void {
    this.seen = null;
  }

  /** Into the clipboard; the core takes it out again. */
  async copy(): Promise<boolean> {
    const share = this.current;
    if (this.doing || !share) return false;
    return this.#do('copying', 'copy', async () => {
      await this.#transport.call('copy_share_link', { shareId: share.id });
      this.copied = true;
    });
  }

  async #save(as: SavedAs, write: (shareId: string) => Promise<SavedView>): Promise<SavedView | null> {
    const share = this.current;
    if (this.doing || !share) return null;
    this.saved = null;
    await this.#do(as, as, async () => {
      this.saved = { ...(await write(share.id)), as };
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
    if (this.failed === 'picture') return this.save();
    if (this.failed === 'drawing') return this.saveDrawing();
    if (this.failed === 'page' && this.#words) return this.savePage(this.#words);
    if (this.failed === 'copy') return this.copy();
    if (this.failed === 'look') return this.look(this.#recipient);
    if (this.failed === 'end') return this.done();
    return this.make();
  }

  #show(share: ShareView): void {
    this.#leave();
    this.current = share;
    this.ended = null;
    this.phase = 'live';
    this.#left = Number.POSITIVE_INFINITY;
    // The choice belongs to the code, also after a restart of the page.
    this.title = share.label;
    this.everything = share.kinds === null;
    if (share.kinds) this.chosen = [...share.kinds];
  }

  /** Nothing of the QR code stays in the page. */
  #leave(): void {
    this.cover();
    this.current = null;
    this.saved = null;
    this.copied = false;
    this.seen = null;
    this.unseen = null;
  }

  #start(): void {
    this.#leave();
    this.ended = null;
    this.phase = 'choose';
    this.#clearProblem();
  }

  async #do(doing: Doing, name: Failed, work: () => Promise<void>): Promise<boolean> {
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

  #fail(name: Failed, thrown: unknown): void {
    this.failed = name;
    this.problem = asCommandError(thrown);
  }

  #clearProblem(): void {
    this.problem = null;
    this.failed = null;
  }
}
