// Tells the core that somebody is at the screen. The core counts the quiet time by its own clock; the page only says when it is broken.
const signs = ['keydown', 'pointerdown', 'pointermove', 'touchstart', 'wheel'] as const;
/** At most one word in so many milliseconds. */
export const pause = 15_000;

/** Returns the function that stops it. */
export function watchPresence(
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

/** Tells when this computer is back on a network: a hint to look again, nothing that is believed. Returns the function that stops it. */
export function watchOnline(tell: () => void): () => void {
  window.addEventListener('online', tell);
  return () => window.removeEventListener('online', tell);
}

/** Tells whether the window can be seen, now and whenever that changes. Returns the function that stops it. */
export function watchSight(tell: (visible: boolean) => void): () => void {
  const look = () => tell(document.visibilityState !== 'hidden');
  look();
  document.addEventListener('visibilitychange', look);
  return () => document.removeEventListener('visibilitychange', look);
}
