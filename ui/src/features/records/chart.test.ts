import { expect, test } from 'vitest';
import type { ChartView } from '../../ipc/generated';
import { draw, timeOf, together } from './chart';

const a1c = (values: [string, number][], unit = '%'): ChartView => ({
  name: 'A1C',
  unit,
  points: values.map(([date, value]) => ({ id: date, date, value, low: 4, high: 5.6, places: [] })),
});

test('numbers stand at their time and their height, and the range of the report behind them', () => {
  const drawn = draw(
    [
      a1c([
        ['2025-01-01', 7],
        ['2026-01-01', 6],
      ]),
    ],
    500,
    200,
  );
  const [line] = drawn.lines;
  expect(line?.dots.map((dot) => dot.x)).toEqual([0, 500]);
  expect(drawn.ticks.map((tick) => tick.value)).toEqual([4, 5, 6, 7]);
  expect(line?.dots[0]?.y).toBe(0);
  expect(drawn.range?.bottom).toBe(200);
  expect(drawn.range?.top).toBeCloseTo(200 - (1.6 / 3) * 200);
});

test('numbers of one day, all alike, still have a place', () => {
  const drawn = draw(
    [
      a1c([
        ['2026', 7],
        ['2026', 7],
      ]),
    ],
    500,
    200,
  );
  for (const dot of drawn.lines[0]?.dots ?? []) {
    expect(dot.x).toBe(250);
    expect(Number.isFinite(dot.y)).toBe(true);
  }
});

test('dates under the picture do not touch, and the newest is among them', () => {
  const days = Array.from({ length: 20 }, (_, at): [string, number] => [
    `2026-01-${String(at + 1).padStart(2, '0')}`,
    7,
  ]);
  const { dates } = draw([a1c(days)], 500, 200);
  expect(dates.at(-1)?.date).toBe('2026-01-20');
  for (const [at, one] of dates.slice(1).entries())
    expect(one.x - (dates[at]?.x ?? 0)).toBeGreaterThanOrEqual(90);
});

test('a year and a month have a time too', () => {
  expect(timeOf('2026')).toBe(Date.UTC(2026, 0, 1));
  expect(timeOf('2026-07')).toBe(Date.UTC(2026, 6, 1));
});

test('only numbers of one unit share a picture', () => {
  const charts = [a1c([], 'mm[Hg]'), a1c([], 'mm[Hg]'), a1c([], '%')];
  expect(together(charts).map((group) => group.length)).toEqual([2, 1]);
});
