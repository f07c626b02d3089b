import type { Transport } from '../ipc/transport';

/** The app's clock. In the demo it runs faster than the one on the wall, so nothing here reads the wall. */
export class AppClock {
  /** Milliseconds since 1970, on the app's clock. Ticks at least once a second. */
  now = $state(Date.now());
  speed = $state(1);
  #transport: Transport;
  #base = Date.now();
  #since: number;
  #monotonic: () => number;

  constructor(transport: Transport, monotonic: () => number = () => performance.now()) {
    this.#transport = transport;
    this.#monotonic = monotonic;
    this.#since = monotonic();
  }

  async sync(): Promise<void> {
    try {
      const { now, speed } = await this.#transport.call('clock', null);
      this.#base = Date.parse(now);
      this.#since = this.#monotonic();
      this.speed = speed;
      this.now = this.#reading();
    } catch {
      // The last known time goes on; the next sync puts it right.
    }
  }

  tick(): void {
    this.now = this.#reading();
  }

  #reading(): number {
    return this.#base + (this.#monotonic() - this.#since) * this.speed;
  }

  /** Ticks, and asks the core again now and then and after the computer slept. Returns the function that stops it. */
  run(): () => void {
    const tick = setInterval(() => this.tick(), 250);
    const sync = setInterval(() => void this.sync(), 30_000);
    const woke = () => void (document.visibilityState === 'visible' && this.sync());
    document.addEventListener('visibilitychange', woke);
    void this.sync();
    return () => {
      clearInterval(tick);
      clearInterval(sync);
      document.removeEventListener('visibilitychange', woke);
    };
  }
}
