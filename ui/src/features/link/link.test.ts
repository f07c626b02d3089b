import { expect, test } from 'vitest';
import { ScriptedCore, scriptedError } from '../../ipc/scripted';
import { largestPicture, LinkState } from './link.svelte';

const link = 'https://viewer.example/#shlink:/eyJ1cmwi';

function state() {
  const core = new ScriptedCore('rest');
  return { core, link: new LinkState(core) };
}
const asked = (core: ScriptedCore, name: string) => core.calls.filter(([call]) => call === name).length;

test('reading a link says what it needs and opens nothing', async () => {
  const { core, link: opened } = state();
  expect(await opened.read(link)).toBe(true);
  expect(opened.link?.needsPasscode).toBe(true);
  expect(opened.received).toBeNull();
  expect(asked(core, 'open_link')).toBe(0);
});

test('the last text counts, and an empty one is none', async () => {
  const { core, link: opened } = state();
  core.delay = 2;
  const first = opened.read(link);
  await opened.read('nothing of the kind');
  await first;
  expect(opened.link).toBeNull();
  expect(opened.refusal?.why).toBe('not-a-link');
  await opened.read('  ');
  expect(opened.refusal).toBeNull();
});

test('a missing passcode is asked for here, and a wrong one is sent once', async () => {
  const { core, link: opened } = state();
  await opened.read(link);
  expect(await opened.open('Rosa Delgado')).toBe(false);
  expect(opened.refusal?.why).toBe('passcode-required');
  expect(asked(core, 'open_link')).toBe(0);
  opened.passcode = '7719 02';
  expect(await opened.open('Rosa Delgado')).toBe(false);
  expect(opened.refusal).toMatchObject({ why: 'wrong-passcode', triesLeft: 4 });
  expect(asked(core, 'open_link')).toBe(1);
  opened.passcode = '481903';
  expect(await opened.open('Rosa Delgado')).toBe(true);
  expect(opened.refusal).toBeNull();
  // Nothing of the link stays in the field.
  expect(opened.text).toBe('');
});

test('only one’s own records are kept, and closing forgets the rest', async () => {
  const { core, link: opened } = state();
  await opened.read(link);
  opened.passcode = '481903';
  await opened.open('Rosa Delgado');
  expect(opened.received?.whose).toBe('somebody-else');
  expect(await opened.keep()).toBe(false);
  expect(asked(core, 'keep_link')).toBe(0);
  core.world.linkIsMine = true;
  await opened.open('Rosa Delgado');
  expect(await opened.keep()).toBe(true);
  expect(opened.received?.kept).toBe(4);
  await opened.close();
  expect(opened.received).toBeNull();
  expect(opened.passcode).toBe('');
  expect(asked(core, 'close_link')).toBe(1);
});

test('what failed is done again', async () => {
  const { core, link: opened } = state();
  await opened.read(link);
  opened.passcode = '481903';
  core.failing.set('open_link', scriptedError('network-slow'));
  expect(await opened.open('Rosa Delgado')).toBe(false);
  expect(opened.problem?.code).toBe('network-slow');
  await opened.again();
  expect(opened.received).not.toBeNull();
});

test('a picture is read as it is, and one that is too large is not', async () => {
  const { core, link: opened } = state();
  expect(await opened.choose(new Blob([new Uint8Array([1, 2, 255])]))).toBe(true);
  expect(core.calls.at(-1)).toEqual(['look_at_picture', { picture: 'AQL/' }]);
  const huge = { size: largestPicture + 1 } as Blob;
  expect(await opened.choose(huge)).toBe(false);
  expect(opened.refusal?.why).toBe('not-a-picture');
  expect(asked(core, 'look_at_picture')).toBe(1);
});

test('an earlier reading that takes longer does not make the core forget the last one', async () => {
  const { core, link: opened } = state();
  core.delay = 20;
  const texts = [link.slice(0, -2), link.slice(0, -1), link] as const;
  const first = opened.read(texts[0]);
  while (asked(core, 'look_at_link') === 0) await Promise.resolve();
  const later = [opened.read(texts[1]), opened.read(texts[2])];
  expect(await Promise.all([first, ...later])).toEqual([false, false, true]);
  // What nobody waits for any more is not asked, and the last is asked when the core is done with the first.
  expect(core.calls.filter(([name]) => name === 'look_at_link').map(([, request]) => request)).toEqual([
    { text: texts[0] },
    { text: link },
  ]);
  expect(opened.doing).toBeNull();
});
