// Which rows of a long list are in sight. Every row has the same height, so that a hundred thousand are no more work than
// twenty: nothing is measured, and only what is near the window stands in the page.
import type { RecordPartView } from '../../ipc/generated';

/** Heights in pixels. */
export type Heights = { head: number; row: number };

export type Part = RecordPartView & {
  /** Where its heading begins, in pixels. */
  top: number;
  /** Lines before its first one, in the list that it is a piece of. */
  before: number;
};

export type Slot = { part: number; top: number } & ({ kind: 'head' } | { kind: 'row'; index: number });

/** Parts that are years are pieces of one list; a part that is a place or a kind is a list of its own. */
export function layOut(
  parts: readonly RecordPartView[],
  heights: Heights,
): { parts: Part[]; height: number } {
  let top = 0;
  let before = 0;
  const laid = parts.map((part) => {
    const one = { ...part, top, before };
    top += heights.head + part.count * heights.row;
    if (part.year !== null) before += part.count;
    return one;
  });
  return { parts: laid, height: top };
}

/** What stands between two pixels, with `over` pixels more at each end. */
export function inSight(
  parts: readonly Part[],
  heights: Heights,
  from: number,
  height: number,
  over: number,
): Slot[] {
  const [first, last] = [from - over, from + height + over];
  const slots: Slot[] = [];
  for (const [at, part] of parts.entries()) {
    const rows = part.top + heights.head;
    const end = rows + part.count * heights.row;
    if (end < first) continue;
    if (part.top > last) break;
    if (heights.head > 0 && rows >= first) slots.push({ kind: 'head', part: at, top: part.top });
    const begin = Math.max(0, Math.floor((first - rows) / heights.row));
    const stop = Math.min(part.count, Math.ceil((last - rows) / heights.row));
    for (let index = begin; index < stop; index += 1)
      slots.push({ kind: 'row', part: at, index, top: rows + index * heights.row });
  }
  return slots;
}

/** Where one row stands. */
export function topOf(parts: readonly Part[], heights: Heights, part: number, index: number): number {
  const at = parts[part];
  return at ? at.top + heights.head + index * heights.row : 0;
}

/** The row after (1) or before (-1) another, over the ends of parts; null at the end of the list. */
export function neighbour(
  parts: readonly Part[],
  part: number,
  index: number,
  step: number,
): { part: number; index: number } | null {
  const moved = index + step;
  const here = parts[part];
  if (!here) return null;
  if (moved >= 0 && moved < here.count) return { part, index: moved };
  const direction = Math.sign(step);
  for (let at = part + direction; at >= 0 && at < parts.length; at += direction) {
    const there = parts[at];
    if (there && there.count > 0) return { part: at, index: direction > 0 ? 0 : there.count - 1 };
  }
  return null;
}
