import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import App from '../../app.svelte';
import '../../frame/later'; // at hand, so that no test waits for it
import { locale } from '../../i18n/index.svelte';
import { ScriptedCore, scriptedError } from '../../ipc/scripted';
import { offeredAbout } from '../../ipc/scripted-worlds';
import list from './components.json';
import { madeWith } from './made-with';

async function about(change: (core: ScriptedCore) => void = () => undefined): Promise<ScriptedCore> {
  const core = new ScriptedCore('rest');
  change(core);
  render(App, { props: { transport: core, first: { name: 'settings' } } });
  (await screen.findByTestId('settings-about')).click();
  return core;
}

beforeEach(async () => {
  await locale.choose('en');
  vi.stubGlobal('scrollTo', () => undefined);
});
afterEach(cleanup);

test('a demo says that it contacts nobody outside, and names no organization', async () => {
  await about();
  expect((await screen.findByTestId('about-connects')).textContent).toContain('this computer');
  expect(screen.getByTestId('about-who').textContent).not.toContain('organization');
  expect(screen.getByTestId('about-build').textContent).toContain('trial');
});

test('every host that the core names is shown with each thing that it is for', async () => {
  await about((core) => (core.world.about = offeredAbout));
  const text = (await screen.findByTestId('about-connects')).textContent;
  for (const { host } of offeredAbout.contacts) expect(text).toContain(host);
  expect(text).toContain('your ID check');
  expect(screen.getByTestId('about-build').textContent).toContain('November 14, 2026');
  expect(screen.getByTestId('about-who').textContent).toContain('Sends documents');
});

test('when the core does not answer, the screen says so and asks again', async () => {
  const core = await about((core) => core.failing.set('about', scriptedError('unexpected')));
  (await screen.findByTestId('problem-action')).click();
  await screen.findByTestId('about-connects');
  expect(core.calls.filter(([name]) => name === 'about')).toHaveLength(2);
});

test('what is named as made by others stands in the list under that licence', () => {
  const there = new Map(list.map(([name, licence]) => [name?.toLowerCase(), licence]));
  const inList: Record<string, string> = {
    'Atkinson Hyperlegible Next': '@fontsource-variable/atkinson-hyperlegible-next',
    Lucide: 'lucide-static',
  };
  for (const { name, licence } of madeWith)
    expect(there.get(inList[name] ?? name.toLowerCase()), name).toBe(licence);
});

test('the list of all licences is there to be read', async () => {
  await about();
  (await screen.findByTestId('about-licences')).click();
  expect((await screen.findByTestId('licences-list')).children).toHaveLength(list.length);
});
