// The copy of the scripted core: its lock, its people, and how it goes.
import type {
  Commands,
  CopyView,
  LockKind,
  PersonHereView,
  PrivacyView,
  SecretOutcome,
  SessionView,
  Topic,
} from './generated';
import type { World } from './scripted-worlds';
import type { CommandName } from './transport';

/** What opens the lock of the scenes. */
export const rightPin = '482915';
export const rightPassphrase = 'blue river stone';
const triesBeforeWait = 5;
const waits = [60, 300, 900, 3600];

const holder = { givenName: 'Rosa', initials: 'RD' };

export function openCopy(lock: LockKind): CopyView {
  return { state: 'open', holder, lock };
}

export function lockedCopy(by: LockKind): CopyView {
  return {
    state: 'locked',
    holder: by === 'passphrase' ? null : holder,
    by,
    triesLeft: triesBeforeWait,
    waitSeconds: 0,
  };
}

export function peopleHere(lastUsedAt: string): PersonHereView[] {
  return [
    { id: 'copy-rosa', name: 'Rosa Delgado', initials: 'RD', open: true, lock: 'pin', lastUsedAt },
    { id: 'copy-mateo', name: 'Mateo Delgado', initials: 'MD', open: false, lock: 'none', lastUsedAt },
    { id: 'copy-third', name: null, initials: null, open: false, lock: 'passphrase', lastUsedAt },
  ];
}

export function privacyOf(lock: LockKind, checkedAt: string): PrivacyView {
  return {
    keyPlace: lock === 'passphrase' ? 'passphrase' : 'safe',
    system: 'linux',
    checkedAt,
    lock,
    lockAfterMinutes: 5,
    records: 258,
    places: 5,
    people: 3,
    notifies: false,
    keepsTrail: false,
  };
}

type CopyCommand =
  | 'sign_in'
  | 'sign_in_again'
  | 'sign_out'
  | 'lock'
  | 'unlock'
  | 'still_here'
  | 'change_lock'
  | 'remove_pin'
  | 'decline_pin'
  | 'keep_here'
  | 'start_fresh'
  | 'people'
  | 'open_copy'
  | 'privacy'
  | 'set_lock_after'
  | 'set_notifications'
  | 'set_language'
  | 'set_visible'
  | 'remove_everything'
  | 'report'
  | 'save_report'
  | 'save_activity';
type Answers = { [K in CopyCommand]: (request: Commands[K]['request']) => Commands[K]['response'] };

/** What a locked copy still answers. */
export const answersLocked: readonly CommandName[] = [
  'app',
  'clock',
  'demo_people',
  'director',
  'story_steps',
  'direct',
  'wire_log',
  'notes',
  'open_notes',
  'organisation',
  'open_page',
  'sign_in_at_provider',
  'errand_look',
  'errand_reopen',
  'errand_stop',
  'sign_in',
  'unlock',
  'lock',
  'still_here',
  'people',
  'open_copy',
  'remove_everything',
  'set_language',
  'set_visible',
  'keep_here',
  'start_fresh',
];

function weakness(secret: string, by: LockKind): SecretOutcome | null {
  if (by === 'passphrase') return secret.length < 8 ? { result: 'wrong-length' } : null;
  if (!/^\d{6,12}$/.test(secret)) return { result: 'wrong-length' };
  const easy = /^(\d)\1+$/.test(secret) || '01234567890123456789'.includes(secret);
  return easy ? { result: 'too-easy' } : null;
}

type Around = { at: () => string; emit: (...topics: Topic[]) => void; person: (id: string) => SessionView };

