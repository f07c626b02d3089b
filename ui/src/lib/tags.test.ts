import { expect, test } from 'vitest';
import type { PlaceState, PlaceView } from '../ipc/generated';
import { placeTags, strap } from './tags';

const place = (id: string, state: PlaceState): PlaceView => ({
  id,
  name: id,
  initials: id.slice(0, 2).toUpperCase(),
  voice: 'rest',
  state,
  action: 'none',
  how: 'for-you',
  since: null,
  lastSynced: null,
  upToDate: false,
  city: null,
  brand: null,
  systemDown: false,
  permission: null,
});
const many = (count: number) => Array.from({ length: count }, (_, at) => place(`p${at}`, 'connected'));

test('only a confirmed place is filled; a place that we do not understand never is', () => {
  expect(
    strap(placeTags([place('a', 'connected'), place('b', 'unknown'), place('c', 'trouble')]), false).map(
      (tag) => tag.look,
    ),
  ).toEqual(['filled', 'hourglass', 'hourglass']);
});

test('one blank tag while a search runs, however many places there are', () => {
  for (const count of [0, 2, 9]) {
    const looks = strap(placeTags(many(count)), true).map((tag) => tag.look);
    expect(looks.filter((look) => look === 'blank')).toHaveLength(1);
    expect(looks.length).toBeLessThanOrEqual(5);
  }
});

test('more than five places: the last tag counts the others', () => {
  const tags = strap(placeTags(many(8)), false);
  expect(tags).toHaveLength(5);
  expect(tags.at(-1)).toMatchObject({ look: 'more', text: '+\u20094' });
});
