/** A calendar day: whole days since 1970-01-01, proleptic Gregorian. The engine has no clock and no time zone. */
export type Day = number & { readonly __unit: 'day' };

/** A calendar date taken apart; month 1 to 12. */
export interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly date: number;
}

const MS_PER_DAY = 86_400_000;
const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

export const asDay = (value: number): Day => value as Day;
export const addDays = (day: Day, days: number): Day => asDay(day + days);

export function dayOf(year: number, month: number, date: number): Day {
  return asDay(Math.floor(Date.UTC(year, month - 1, date) / MS_PER_DAY));
}

export function calendarDate(day: Day): CalendarDate {
  const at = new Date(day * MS_PER_DAY);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, date: at.getUTCDate() };
}

/** Reads "2016-02-15"; undefined for anything else, "2015-02-29" included. */
export function parseDay(text: string): Day | undefined {
  const match = ISO_DAY.exec(text);
  if (!match) return undefined;
  const day = dayOf(+(match[1] ?? ''), +(match[2] ?? ''), +(match[3] ?? ''));
  return formatDay(day) === text ? day : undefined;
}

export function formatDay(day: Day): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

/** ISO weekday: Monday 1 to Sunday 7. 1970-01-01 was a Thursday. */
export function isoWeekday(day: Day): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** The Monday that starts the ISO week: one number per ISO week, without year-end special cases. */
export function isoWeekStart(day: Day): Day {
  return addDays(day, 1 - isoWeekday(day));
}

export function daysInMonth(year: number, month: number): number {
  return dayOf(year, month + 1, 1) - dayOf(year, month, 1);
}

/** The same date n months on; the last day of the month where that date does not exist (Jan 31 + 1 = Feb 28 or 29). */
export function addMonths(day: Day, months: number): Day {
  const { year, month, date } = calendarDate(day);
  const target = calendarDate(dayOf(year, month + months, 1));
  return dayOf(target.year, target.month, Math.min(date, daysInMonth(target.year, target.month)));
}

/** Anniversaries of `start` up to `day`, that day included; 0 before the first. */
export function wholeYearsBetween(start: Day, day: Day): number {
  const [from, to] = [calendarDate(start), calendarDate(day)];
  const isBefore = to.month < from.month || (to.month === from.month && to.date < from.date);
  return Math.max(0, to.year - from.year - (isBefore ? 1 : 0));
}

/** Calendar months touched by [from, until): each with its first day in, first day out, and the days of the whole month. */
export interface MonthSpan {
  readonly from: Day;
  readonly until: Day;
  readonly daysOfMonth: number;
}

export function monthSpans(from: Day, until: Day): readonly MonthSpan[] {
  const spans: MonthSpan[] = [];
  let start = from;
  while (start < until) {
    const { year, month } = calendarDate(start);
    const next = dayOf(year, month + 1, 1);
    spans.push({ from: start, until: next < until ? next : until, daysOfMonth: daysInMonth(year, month) });
    start = next;
  }
  return spans;
}
