import { beforeEach, expect, test, vi } from 'vitest';
import {
  birthDate,
  clockTime,
  day,
  dayAndTime,
  dayTitle,
  minutesAndSeconds,
  names,
  plainNumber,
} from './format';
import { firstLanguage, locale, t } from './index.svelte';

const now = Date.parse('2026-11-19T13:08:00Z');

beforeEach(() => locale.choose('en'));

test('the saved language wins, then the computer’s, then English', () => {
  expect(firstLanguage('es', ['en-US'])).toBe('es');
  expect(firstLanguage(null, ['fr-CA', 'es-419', 'en'])).toBe('es');
  expect(firstLanguage('xx', ['de'])).toBe('en');
});

test('the language changes without a restart, and the page says which one it is', async () => {
  expect(t('nav-home')).toBe('Home');
  await locale.choose('es');
  expect(t('nav-home')).toBe('Inicio');
  expect(document.documentElement.lang).toBe('es');
});

test('of two languages chosen at once, the last one stays', async () => {
  await Promise.all([locale.choose('es'), locale.choose('en')]);
  expect(t('nav-home')).toBe('Home');
});

test('the first screens have their words at the start; the others bring theirs', async () => {
  vi.resetModules();
  const fresh = await import('./index.svelte');
  await fresh.locale.start();
  expect([fresh.has('nav-home'), fresh.has('lock-title')]).toEqual([true, false]);
  await fresh.locale.finish();
  expect(fresh.has('lock-title')).toBe(true);
});

test('clock times carry AM and PM in English', () => {
  expect(clockTime('2026-08-19T12:08:00Z')).toBe('12:08\u00a0PM');
  expect(clockTime('2026-08-19T09:05:00Z')).toBe('9:05\u00a0AM');
});

test('days are said as a person would', () => {
  expect(dayAndTime('2026-11-19T09:12:00Z', now)).toBe('today, 9:12\u00a0AM');
  expect(day('2026-11-18T23:59:00Z', now)).toBe('yesterday');
  expect(day('2026-11-15T09:14:00Z', now)).toBe('Sunday');
  expect(day('2026-08-19T09:14:00Z', now)).toBe('August 19');
  expect(day('2025-08-19T09:14:00Z', now)).toBe('August 19, 2025');
  // A time that is to come is never "minus one day ago".
  expect(day('2026-11-20T01:00:00Z', now)).toBe('November 20');
});

test('over a list, a day says its date too', () => {
  expect(dayTitle('2026-11-19T09:12:00Z', now)).toBe('Today, November 19');
  expect(dayTitle('2026-11-18T23:59:00Z', now)).toBe('Yesterday, November 18');
  expect(dayTitle('2026-10-03T09:14:00Z', now)).toBe('October 3');
  expect(dayTitle('2025-10-03T09:14:00Z', now)).toBe('October 3, 2025');
});

test('a birth date is the same day everywhere', async () => {
  expect(birthDate('1968-04-06')).toBe('April 6, 1968');
  await locale.choose('es');
  expect(birthDate('1968-04-06')).toBe('6 de abril de 1968');
});

test('a sentence that ends in "p. m." has one full stop', async () => {
  await locale.choose('es');
  expect(t('share-stops', { time: clockTime('2026-08-19T19:47:00Z') })).not.toContain('..');
});

test('one o’clock is singular in Spanish, and no other hour is', async () => {
  await locale.choose('es');
  const stops = (time: string) => t('share-stops', { time: clockTime(`2026-08-19T${time}:00Z`) });
  expect(stops('13:05')).toContain('a la 1:05');
  expect(stops('11:05')).toContain('a las 11:05');
  expect(stops('22:05')).toContain('a las 10:05');
  expect(t('share-clock-off', { minutes: 1 })).toContain('Las horas');
});

test('numbers and lists are written as the language does', async () => {
  const list = ['A', 'B', 'C'];
  expect([plainNumber(100_000), plainNumber(5.5, 2), names(list)]).toEqual(['100,000', '5.50', 'A, B and C']);
  expect(t('home-records', { count: 100_000 })).toContain('100,000');
  await locale.choose('es');
  expect([plainNumber(100_000), names(list)]).toEqual(['100,000', 'A, B y C']);
  expect(names(['Ana', 'Inés'])).toBe('Ana e Inés');
});

test('long lists of places end in a count', () => {
  expect(names(['A', 'B', 'C'])).toBe('A, B and C');
  expect(names(['A', 'B', 'C', 'D', 'E', 'F', 'G'], 4)).toBe('A, B, C and 4 more');
});

test('a countdown shows the second that has begun, and never less than nothing', () => {
  expect(minutesAndSeconds(252_000)).toBe('4:12');
  expect(minutesAndSeconds(251_100)).toBe('4:12');
  expect(minutesAndSeconds(-20)).toBe('0:00');
});
