// Every screen and state without a core: `npm run gallery`, then
//   /?scene=need&screen=places&theme=dark&lang=es&text=200&press=finding-switch,turn-off-keep
//   /?components: each part of src/lib with its states
// scene: see scripted-scenes.ts. press: see press.ts.
// lang=pseudo|rtl: languages that nobody speaks, see words.ts. still=1: no clock goes on, see still.ts.
// hangs=<command>,…: never answered; broken=<command>:<code>,…: fails, always.
// places=<number>: so many of them; long=1: names as long as they come.
// change=waiting|late: a decision the network does not show; elsewhere=1: it was not made here; receipt=<id>.
// offered=1: an organization offers the app. banner=0: no demo. proof=<state>: how the ID check stands.
// lines=<number>: so many records in the list; reading=1: they are being read; log=0: no activity; closing=1: the account ends.
// documents=<play>, see scripted-documents.ts.
// kiosk=<step>: a clinic's kiosk; stage=going|blurred|still-there|over, ended=1, locked=1, offline=1, waits=1: how its visit stands.
// of the scenes about the copy: why=<trouble>, hasCopy=1, wait=<seconds>, lock=none|pin|passphrase, kept=safe|passphrase|session
import { mount, unmount } from 'svelte';
import App from '../app.svelte';
import type { Screen } from '../frame/screens';
import { isLanguage, locale } from '../i18n/index.svelte';
import { scriptedError, type ScriptedCore } from '../ipc/scripted';
import { scenes } from '../ipc/scripted-worlds';
import '../lib/tokens.css';
import '../lib/base.css';
import { look, textSizes, themes } from '../lib/look.svelte';
import { pressAll } from './press';
import { StoppableClocks } from './still';
import { pretended, speak } from './words';
import { coreFor } from './world';

const clocks = new StoppableClocks();
/** Screens that need nothing but their name. */
const plain: readonly string[] = [
  'activity',
  'settings',
  'report',
  'about',
  'licences',
  'documents',
  'people',
  'permission',
  'home',
  'places',
  'add-place',
  'diary',
  'share',
  'open-link',
  'records',
  'completeness',
  'take-away',
  'restore',
];

function firstScreen(asked: URLSearchParams): Screen | null {
  const name = asked.get('screen') ?? '';
  const placeId = asked.get('place');
  if (name === 'receipt') return { name, id: asked.get('receipt'), from: 'activity' };
  if ((name === 'places' || name === 'place') && placeId) return { name, placeId };
  return plain.includes(name) ? ({ name } as Screen) : null;
}

async function open(target: HTMLElement, core: ScriptedCore, asked: URLSearchParams): Promise<object> {
  if (asked.has('components')) {
    const { default: Components } = await import('./components/Components.svelte');
    return mount(Components, { target });
  }
  if (asked.has('kiosk')) {
    const { openKiosk } = await import('./kiosk');
    return openKiosk(target, core, asked);
  }
  return mount(App, { target, props: { transport: core, first: firstScreen(asked) } });
}

let shown: object | null = null;

/** What an address says, from the start. Whoever looks at hundreds of screens need not load the page for each. */
async function show(search: string): Promise<void> {
  const asked = new URLSearchParams(search);
  const html = document.documentElement;
  for (const name of ['data-ready', 'data-lost', 'data-kiosk']) html.removeAttribute(name);
  if (shown) await unmount(shown);
  clocks.run();
  const scene = scenes.find((name) => name === asked.get('scene')) ?? 'need';
  const core = coreFor(scene, asked);
  Object.assign(globalThis, { core });
  const language = asked.get('lang') ?? 'en';
  await locale.choose(isLanguage(language) ? language : 'en');
  look.chooseTheme(themes.find((theme) => theme === asked.get('theme')) ?? 'light');
  look.chooseText(textSizes.find((size) => size === asked.get('text')) ?? '100');
  const target = document.getElementById('app');
  if (!target) return;
  shown = await open(target, core, asked);
  if (scene === 'offline') {
    // What was known before the internet went away.
    await new Promise((resolve) => setTimeout(resolve, 200));
    for (const name of ['places', 'search', 'consent'] as const)
      core.broken.set(name, scriptedError('no-internet'));
    core.emit('places');
  }
  await pressAll(asked.get('press'), core);
  if (asked.get('still') === '1') clocks.stop();
  html.dataset.ready = '';
}

// A voice for each language: a browser that nobody hears has none, and a screen may offer to speak.
const voices = (['en-US', 'es-US'] as const).map((lang) => ({ lang, localService: true, default: true }));
if ('speechSynthesis' in globalThis) Object.assign(speechSynthesis, { getVoices: () => voices });

look.start();
const pretence = pretended.find((one) => location.search.includes(`lang=${one}`));
if (pretence) await speak(pretence);
Object.assign(globalThis, { look, show });
await show(location.search);
