// A visit at a kiosk: which screen is shown, and what follows what. The core's clock says when the screen blurs, asks and
// ends; nothing here counts time.
import { ConnectState } from '../features/connect/connect.svelte';
import { ConsentState } from '../features/consent/consent.svelte';
import { PlacesState } from '../features/places/places.svelte';
import { SetUpState } from '../features/set-up/set-up.svelte';
import { ShareState } from '../features/share/share.svelte';
import { SignInState } from '../features/sign-in/sign-in.svelte';
import { locale, t, type Language } from '../i18n/index.svelte';
import type { PlaceView, QrView, Topic, VisitKind } from '../ipc/generated';
import type { Transport } from '../ipc/transport';
import { Announcer } from '../lib/announcer.svelte';
import { assumed } from '../lib/assumed.svelte';
import { AppClock } from '../lib/clock.svelte';
import { Mirror } from '../lib/mirror.svelte';
import { underQr } from '../lib/under-qr';
import { Assist } from './assist.svelte';
import { StaffState } from './staff.svelte';

/** Seconds a passcode stays in sight. Shorter than at home: others stand near. */
export const passcodeSeconds = 15;

/** Where the person is. What the core says of the visit (`still there?`, over, locked) goes before. */
export type Step =
  | 'attract'
  | 'choose'
  | 'sign-in'
  | 'starting'
  | 'terms'
  | 'identity'
  | 'at-home'
  | 'permission'
  | 'begun'
  | 'home'
  | 'places'
  | 'connect'
  | 'share';

/** Everything of one person: dropped whole when the visit is over. */
class Held {
  readonly signIn: SignInState;
  readonly setUp: SetUpState;
  readonly consent: ConsentState;
  readonly places: PlacesState;
  readonly connect: ConnectState;
  readonly share: ShareState;

  constructor(transport: Transport) {
    this.signIn = new SignInState(transport);
    this.setUp = new SetUpState(transport);
    this.consent = new ConsentState(transport);
    this.places = new PlacesState(transport);
    this.connect = new ConnectState(transport);
    this.share = new ShareState(transport, () => t('share-title-first'), {
      seconds: passcodeSeconds,
      remembers: false,
    });
  }
}

export class KioskState {
  step = $state<Step>('attract');
  /** The proof of the visit before was read. */
  proofRead = $state(false);
  ending = $state(false);
  isDemo = $state(false);
  called = $state<'no' | 'calling' | 'called' | 'shown'>('no');
  termsQr = $state.raw<QrView | null>(null);
  looking = $state(false);
  readonly announcer = new Announcer();
  readonly clock: AppClock;
  readonly visit: Mirror<'visit'>;
  readonly app: Mirror<'app'>;
  readonly organisation: Mirror<'organisation'>;
  readonly staff: StaffState;
  readonly assist: Assist;
  #transport: Transport;
  #held = $state.raw<Held>() as Held;

  constructor(transport: Transport) {
    this.#transport = transport;
    this.clock = new AppClock(transport);
    this.visit = new Mirror(transport, 'visit');
    this.app = new Mirror(transport, 'app');
    this.organisation = new Mirror(transport, 'organisation');
    this.staff = new StaffState(transport);
    this.assist = new Assist(transport);
    this.#held = new Held(transport);
  }

  get held(): Held {
    return this.#held;
  }

  caption(...parts: string[]): string {
    return underQr(this.isDemo, ...parts);
  }

  get initials(): string {
    const letters = this.app.value?.session?.initials ?? '';
    return [...letters].map((letter) => `${letter}.`).join(' ');
  }

  get kind(): VisitKind {
    return this.visit.value?.kind ?? 'show-my-records';
  }

  /** Places that ask for a sign-in. */
  get signIns(): PlaceView[] {
    return this.held.places.list.filter((place) => place.action === 'sign-in' && place.voice === 'need');
  }

  /** What is on the screen, by name. */
  get shown(): string {
    const visit = this.visit.value;
    if (!visit) return 'starting';
    if (visit.at.stage === 'over' || this.ending) return 'ending';
    if (this.staff.open) return visit.staff ? 'staff' : 'staff-pin';
    if (visit.locked) return 'locked';
    if (visit.at.stage === 'still-there') return 'still-there';
    if (visit.proof && !this.proofRead && visit.at.stage === 'attract') return 'proof';
    if (this.step === 'share') return this.held.share.phase === 'passcode' ? 'passcode' : 'share';
    return this.step;
  }

  /** The network cannot be reached from here, as long as nobody has begun. */
  get offline(): boolean {
    return this.visit.value?.offline ?? false;
  }

  /** `first`: the screen that the gallery wants to see. */
  async boot(first: Step | null): Promise<void> {
    await Promise.all([this.visit.refresh(), this.app.refresh(), this.organisation.refresh()]);
    assumed.take(this.organisation.value?.assumed);
    this.isDemo = this.app.value?.capabilities.showsDemoBanner ?? false;
    if (first && this.app.value?.session) await this.#enter();
    if (first === 'share') await this.share();
    else if (first) this.step = first;
  }

  readProof(): void {
    this.proofRead = true;
    // The next person finds everything as it was.
    void locale.choose('en');
    this.assist.reset();
  }

  /** The core lives, and so does this page: each asks the other. */
  run(): () => void {
    const stopClock = this.clock.run();
    const beat = setInterval(() => void this.visit.refresh(), 2_000);
    const stopListening = this.#transport.onChanged((topics) => void this.changed(topics));
    return () => {
      stopClock();
      clearInterval(beat);
      stopListening();
    };
  }

