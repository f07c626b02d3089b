import { getContext, setContext } from 'svelte';

/** The page's one polite live region: short sentences for people who do not see the change. */
export class Announcer {
  text = $state('');
  #odd = false;

  say(text: string): void {
    // The same sentence twice is still two events: a trailing no-break space makes it a new text.
    this.#odd = !this.#odd;
    this.text = this.#odd ? text : `${text}\u00a0`;
  }
}

const key = Symbol('announcer');

/** Gives it to the dialogs. */
export function setAnnouncer(announcer: Announcer): void {
  setContext(key, announcer);
}

/**
 * For what comes up with its words in it: WebKitGTK tells a screen reader nothing of a live region that arrives filled, so
 * the page's own region says them. To be asked for while a component is made.
 */
export function spokenOnce(): (element: HTMLElement) => void {
  const announcer = getAnnouncer();
  return (element) => announcer?.say(sentences(element));
}

/** A heading and the items of a list are sentences of their own. */
function sentences(element: HTMLElement): string {
  const parts = [...element.querySelectorAll('h2, li')];
  const texts = (parts.length > 0 ? parts : [element]).map((part) =>
    part.textContent.replace(/\s+/g, ' ').trim(),
  );
  return texts.map((text) => (parts.length > 0 && /[^.?!]$/.test(text) ? `${text}.` : text)).join(' ');
}

export function getAnnouncer(): Announcer | undefined {
  return getContext<Announcer | undefined>(key);
}
