// The scene as the gallery's address wants it: see main.ts for the words.
import type { CopyTrouble, ErrorCode, KeyPlace, LockKind, SafeTrouble } from '../ipc/generated';
import { ScriptedCore, scriptedError } from '../ipc/scripted';
import { documentPlays } from '../ipc/scripted-documents';
import { manyLines } from '../ipc/scripted-records';
import { offeredAbout, type Scene } from '../ipc/scripted-worlds';
import type { CommandName } from '../ipc/transport';

const safeTroubles: readonly SafeTrouble[] = [
  'not-there',
  'not-set-up',
  'locked',
  'silent',
  'key-gone',
  'failed',
];
const copyTroubles: readonly CopyTrouble[] = [
  'damaged',
  'wrong-key',
  'newer',
  'in-use',
  'read-only',
  'disk-full',
  'disk',
];
const locks: readonly LockKind[] = ['none', 'pin', 'passphrase'];
const keyPlaces: readonly KeyPlace[] = ['safe', 'passphrase', 'session'];

const longPlace = 'Saint Bartholomew-in-the-Fields Regional Children’s and Women’s Rehabilitation Hospital';
const longPerson = 'Maximiliana Wilhelmina Featherstonehaugh-Vandersloot de la Villefranche';

export function coreFor(scene: Scene, asked: URLSearchParams): ScriptedCore {
  const core = new ScriptedCore(scene, { delay: Number(asked.get('delay') ?? 0) });
  const { world } = core;
  world.speed = Number(asked.get('speed') ?? 1);
  if (asked.has('lines')) core.records.lines = manyLines(Number(asked.get('lines')));
  if (asked.get('reading') === '1') core.records.reading = true;
  if (asked.get('banner') === '0') world.app.capabilities.showsDemoBanner = false;
  if (asked.get('offered') === '1') world.about = offeredAbout;
  if (asked.get('mine') === '1') world.linkIsMine = true;
  if (asked.get('whole') === '0') world.activity.whole = false;
  if (asked.get('log') === '0') world.activity.entries = [];
  if (asked.get('closing') === '1') core.records.closingAskedAt = core.at(-90_000);
  standCopy(core, asked);
  const change = asked.get('change');
  if (change === 'waiting' || change === 'late') {
    const { consent } = world;
    const on = consent.provision === 'permit';
    consent.change = { on, at: core.at(-40), effect: change, notYet: ['Alder Bay Medical Center'] };
  }
  if (asked.get('elsewhere') === '1') world.consent.decidedHere = false;
  const documents = documentPlays.find((play) => play === asked.get('documents'));
  if (documents) core.documents.play(documents);
  const proof = asked.get('proof');
  if (proof) {
    world.setUp = {
      next: proof === 'differs' ? 'details' : 'identity',
      termsAccepted: true,
      proof: { state: proof as typeof world.setUp.proof.state, since: core.at(-600) },
      missing: [],
    };
  }
  crowd(core, asked);
  answerSlowlyOrNot(core, asked);
  return core;
}

function standCopy(core: ScriptedCore, asked: URLSearchParams): void {
  const { world } = core;
  const { copy } = world.app;
  const why = asked.get('why');
  if (copy.state === 'no-safe') {
    copy.why = safeTroubles.find((one) => one === why) ?? copy.why;
    copy.hasCopy = asked.get('hasCopy') === '1';
  } else if (copy.state === 'trouble') {
    copy.why = copyTroubles.find((one) => one === why) ?? copy.why;
  } else if (copy.state === 'locked') {
    copy.waitSeconds = Number(asked.get('wait') ?? 0);
    if (asked.get('holder') === '0') copy.holder = null;
  } else if (copy.state === 'open') {
    copy.lock = locks.find((one) => one === asked.get('lock')) ?? copy.lock;
    world.privacy.lock = copy.lock;
    world.privacy.keyPlace = keyPlaces.find((one) => one === asked.get('kept')) ?? world.privacy.keyPlace;
  }
}

/** `places=<number>`: so many of them; `long=1`: names as long as they come. */
function crowd(core: ScriptedCore, asked: URLSearchParams): void {
  const { world } = core;
  const { places } = world.places;
  if (asked.has('places')) {
    const [...some] = places;
    world.places.places = Array.from({ length: Number(asked.get('places')) }, (_, at) => {
      const place = some[at % Math.max(1, some.length)];
      if (!place) throw new Error('this scene has no places');
      return at < some.length ? place : { ...place, id: `${place.id}-${at}` };
    });
  }
  if (asked.get('long') !== '1') return;
  for (const place of world.places.places)
    Object.assign(place, {
      name: longPlace,
      city: 'Llanfairpwllgwyngyll',
      brand: 'MyCompleteHealthRecordPortal',
    });
  for (const line of core.records.lines)
    line.places = line.places.map((one) => ({ ...one, name: longPlace }));
  for (const one of [...world.people, ...world.copies]) one.name = longPerson;
  if (world.app.session)
    Object.assign(world.app.session, { fullName: longPerson, givenName: 'Maximiliana-Wilhelmina' });
}

/** `hangs=<command>,…`: never answered. `broken=<command>:<code>,…`: fails so, always. */
function answerSlowlyOrNot(core: ScriptedCore, asked: URLSearchParams): void {
  for (const one of asked.get('broken')?.split(',') ?? []) {
    const [name, code = 'network-trouble'] = one.split(':');
    core.broken.set(name as CommandName, scriptedError(code as ErrorCode));
  }
  const hangs = asked.get('hangs')?.split(',') ?? [];
  if (hangs.length === 0) return;
  const call = core.call.bind(core);
  core.call = (name, ...rest) => (hangs.includes(name) ? new Promise(() => undefined) : call(name, ...rest));
}
