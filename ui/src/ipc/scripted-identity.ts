// Sign-in and set-up of the scripted core: what a provider and a checker would do, when a test or the gallery says so.
import type {
  Commands,
  Details,
  IdentityOutcome,
  InBrowser,
  OrganisationView,
  ProofState,
  SessionView,
  SetUpView,
  SigningIn,
  SignInOutcome,
  Topic,
} from './generated';
import { openCopy } from './scripted-copy';
import type { World } from './scripted-worlds';

export const lakeshore: OrganisationView = {
  name: 'Lakeshore Health',
  help: {
    phone: '555 0199',
    email: null,
    hasPage: true,
    hours: { en: 'Monday to Friday, 8 AM to 5 PM', es: 'De lunes a viernes, de 8 a. m. a 5 p. m.' },
  },
  terms: { title: { en: 'Terms of use', es: 'Condiciones de uso' }, version: '1.0', date: '2026-06-01' },
  hasPrivacyPage: true,
  assumed: { searchMinutes: 60, freshHours: 36, yesAloneSearches: false },
  checker: {
    name: 'Trueleaf ID',
    offered: true,
    steps: [
      { en: 'Take a picture of your ID.', es: 'Tome una foto de su identificación.' },
      { en: 'Take a picture of your face.', es: 'Tome una foto de su cara.' },
      {
        en: 'Check your name, birth date and address.',
        es: 'Revise su nombre, fecha de nacimiento y dirección.',
      },
    ],
    promises: [
      { en: 'Only Trueleaf ID sees the pictures.', es: 'Solo Trueleaf ID ve las fotos.' },
      { en: 'It is not a credit check.', es: 'No es una consulta de crédito.' },
    ],
  },
};

export const rosaDetails: Details = {
  given: 'Rosa',
  family: 'Delgado',
  birthDate: '1968-04-06',
  gender: 'female',
  phone: '(608) 555-0142',
  email: 'rosa.d@mail.example',
  street: '88 Harbor Street',
  unit: '',
  city: 'Alder Bay',
  state: 'WI',
  postalCode: '54099',
};

export const inPlace: SetUpView = {
  next: 'done',
  termsAccepted: true,
  proof: { state: 'proved', since: null },
  missing: [],
};

type IdentityCommand =
  | 'organisation'
  | 'open_page'
  | 'set_up'
  | 'accept_terms'
  | 'details'
  | 'save_details'
  | 'errand_look'
  | 'errand_reopen'
  | 'errand_stop';
type Answers = { [K in IdentityCommand]: (request: Commands[K]['request']) => Commands[K]['response'] };
type Around = {
  at: (offset?: number) => string;
  emit: (...topics: Topic[]) => void;
  person: (id: string) => SessionView;
};

/** What waits in the browser, and how it ends. */
export class ScriptedErrands {
  signIn: ((outcome: SignInOutcome) => void) | null = null;
  identity: ((outcome: IdentityOutcome) => void) | null = null;
  #world: World;
  #around: Around;

  constructor(world: World, around: Around) {
    this.#world = world;
    this.#around = around;
  }

  signingIn(
    { on }: Commands['sign_in_at_provider']['request'],
    report: (step: SigningIn) => void,
  ): Promise<SignInOutcome> {
    return new Promise((settle) => {
      this.signIn = settle;
      report({ step: 'opening' });
      const until = this.#around.at(600);
      if (on === 'this-computer') report({ step: 'in-browser', host: 'id.lakeshore.example', until });
      else
        report({
          step: 'show-code',
          code: 'WDJB-MJHT',
          address: 'id.lakeshore.example/device',
          qr: this.#world.qr,
          until,
        });
    });
  }

  /** Somebody signed in at the organisation. */
  signedIn(id = 'rosa'): void {
    const { app } = this.#world;
    app.session = this.#around.person(id);
    if (app.copy.state === 'none') app.copy = openCopy('none');
    this.signIn?.({ result: 'signed-in', app });
    this.signIn = null;
  }

  checking(report: (step: InBrowser) => void): Promise<IdentityOutcome> {
    return new Promise((settle) => {
      this.identity = settle;
      report({ step: 'opening' });
      report({ step: 'waiting', host: 'check.trueleaf.example', until: this.#around.at(600), qr: null });
    });
  }

  /** The network says where the proof stands now. */
  proved(state: ProofState): void {
    const { setUp } = this.#world;
    setUp.proof = { state, since: this.#around.at() };
    setUp.next = nextOf(setUp);
    this.identity?.({ result: 'told', proof: setUp.proof });
    this.identity = null;
  }

  answers(): Answers {
    const world = this.#world;
    return {
      organisation: () => world.organisation,
      open_page: () => null,
      set_up: () => world.setUp,
      accept_terms: () => {
        world.setUp.termsAccepted = true;
        world.setUp.next = nextOf(world.setUp);
        return world.setUp;
      },
      details: () => world.details,
      save_details: ({ details }) => {
        if (!details.given || !details.family)
          return { result: 'not-right', fields: details.given ? ['family'] : ['given'] };
        world.details = details;
        return { result: 'saved', details };
      },
      errand_look: () => null,
      errand_reopen: () => null,
      errand_stop: ({ errand }) => {
        if (errand === 'sign-in') this.signIn?.({ result: 'stopped' });
        else this.identity?.({ result: 'stopped' });
        return null;
      },
    };
  }
}

function nextOf({ termsAccepted, proof, missing }: SetUpView): SetUpView['next'] {
  if (!termsAccepted) return 'terms';
  if (proof.state === 'differs') return 'details';
  if (proof.state !== 'proved') return 'identity';
  return missing.length > 0 ? 'details' : 'done';
}
