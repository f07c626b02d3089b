import { cleanup, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import App from '../../app.svelte';
import '../../frame/later'; // at hand, so that no test waits for it
import { languages, locale } from '../../i18n/index.svelte';
import { ScriptedCore } from '../../ipc/scripted';
import { documentPlays, failures, type DocumentPlay } from '../../ipc/scripted-documents';

const find = (id: string) => screen.findByTestId(id);
const press = async (id: string) => (await find(id)).click();

async function documents(play: DocumentPlay): Promise<ScriptedCore> {
  const core = new ScriptedCore('rest');
  core.documents.play(play);
  render(App, { props: { transport: core, first: { name: 'documents' } } });
  await waitFor(() => expect(document.querySelector('main .flap')).not.toBeNull());
  return core;
}

beforeEach(async () => {
  await locale.choose('en');
  vi.stubGlobal('scrollTo', () => undefined);
  // Not in jsdom; the list of records, where documents lead, measures itself by it.
  globalThis.ResizeObserver ??= class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  };
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
});
afterEach(cleanup);

test.each(languages)('every end has its own sentence in %s', async (language) => {
  await locale.choose(language);
  const said = new Map<string, DocumentPlay>();
  for (const play of documentPlays) {
    await documents(play);
    const sentence = document.querySelector('main')?.textContent ?? '';
    expect(sentence.match(/documents-[a-z]|\{/)).toBeNull();
    const same = said.get(sentence);
    expect(same, `${play} reads as ${same}`).toBeUndefined();
    said.set(sentence, play);
    cleanup();
  }
  expect(said.size).toBe(documentPlays.length);
});

test('Home leads there, the check of the ID comes first, and then the network works', async () => {
  const core = new ScriptedCore('rest');
  render(App, { props: { transport: core } });
  await press('home-documents');
  await press('documents-start');
  await press('documents-check-finished');
  expect(core.calls).toContainEqual(['errand_look', { errand: 'document-check' }]);
  core.documents.end('asked');
  await waitFor(() => expect(core.world.documents.run?.stage).toBe('asking'));
  await waitFor(() => expect(screen.queryByTestId('documents-check-finished')).toBeNull());
  core.documents.play('most');
  await waitFor(() => expect(document.body.textContent).toContain('Tern Island Imaging'));
});

test('without a second network there is no way to it', async () => {
  const core = new ScriptedCore('rest');
  core.world.app.capabilities.getsDocuments = false;
  render(App, { props: { transport: core } });
  await find('home-share');
  expect(screen.queryByTestId('home-documents')).toBeNull();
});

test('what came leads to the records it is among', async () => {
  await documents('came');
  expect((await find('documents-kept')).textContent).toContain('44');
  await press('documents-records');
  await find('records-search');
});

test('bug: where nothing was found, no empty list stands; while it is looked, that is said', async () => {
  await documents('nothing');
  expect(document.body.textContent).toContain('No documents were found.');
  expect(screen.queryByTestId('documents-list')).toBeNull();
  cleanup();
  await documents('came');
  await find('documents-list');
  cleanup();
  const core = new ScriptedCore('rest');
  const call = core.call.bind(core);
  vi.spyOn(core, 'call').mockImplementation((...asked) =>
    asked[0] === 'documents' ? new Promise<never>(() => undefined) : call(...asked),
  );
  render(App, { props: { transport: core, first: { name: 'documents' } } });
  await waitFor(() => expect(document.querySelector('main')?.textContent).toContain('Looking…'));
});

test('the help for an end that no other try helps names its reference', async () => {
  await documents('not-allowed');
  await press('documents-help');
  expect((await find('help-dialog')).textContent).toContain('DR-7C1A-52');
});

test('who stops the check is told so, and can begin again', async () => {
  const core = await documents('start');
  await press('documents-start');
  await find('documents-check-finished');
  core.documents.end('not-proved');
  await find('documents-start');
  expect(core.world.documents.run).toBeNull();
});

test.each(failures)('%s names its reference and a step', async (failure) => {
  await documents(failure);
  expect(document.querySelector('main')?.textContent).toContain('DR-7C1A-52');
  const step = ['documents-start', 'documents-fix', 'documents-help'].some((id) => screen.queryByTestId(id));
  expect(step).toBe(true);
});

test('the lines that an ID check calls different are marked where they can be corrected', async () => {
  await documents('details-differ');
  await find('documents-differs');
  await press('documents-fix');
  await find('details-family');
  const wrong = [...document.querySelectorAll<HTMLElement>('[aria-invalid]')].map(
    (one) => one.dataset['testid'],
  );
  expect(wrong).toEqual(['details-family', 'details-street']);
});
