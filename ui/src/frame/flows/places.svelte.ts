// What follows what at the places: a sign-in, one place and what is done about it, adding one by name.
import { clockTime } from '../../i18n/format';
import { t } from '../../i18n/index.svelte';
import type { PlaceAction, PlaceView } from '../../ipc/generated';
import type { TurnedOff } from '../../features/places/turn-off.svelte';
import type { Stage } from '../stage.svelte';

export class PlacesFlow {
  #stage: Stage;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  async look(placeId: string): Promise<void> {
    if (await this.#stage.places.look(placeId)) this.#saidLooked();
  }

  async turnBackOn(placeId: string): Promise<void> {
    const place = await this.#stage.places.turnBackOn(placeId);
    if (!place) return;
    this.#stage.tell(placeNews(place));
    await this.#again(placeId);
  }

  /** The sign-in at a place, from its start to wherever it ends. */
  async connect(placeId: string): Promise<void> {
    const stage = this.#stage;
    stage.go({ name: 'connect', placeId });
    const place = await stage.connect.start(placeId);
    const here = stage.screen.name === 'connect' && stage.screen.placeId === placeId;
    if (place) {
      await stage.places.refresh();
      if (here) stage.go({ name: 'places', placeId: place.id });
      stage.tell(placeNews(place));
      void stage.places.lookCloser();
    } else if (here && stage.connect.phase === 'stopped') {
      stage.go({ name: 'places', placeId });
      stage.announcer.say(t('connect-stopped'));
    }
  }

  /** "This place is mine", and then the sign-in. */
  async vouch(placeId: string): Promise<void> {
    if (await this.#stage.connect.vouch(placeId)) await this.connect(placeId);
  }

  /** "Look again" at one place. */
  async lookAt(placeId: string): Promise<void> {
    if (await this.#stage.place.look(placeId)) {
      await this.#stage.places.refresh();
      this.#saidLooked();
    }
  }

  async act(place: PlaceView, action: PlaceAction): Promise<void> {
    if (action === 'sign-in') await this.connect(place.id);
    else if (action === 'turn-back-on') await this.turnBackOn(place.id);
    else if (action === 'turn-on-finding') await this.#stage.finding.turnOn();
    else if (action === 'get-help') this.#stage.dialog = 'help';
    else if (action === 'look-again') await this.look(place.id);
  }

  async turnOff(): Promise<void> {
    const { detail } = this.#stage.place;
    this.#stage.dialog = null;
    if (!detail) return;
    const { id, name } = detail.place;
    if (detail.undoSeconds > 0)
      this.#stage.announcer.say(t('place-undo-said', { place: name, seconds: detail.undoSeconds }));
    await this.#turnedOff(name, id, await this.#stage.turningOff.start({ id, name }));
  }

  /** Once more what failed about turning it off. */
  async turnOffAgain(): Promise<void> {
    const { detail } = this.#stage.place;
    if (detail)
      await this.#turnedOff(detail.place.name, detail.place.id, await this.#stage.turningOff.again());
  }

  async #turnedOff(name: string, id: string, outcome: TurnedOff | null): Promise<void> {
    if (!outcome) return;
    await this.#stage.places.refresh();
    await this.#again(id);
    const { place } = outcome;
    if (!place) this.#stage.tell(t('place-off-kept', { place: name }));
    else
      this.#stage.tell(
        t(place.state === 'turned-off' ? 'place-off-done' : 'place-off-not-yet', { place: name }),
      );
  }

  async remove(alsoHere: boolean): Promise<void> {
    const { place } = this.#stage;
    const { detail } = place;
    if (!detail) return;
    const done = await place.remove(detail.place.id, alsoHere);
    this.#stage.dialog = null;
    if (!done) return;
    await this.#stage.places.refresh();
    await this.#again(detail.place.id);
    this.#stage.tell(t('place-remove-asked', { place: detail.place.name }));
  }

  async hide(hidden: boolean): Promise<void> {
    const { detail } = this.#stage.place;
    if (detail) await this.#hide(detail.place, hidden);
  }

  /** From the list of what stands aside. */
  async showAgain(place: PlaceView): Promise<void> {
    await this.#hide(place, false);
  }

  async #hide({ id, name }: PlaceView, hidden: boolean): Promise<void> {
    if (!(await this.#stage.place.hide(id, hidden))) return;
    await this.#stage.places.refresh();
    if (this.#stage.screen.name === 'place') {
      if (hidden) this.#stage.go({ name: 'places' });
      else await this.#again(id);
    }
    this.#stage.tell(t(hidden ? 'place-now-hidden' : 'place-now-shown', { place: name }));
  }

  async askFor(name: string, listing: Parameters<Stage['addPlace']['ask']>[1]): Promise<void> {
    if (await this.#stage.addPlace.ask(name, listing)) this.#stage.announcer.say(t('add-asked'));
  }

  /** The screen of this place, if it is the one that is shown, says what is now. */
  async #again(placeId: string): Promise<void> {
    const { screen } = this.#stage;
    if (screen.name === 'place' && screen.placeId === placeId) await this.#stage.place.look(placeId);
  }

  #saidLooked(): void {
    this.#stage.announcer.say(t('looked-again', { time: clockTime(this.#stage.clock.now) }));
  }
}

/** "Connected" only when the network's answer says so. */
function placeNews(place: PlaceView): string {
  const name = { place: place.name };
  if (place.state === 'connected') return t('place-news-connected', name);
  if (place.state === 'records-coming') return t('place-news-coming', name);
  return t('place-news-not-yet', name);
}
