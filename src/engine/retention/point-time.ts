/** Seconds since 1970-01-01T00:00 of the calendar that the retention counts in (UTC, or local time shifted by the caller). */
export type Seconds = number;

export type Period = 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';

/**
 * Restore points' times with their periods numbered once, by point: a rule compares integers in one array and never builds a
 * date. A projection of ten years asks millions of times.
 */
export type PointTimes = Readonly<Record<Period | 'at', Float64Array>>;

const SECONDS_PER_HOUR = 3600;
const SECONDS_PER_DAY = 86_400;
/** 1970-01-01 was a Thursday: the ISO week of day 0 began three days before it. */
const DAYS_FROM_MONDAY = 3;

/** Numbers the calendar hour, day, ISO week, month, quarter and year that each point falls in. Equal numbers: the same period. */
export function pointTimes(points: readonly Seconds[]): PointTimes {
  const at = Float64Array.from(points);
  const day = at.map((time) => Math.floor(time / SECONDS_PER_DAY));
  const month = day.map(monthNumber);
  return {
    at,
    hour: at.map((time) => Math.floor(time / SECONDS_PER_HOUR)),
    day,
    week: day.map((number) => Math.floor((number + DAYS_FROM_MONDAY) / 7)),
    month,
    quarter: month.map((number) => Math.floor(number / 3)),
    year: month.map((number) => Math.floor(number / 12)),
  };
}

/** Months since January of year 0. */
function monthNumber(day: number): number {
  const date = new Date(day * SECONDS_PER_DAY * 1000);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}
