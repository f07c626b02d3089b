// Where the focus goes when nobody puts it anywhere.
let last: EventTarget | null = null;

/** A screen begins at its heading, or at the one field it is about. */
export function focusHeading(): void {
  const field = document.querySelector<HTMLElement>('main [data-focus-first]:enabled');
  (field ?? document.querySelector<HTMLElement>('main h1'))?.focus({ preventScroll: true });
}

/** Remembers what had the focus. Returns the function that stops it. */
export function followFocus(): () => void {
  const remember = (event: FocusEvent) => (last = event.target);
  document.addEventListener('focusin', remember);
  return () => document.removeEventListener('focusin', remember);
}

/** When what had the focus left the page, the heading gets it, or the open dialog’s; otherwise nothing moves. */
export function rescueFocus(): void {
  const lost = last instanceof Node && !last.isConnected;
  if (!lost || (document.activeElement !== document.body && document.activeElement !== null)) return;
  const dialog = document.querySelector<HTMLElement>('dialog[open] h2');
  if (dialog) dialog.focus();
  else focusHeading();
}
