import type { CommandError, Commands, Connecting, PlaceView, QrView } from '../../ipc/generated';
import { asCommandError, type Transport } from '../../ipc/transport';

export type ConnectPhase =
  | 'idle'
  | 'opening'
  | 'waiting'
  | 'confirming'
  | 'stopping'
  | 'stopped'
  | 'time-is-up'
  | 'connected'
  | 'failed';

type Told = 'connect_look' | 'connect_reopen' | 'connect_stop';

/** One sign-in at one place, from opening the browser to the network's own answer. Only that answer says "connected". */
export class ConnectState {
  phase = $state<ConnectPhase>('idle');
  placeId = $state<string | null>(null);
  portalHost = $state<string | null>(null);
  until = $state<string | null>(null);
  /** At a kiosk: the page for the person’s phone. */
  qr = $state.raw<QrView | null>(null);
  askedAt = $state<string | null>(null);
  nextAt = $state<string | null>(null);
  /** The browser came back: a hint that the network is asked about, never an answer. */
  heard = $state(false);
  /** The person said they finished, and the network has not answered that yet. */
  looking = $state(false);
  /** The person said they finished, the network was asked, and it has not said yes. */
  notYet = $state(false);
  reopening = $state(false);
  vouching = $state(false);
  problem = $state.raw<CommandError | null>(null);
  #failed: Told | null = null;
  #transport: Transport;
  #run = 0;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  get running(): boolean {
    return ['opening', 'waiting', 'confirming', 'stopping'].includes(this.phase);
  }

  /** The place when the network says it is connected, else null. */
  async start(placeId: string): Promise<PlaceView | null> {
    if (this.running && this.placeId === placeId) return null;
    const run = ++this.#run;
    this.#reset(placeId);
    try {
      const outcome = await this.#transport.call('connect', { placeId }, (step) => {
        if (run === this.#run) this.#advance(step);
      });
      if (run !== this.#run) return null;
      this.phase = outcome.result;
      return outcome.result === 'connected' ? outcome.place : null;
    } catch (thrown) {
      if (run !== this.#run) return null;
      this.problem = asCommandError(thrown);
      this.phase = 'failed';
      return null;
    } finally {
      if (run === this.#run) this.looking = false;
    }
  }

  /** "I finished signing in": the network is asked now. */
  async finished(): Promise<void> {
    if (!this.placeId || this.looking) return;
    this.looking = true;
    this.notYet = false;
    const failed = await this.#tell('connect_look');
    if (failed) this.looking = false;
  }

  async reopen(): Promise<void> {
    if (!this.placeId || this.reopening) return;
    this.reopening = true;
    await this.#tell('connect_reopen');
    this.reopening = false;
  }

  async stop(): Promise<void> {
    if (!this.running || this.phase === 'stopping') return;
    const before = this.phase;
    this.phase = 'stopping';
    const failed = await this.#tell('connect_stop');
    if (failed && this.phase === 'stopping') this.phase = before;
  }

  /** "This place is mine": what some places want to hear before anybody signs in there. */
  async vouch(placeId: string): Promise<boolean> {
    if (this.vouching) return false;
    this.vouching = true;
    try {
      await this.#transport.call('vouch', { placeId });
      return true;
    } catch (thrown) {
      this.problem = asCommandError(thrown);
      return false;
    } finally {
      this.vouching = false;
    }
  }

  /** Does once more what failed while the sign-in goes on. */
  async again(): Promise<void> {
    if (this.#failed === 'connect_look') await this.finished();
    else if (this.#failed === 'connect_stop') await this.stop();
    else await this.reopen();
  }

  async #tell(name: Told): Promise<boolean> {
    const run = this.#run;
    this.problem = null;
    const request: Commands[typeof name]['request'] = { placeId: this.placeId ?? '' };
    try {
      await this.#transport.call(name, request);
      return false;
    } catch (thrown) {
      if (run === this.#run && this.running) {
        this.problem = asCommandError(thrown);
        this.#failed = name;
      }
      return true;
    }
  }

  #advance(step: Connecting): void {
    // A step may come after the outcome: then it is old.
    if (!this.running || this.phase === 'stopping') return;
    switch (step.step) {
      case 'opening-portal':
        this.phase = 'opening';
        break;
      case 'waiting-for-sign-in':
        this.phase = 'waiting';
        this.portalHost = step.portalHost;
        this.until = step.until;
        this.qr = step.qr;
        break;
      case 'asked':
        this.phase = 'waiting';
        this.askedAt = step.at;
        this.nextAt = step.nextAt;
        if (step.because === 'the-browser-came-back') this.heard = true;
        if (this.looking && step.because === 'you-said-so') {
          this.looking = false;
          this.notYet = true;
        }
        break;
      case 'confirming':
        this.phase = 'confirming';
        this.notYet = false;
        break;
    }
  }

  #reset(placeId: string): void {
    this.placeId = placeId;
    this.phase = 'opening';
    this.portalHost = this.until = this.askedAt = this.nextAt = this.qr = null;
    this.heard = this.looking = this.notYet = this.reopening = false;
    this.problem = null;
  }
}
