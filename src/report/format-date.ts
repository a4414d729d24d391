import { calendarDate, type Day, parseDay } from '../units/day.js';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

const monthName = (month: number): string => MONTHS[month - 1] ?? '';

/** "15 Feb 2016". */
export function formatDate(day: Day): string {
  const { year, month, date } = calendarDate(day);
  return `${date} ${monthName(month)} ${year}`;
}

/** "Feb 2016": the calendar month that a day lies in. */
export function formatMonth(day: Day): string {
  const { year, month } = calendarDate(day);
  return `${monthName(month)} ${year}`;
}

/** "2016-02-15" -> "15 Feb 2016"; any other text stays as it is. */
export function formatIsoDate(text: string): string {
  const day = parseDay(text);
  return day === undefined ? text : formatDate(day);
}

/** The calendar year, as the tables group by it. */
export const yearOf = (day: Day): number => calendarDate(day).year;
