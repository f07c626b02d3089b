// Every screen and state without a core: `npm run gallery`, then
//   /?scene=need&screen=places&theme=dark&lang=es&text=200&press=finding-switch,turn-off-keep
// scene: see scripted-scenes.ts. press: test ids to press one after the other; `type:<test id>:<text>` types.
// change=waiting|late: a decision the network does not show; elsewhere=1: it was not made here; receipt=<id>.
// offered=1: an organization offers the app. banner=0: no demo.
// lines=<number>: so many records in the list
// documents=<play>, see scripted-documents.ts.
// kiosk=<step>: a clinic's kiosk; stage=going|blurred|still-there|over, ended=1, locked=1, offline=1, waits=1: how its visit stands.
// of the scenes about the copy: why=<trouble>, hasCopy=1, wait=<seconds>, lock=none|pin|passphrase, kept=safe|passphrase|session
import { mount } from 'svelte';
import App from '../app.svelte';
import type { Screen } from '../frame/screens';
import { isLanguage, locale } from '../i18n/index.svelte';
import type { CopyTrouble, KeyPlace, LockKind, SafeTrouble } from '../ipc/generated';
import { ScriptedCore, scriptedError } from '../ipc/scripted';
import { manyLines } from '../ipc/scripted-records';
import { offeredAbout, scenes } from '../ipc/scripted-worlds';
import { documentPlays } from '../ipc/scripted-documents';
import '../lib/tokens.css';
import '../lib/base.css';
import { look, textSizes, themes } from '../lib/look.svelte';

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
const places: readonly KeyPlace[] = ['safe', 'passphrase', 'session'];
const asked = new URLSearchParams(location.search);
const scene = scenes.find((name) => name === asked.get('scene')) ?? 'need';
const core = new ScriptedCore(scene, { delay: Number(asked.get('delay') ?? 0) });
core.world.speed = Number(asked.get('speed') ?? 1);
if (asked.has('lines')) core.records.lines = manyLines(Number(asked.get('lines')));
if (asked.get('banner') === '0') core.world.app.capabilities.showsDemoBanner = false;
if (asked.get('offered') === '1') core.world.about = offeredAbout;
if (asked.get('mine') === '1') core.world.linkIsMine = true;
if (asked.get('whole') === '0') core.world.activity.whole = false;
const { copy } = core.world.app;
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
  core.world.privacy.lock = copy.lock;
  core.world.privacy.keyPlace =
    places.find((one) => one === asked.get('kept')) ?? core.world.privacy.keyPlace;
}
const change = asked.get('change');
if (change === 'waiting' || change === 'late') {
  const { consent } = core.world;
  const on = consent.provision === 'permit';
  consent.change = { on, at: core.at(-40), effect: change, notYet: ['Alder Bay Medical Center'] };
}
if (asked.get('elsewhere') === '1') core.world.consent.decidedHere = false;
const documents = documentPlays.find((play) => play === asked.get('documents'));
if (documents) core.documents.play(documents);
Object.assign(globalThis, { core });

look.start();
const language = asked.get('lang') ?? 'en';
await locale.choose(isLanguage(language) ? language : 'en');
look.chooseTheme(themes.find((theme) => theme === asked.get('theme')) ?? 'light');
look.chooseText(textSizes.find((size) => size === asked.get('text')) ?? '100');

function firstScreen(): Screen | null {
  const name = asked.get('screen');
  const place = asked.get('place');
  if (name === 'connect') return null;
  if (name === 'receipt') return { name, id: asked.get('receipt'), from: 'activity' };
  if (name === 'places' && place) return { name, placeId: place };
  if (name === 'place' && place) return { name, placeId: place };
  if (
    name === 'activity' ||
    name === 'settings' ||
    name === 'report' ||
    name === 'about' ||
    name === 'licences' ||
    name === 'documents' ||
    name === 'people' ||
    name === 'permission' ||
    name === 'home' ||
    name === 'places' ||
    name === 'add-place' ||
    name === 'diary' ||
    name === 'share' ||
    name === 'open-link' ||
    name === 'records' ||
    name === 'completeness' ||
    name === 'take-away' ||
    name === 'restore'
  )
    return { name };
  return null;
}

async function press(what: string): Promise<void> {
  const [id, text] = what.startsWith('type:') ? what.slice(5).split(':') : [what];
  for (let tries = 0; tries < 60; tries += 1) {
    const found = document.querySelector<HTMLElement>(`[data-testid="${id}"]:not([aria-disabled="true"])`);
    if (found) {
      if (text !== undefined && found instanceof HTMLInputElement) {
        found.value = text;
        found.dispatchEvent(new Event('input', { bubbles: true }));
      } else if (text !== undefined && found instanceof HTMLSelectElement) {
        found.value = text;
        found.dispatchEvent(new Event('change', { bubbles: true }));
      } else found.click();
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const target = document.getElementById('app');
const kioskStep = asked.get('kiosk');
if (target && kioskStep !== null) {
  const { openKiosk } = await import('./kiosk');
  await openKiosk(target, core, asked);
} else if (target) mount(App, { target, props: { transport: core, first: firstScreen() } });
if (scene === 'offline') {
  // What was known before the internet went away.
  await new Promise((resolve) => setTimeout(resolve, 200));
  for (const name of ['places', 'search', 'consent'] as const)
    core.broken.set(name, scriptedError('no-internet'));
  core.emit('places');
}
for (const id of asked.get('press')?.split(',') ?? []) {
  await new Promise((resolve) => setTimeout(resolve, 120));
  await press(id);
}
document.documentElement.dataset.ready = '';
