// Tells the core that somebody is at the screen. The core counts the quiet time by its own clock; the page only says when it is broken.

/** What counts as somebody being there, and the milliseconds in which it is told at most once. */
interface Signs {
  events: readonly (keyof WindowEventMap)[];
  pause: number;
}

export const atComputer: Signs = {
  events: ['keydown', 'pointerdown', 'pointermove', 'touchstart', 'wheel'],
  pause: 15_000,
};
/** A kiosk asks after half a minute; a mouse that somebody brushes against is nobody. */
export const atKiosk: Signs = { events: ['keydown', 'pointerdown', 'touchstart', 'wheel'], pause: 1_000 };

/** Returns the function that stops it. */
export function watchPresence(
  { events, pause }: Signs,
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
  for (const event of events) window.addEventListener(event, seen, { capture: true, passive: true });
  return () => {
    for (const event of events) window.removeEventListener(event, seen, { capture: true });
  };
}

/** The page stood here before and was lost: its process died. So says whoever loaded it again (`page_lost.rs`). */
export function wasLoadedAgain(): boolean {
  return window.location.hash === '#loaded-again';
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
