import type {
  AppView,
  CommandError,
  CopyAfter,
  DemoPersonView,
  HolderView,
  OrganisationPage,
  RemovalView,
  SessionView,
} from '../../ipc/generated';
import { asCommandError, type Transport } from '../../ipc/transport';
import { Mirror } from '../../lib/mirror.svelte';

export type Doing = 'locking' | 'signing-in-again' | 'leaving' | 'removing';

/** Who is using Satchel. */
export class SessionState {
  readonly app: Mirror<'app'>;
  readonly people: Mirror<'demo_people'>;
  readonly organisation: Mirror<'organisation'>;
  /** The person being signed in, by id. */
  signingIn = $state<string | null>(null);
  doing = $state<Doing | null>(null);
  /** What was removed last, looked at afterwards. */
  removal = $state.raw<RemovalView | null>(null);
  problem = $state.raw<CommandError | null>(null);
  #transport: Transport;
  #again: () => Promise<boolean> = () => Promise.resolve(false);

  constructor(transport: Transport) {
    this.#transport = transport;
    this.app = new Mirror(transport, 'app');
    this.people = new Mirror(transport, 'demo_people');
    this.organisation = new Mirror(transport, 'organisation');
  }

  get person(): SessionView | null {
    return this.app.value?.session ?? null;
  }

  /** Whose copy is in use, as far as it may be said. */
  get holder(): HolderView | null {
    const copy = this.app.value?.copy;
    return copy?.state === 'open' || copy?.state === 'locked' ? copy.holder : null;
  }

  /** The copy is open, and a person must know something to open it again. */
  get canLock(): boolean {
    const copy = this.app.value?.copy;
    return copy?.state === 'open' && copy.lock !== 'none';
  }

  /** True when the core has let the person in, as far as the copy allows: it may be locked, or not to be opened. */
  async signIn(person: DemoPersonView): Promise<boolean> {
    if (this.signingIn) return false;
    this.signingIn = person.id;
    this.problem = null;
    try {
      this.app.adopt(await this.#transport.call('sign_in', { personId: person.id }));
      return true;
    } catch (thrown) {
      this.problem = asCommandError(thrown);
      return false;
    } finally {
      this.signingIn = null;
    }
  }

  /** The network ended the session; the copy stayed open. */
  signInAgain(): Promise<boolean> {
    return this.#do('signing-in-again', async () => {
      this.app.adopt(await this.#transport.call('sign_in_again', null));
    });
  }

  /** Shows a page of the organisation’s in the browser. */
  async openPage(page: OrganisationPage): Promise<void> {
    this.problem = null;
    try {
      await this.#transport.call('open_page', { page });
    } catch (thrown) {
      this.problem = asCommandError(thrown);
      this.#again = () => this.openPage(page).then(() => false);
    }
  }

  lock(): Promise<boolean> {
    return this.#do('locking', async () => {
      await this.#transport.call('lock', null);
      await this.app.refresh();
    });
  }

  /** True when nobody is signed in any more. */
  signOut(copy: CopyAfter): Promise<boolean> {
    return this.#do('leaving', async () => {
      this.removal = await this.#transport.call('sign_out', { copy });
      await this.#gone();
    });
  }

  /** Removes the copy in use, open or locked. */
  removeEverything(): Promise<boolean> {
    return this.#do('removing', async () => {
      this.removal = await this.#transport.call('remove_everything', null);
      await this.#gone();
    });
  }

  /** Does once more what failed. */
  again(): Promise<boolean> {
    return this.#again();
  }

  async #gone(): Promise<void> {
    const nobody: Partial<AppView> = { session: null, copy: { state: 'none' }, offersPin: false };
    if (this.app.value) this.app.adopt({ ...this.app.value, ...nobody });
    await this.app.refresh();
  }

  async #do(doing: Doing, work: () => Promise<void>): Promise<boolean> {
    if (this.doing) return false;
    this.doing = doing;
    this.problem = null;
    try {
      await work();
      return true;
    } catch (thrown) {
      this.problem = asCommandError(thrown);
      this.#again = () => this.#do(doing, work);
      return false;
    } finally {
      this.doing = null;
    }
  }
}
