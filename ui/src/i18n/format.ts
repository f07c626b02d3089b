// Times, days and lists in the language in use. Clock times, never "soon".
import { locale, t } from './index.svelte';

const made = new Map<string, Intl.DateTimeFormat>();

function dates(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const id = locale.tag + JSON.stringify(options);
  const known = made.get(id) ?? new Intl.DateTimeFormat(locale.tag, options);
  made.set(id, known);
  return known;
}

/** The font has no narrow no-break space; a plain no-break space keeps "AM" on the line. */
const tidy = (text: string) => text.replaceAll('\u202f', '\u00a0');

export type When = string | number;
const ms = (when: When) => (typeof when === 'number' ? when : Date.parse(when));

/** "12:08 PM" */
export function clockTime(when: When): string {
  return tidy(dates({ hour: 'numeric', minute: '2-digit' }).format(ms(when))).replace(
    / (?=[AaPp]\.?\s?[Mm])/,
    '\u00a0',
  );
}

/** "12:15:04 PM" */
export function clockSeconds(when: When): string {
  return tidy(dates({ hour: 'numeric', minute: '2-digit', second: '2-digit' }).format(ms(when)));
}

/** The first letters of twelve months, this one first: "N", "D", "J". */
export function monthLetters(now: number): string[] {
  const first = new Date(now);
  const letters = dates({ month: 'narrow' });
  return Array.from({ length: 12 }, (_, at) =>
    letters.format(new Date(first.getFullYear(), first.getMonth() + at, 1)),
  );
}

/** "Thursday, November 19" */
export function longDay(when: When): string {
  return dates({ weekday: 'long', month: 'long', day: 'numeric' }).format(ms(when));
}

/** "Thursday, November 19, 2026": on a receipt, which is read years later. */
export function longDate(when: When): string {
  return dates({ weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' }).format(ms(when));
}

/** A birth date has no time zone: "April 6, 1968" everywhere on earth. */
export function birthDate(date: string): string {
  return dates({ year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' }).format(
    Date.parse(`${date.slice(0, 10)}T00:00:00Z`),
  );
}

/**
 * A date of a health record, as precise as it was given: "2019", "March 2019", "Thursday, November 12, 2026". A time of
 * day is left out: it is the place's own, and most are made up.
 */
export function partialDate(date: string, style: 'long' | 'short' | 'month'): string {
  const [year = '', month, day] = date.slice(0, 10).split('-');
  if (!month) return year;
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day ?? '1'));
  const utc = { timeZone: 'UTC', year: 'numeric' } as const;
  if (style === 'long' && day) {
    const words = dates({ ...utc, weekday: 'long', month: 'long', day: 'numeric' });
    return words.format(at);
  }
  if (style === 'long') return dates({ ...utc, month: 'long' }).format(at);
  if (style === 'month' || !day) return dates({ ...utc, month: 'short' }).format(at);
  return dates({ ...utc, month: 'short', day: 'numeric' }).format(at);
}

/** The same for a narrow column: the year only where it is not this one. */
export function rowDate(date: string, now: number): string {
  if (date.length < 10 || Number(date.slice(0, 4)) !== new Date(now).getFullYear())
    return partialDate(date, 'short');
  return dates({ timeZone: 'UTC', month: 'short', day: 'numeric' }).format(Date.parse(date.slice(0, 10)));
}

function midnight(when: number): number {
  return new Date(when).setHours(0, 0, 0, 0);
}

/** The same number for two times on the same of this computer’s days. */
export function dayKey(when: When): number {
  return midnight(ms(when));
}

function daysBefore(when: number, now: number): number {
  return Math.round((midnight(now) - midnight(when)) / 86_400_000);
}

/** "November 17"; the year too where it is another one. */
function plainDate(at: number, now: number): string {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return dates({ month: 'long', day: 'numeric', ...(sameYear ? {} : { year: 'numeric' as const }) }).format(
    at,
  );
}

/** "today", "yesterday", "Sunday", "November 17", "November 17, 2025" */
export function day(when: When, now: number): string {
  const at = ms(when);
  const before = daysBefore(at, now);
  if (before === 0) return t('when-today');
  if (before === 1) return t('when-yesterday');
  if (before > 1 && before < 6) return t('when-weekday', { weekday: dates({ weekday: 'long' }).format(at) });
  return t('when-date', { date: plainDate(at, now) });
}

/** "Today, November 20", "Yesterday, November 19", "October 3", "October 3, 2025": over a list. */
export function dayTitle(when: When, now: number): string {
  const date = plainDate(ms(when), now);
  const before = daysBefore(ms(when), now);
  if (before === 0) return t('when-title-today', { date });
  return before === 1 ? t('when-title-yesterday', { date }) : date;
}

/** "today, 9:12 AM" */
export function dayAndTime(when: When, now: number): string {
  return t('when-day-and-time', { day: day(when, now), time: clockTime(when) });
}

/** "100,000"; with at least as many places after the point as asked for. */
export function plainNumber(value: number, places = 0): string {
  return new Intl.NumberFormat(locale.tag, {
    minimumFractionDigits: places,
    maximumFractionDigits: 12,
  }).format(value);
}

/** "4:12", for a countdown. */
export function minutesAndSeconds(left: number): string {
  const seconds = Math.max(0, Math.ceil(left / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** "A, B and C", at most `most` names, then a count of the others. */
export function names(list: readonly string[], most = 5): string {
  const shown = list.slice(0, list.length > most ? most - 1 : most);
  const rest = list.length - shown.length;
  const parts = rest > 0 ? [...shown, t('names-more', { count: rest })] : shown;
  const joined = new Intl.ListFormat(locale.tag, { type: 'conjunction' }).format(parts);
  return locale.language === 'en' ? joined.replace(/, and /, ' and ') : joined;
}

export type DayPart = 'morning' | 'afternoon' | 'evening';

export function dayPart(now: number): DayPart {
  const hour = new Date(now).getHours();
  return hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening';
}
