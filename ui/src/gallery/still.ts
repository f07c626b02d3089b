// A picture must say the same whenever it is taken: `still=1` ends every clock of the page once the scene stands.

/** Waits of this many milliseconds and more are clocks: they count down, hide something, or ask again. */
const clockLike = 200;

/** To be called before the page starts; what it returns stops the clocks. */
export function clocksThatStop(): () => void {
  let still = false;
  const { setTimeout: once, setInterval: often } = globalThis;
  const unlessStill = (act: TimerHandler, wait = 0) =>
    function tick(...given: unknown[]): void {
      if (typeof act === 'function' && !(still && wait >= clockLike)) act(...given);
    };
  Object.assign(globalThis, {
    setTimeout: (act: TimerHandler, wait?: number, ...given: unknown[]) =>
      once(unlessStill(act, wait), wait, ...given),
    setInterval: (act: TimerHandler, wait?: number, ...given: unknown[]) =>
      often(unlessStill(act, Math.max(wait ?? 0, clockLike)), wait, ...given),
  });
  return () => {
    still = true;
  };
}
