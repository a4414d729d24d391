import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMonths,
  calendarDate,
  dayOf,
  daysInMonth,
  formatDay,
  isoWeekday,
  isoWeekStart,
  monthSpans,
  parseDay,
} from '../../src/units/day.js';

const anyDay = fc.integer({ min: -200_000, max: 200_000 }).map((n) => dayOf(1970, 1, 1 + n));

function day(text: string) {
  const value = parseDay(text);
  if (value === undefined) throw new Error(`${text} is not a day`);
  return value;
}

describe('parseDay', () => {
  it.each(['2015-02-29', '2016-13-01', '2016-2-1', '16-02-15', '2016-02-15T00:00', ''])('refuses %j', (text) => {
    expect(parseDay(text)).toBeUndefined();
  });
  it('reads back every day it prints', () => {
    fc.assert(fc.property(anyDay, (at) => parseDay(formatDay(at)) === at));
  });
});

describe('the calendar', () => {
  it('gives February 29 days in 2016 and 2000, 28 in 2015 and 1900', () => {
    expect([2016, 2000, 2015, 1900].map((year) => daysInMonth(year, 2))).toEqual([29, 29, 28, 28]);
  });
  it('puts 2016-02-15 on a Monday and 2016-02-21 in the same ISO week', () => {
    expect(isoWeekday(day('2016-02-15'))).toBe(1);
    expect(formatDay(isoWeekStart(day('2016-02-21')))).toBe('2016-02-15');
  });
  it('adds a month to January 31 as February 29 in a leap year', () => {
    expect(formatDay(addMonths(day('2016-01-31'), 1))).toBe('2016-02-29');
    expect(formatDay(addMonths(day('2016-01-31'), 13))).toBe('2017-02-28');
  });
  it('never lands on another month of the year', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 240 }), (at, months) => {
        const before = calendarDate(at);
        const after = calendarDate(addMonths(at, months));
        return after.year * 12 + after.month === before.year * 12 + before.month + months;
      }),
    );
  });
});

describe('monthSpans', () => {
  it('cuts 2016-02-15 to 2016-04-01 into 15 of 29 days and 31 of 31', () => {
    const spans = monthSpans(day('2016-02-15'), day('2016-04-01'));
    expect(spans.map((span) => [span.until - span.from, span.daysOfMonth])).toEqual([
      [15, 29],
      [31, 31],
    ]);
  });
  it('loses no day and counts none twice', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 5000 }), (from, days) => {
        const spans = monthSpans(from, dayOf(1970, 1, 1 + from + days));
        return spans.reduce((sum, span) => sum + (span.until - span.from), 0) === days;
      }),
    );
  });
});