  async changed(topics: readonly Topic[]): Promise<void> {
    const { places, consent, setUp, share } = this.held;
    const asks: Promise<unknown>[] = [];
    if (topics.includes('clock')) asks.push(this.clock.sync());
    if (topics.includes('visit')) asks.push(this.visit.refresh());
    if (topics.includes('session')) asks.push(this.app.refresh());
    await Promise.all(asks);
    if (this.visit.value?.at.stage === 'over') return this.#forget();
    if (!this.app.value?.session) return;
    if (topics.includes('places')) void places.places.refresh();
    if (topics.includes('search')) void places.search.refresh();
    if (topics.includes('consent')) void consent.mirror.refresh();
    if (topics.includes('set-up')) void setUp.mirror.refresh();
    if (topics.includes('share')) void share.refresh(this.clock.now);
  }

  /** Follows the app's clock: the end of a QR code does not wait for its screen. */
  tick(): void {
    const mark = this.held.share.tick(this.clock.now);
    if (mark === 'ended') this.announcer.say(t('share-said-ended'));
    else if (mark) this.announcer.say(t(`share-said-${mark}`));
  }

  touched(): void {
    const stage = this.visit.value?.at.stage;
    // "Still there?" has a button for the answer; nobody answers by leaning on the screen.
    if (stage === 'going' || stage === 'blurred') void this.#tell('still_here');
  }

  async stillHere(): Promise<void> {
    await this.#tell('still_here');
    await this.visit.refresh();
  }

  /** A language was chosen: the visit begins. */
  async begin(language: Language): Promise<void> {
    await locale.choose(language);
    await this.#quietly(() => this.#transport.call('set_language', { language }));
    const offered = this.visit.value?.offered ?? [];
    const [first] = offered;
    if (!first) return;
    await this.#choose(first);
    if (offered.length > 1) this.step = 'choose';
    else await this.signIn();
  }

  async choose(kind: VisitKind): Promise<void> {
    await this.#choose(kind);
    await this.signIn();
  }

  async #choose(kind: VisitKind): Promise<void> {
    await this.#quietly(() => this.#transport.call('begin_visit', { kind }));
    await this.visit.refresh();
  }

  async signIn(): Promise<void> {
    this.step = 'sign-in';
    const app = await this.held.signIn.start('phone');
    if (!app) return;
    this.app.adopt(app);
    await this.#enter();
  }

  async #enter(): Promise<void> {
    this.step = 'starting';
    const { consent, setUp } = this.held;
    await Promise.all([consent.mirror.refresh(), setUp.mirror.refresh(), this.#places()]);
    this.goOn();
  }

  /** On to what is missing, else Home. */
  goOn(): void {
    const { setUp, consent } = this.held;
    const next = setUp.next;
    if (next === 'terms') this.step = 'terms';
    else if (next === 'identity') this.step = 'identity';
    else if (next === 'details') this.step = 'at-home';
    else if (consent.mirror.value?.provision === 'none') this.step = 'permission';
    else this.step = 'home';
  }

  async readTerms(): Promise<void> {
    await this.#quietly(async () => {
      this.termsQr = await this.#transport.call('open_page', { page: 'terms' });
    });
  }

  async acceptTerms(): Promise<void> {
    const version = this.organisation.value?.terms.version;
    if (version && (await this.held.setUp.acceptTerms(version))) this.goOn();
  }

  async checkIdentity(): Promise<void> {
    if (await this.held.setUp.check()) {
      const { proof } = this.held.setUp;
      if (proof === 'proved') this.goOn();
    }
  }

  async givePermission(): Promise<void> {
    if (await this.held.consent.turnOn()) {
      void this.#places();
      this.step = 'begun';
    }
  }

  async lookAgain(): Promise<void> {
    if (this.looking) return;
    this.looking = true;
    await Promise.all([this.held.consent.mirror.refresh(), this.#places()]);
    this.looking = false;
    this.announcer.say(t('kiosk-looked'));
  }

  async connect(place: PlaceView): Promise<void> {
    this.step = 'connect';
    const connected = await this.held.connect.start(place.id);
    if (!connected) return;
    await this.#places();
    this.announcer.say(t('kiosk-connected', { place: connected.name }));
    this.step = this.signIns.length > 0 ? 'places' : 'home';
  }

  async leaveConnect(): Promise<void> {
    await this.held.connect.stop();
    this.step = this.signIns.length > 0 ? 'places' : 'home';
  }

  async share(): Promise<void> {
    this.step = 'share';
    await this.held.share.make();
  }

  async doneSharing(): Promise<void> {
    if (await this.held.share.done()) this.step = 'home';
  }

  /** "I'm done", from any screen. What is shown goes first. */
  async done(): Promise<void> {
    this.ending = true;
    this.#forget();
    await this.#tell('end_visit');
    await this.visit.refresh();
    // A core that did not end it is asked once more by whoever presses again.
    if (this.visit.value?.at.stage !== 'over' && this.visit.problem === null) this.ending = false;
  }

  async callStaff(): Promise<void> {
    this.called = 'calling';
    this.announcer.say(t('kiosk-help-said'));
    let reached = false;
    await this.#quietly(async () => {
      reached = await this.#transport.call('call_staff', null);
    });
    this.called = reached ? 'called' : 'shown';
  }

  /** Nobody reads records here: the places and the search are enough. */
  async #places(): Promise<void> {
    const { places } = this.held;
    await Promise.all([places.places.refresh(), places.search.refresh()]);
  }

  #forget(): void {
    this.assist.hush();
    this.held.signIn.forget();
    this.#held = new Held(this.#transport);
    this.app.forget();
    this.termsQr = null;
  }

  #tell(name: 'still_here' | 'end_visit'): Promise<void> {
    return this.#quietly(() => this.#transport.call(name, null));
  }

  async #quietly(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch {
      // The visit's own question says how it stands.
    }
  }
}
