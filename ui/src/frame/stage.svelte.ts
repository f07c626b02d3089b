// What the frame knows: who is here, which screen is shown, and what happens between one screen and the next.
import type { ActivityState } from '../features/activity/activity.svelte';
import type { ConnectState } from '../features/connect/connect.svelte';
import type { ConsentState } from '../features/consent/consent.svelte';
import type { LinkState } from '../features/link/link.svelte';
import { LockState } from '../features/lock/lock.svelte';
import type { DocumentsState } from '../features/documents/documents.svelte';
import type { PeopleState } from '../features/people/people.svelte';
import type { AddPlaceState } from '../features/places/add-place.svelte';
import type { PlaceDetailState } from '../features/places/place.svelte';
import type { PlacesState } from '../features/places/places.svelte';
import type { TurnOffState } from '../features/places/turn-off.svelte';
import type { RecordsState } from '../features/records/records.svelte';
import type { SettingsState } from '../features/settings/settings.svelte';
import type { SetUpState } from '../features/set-up/set-up.svelte';
import type { ShareState } from '../features/share/share.svelte';
import { RestoreState } from '../features/take-away/restore.svelte';
import type { TakeAwayState } from '../features/take-away/take-away.svelte';
import { SessionState } from '../features/welcome/session.svelte';
import { clockTime } from '../i18n/format';
import { t } from '../i18n/index.svelte';
import type { AppView, CopyAfter, CopyView, DemoPersonView, Language, Topic } from '../ipc/generated';
import type { Transport } from '../ipc/transport';
import { Announcer } from '../lib/announcer.svelte';
import { assumed } from '../lib/assumed.svelte';
import { AppClock } from '../lib/clock.svelte';
import { EnteringFlow } from './flows/entering.svelte';
import { FindingFlow } from './flows/finding.svelte';
import { KnownFlow } from './flows/known.svelte';
import { PlacesFlow } from './flows/places.svelte';
import { Held } from './held';
import { comeBack, needsNetwork, standing, type DialogName, type Screen, type Standing } from './screens';

export class Stage {
  screen = $state.raw<Screen>({ name: 'starting' });
  dialog = $state<DialogName | null>(null);
  /** One sentence about what just happened; gone with the next screen. */
  notice = $state<string | null>(null);
  /** The network's answers are being read once more because somebody asked for it. */
  looking = $state(false);
  /** Nobody is signed in because the network ended it; else because nobody signed in since the start. */
  wasSignedOut = $state(false);
  readonly announcer = new Announcer();
  readonly clock: AppClock;
  readonly session: SessionState;
  readonly lock: LockState;
  readonly restore: RestoreState;
  readonly finding = new FindingFlow(this);
  readonly known = new KnownFlow(this);
  readonly placesFlow = new PlacesFlow(this);
  readonly entering: EnteringFlow;
  #transport: Transport;
  #held: Held;
  /** Where the person was before the lock, or wants to be first. */
  #comeBack: Screen | null = null;
  /** How far in the person was when the page last followed the core. */
  #followed: Standing | null = null;

  constructor(transport: Transport) {
    this.#transport = transport;
    this.clock = new AppClock(transport);
    this.session = new SessionState(transport);
    this.entering = new EnteringFlow(this, transport);
    this.lock = new LockState(transport);
    this.restore = new RestoreState(transport);
    this.#held = $state.raw(this.#fresh());
  }

  get consent(): ConsentState {
    return this.#held.consent;
  }
  get places(): PlacesState {
    return this.#held.places;
  }
  get place(): PlaceDetailState {
    return this.#held.place;
  }
  get turningOff(): TurnOffState {
    return this.#held.turningOff;
  }
  get addPlace(): AddPlaceState {
    return this.#held.addPlace;
  }
  get connect(): ConnectState {
    return this.#held.connect;
  }
  get share(): ShareState {
    return this.#held.share;
  }
  get link(): LinkState {
    return this.#held.link;
  }
  get activity(): ActivityState {
    return this.#held.activity;
  }
  get documents(): DocumentsState {
    return this.#held.documents;
  }
  get people(): PeopleState {
    return this.#held.people;
  }
  get setUp(): SetUpState {
    return this.#held.setUp;
  }
  get records(): RecordsState {
    return this.#held.records;
  }
  get settings(): SettingsState {
    return this.#held.settings;
  }

