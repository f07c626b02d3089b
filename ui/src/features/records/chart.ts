// A small picture of numbers over time: where each stands in a box. Pure: the page draws what comes out.
import type { ChartView } from '../../ipc/generated';

export type Dot = { x: number; y: number; value: number; date: string; places: string[] };
export type Line = { name: string | null; dots: Dot[] };
export type Drawn = {
  lines: Line[];
  /** Heights of the scale, with what they stand for. */
  ticks: { y: number; value: number }[];
  /** The range on the newest report, if all lines have the same. */
  range: { top: number; bottom: number; low: number | null; high: number | null } | null;
  dates: { x: number; date: string }[];
};

/** Milliseconds of a date that may be a year or a month; those begin at their first day. */
export function timeOf(date: string): number {
  const [year = '1970', month = '01', day = '01'] = date.slice(0, 10).split('-');
  return Date.UTC(Number(year), Number(month) - 1, Number(day));
}

/** Steps of 1, 2 or 5 that cut a span in about four. */
function step(span: number): number {
  const rough = span / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5, 10].find((times) => times * power >= rough) ?? 10) * power;
}

/** `apart`: how much room two dates under the picture need, from middle to middle. */
export function draw(charts: readonly ChartView[], width: number, height: number, apart = 90): Drawn {
  const all = charts.flatMap((chart) => chart.points);
  const times = all.map((point) => timeOf(point.date));
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const newest = charts.map((chart) => chart.points.at(-1));
  const limits = newest
    .flatMap((point) => [point?.low, point?.high])
    .filter((one) => one !== null && one !== undefined);
  const values = [...all.map((point) => point.value), ...limits];
  const by = step(Math.max(...values) - Math.min(...values) || Math.abs(values[0] ?? 0) || 1);
  const low = Math.floor(Math.min(...values) / by) * by;
  const high = Math.max(low + by, Math.ceil(Math.max(...values) / by) * by);
  const x = (time: number) => (last === first ? width / 2 : ((time - first) / (last - first)) * width);
  const y = (value: number) => height - ((value - low) / (high - low)) * height;
  const ticks = Array.from({ length: Math.round((high - low) / by) + 1 }, (_, at) => low + at * by);
  const [one] = newest;
  const ranged = charts.length === 1 && one && (one.low !== null || one.high !== null);
  return {
    lines: charts.map((chart) => ({
      name: chart.name,
      dots: chart.points.map((point) => ({
        x: x(timeOf(point.date)),
        y: y(point.value),
        value: point.value,
        date: point.date,
        places: point.places.map((place) => place.id),
      })),
    })),
    ticks: ticks.map((value) => ({ y: y(value), value: Number(value.toPrecision(12)) })),
    range: ranged
      ? {
          top: y(one.high ?? high),
          bottom: y(one.low ?? low),
          low: one.low,
          high: one.high,
        }
      : null,
    dates: spread(
      all.map((point) => ({ x: x(timeOf(point.date)), date: point.date })),
      apart,
    ),
  };
}

/** What is written beside or under the picture, never so close that it touches; the newest is always there. */
export function spread<One extends { x: number }>(all: readonly One[], apart: number): One[] {
  const kept: One[] = [];
  for (const one of [...all].sort((a, b) => b.x - a.x))
    if (kept.every((other) => Math.abs(other.x - one.x) >= apart)) kept.push(one);
  return kept.reverse();
}

/** Places after the point, as many as the number with most has: "7.0" stands beside "7.4". */
export function places(charts: readonly ChartView[]): number {
  const all = charts.flatMap((chart) => chart.points.map(({ value }) => String(value).split('.')[1] ?? ''));
  return Math.max(0, ...all.map((digits) => digits.length));
}

/** Lines of one unit stand in one picture, as both numbers of a blood pressure do. */
export function together(charts: readonly ChartView[]): ChartView[][] {
  const groups = new Map<string, ChartView[]>();
  for (const chart of charts) groups.set(chart.unit ?? '', [...(groups.get(chart.unit ?? '') ?? []), chart]);
  return [...groups.values()];
}
