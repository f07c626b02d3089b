import { expect, test } from 'vitest';
import { passed } from './countdown';

test('each mark is spoken once, on the way down', () => {
  const spoken: unknown[] = [];
  for (let left = 300; left >= 0; left -= 1) {
    const mark = passed(left + 1, left);
    if (mark) spoken.push([left, mark]);
  }
  expect(spoken).toEqual([
    [120, 120],
    [60, 60],
    [30, 30],
    [0, 'ended'],
  ]);
});

test('a fast clock that jumps over marks speaks the last of them only', () => {
  expect(passed(200, 45)).toBe(60);
  expect(passed(200, 20)).toBe(30);
  expect(passed(200, -5)).toBe('ended');
});

test('a code that is shown late is not announced for marks that were long ago', () => {
  expect(passed(100, 99)).toBeNull();
});

test('the end is said once', () => {
  expect(passed(0, -1)).toBeNull();
});
