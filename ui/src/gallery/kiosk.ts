// A kiosk's screens without a core: `/?scene=need&kiosk=home`.
import { mount } from 'svelte';
import { locale } from '../i18n/index.svelte';
import type { ScriptedCore } from '../ipc/scripted';
import Kiosk from '../kiosk/Kiosk.svelte';
import type { Step } from '../kiosk/kiosk.svelte';
import '../kiosk/kiosk.css';

const steps: readonly Step[] = [
  'choose',
  'sign-in',
  'terms',
  'identity',
  'at-home',
  'permission',
  'begun',
  'home',
  'places',
  'share',
];

export async function openKiosk(
  target: HTMLElement,
  core: ScriptedCore,
  asked: URLSearchParams,
): Promise<object> {
  document.documentElement.dataset.kiosk = '';
  const language = locale.language;
  await locale.startAll();
  await locale.choose(language);
  const { kiosk } = core;
  const first = steps.find((step) => step === asked.get('kiosk')) ?? null;
  core.world.app.capabilities.showsDemoBanner = false;
  core.world.app.capabilities.canSignInOnPhone = true;
  if (first) Object.assign(kiosk.visit, { at: { stage: 'going' }, kind: 'show-my-records', minutesLeft: 13 });
  const stage = asked.get('stage');
  if (stage === 'blurred' || stage === 'over' || stage === 'going') kiosk.visit.at = { stage };
  if (stage === 'still-there') kiosk.visit.at = { stage, secondsLeft: 21, seconds: 30 };
  if (asked.get('ended') === '1') kiosk.visit.proof = kiosk.proof({ language });
  if (asked.get('waits') === '1') kiosk.visit.waitsUntil = core.at(560);
  kiosk.visit.offline = asked.get('offline') === '1';
  if (asked.get('locked') === '1') {
    kiosk.visit.locked = true;
    kiosk.visit.proof = kiosk.proof({ passed: ['signed-out'], failed: ['no-file'] });
  }
  return mount(Kiosk, { target, props: { transport: core, first } });
}
