import { expect, test } from 'vitest';
import type { RecordPartView } from '../../ipc/generated';
import { inSight, layOut, neighbour, topOf } from './window';

const heights = { head: 40, row: 70 };
const place = (id: string, count: number): RecordPartView => ({ place: id, kind: null, year: null, count });
const year = (value: number, count: number): RecordPartView => ({
  place: null,
  kind: null,
  year: value,
  count,
});

test('of a hundred thousand lines only those in sight stand in the page', () => {
  const { parts, height } = layOut([year(2026, 60_000), year(2025, 40_000)], heights);
  expect(height).toBe(2 * 40 + 100_000 * 70);
  const slots = inSight(parts, heights, 3_000_000, 700, 350);
  expect(slots.length).toBeLessThan(25);
  const rows = slots.filter((slot) => slot.kind === 'row');
  expect(rows[0]).toEqual({ kind: 'row', part: 0, index: 42_851, top: 40 + 42_851 * 70 });
});

test('a heading is in sight where it stands', () => {
  const { parts } = layOut([place('a', 2), place('b', 3)], heights);
  const slots = inSight(parts, heights, 0, 400, 0);
  expect(
    slots.map((slot) => (slot.kind === 'head' ? `# ${slot.part}` : `${slot.part}.${slot.index}`)),
  ).toEqual(['# 0', '0.0', '0.1', '# 1', '1.0', '1.1', '1.2']);
  expect(slots.at(-1)?.top).toBe(topOf(parts, heights, 1, 2));
});

test('years are one list, places are each their own', () => {
  expect(layOut([year(2026, 3), year(2025, 2)], heights).parts.map((part) => part.before)).toEqual([0, 3]);
  expect(layOut([place('a', 3), place('b', 2)], heights).parts.map((part) => part.before)).toEqual([0, 0]);
});

test('the next line may be in the next part, and none follows the last', () => {
  const { parts } = layOut([place('a', 1), place('empty', 0), place('b', 2)], heights);
  expect(neighbour(parts, 0, 0, 1)).toEqual({ part: 2, index: 0 });
  expect(neighbour(parts, 2, 0, -1)).toEqual({ part: 0, index: 0 });
  expect(neighbour(parts, 2, 1, 1)).toBeNull();
  expect(neighbour(parts, 0, 0, -1)).toBeNull();
});
