import { cleanup, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import App from '../../app.svelte';
import '../../frame/later'; // at hand, so that no test waits for it
import { locale } from '../../i18n/index.svelte';
import { ScriptedCore, scriptedError } from '../../ipc/scripted';

const find = (id: string) => screen.findByTestId(id);
const press = async (id: string) => (await find(id)).click();
const body = () => document.body.textContent ?? '';

async function sharing(first: 'share' | 'open-link' = 'share'): Promise<ScriptedCore> {
  const core = new ScriptedCore('rest');
  render(App, { props: { transport: core, first: { name: first } } });
  await find(first === 'share' ? 'share-make' : 'open-link-text');
  return core;
}

async function live(): Promise<ScriptedCore> {
  const core = await sharing();
  await press('share-make');
  await find('share-qr');
  return core;
}

beforeEach(async () => {
  await locale.choose('en');
  vi.stubGlobal('scrollTo', () => undefined);
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('a kind says how many came, that none came, or that nobody counted', async () => {
  await sharing();
  await press('share-choose');
  expect((await find('share-came-care-plan')).textContent).toBe('none came');
  expect((await find('share-came-observation')).textContent).toBe('14');
  expect((await find('share-came-coverage')).textContent).toBe('not counted');
  expect(screen.queryByTestId('share-came-patient')).toBeNull();
});

test('the full screen shows the code and when it stops, and goes again', async () => {
  await live();
  await press('share-full-open');
  expect((await find('share-full')).textContent).toContain('Stops working at');
  await find('share-qr-full');
  await press('share-full-close');
  await waitFor(() => expect(screen.queryByTestId('share-full')).toBeNull());
});

test('other ways say where it went, and that none has the passcode', async () => {
  await live();
  await press('share-copy');
  expect((await find('share-copied')).textContent).toContain('after 30 seconds');
  await press('share-save-page');
  await waitFor(() => expect(screen.getByTestId('share-saved').textContent).toContain('Satchel QR code.pdf'));
  expect((await find('share-saved')).textContent).toContain('the paper does not work');
  expect(body()).not.toContain('481903');
});

test('what a clinic sees is looked at, and then the code is there again', async () => {
  await live();
  await press('share-look');
  expect((await find('received')).dataset.whose).toBe('mine');
  expect((await find('received-missing')).textContent).toContain('Insurance');
  expect(screen.queryByTestId('share-qr')).toBeNull();
  await press('share-back-to-qr');
  await find('share-qr');
});

test('where no voice speaks, reading aloud is not offered', async () => {
  await live();
  await press('share-scanned');
  await find('passcode-digits');
  expect(screen.queryByTestId('passcode-hear')).toBeNull();
});

test('reading aloud warns first', async () => {
  const spoken: string[] = [];
  vi.stubGlobal(
    'SpeechSynthesisUtterance',
    class {
      constructor(readonly text: string) {}
    },
  );
  vi.stubGlobal('speechSynthesis', {
    getVoices: () => [{ lang: 'en-US', localService: true, default: true }],
    speak: ({ text }: { text: string }) => spoken.push(text),
    cancel: () => undefined,
  });
  await live();
  await press('share-scanned');
  await press('passcode-hear');
  expect((await find('passcode-hear-warning')).textContent).toContain('People near you will hear');
  expect(spoken).toEqual([]);
  await press('passcode-say');
  expect(spoken.join('')).toBe('481903');
});

test('a code that the network may have made is not hidden, and what was on the screen is gone', async () => {
  const core = await live();
  core.failing.set('create_share', { ...scriptedError('network-trouble'), linkFault: 'maybe-made' });
  await press('share-new');
  expect((await find('problem-fault')).textContent).toContain('The network may have made one');
  expect(screen.queryByTestId('share-qr')).toBeNull();
});

test('a computer whose clock is off says so', async () => {
  const core = new ScriptedCore('rest');
  core.world.share = {
    id: 'share-9',
    label: 'Health records',
    kinds: null,
    startsAt: core.at(-600),
    endsAt: core.at(-300),
    clockOffSeconds: -600,
    manifestHost: 'share.example',
    qr: { modules: 21, path: 'M0 0h1v1h-1z' },
  };
  render(App, { props: { transport: core, first: { name: 'share' } } });
  expect((await find('share-clock-off')).textContent).toContain('10 minutes off');
  await find('share-qr');
});

test('a link is checked, opened with its passcode, and somebody else’s is not kept', async () => {
  const core = await sharing('open-link');
  const type = async (id: string, text: string) => {
    const field = (await find(id)) as HTMLInputElement;
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  await type('open-link-text', 'nothing');
  expect((await find('open-link-why')).dataset.why).toBe('not-a-link');
  await type('open-link-text', 'shlink:/abc');
  expect((await find('open-link-host')).textContent).toBe('links.lakeshore.example');
  await type('open-link-passcode', '771902');
  await press('open-link-open');
  expect((await find('open-link-tries')).textContent).toContain('4 tries left');
  await type('open-link-passcode', '481903');
  await press('open-link-open');
  expect((await find('received')).textContent).toContain('This is about Mateo Delgado, not you.');
  expect(screen.queryByTestId('open-link-keep')).toBeNull();
  await press('open-link-close');
  await find('share-make');
  expect(core.calls.some(([name]) => name === 'close_link')).toBe(true);
});

test('a link that was opened elsewhere on this computer is checked like one that was pasted', async () => {
  const core = await sharing();
  core.world.givenLink = 'shlink:/abc';
  core.emit('link');
  expect((await find('open-link-host')).textContent).toBe('links.lakeshore.example');
  expect((screen.getByTestId('open-link-text') as HTMLInputElement).value).toBe('');
  expect(core.calls.some(([name]) => name === 'open_link')).toBe(false);
});

test('one’s own records are kept when the person says so', async () => {
  const core = await sharing('open-link');
  core.world.linkIsMine = true;
  const field = (await find('open-link-text')) as HTMLInputElement;
  field.value = 'shlink:/abc';
  field.dispatchEvent(new Event('input', { bubbles: true }));
  const passcode = (await find('open-link-passcode')) as HTMLInputElement;
  passcode.value = '481903';
  passcode.dispatchEvent(new Event('input', { bubbles: true }));
  await press('open-link-open');
  await press('open-link-keep');
  await waitFor(() => expect(screen.getByTestId('received-kept').textContent).toContain('4 records kept'));
});
