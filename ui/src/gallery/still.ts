// A picture must say the same whenever it is taken: `still=1` ends every clock of the page once the scene stands.

/** Waits of this many milliseconds and more are clocks: they count down, hide something, or ask again. */
const clockLike = 200;

/** The page's own timers, which can be stopped. */
export class StoppableClocks {
  #still = false;
  /** Clocks that were started before the last scene count for nothing in the next one. */
  #scene = 0;

  constructor() {
    const { setTimeout: once, setInterval: often } = globalThis;
    const unlessStill = (act: TimerHandler, wait: number) => {
      const scene = this.#scene;
      return (...given: unknown[]): void => {
        const late = wait >= clockLike && (this.#still || scene !== this.#scene);
        if (typeof act === 'function' && !late) act(...given);
      };
    };
    Object.assign(globalThis, {
      setTimeout: (act: TimerHandler, wait = 0, ...given: unknown[]) =>
        once(unlessStill(act, wait), wait, ...given),
      setInterval: (act: TimerHandler, wait = 0, ...given: unknown[]) =>
        often(unlessStill(act, Math.max(wait, clockLike)), wait, ...given),
    });
  }

  run(): void {
    this.#still = false;
    this.#scene += 1;
  }

  stop(): void {
    this.#still = true;
  }
}
