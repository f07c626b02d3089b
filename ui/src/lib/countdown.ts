/** Seconds before the end at which the countdown is spoken. Never every second. */
export const marks = [120, 60, 30] as const;
export type Mark = (typeof marks)[number];

/** Which mark was passed on the way from `before` to `left` (seconds); the lowest one when several were. */
export function passed(before: number, left: number): Mark | 'ended' | null {
  if (left <= 0) return before > 0 ? 'ended' : null;
  const crossed = marks.filter((mark) => before > mark && left <= mark);
  return crossed.at(-1) ?? null;
}
