// What follows what on the way in: the sign-in at the organisation, then terms, proof of identity and details.
import { SignInState } from '../../features/sign-in/sign-in.svelte';
import { t } from '../../i18n/index.svelte';
import type { DetailField, SignInOn } from '../../ipc/generated';
import type { Transport } from '../../ipc/transport';
import type { Screen } from '../screens';
import type { Stage } from '../stage.svelte';

export class EnteringFlow {
  readonly signIn: SignInState;
  #stage: Stage;
  /** Where the sign-in was begun. */
  #from: Screen = { name: 'welcome' };
  /** Where a place asked for a new proof; the way leads back there. */
  #asked: Screen | null = null;
  /** Where the details were opened from; the way leads back there. */
  #detailsFrom = $state<'settings' | 'documents'>('settings');

  constructor(stage: Stage, transport: Transport) {
    this.#stage = stage;
    this.signIn = new SignInState(transport);
  }

  /** In the browser or on a phone, to wherever it ends. */
  async begin(on: SignInOn): Promise<void> {
    const { screen } = this.#stage;
    if (screen.name !== 'sign-in') this.#from = screen;
    this.#stage.go({ name: 'sign-in' });
    const app = await this.signIn.start(on);
    if (app) await this.#stage.cameIn(app);
  }

  /** Back to where it was begun. */
  async leave(): Promise<void> {
    if (this.signIn.running) await this.signIn.stop();
    this.signIn.forget();
    if (this.#from.name === 'welcome') await this.#stage.welcome();
    else this.#stage.go(this.#from);
  }

  /** The screen of the first thing that is missing; null where nothing is. */
  get missing(): Screen | null {
    const { next } = this.#stage.setUp;
    return next === null || next === 'done' ? null : { name: next };
  }

  /** A place does not believe the proof that was given before. */
  proveAgain(): void {
    this.#asked = this.#stage.screen;
    this.#stage.setUp.rest();
    this.#stage.go({ name: 'identity' });
  }

  /** Away from the proof, without one. */
  later(): void {
    this.#stage.go(this.#asked ?? { name: 'home' });
    this.#asked = null;
  }

  /** On to what is missing now, else back to who asked, to the permission or Home. */
  async goOn(): Promise<void> {
    const { missing } = this;
    const asked = this.#asked;
    if (asked && !missing) {
      this.#asked = null;
      return this.#stage.go(asked);
    }
    if (missing?.name === 'details') return this.details();
    if (missing) return this.#stage.go(missing);
    if (await this.#stage.takeLink()) return;
    const undecided = this.#stage.consent.mirror.value?.provision === 'none';
    this.#stage.go({ name: undecided ? 'permission' : 'home' });
  }

  async acceptTerms(): Promise<void> {
    const version = this.#stage.session.organisation.value?.terms.version;
    if (version && (await this.#stage.setUp.acceptTerms(version))) await this.#accepted();
  }

  /** What comes next does not fetch anybody from where they went meanwhile. */
  async #accepted(): Promise<void> {
    if (this.#stage.screen.name === 'terms') await this.goOn();
  }

  async checkIdentity(): Promise<void> {
    const { setUp } = this.#stage;
    if (await setUp.check()) await this.#told();
  }

  /** Does once more what failed. */
  async again(): Promise<void> {
    const { setUp } = this.#stage;
    const { name } = this.#stage.screen;
    if (!(await setUp.again())) return;
    if (name === 'identity') await this.#told();
    else if (name === 'terms') await this.#accepted();
    else if (setUp.doing === null && name === 'details' && setUp.hasDetails) await this.#saved();
  }

  async #told(): Promise<void> {
    const { setUp, screen } = this.#stage;
    this.#stage.announcer.say(t(`identity-proof-${setUp.proof ?? 'unknown'}`));
    if (screen.name === 'identity' && (setUp.proof === 'proved' || setUp.proof === 'differs'))
      await this.goOn();
  }

  /** Opens the details, freshly read; `differs`: lines that an ID check says are different. */
  async details(differs: readonly DetailField[] = []): Promise<void> {
    const { setUp, screen } = this.#stage;
    setUp.differs = differs;
    this.#detailsFrom = screen.name === 'documents' ? 'documents' : 'settings';
    this.#stage.go({ name: 'details' });
    await setUp.read();
  }

  /** Where one comes to from the details. */
  get behindDetails(): 'home' | 'settings' | 'documents' {
    return this.settingUp ? 'home' : this.#detailsFrom;
  }

  /** Away from the details, unsaved. */
  leaveDetails(): void {
    this.#stage.go({ name: this.behindDetails });
  }

  async saveDetails(): Promise<void> {
    if (await this.#stage.setUp.save()) await this.#saved();
  }

  /** Whoever corrected them checks again; else what is missing comes next. */
  async #saved(): Promise<void> {
    const { setUp, session } = this.#stage;
    const settingUp = this.settingUp;
    await session.app.refresh();
    if (this.#stage.screen.name === 'details') {
      if (setUp.proof === 'differs') return this.#stage.go({ name: 'identity' });
      if (settingUp) await this.goOn();
      else this.#stage.go({ name: this.#detailsFrom });
    }
    this.#stage.tell(t('details-saved'));
  }

  /** The details belong to the set-up; else they were opened in Settings. */
  get settingUp(): boolean {
    const { setUp, consent } = this.#stage;
    return setUp.next !== 'done' || consent.mirror.value?.provision === 'none';
  }
}
