import { expect, test } from 'vitest';
import { world } from '../ipc/scripted-worlds';
import type { Scene } from '../ipc/scripted-worlds';
import { comeBack, needsNetwork, railItem, standing } from './screens';

test.each([
  ['welcome', 'nobody'],
  ['locked', 'lock'],
  ['locked-passphrase', 'lock'],
  ['no-safe', 'safe'],
  ['trouble', 'trouble'],
  ['offer', 'pin-offer'],
  ['signed-out', 'signed-out'],
  ['rest', 'inside'],
] satisfies [Scene, string][])('the scene %s lets a person as far as: %s', (scene, far) => {
  expect(standing(world(scene).app)).toBe(far);
});

test('after a lock only the name of the screen is left', () => {
  expect(comeBack({ name: 'places', placeId: 'quillback' })).toEqual({ name: 'places' });
  expect(comeBack({ name: 'connect', placeId: 'quillback' })).toEqual({ name: 'places' });
  expect(comeBack({ name: 'activity' })).toEqual({ name: 'activity' });
  expect(comeBack({ name: 'lock' })).toBeNull();
  expect(comeBack({ name: 'welcome' })).toBeNull();
});

test('what is written down here can be read without the network', () => {
  expect(needsNetwork({ name: 'home' })).toBe(true);
  expect(needsNetwork({ name: 'activity' })).toBe(false);
  expect(needsNetwork({ name: 'settings' })).toBe(false);
});

test('a screen behind another one is in the same item of the rail', () => {
  expect(railItem({ name: 'diary' })).toBe('places');
  expect(railItem({ name: 'report' })).toBe('activity');
  expect(railItem({ name: 'about' })).toBe('settings');
  expect(railItem({ name: 'licences' })).toBe('settings');
  expect(railItem({ name: 'open-link' })).toBe('share');
  expect(railItem({ name: 'people' })).toBeNull();
});
