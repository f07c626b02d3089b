// What the frame knows: who is here, which screen is shown, and what happens between one screen and the next.
import { ActivityState } from '../features/activity/activity.svelte';
import { ConnectState } from '../features/connect/connect.svelte';
import { ConsentState } from '../features/consent/consent.svelte';
import { PlacesState } from '../features/places/places.svelte';
import { ShareState } from '../features/share/share.svelte';
import { SessionState } from '../features/welcome/session.svelte';
import { clockTime } from '../i18n/format';
import { t } from '../i18n/index.svelte';
import type { DemoPersonView, PlaceView, Topic } from '../ipc/generated';
import type { Transport } from '../ipc/transport';
import { Announcer } from '../lib/announcer.svelte';
import { AppClock } from '../lib/clock.svelte';
import type { DialogName, Screen } from './screens';

export class Stage {
  screen = $state.raw<Screen>({ name: 'starting' });
  dialog = $state<DialogName | null>(null);
  /** One sentence about what just happened; gone with the next screen. */
  notice = $state<string | null>(null);
  /** The network's answers are being read once more because somebody asked for it. */
  looking = $state(false);
  readonly announcer = new Announcer();
  readonly clock: AppClock;
  readonly session: SessionState;
  readonly consent: ConsentState;
  readonly places: PlacesState;
  readonly connect: ConnectState;
  readonly share: ShareState;
  readonly activity: ActivityState;

  constructor(transport: Transport) {
    this.clock = new AppClock(transport);
    this.session = new SessionState(transport);
    this.consent = new ConsentState(transport);
    this.places = new PlacesState(transport);
    this.connect = new ConnectState(transport);
    this.share = new ShareState(transport, () => t('share-title-first'));
    this.activity = new ActivityState(transport);
  }

  async boot(first: Screen | null = null): Promise<void> {
    await Promise.all([this.session.app.refresh(), this.clock.sync()]);
    if (!this.session.app.value) return;
    if (this.session.person) await this.enter(first);
    else await this.#welcome();
  }

