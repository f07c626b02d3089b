import { beforeEach, expect, test } from 'vitest';
import { locale } from '../i18n/index.svelte';
import { ScriptedCore } from '../ipc/scripted';
import { Announcer } from '../lib/announcer.svelte';
import { Stage } from './stage.svelte';

beforeEach(() => locale.choose('en'));

test('a code’s five minutes are spoken four times, never every second', async () => {
  const stage = new Stage(new ScriptedCore('rest'));
  await stage.boot();
  await stage.share.make();
  const end = Date.parse(stage.share.current?.endsAt ?? '');
  const said: string[] = [];
  let before = stage.announcer.text;
  for (let left = 300; left >= -5; left -= 0.25) {
    stage.clock.now = end - left * 1000;
    stage.tick();
    if (stage.announcer.text !== before) said.push(stage.announcer.text.trim());
    before = stage.announcer.text;
  }
  expect(said).toEqual([
    '2 minutes left for the QR code.',
    '1 minute left for the QR code.',
    '30 seconds left for the QR code.',
    'The QR code has ended.',
  ]);
  expect(stage.share.phase).toBe('ended');
});

test('a dead code is made again in one step', async () => {
  const core = new ScriptedCore('rest');
  const stage = new Stage(core);
  await stage.boot();
  await stage.share.make();
  stage.clock.now = Date.parse(stage.share.current?.endsAt ?? '') + 1;
  stage.tick();
  await stage.share.make();
  expect(stage.share.phase).toBe('live');
});

test('what the search finds is said where the search is in sight, and nowhere else', async () => {
  const core = new ScriptedCore('working');
  const stage = new Stage(core);
  await stage.boot();
  const found = (at: number) => {
    const place = {
      id: `n${at}`,
      at: core.at(at),
      kind: 'place-connected',
      place: 'Larkmoor Clinic',
    } as const;
    core.world.search.diary = [{ ...core.world.search.diary[0], ...place }, ...core.world.search.diary];
    return stage.changed(['search']);
  };
  await found(1);
  expect(stage.announcer.text).toContain('Larkmoor Clinic connected');
  stage.go({ name: 'settings' });
  stage.announcer.say('');
  await found(2);
  expect(stage.announcer.text.trim()).toBe('');
});

test('the same sentence twice is told twice', () => {
  const announcer = new Announcer();
  announcer.say('Saved.');
  const first = announcer.text;
  announcer.say('Saved.');
  expect(announcer.text).not.toBe(first);
  expect(announcer.text.trim()).toBe(first.trim());
});
