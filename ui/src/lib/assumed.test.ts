import { afterEach, beforeAll, expect, test } from 'vitest';
import { attr, locale } from '../i18n/index.svelte';
import { lakeshore } from '../ipc/scripted-identity';
import { assumed } from './assumed.svelte';

beforeAll(() => locale.startAll());
afterEach(() => assumed.take(lakeshore.assumed));

const say = (searchMinutes: number | null, freshHours = 36) => {
  assumed.take({ searchMinutes, freshHours, yesAloneSearches: false });
  return {
    short: attr('home-searching', 'short'),
    fresh: attr('home-up-to-date', 'sub', { count: 2 }),
  };
};

test('how long a search may take is what the settings say, and nothing where they leave it out', () => {
  expect(say(60).short).toMatch(/^It can take an hour\. You can close/);
  expect(say(12).short).toMatch(/^It can take 12 minutes\. You can close/);
  expect(say(null).short).toMatch(/^You can close/);
});

test('how old an update may be is what the settings say', () => {
  expect(say(60, 36).fresh).toContain('in the last day and a half');
  expect(say(60, 6).fresh).toContain('in the last 6 hours');
});

test('a core that tells nothing leaves what was', () => {
  assumed.take({ ...lakeshore.assumed, searchMinutes: 12 });
  assumed.take(undefined);
  expect(assumed.words.searchMinutes).toBe(12);
});
