// What follows what when finding records is turned on or off, or the search begins again.
import { t } from '../../i18n/index.svelte';
import type { Stage } from '../stage.svelte';

export class FindingFlow {
  #stage: Stage;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** After an off, on is one press: they read before what it means. The first time they read it now. */
  async turnOn(): Promise<void> {
    const { consent } = this.#stage;
    if (consent.mirror.value?.provision !== 'deny') this.#stage.go({ name: 'permission' });
    else if (await consent.turnOn()) await this.#changed('consent-now-on');
  }

  async givePermission(): Promise<void> {
    if (!(await this.#stage.consent.turnOn())) return;
    await this.#stage.places.refresh();
    this.#stage.go({ name: 'home' });
  }

  async turnOff(): Promise<void> {
    const done = await this.#stage.consent.turnOff();
    this.#stage.dialog = null;
    if (done) await this.#changed('consent-now-off');
  }

  async searchAgain(): Promise<void> {
    const done = await this.#stage.consent.searchAgain();
    this.#stage.dialog = null;
    await this.#stage.places.refresh();
    if (done) this.#stage.tell(t('consent-now-searching'));
  }

  /** Does once more what failed. */
  async again(): Promise<void> {
    const { consent } = this.#stage;
    if (await consent.again()) await this.#changed(consent.on ? 'consent-now-on' : 'consent-now-off');
  }

  async #changed(sentence: 'consent-now-on' | 'consent-now-off'): Promise<void> {
    await this.#stage.places.refresh();
    this.#stage.tell(t(sentence));
  }
}
