// Every screen and state without a core: `npm run gallery`, then
//   /?scene=need&screen=places&theme=dark&lang=es&text=200&press=finding-switch,turn-off-keep
// scene: see scripted-worlds.ts. press: test ids to press one after the other.
import { mount } from 'svelte';
import App from '../app.svelte';
import type { Screen } from '../frame/screens';
import { isLanguage, locale } from '../i18n/index.svelte';
import { ScriptedCore, scriptedError } from '../ipc/scripted';
import { scenes } from '../ipc/scripted-worlds';
import '../lib/tokens.css';
import '../lib/base.css';
import { look, textSizes, themes } from '../lib/look.svelte';

const asked = new URLSearchParams(location.search);
const scene = scenes.find((name) => name === asked.get('scene')) ?? 'need';
const core = new ScriptedCore(scene, { delay: Number(asked.get('delay') ?? 0) });
core.world.speed = Number(asked.get('speed') ?? 1);
if (asked.get('banner') === '0') core.world.app.capabilities.showsDemoBanner = false;
if (asked.get('whole') === '0') core.world.activity.whole = false;
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
  if (name === 'places' && place) return { name, placeId: place };
  if (
    name === 'activity' ||
    name === 'permission' ||
    name === 'home' ||
    name === 'places' ||
    name === 'diary' ||
    name === 'share'
  )
    return { name };
  return null;
}

async function press(id: string): Promise<void> {
  for (let tries = 0; tries < 60; tries += 1) {
    const found = document.querySelector<HTMLElement>(`[data-testid="${id}"]:not([aria-disabled="true"])`);
    if (found) {
      found.click();
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const target = document.getElementById('app');
if (target) mount(App, { target, props: { transport: core, first: firstScreen() } });
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
