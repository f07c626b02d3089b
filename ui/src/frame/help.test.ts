import { readdirSync, readFileSync } from 'node:fs';
import { cleanup, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import App from '../app.svelte';
import './later'; // at hand, so that no test waits for it
import { attr, languages, locale, t } from '../i18n/index.svelte';
import { ScriptedCore, scriptedError } from '../ipc/scripted';
import type { Scene } from '../ipc/scripted-worlds';
import { answersFor, helpAnswers, keyboardMap } from './help-answers';
import type { Screen } from './screens';

const find = (id: string) => screen.findByTestId(id);
const press = async (id: string) => (await find(id)).click();
const help = async () => (await find('help-dialog')).textContent;

beforeEach(async () => {
  await locale.choose('en');
  vi.stubGlobal('scrollTo', () => undefined);
  Element.prototype.scrollIntoView = () => undefined;
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
});
afterEach(cleanup);

function begin(scene: Scene, first: Screen | null = null, failing?: string): ScriptedCore {
  const core = new ScriptedCore(scene);
  if (failing)
    core.broken.set(failing as 'places', { ...scriptedError('network-trouble'), reference: 'K7-2F' });
  render(App, { props: { transport: core, first } });
  return core;
}

test('every screen that has stood for a moment has answers of its own', () => {
  const topics = Object.entries(helpAnswers).filter(([topic]) => topic !== 'starting');
  expect(topics.filter(([, ids]) => ids.length === 0)).toEqual([]);
  const ids = topics.flatMap(([, answers]) => answers as readonly string[]);
  expect(new Set(ids).size).toBe(ids.length);
});

test('what an answer quotes can be read on a screen, in both languages', async () => {
  const folder = `${process.cwd()}/src/i18n/locales`;
  for (const language of languages) {
    await locale.choose(language);
    const words = readdirSync(`${folder}/${language}`)
      .filter((name) => name !== 'help.ftl')
      .map((name) => readFileSync(`${folder}/${language}/${name}`, 'utf8'))
      .join('\n')
      .toLowerCase();
    const topics = Object.keys(helpAnswers) as (keyof typeof helpAnswers)[];
    for (const id of [...topics.flatMap((one) => [...answersFor(one, true), ...answersFor(one, false)])]) {
      const said = `${t(id)} ${attr(id, 'answer')}`;
      for (const [, quoted = ''] of said.matchAll(/“([^”]+)”/g))
        expect(words, `${language} ${id}: ${quoted}`).toContain(quoted.toLowerCase());
    }
  }
});

test('where people are real, nobody is told that they are made up', async () => {
  begin('organisation');
  await press('nav-help');
  expect(await help()).toContain('How do I begin?');
  expect(await help()).not.toContain('made up');
  cleanup();
  begin('welcome');
  await press('nav-help');
  expect(await help()).toContain('Are these real people?');
});

test('help says which keys do what', async () => {
  begin('need');
  await press('nav-help');
  const keys = (await find('help-keys')).textContent;
  for (const id of keyboardMap) expect(keys).toContain(attr(id, 'does'));
});

test('help names the reference of what went wrong on this screen, to copy, and nothing private', async () => {
  const core = begin('need', { name: 'places' }, 'places');
  await find('problem');
  await press('nav-help');
  expect((await find('help-reference')).textContent).toBe('K7-2F');
  const { name, birthDate } = core.world.people[0] ?? { name: 'Rosa', birthDate: '1968' };
  for (const secret of [name, birthDate]) expect(await help()).not.toContain(secret);

  const writeText = vi.fn(() => Promise.resolve());
  vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText } });
  await press('help-copy');
  await waitFor(() => expect(writeText).toHaveBeenCalledWith('K7-2F'));
  // Seen, and heard where the dialog is open.
  await waitFor(async () => expect(await help()).toContain('Copied.'));
  await waitFor(() =>
    expect(document.querySelector('dialog [role="status"]')?.textContent).toContain('Copied.'),
  );
  vi.unstubAllGlobals();
});

test('where nothing went wrong, help has no reference', async () => {
  begin('need', { name: 'places' });
  await find('place-quillback');
  await press('nav-help');
  await find('help-dialog');
  expect(screen.queryByTestId('help-reference')).toBeNull();
});