  get takeAway(): TakeAwayState {
    return this.#held.takeAway;
  }

  get copy(): CopyView {
    return this.session.app.value?.copy ?? { state: 'none' };
  }

  /** Null before the core has said anything. */
  get standing(): Standing | null {
    const app = this.session.app.value;
    return app && standing(app);
  }

  /** With `again`, the page was loaded once more while somebody was here: whoever is inside hears it. */
  async boot(first: Screen | null = null, again = false): Promise<void> {
    await Promise.all([this.session.app.refresh(), this.session.organisation.refresh(), this.clock.sync()]);
    assumed.take(this.session.organisation.value?.assumed);
    this.#comeBack = first;
    await this.#follow();
    if (again) this.tell(t('loaded-again'));
  }

  #fresh(): Held {
    return new Held(
      this.#transport,
      () => this.session.person?.fullName ?? this.session.holder?.givenName ?? '',
    );
  }

  /** The page goes where the core lets it, and forgets what it may no longer show. */
  async #follow(): Promise<void> {
    const before = this.#followed;
    const now = this.standing;
    if (now === null || now === before) return;
    // A copy takes another's place: who brings it back hears first how it ended.
    if (this.restore.doing === 'restoring') return;
    // Who leaves or removes hears first how it ended: the news that nobody is here may come before the answer.
    if (now === 'nobody' && (this.session.doing === 'leaving' || this.session.doing === 'removing')) return;
    this.#followed = now;
    switch (now) {
      case 'inside':
        return this.#enter();
      case 'signed-out':
        this.wasSignedOut = before === 'inside';
        this.#forget();
        void this.known.recall();
        return this.go(this.#comeBack ?? { name: 'home' });
      case 'lock':
      case 'safe':
      case 'trouble':
        this.#forget();
        this.lock.begin(this.copy);
        return this.go({ name: now });
      case 'pin-offer':
        this.lock.clear();
        return this.go({ name: now });
      case 'nobody': {
        this.#forget();
        this.#comeBack = null;
        if (this.session.removal) return this.go({ name: 'removed' });
        const start = before === null && (this.session.app.value?.peopleHere ?? 0) > 0;
        return start ? this.go({ name: 'people' }) : this.welcome();
      }
    }
  }

  /** Only the name of the screen stays. */
  #forget(): void {
    this.#comeBack = comeBack(this.screen) ?? this.#comeBack;
    this.#held = this.#fresh();
    this.dialog = null;
    this.looking = false;
    this.announcer.say('');
  }

  /** Somebody came in by another door: nothing of whoever was here before counts. */
  async #comeIn(): Promise<void> {
    this.#followed = null;
    this.#held = this.#fresh();
    this.screen = { name: 'starting' };
    this.#comeBack = null;
    await this.#follow();
  }

  /** Somebody signed in at the organisation. Who was only signed out comes back to where they were. */
  async cameIn(app: AppView): Promise<void> {
    this.session.app.adopt(app);
    if (this.#followed === 'signed-out') await this.#follow();
    else if (this.screen.name === 'sign-in') await this.#comeIn();
  }

  async welcome(): Promise<void> {
    if (this.session.app.value?.capabilities.showsDemoPeople) await this.session.people.refresh();
    this.go({ name: 'welcome' });
  }

  /** A person is signed in: what do we have of them? */
  async #enter(): Promise<void> {
    const held = this.#held;
    const back = comeBack(this.screen) ?? this.#comeBack;
    this.#comeBack = back;
    // What is written down here does not wait for the network, nor does what is known of an earlier time.
    const atOnce = back !== null && (!needsNetwork(back) || this.places.places.value !== null);
    this.go(atOnce ? back : { name: 'starting' });
    const live = Promise.all([
      this.consent.mirror.refresh(),
      this.setUp.mirror.refresh(),
      this.places.refresh(),
      this.share.refresh(this.clock.now),
    ]);
    if (!(await this.known.recall())) await live;
    // The news that somebody is here may come before the answer to who signed in, which begins anew.
    if (this.standing !== 'inside' || this.#held !== held) return;
    this.#comeBack = null;
    if (!back) return this.entering.goOn();
    if (await this.takeLink()) return;
    if (!atOnce) this.go(back);
  }

  /** A link that was opened elsewhere on this computer is shown, unless something must come before. */
  async takeLink(): Promise<boolean> {
    if (this.standing !== 'inside' || this.entering.missing) return false;
    if (!(await this.link.given())) return false;
    this.go({ name: 'open-link' });
    return true;
  }

  go(screen: Screen): void {
    this.dialog = null;
    this.notice = null;
    this.session.problem = null;
    if (screen.name !== 'removed') this.session.removal = null;
    this.screen = screen;
    if (screen.name === 'activity') void this.activity.mirror.refresh();
    if (['activity', 'settings', 'diary'].includes(screen.name)) void this.settings.privacy.refresh();
    if (['settings', 'diary', 'receipt'].includes(screen.name)) void this.activity.receipts.mirror.refresh();
    if (screen.name === 'place') void this.place.open(screen.placeId);
    if (screen.name === 'people') void this.people.mirror.refresh();
    if (screen.name === 'documents') void this.documents.mirror.refresh();
    if (screen.name === 'report') void this.activity.report.open();
    if (screen.name === 'settings') void this.settings.account.refresh();
    if (screen.name === 'about') void this.settings.about.refresh();
  }

  /** After something that took time: on from there, unless the person went elsewhere meanwhile. */
  goOn(from: Screen['name'], to: Screen): void {
    if (this.screen.name === from) this.go(to);
  }

  /** Asks before somebody leaves. What failed earlier is not what this is about. */
  ask(dialog: 'sign-out' | 'sign-out-remove' | 'remove' | 'close-account'): void {
    this.session.problem = null;
    this.settings.problem = null;
    this.dialog = dialog;
  }

  tell(sentence: string): void {
    // What was under way when the copy locked ends unsaid.
    if (this.standing !== 'inside') return;
    this.notice = sentence;
    this.announcer.say(sentence);
  }

  /** Something may have changed in the core: ask again for just that. */
  async changed(topics: readonly Topic[]): Promise<void> {
    if (topics.includes('clock')) await this.clock.sync();
    if (topics.includes('session')) {
      await this.session.app.refresh();
      await this.#follow();
    }
    if (this.standing !== 'inside' && this.standing !== 'signed-out') return;
    const asks: Promise<void>[] = [];
    // Nobody reads the list elsewhere, and it is asked for whenever it is shown.
    if (topics.includes('activity') && this.screen.name === 'activity')
      asks.push(this.activity.mirror.refresh());
    if (topics.includes('records')) asks.push(this.records.changed(this.screen.name));
    const before = this.places.newest;
    const change = this.consent.mirror.value?.change ?? null;
    if (this.standing === 'inside') {
      if (topics.includes('documents') && this.screen.name === 'documents')
        asks.push(this.documents.mirror.refresh());
      if (topics.includes('consent')) asks.push(this.consent.mirror.refresh());
      if (topics.includes('set-up')) asks.push(this.setUp.mirror.refresh());
      if (topics.includes('places')) asks.push(this.places.places.refresh(), this.places.summary.refresh());
      if (topics.includes('search')) asks.push(this.places.search.refresh());
      if (topics.includes('share')) asks.push(this.share.refresh(this.clock.now));
    }
    await Promise.all(asks);
    if (topics.includes('link')) await this.takeLink();
    this.#sayNews(before);
    this.finding.heard(change);
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
    if (await this.session.signIn(person)) await this.#comeIn();
  }

  /** In a demo: nobody is played any more, and nothing is left of whoever was. */
  async playedOut(): Promise<void> {
    if (this.standing !== 'nobody') await this.session.removeEverything();
    await this.welcome();
  }

  /** In a demo: somebody is played, from the beginning. */
  async play(personId: string): Promise<void> {
    await this.session.people.refresh();
    const person = this.session.people.value?.find((one) => one.id === personId);
    if (person) await this.signIn(person);
  }

  async signInAgain(): Promise<void> {
    if (this.session.app.value?.capabilities.canSignIn) return this.entering.begin('this-computer');
    if (await this.session.signInAgain()) await this.#follow();
  }

  async signOut(copy: CopyAfter): Promise<void> {
    await this.session.signOut(copy);
    await this.#follow();
  }

  /** Removes the copy in use, open or locked. */
  async removeEverything(): Promise<void> {
    await this.session.removeEverything();
    await this.#follow();
  }

  async lockNow(): Promise<void> {
    if (await this.session.lock()) await this.#follow();
  }

  /** Does once more what failed about who is here. */
  async retrySession(): Promise<void> {
    if (await this.session.again()) await this.#follow();
  }

  async openCopy(id: string): Promise<void> {
    const app = await this.people.open(id);
    if (!app) return;
    this.session.app.adopt(app);
    await this.#comeIn();
  }

  /** Back to where a backup can be brought back from. */
  async leaveRestore(): Promise<void> {
    if (this.standing === 'inside' || this.standing === 'signed-out') return this.go({ name: 'take-away' });
    if ((this.session.app.value?.peopleHere ?? 0) > 0) return this.go({ name: 'people' });
    return this.welcome();
  }

  /** A backup is back in its place, and nobody is signed in. */
  async restored(): Promise<void> {
    const done = this.restore.done;
    await this.session.app.refresh();
    await this.#comeIn();
    this.go({ name: 'records' });
    if (!done) return;
    this.notice = t('restore-done', { records: done.records, files: done.files });
    this.announcer.say(this.notice);
  }

  /** Deletes what is asked about, and says what was looked at afterwards. */
  async deleted(gone: Promise<string | null>): Promise<void> {
    const sentence = await gone;
    if (sentence === null) return;
    this.dialog = null;
    this.notice = sentence;
    this.announcer.say(sentence);
  }

  /** Asks the network to close the account, or to keep it. */
  async account(close: boolean): Promise<void> {
    if (!(await (close ? this.settings.closeAccount() : this.settings.keepAccount()))) return;
    this.dialog = null;
    this.tell(t(close ? 'close-account-said' : 'close-account-kept'));
  }

  /** An answer at a gate was taken: the core says what is behind it. */
  async passed(taken: Promise<boolean>): Promise<void> {
    if (await taken) await this.changed(['session']);
  }

  /** A PIN was set, changed or taken away. */
  async lockChanged(sentence: string): Promise<void> {
    this.dialog = null;
    await Promise.all([this.changed(['session']), this.settings.privacy.refresh()]);
    this.tell(sentence);
  }

  /** Polling is slower while nobody can see the window. */
  seen(visible: boolean): void {
    void this.#transport.call('set_visible', { visible }).catch(() => undefined);
  }

  stillHere(): void {
    if (this.session.canLock) void this.#transport.call('still_here', null).catch(() => undefined);
  }

  /** For the few sentences outside the page. What the core says to it changes nothing here. */
  speak(language: Language): void {
    void this.#transport.call('set_language', { language }).catch(() => undefined);
  }

  /** Reads the network's answers once more, for all of Home. */
  async lookAgain(): Promise<void> {
    this.looking = true;
    await Promise.all([this.consent.mirror.refresh(), this.places.refresh()]);
    this.looking = false;
    if (!this.places.places.problem)
      this.announcer.say(t('looked-again', { time: clockTime(this.clock.now) }));
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
    this.goOn('share', { name: 'home' });
    if (endsAt) this.tell(t('share-done-said', { time: clockTime(endsAt) }));
  }
}
