// What a web view offers and a kiosk does not: a menu of its own, dragging, zoom, going back, printing, another window.
// The window's own settings say the same where the system knows them; the system's lock is the clinic's (docs/kiosk).

/** Keys that belong to the web view, with Ctrl or Cmd. */
const withControl = [
  '+',
  '-',
  '=',
  '0',
  'r',
  'p',
  's',
  'o',
  'n',
  't',
  'w',
  'f',
  'g',
  'u',
  'j',
  'i',
  'h',
  'd',
];
const alone = [
  'F1',
  'F3',
  'F5',
  'F6',
  'F7',
  'F10',
  'F11',
  'F12',
  'ContextMenu',
  'BrowserBack',
  'BrowserForward',
];

function isEscape(event: KeyboardEvent): boolean {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if ((event.ctrlKey || event.metaKey) && withControl.includes(key) && !event.altKey) return true;
  if (event.altKey && ['ArrowLeft', 'ArrowRight', 'Home', 'F4'].includes(key)) return true;
  return alone.includes(key);
}

/** Returns the function that takes it back. */
export function lockDown(target: Window = window): () => void {
  const prevent = (event: Event) => event.preventDefault();
  const keys = (event: KeyboardEvent) => {
    if (isEscape(event)) event.preventDefault();
  };
  const wheel = (event: WheelEvent) => {
    if (event.ctrlKey) event.preventDefault();
  };
  const gestures = ['contextmenu', 'dragstart', 'drop', 'dragover', 'gesturestart', 'auxclick'] as const;
  const options = { capture: true, passive: false };
  for (const name of gestures) target.addEventListener(name, prevent, options);
  target.addEventListener('keydown', keys, options);
  target.addEventListener('wheel', wheel, options);
  return () => {
    for (const name of gestures) target.removeEventListener(name, prevent, options);
    target.removeEventListener('keydown', keys, options);
    target.removeEventListener('wheel', wheel, options);
  };
}
