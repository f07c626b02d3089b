import { untrack } from 'svelte';

/** The references of the problems that are on the screen, newest last: help names the one to read out. */
class InSight {
  #references = $state.raw<readonly string[]>([]);

  get reference(): string | null {
    return this.#references.at(-1) ?? null;
  }

  /** Returns the function that takes it away again. */
  show(reference: string): () => void {
    this.#references = [...untrack(() => this.#references), reference];
    return () => {
      const at = this.#references.lastIndexOf(reference);
      this.#references = this.#references.filter((_, index) => index !== at);
    };
  }
}

export const inSight = new InSight();
