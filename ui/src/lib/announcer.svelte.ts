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

export function getAnnouncer(): Announcer | undefined {
  return getContext<Announcer | undefined>(key);
}