export function copyAnswers(world: World, { at, emit, person }: Around): Answers {
  const { app } = world;
  const lockKind = () => (app.copy.state === 'open' ? app.copy.lock : world.privacy.lock);

  function open(lock: LockKind): void {
    app.copy = openCopy(lock);
    world.privacy.lock = lock;
    app.session = person('rosa');
    world.wrong = 0;
    emit('session');
  }

  function lock(): null {
    const by = lockKind();
    if (by === 'none') return null;
    app.copy = lockedCopy(by);
    app.session = null;
    emit('session');
    return null;
  }

  function gone(): Commands['remove_everything']['response'] {
    app.copy = { state: 'none' };
    app.session = null;
    app.offersPin = false;
    app.peopleHere = Math.max(0, app.peopleHere - 1);
    world.copies = world.copies.slice(1);
    emit('session');
    return {
      at: at(),
      checks: [
        { what: 'key', gone: true },
        { what: 'file', gone: true },
        { what: 'put-aside', gone: true },
      ],
      trailKept: world.privacy.keepsTrail,
    };
  }

  /** Five wrong answers are looked at at once; each one after that costs a longer wait. */
  function guess(secret: string): SecretOutcome {
    const right = lockKind() === 'passphrase' ? rightPassphrase : rightPin;
    if (secret === world.secret || secret === right) return { result: 'done' };
    world.wrong += 1;
    const over = world.wrong - triesBeforeWait;
    return {
      result: 'wrong',
      triesLeft: Math.max(0, -over),
      waitSeconds: over < 0 ? 0 : (waits[Math.min(over, waits.length - 1)] ?? 0),
    };
  }

  return {
    sign_in: ({ personId }) => {
      const session = person(personId);
      app.session = session;
      app.copy = { state: 'open', holder: session, lock: 'none' };
      app.peopleHere = Math.max(1, app.peopleHere);
      return app;
    },
    sign_in_again: () => {
      app.session = person('rosa');
      return app;
    },
    sign_out: ({ copy }) => {
      if (copy === 'remove') return gone();
      app.copy = { state: 'none' };
      app.session = null;
      emit('session');
      return null;
    },
    lock,
    unlock: ({ secret }) => {
      const outcome = guess(secret);
      if (outcome.result === 'done') open(lockKind());
      return outcome;
    },
    still_here: () => null,
    change_lock: ({ secret, current }) => {
      if (current !== null) {
        const outcome = guess(current);
        if (outcome.result !== 'done') return outcome;
      }
      const weak = weakness(secret, lockKind());
      if (weak) return weak;
      world.secret = secret;
      app.offersPin = false;
      open(lockKind() === 'passphrase' ? 'passphrase' : 'pin');
      return { result: 'done' };
    },
    remove_pin: ({ secret }) => {
      const outcome = guess(secret);
      if (outcome.result === 'done') open('none');
      return outcome;
    },
    decline_pin: () => {
      app.offersPin = false;
      return null;
    },
    keep_here: ({ how, passphrase }) => {
      if (how === 'passphrase') {
        const weak = weakness(passphrase ?? '', 'passphrase');
        if (weak) return weak;
        world.secret = passphrase;
        open('passphrase');
      } else if (how === 'session') {
        open('none');
        world.privacy.keyPlace = 'session';
      }
      return { result: 'done' };
    },
    start_fresh: () => {
      open('none');
      return null;
    },
    people: () => world.copies,
    open_copy: ({ id }) => {
      const chosen = world.copies.find((copy) => copy.id === id);
      for (const copy of world.copies) copy.open = copy.id === id && copy.lock === 'none';
      app.session = null;
      const whose = chosen?.name
        ? { givenName: chosen.name.split(' ')[0] ?? chosen.name, initials: chosen.initials ?? '' }
        : null;
      const by = chosen?.lock ?? 'none';
      app.copy =
        by === 'none' && whose
          ? { state: 'open', holder: whose, lock: by }
          : { state: 'locked', holder: whose, by, triesLeft: triesBeforeWait, waitSeconds: 0 };
      return app;
    },
    privacy: () => world.privacy,
    set_lock_after: ({ minutes }) => {
      world.privacy.lockAfterMinutes = minutes;
      return world.privacy;
    },
    set_notifications: ({ on }) => {
      world.privacy.notifies = on;
      return world.privacy;
    },
    set_language: () => null,
    set_visible: () => null,
    remove_everything: gone,
    report: () => ({ id: 'report-1', lines: world.report }),
    save_report: () => ({ name: 'Satchel report.txt', folder: 'Documents' }),
    save_activity: () => ({ name: 'Satchel activity.ndjson', folder: 'Documents' }),
  };
}
