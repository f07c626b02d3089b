// What was last known, before the network answers: the app opens without the internet, and says of when that is.
import type { Stage } from '../stage.svelte';

export class KnownFlow {
  #stage: Stage;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** Shows what this copy knows, where nothing newer is shown. Says whether there is enough of it to begin with. */
  async recall(): Promise<boolean> {
    const { consent, places } = this.#stage;
    await places.known.refresh();
    const known = places.known.value;
    if (!known) return false;
    consent.mirror.recall(known.consent);
    places.places.recall(known.places);
    places.search.recall(known.search);
    // Whoever had not decided yet is asked only when the network says so now.
    return known.places !== null && known.search !== null && (known.consent?.provision ?? 'none') !== 'none';
  }

  /** The internet seems to be back. Only asking tells. */
  online(): void {
    const { consent, places } = this.#stage;
    const problems = [consent.mirror.problem, places.places.problem, places.search.problem];
    if (problems.some((problem) => problem?.code === 'no-internet')) void this.#stage.lookAgain();
  }
}
