// Where the focus goes when nobody puts it anywhere.
let last: EventTarget | null = null;

export function focusHeading(): void {
  document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
}

/** Remembers what had the focus. Returns the function that stops it. */
export function followFocus(): () => void {
  const remember = (event: FocusEvent) => (last = event.target);
  document.addEventListener('focusin', remember);
  return () => document.removeEventListener('focusin', remember);
}

/** When what had the focus left the page, the heading gets it; otherwise nothing moves. */
export function rescueFocus(): void {
  const lost = last instanceof Node && !last.isConnected;
  if (lost && (document.activeElement === document.body || document.activeElement === null)) focusHeading();
}
