// What the organisation's settings assume of the networks, as far as a screen says or does it. One of these for the
// whole page, like the language: any sentence may name it.
import type { AssumedView } from '../ipc/generated';

class Assumed {
  #view = $state.raw<AssumedView>({ searchMinutes: null, freshHours: 36, yesAloneSearches: false });

  /** What sentences may name. `searchMinutes`: how long a search may take; 0 where the settings leave that out. */
  get words(): { searchMinutes: number; freshHours: number } {
    return { searchMinutes: this.#view.searchMinutes ?? 0, freshHours: this.#view.freshHours };
  }

  /** Saying yes again starts a search by itself: finding need not go off before. */
  get yesAloneSearches(): boolean {
    return this.#view.yesAloneSearches;
  }

  /** Nobody is set up: then nothing is assumed either. */
  take(view: AssumedView | undefined): void {
    if (view) this.#view = view;
  }
}

export const assumed = new Assumed();
