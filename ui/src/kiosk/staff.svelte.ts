import type { SelfTestView, StaffAct } from '../ipc/generated';
import type { Transport } from '../ipc/transport';

/** What a PIN of the staff's has at most. */
export const longestPin = 12;

/** The staff's page: a PIN, a look at this computer, and the few things that only staff do. */
export class StaffState {
  open = $state(false);
  pin = $state('');
  checking = $state(false);
  wrong = $state(false);
  waitSeconds = $state(0);
  test = $state.raw<SelfTestView | null>(null);
  testing = $state(false);
  failed = $state(false);
  #transport: Transport;
  #taps: number[] = [];

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** The hidden gesture: five taps in the corner, one after the other. */
  tap(at: number): void {
    this.#taps = [...this.#taps.filter((one) => at - one < 4_000), at];
    if (this.#taps.length < 5) return;
    this.#taps = [];
    this.show();
  }

  show(): void {
    this.open = true;
    this.pin = '';
    this.wrong = false;
  }

  type(digit: string): void {
    if (this.pin.length < longestPin) this.pin += digit;
  }

  erase(): void {
    this.pin = this.pin.slice(0, -1);
  }

  /** True when it is the staff's. */
  async enter(): Promise<boolean> {
    if (this.checking || this.pin.length === 0) return false;
    this.checking = true;
    const pin = this.pin;
    this.pin = '';
    try {
      const outcome = await this.#transport.call('staff_pin', { pin });
      this.wrong = outcome.result === 'wrong';
      this.waitSeconds = outcome.result === 'in' ? 0 : outcome.waitSeconds;
      return outcome.result === 'in';
    } catch {
      this.wrong = true;
      return false;
    } finally {
      this.checking = false;
    }
  }

  async look(): Promise<void> {
    if (this.testing) return;
    this.testing = true;
    this.failed = false;
    try {
      this.test = await this.#transport.call('self_test', null);
    } catch {
      this.failed = true;
    } finally {
      this.testing = false;
    }
  }

  /** Away from the staff's page. */
  async leave(): Promise<void> {
    this.open = false;
    this.test = null;
    this.pin = '';
    await this.act('leave');
  }

  async act(act: StaffAct): Promise<void> {
    try {
      await this.#transport.call('staff', { act });
    } catch {
      this.failed = true;
    }
  }
}
