import type { CommandError, DemoPersonView, SessionView } from '../../ipc/generated';
import { asCommandError, type Transport } from '../../ipc/transport';
import { Mirror } from '../../lib/mirror.svelte';

/** Who is using Satchel. */
export class SessionState {
  readonly app: Mirror<'app'>;
  readonly people: Mirror<'demo_people'>;
  /** The person being signed in, by id. */
  signingIn = $state<string | null>(null);
  leaving = $state(false);
  problem = $state.raw<CommandError | null>(null);
  #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
    this.app = new Mirror(transport, 'app');
    this.people = new Mirror(transport, 'demo_people');
  }

  get person(): SessionView | null {
    return this.app.value?.session ?? null;
  }

  /** True when the person is signed in. */
  async signIn(person: DemoPersonView): Promise<boolean> {
    if (this.signingIn) return false;
    this.signingIn = person.id;
    this.problem = null;
    try {
      const session = await this.#transport.call('sign_in', { personId: person.id });
      if (this.app.value) this.app.adopt({ ...this.app.value, session });
      return true;
    } catch (thrown) {
      this.problem = asCommandError(thrown);
      return false;
    } finally {
      this.signingIn = null;
    }
  }

  /** True when nobody is signed in any more. */
  async signOut(): Promise<boolean> {
    if (this.leaving) return false;
    this.leaving = true;
    this.problem = null;
    try {
      await this.#transport.call('sign_out', null);
      if (this.app.value) this.app.adopt({ ...this.app.value, session: null });
      return true;
    } catch (thrown) {
      this.problem = asCommandError(thrown);
      return false;
    } finally {
      this.leaving = false;
    }
  }
}
