// What follows what when finding records is turned on or off, or the search begins again.
import { names } from '../../i18n/format';
import { t } from '../../i18n/index.svelte';
import type { ChangeView } from '../../ipc/generated';
import type { Stage } from '../stage.svelte';

export class FindingFlow {
  #stage: Stage;
  /** What was said last of a decision: several answers of the core may bring the same news. */
  #told = '';

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** After an off, on is one press: they read before what it means. The first time they read it now. */
  async turnOn(): Promise<void> {
    const { consent } = this.#stage;
    if (consent.mirror.value?.provision !== 'deny') this.#stage.go({ name: 'permission' });
    else if (await consent.turnOn()) await this.#sent();
  }

  async givePermission(): Promise<void> {
    if (!(await this.#stage.consent.turnOn())) return;
    await this.#stage.places.refresh();
    // What was said meanwhile is about what Home shows: it goes along.
    const { notice } = this.#stage;
    this.#stage.goOn('permission', { name: 'home' });
    this.#stage.notice = notice;
  }

  /** Before anything is turned off it is counted what that does, from the network's list at this moment. */
  ask(dialog: 'turn-off' | 'search-again'): void {
    const { consent } = this.#stage;
    consent.turningOff.forget();
    void consent.turningOff.refresh();
    this.#stage.dialog = dialog;
  }

  async turnOff(): Promise<void> {
    const done = await this.#stage.consent.turnOff();
    this.#stage.dialog = null;
    if (done) await this.#sent();
  }

  async searchAgain(): Promise<void> {
    const done = await this.#stage.consent.searchAgain();
    this.#stage.dialog = null;
    if (done) await this.#sent();
  }

  /** Does once more what failed. */
  async again(): Promise<void> {
    if (await this.#stage.consent.again()) await this.#sent();
  }

  /** The network took the decision. That it shows is said when it does, not now. */
  async #sent(): Promise<void> {
    this.#stage.announcer.say(t('consent-sent'));
    await this.#stage.places.refresh();
  }

  /** Says what became of a decision, once the network shows it or has not shown it for long. */
  heard(before: ChangeView | null): void {
    const { mirror, sent } = this.#stage.consent;
    const change = mirror.value?.change;
    if (!change) return;
    // The network may show a decision of ours before this page has seen it waiting.
    const known = before?.at === change.at ? before.effect : change.at === sent ? 'waiting' : change.effect;
    const news = `${change.at} ${change.on ? 'on' : 'off'} ${change.effect}`;
    if (change.effect === known || news === this.#told) return;
    this.#told = news;
    if (change.effect === 'shown') this.#stage.tell(t(change.on ? 'consent-now-on' : 'consent-now-off'));
    else if (change.effect === 'late') this.#stage.tell(late(change));
  }
}

/** What is said of a decision that the network does not show. */
function late(change: ChangeView): string {
  const count = change.notYet.length;
  return count > 0
    ? t(change.on ? 'finding-late-on' : 'finding-late-off', { count, names: names(change.notYet) })
    : t('finding-late');
}
