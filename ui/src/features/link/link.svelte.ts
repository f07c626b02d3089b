import type { CommandError, LinkLook, LinkView, ReceivedView, RefusalView } from '../../ipc/generated';
import { asCommandError, type Transport } from '../../ipc/transport';

/** The largest picture that is looked at, in bytes; the core has the same limit. */
export const largestPicture = 16 * 1024 * 1024;
type Doing = 'reading' | 'opening' | 'keeping';

/** A link that somebody gave: read first, then opened, then perhaps kept. */
export class LinkState {
  /** As it was pasted; gone as soon as it is open. */
  text = $state('');
  passcode = $state('');
  link = $state.raw<LinkView | null>(null);
  refusal = $state.raw<RefusalView | null>(null);
  received = $state.raw<ReceivedView | null>(null);
  doing = $state<Doing | null>(null);
  problem = $state.raw<CommandError | null>(null);
  #transport: Transport;
  #reads = 0;
  /** The reading that is under way; never fails. */
  #asking: Promise<unknown> = Promise.resolve();
  #again: (() => Promise<unknown>) | null = null;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Each change of the text; the last one counts. */
  read(text: string): Promise<boolean> {
    this.text = text;
    if (text.trim() === '') {
      this.#reads += 1;
      this.#forget();
      return Promise.resolve(false);
    }
    return this.#look(() => this.#transport.call('look_at_link', { text }));
  }

  /** What the system handed over, if it did: read like what is pasted. */
  async given(): Promise<boolean> {
    await this.#asking;
    const look = await this.#transport.call('look_at_given_link', null).catch(() => null);
    if (!look) return false;
    this.text = '';
    await this.#look(() => Promise.resolve(look));
    return true;
  }

  async choose(picture: Blob): Promise<boolean> {
    this.text = '';
    if (picture.size > largestPicture) {
      this.#reads += 1;
      this.#forget();
      this.refusal = { why: 'not-a-picture', label: null, triesLeft: null, waitSeconds: null };
      return false;
    }
    return this.#look(async () =>
      this.#transport.call('look_at_picture', { picture: await base64(picture) }),
    );
  }

  /** Opens it, or looks once more at one that may change. A real visit at whoever shared it. */
  async open(recipient: string): Promise<boolean> {
    const { link } = this;
    if (!link || this.doing) return false;
    const passcode = this.passcode.trim() === '' ? null : this.passcode;
    if (link.needsPasscode && !passcode) {
      this.refusal = { why: 'passcode-required', label: link.label, triesLeft: null, waitSeconds: null };
      return false;
    }
    let opened = false;
    await this.#do(
      'opening',
      async () => {
        const outcome = await this.#transport.call('open_link', { linkId: link.id, passcode, recipient });
        if (outcome.result === 'refused') {
          this.refusal = outcome.refusal;
          return;
        }
        this.refusal = null;
        this.received = outcome.received;
        opened = true;
        this.text = '';
      },
      () => this.open(recipient),
    );
    return opened;
  }

  keep(): Promise<boolean> {
    const { received } = this;
    if (!received || received.whose !== 'mine' || this.doing) return Promise.resolve(false);
    return this.#do(
      'keeping',
      async () => {
        this.received = await this.#transport.call('keep_link', { linkId: received.id });
      },
      () => this.keep(),
    );
  }

  /** What was not kept is gone, here and in the core. */
  async close(): Promise<void> {
    const id = this.link?.id;
    this.#reads += 1;
    this.#forget();
    this.text = '';
    if (id) await this.#transport.call('close_link', { linkId: id }).catch(() => undefined);
  }

  again(): Promise<unknown> {
    return this.#again?.() ?? Promise.resolve();
  }

  async #look(ask: () => Promise<LinkLook>): Promise<boolean> {
    this.#reads += 1;
    const mine = this.#reads;
    this.#forget();
    this.doing = 'reading';
    try {
      // One after the other: the core keeps the link that it read last, and two at once may overtake each other.
      await this.#asking;
      if (mine !== this.#reads) return false;
      const asking = ask();
      this.#asking = asking.catch(() => undefined);
      const look = await asking;
      if (mine !== this.#reads) return false;
      if (look.result === 'ready') this.link = look.link;
      else this.refusal = look.refusal;
      return look.result === 'ready';
    } catch (thrown) {
      if (mine === this.#reads) this.problem = asCommandError(thrown);
      return false;
    } finally {
      if (mine === this.#reads) this.doing = null;
    }
  }

  async #do(doing: Doing, work: () => Promise<void>, again: () => Promise<unknown>): Promise<boolean> {
    this.doing = doing;
    this.problem = null;
    this.#again = again;
    try {
      await work();
      return true;
    } catch (thrown) {
      this.problem = asCommandError(thrown);
      return false;
    } finally {
      this.doing = null;
    }
  }

  #forget(): void {
    this.link = null;
    this.refusal = null;
    this.received = null;
    this.passcode = '';
    this.problem = null;
    this.doing = null;
  }
}

async function base64(picture: Blob): Promise<string> {
  const bytes = new Uint8Array(await picture.arrayBuffer());
  let text = '';
  const step = 0x8000;
  for (let at = 0; at < bytes.length; at += step)
    text += String.fromCharCode(...bytes.subarray(at, at + step));
  return btoa(text);
}
