// Tells the core that somebody touched the screen, a key or a switch. The core counts the quiet time by its own clock.
const signs = ['keydown', 'pointerdown', 'touchstart', 'wheel'] as const;
/** At most one word in so many milliseconds. */
export const pause = 1_000;

/** Returns the function that stops it. */
export function watchTouches(
  tell: () => void,
  monotonic: () => number = () => performance.now(),
): () => void {
  let last = Number.NEGATIVE_INFINITY;
  const seen = () => {
    const now = monotonic();
    if (now - last < pause) return;
    last = now;
    tell();
  };
  for (const sign of signs) window.addEventListener(sign, seen, { capture: true, passive: true });
  return () => {
    for (const sign of signs) window.removeEventListener(sign, seen, { capture: true });
  };
}