  async #welcome(): Promise<void> {
    if (this.session.app.value?.capabilities.showsDemoPeople) await this.session.people.refresh();
    this.go({ name: 'welcome' });
  }

  /** A person is signed in: what do we have of them? */
  async enter(first: Screen | null = null): Promise<void> {
    await Promise.all([
      this.consent.mirror.refresh(),
      this.places.refresh(),
      this.share.refresh(this.clock.now),
    ]);
    const undecided = this.consent.mirror.value?.provision === 'none';
    this.go(first ?? { name: undecided ? 'permission' : 'home' });
  }

  go(screen: Screen): void {
    this.dialog = null;
    this.notice = null;
    this.screen = screen;
    if (screen.name === 'activity') void this.activity.mirror.refresh();
  }

  tell(sentence: string): void {
    this.notice = sentence;
    this.announcer.say(sentence);
  }

  /** Something may have changed in the core: ask again for just that. */
  async changed(topics: readonly Topic[]): Promise<void> {
    if (topics.includes('clock')) await this.clock.sync();
    if (topics.includes('session')) {
      await this.session.app.refresh();
      if (!this.session.person && this.screen.name !== 'welcome') return this.#left();
    }
    if (!this.session.person) return;
    const asks: Promise<void>[] = [];
    if (topics.includes('consent')) asks.push(this.consent.mirror.refresh());
    if (topics.includes('places')) asks.push(this.places.places.refresh());
    if (topics.includes('search')) asks.push(this.places.search.refresh());
    if (topics.includes('share')) asks.push(this.share.refresh(this.clock.now));
    // Nobody reads the list elsewhere, and it is asked for whenever it is shown.
    if (topics.includes('activity') && this.screen.name === 'activity')
      asks.push(this.activity.mirror.refresh());
    const before = this.places.newest;
    await Promise.all(asks);
    this.#sayNews(before);
  }

  /** A new line in the search diary is said where the search is in sight. */
  #sayNews(before: string | null): void {
    const entry = this.places.search.value?.diary[0];
    if (!entry || before === null || before === this.places.newest) return;
    if (this.screen.name === 'home' || this.screen.name === 'diary') {
      this.announcer.say(t(`diary-${entry.kind}`, { place: entry.place ?? t('a-place') }));
    }
  }

  async signIn(person: DemoPersonView): Promise<void> {
    if (await this.session.signIn(person)) await this.enter();
  }

  async signOut(): Promise<void> {
    if (await this.session.signOut()) await this.#left();
  }

  async #left(): Promise<void> {
    this.consent.mirror.forget();
    this.places.places.forget();
    this.places.search.forget();
    this.share.forget();
    this.activity.forget();
    await this.#welcome();
  }

  /** After an off, on is one press: they read before what it means. The first time they read it now. */
  async turnOnFinding(): Promise<void> {
    if (this.consent.mirror.value?.provision !== 'deny') this.go({ name: 'permission' });
    else if (await this.consent.turnOn()) await this.#findingChanged('consent-now-on');
  }

  async givePermission(): Promise<void> {
    if (!(await this.consent.turnOn())) return;
    await this.places.refresh();
    this.go({ name: 'home' });
  }

  async turnOffFinding(): Promise<void> {
    const done = await this.consent.turnOff();
    this.dialog = null;
    if (done) await this.#findingChanged('consent-now-off');
  }

  async searchAgain(): Promise<void> {
    const done = await this.consent.searchAgain();
    this.dialog = null;
    await this.places.refresh();
    if (done) this.tell(t('consent-now-searching'));
  }

  async retryConsent(): Promise<void> {
    if (await this.consent.again())
      await this.#findingChanged(this.consent.on ? 'consent-now-on' : 'consent-now-off');
  }

  async #findingChanged(sentence: 'consent-now-on' | 'consent-now-off'): Promise<void> {
    await this.places.refresh();
    this.tell(t(sentence));
  }

  /** Reads the network's answers once more, for all of Home. */
  async lookAgain(): Promise<void> {
    this.looking = true;
    await Promise.all([this.consent.mirror.refresh(), this.places.refresh()]);
    this.looking = false;
    if (!this.places.places.problem)
      this.announcer.say(t('looked-again', { time: clockTime(this.clock.now) }));
  }

  async look(placeId: string): Promise<void> {
    const place = await this.places.look(placeId);
    if (place) this.announcer.say(t('looked-again', { time: clockTime(this.clock.now) }));
  }

  async turnBackOn(placeId: string): Promise<void> {
    const place = await this.places.turnBackOn(placeId);
    if (place) this.tell(placeNews(place));
  }

  /** The sign-in at a place, from its start to wherever it ends. */
  async connectPlace(placeId: string): Promise<void> {
    this.go({ name: 'connect', placeId });
    const place = await this.connect.start(placeId);
    const here = this.screen.name === 'connect' && this.screen.placeId === placeId;
    if (place) {
      await this.places.refresh();
      if (here) this.go({ name: 'places', placeId });
      this.tell(placeNews(place));
    } else if (here && this.connect.phase === 'stopped') {
      this.go({ name: 'places', placeId });
      this.announcer.say(t('connect-stopped'));
    }
  }

  /** Follows the app's clock: the end of a QR code does not wait for its screen. */
  tick(): void {
    const mark = this.share.tick(this.clock.now);
    if (mark === 'ended') this.announcer.say(t('share-said-ended'));
    else if (mark) this.announcer.say(t(`share-said-${mark}`));
  }

  async doneSharing(): Promise<void> {
    const endsAt = this.share.current?.endsAt;
    if (!(await this.share.done())) return;
    this.go({ name: 'home' });
    if (endsAt) this.tell(t('share-done-said', { time: clockTime(endsAt) }));
  }
}

/** "Connected" only when the network's answer says so. */
function placeNews(place: PlaceView): string {
  const name = { place: place.name };
  if (place.state === 'connected') return t('place-news-connected', name);
  if (place.state === 'records-coming') return t('place-news-coming', name);
  return t('place-news-not-yet', name);
}
