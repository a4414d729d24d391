import type { Period, PointTimes, Seconds } from './point-time.js';
import { type RetentionRules, spanReaches } from './retention-rules.js';
import { calendarSpanBack, spanText } from './span-back.js';

/** Called once for each rule that keeps a point; `index` is its place in the list, 0 the newest. */
export type OnKeep = (index: number, reason: string) => void;

/** Points to decide over, newest first, as numbers into the columns of `times`. */
export interface Points {
  readonly newestFirst: readonly number[];
  readonly times: PointTimes;
}

/** Time of the point at a place in the list. */
export function timeAt({ newestFirst, times }: Points, index: number): Seconds {
  return times.at[newestFirst[index] ?? -1] ?? Number.NaN;
}

interface Counted {
  readonly rule: 'hourly' | 'daily' | 'weekly' | 'monthly' | 'quarterly' | 'yearly';
  /** restic has no quarters: ours count like its other periods, without a span rule. */
  readonly within: 'withinHourly' | 'withinDaily' | 'withinWeekly' | 'withinMonthly' | 'withinYearly' | undefined;
  readonly period: Period;
  readonly reason: string;
}
/** restic's rules that keep the newest point of each period. */
export const COUNTED: readonly Counted[] = [
  { rule: 'hourly', within: 'withinHourly', period: 'hour', reason: 'hourly snapshot' },
  { rule: 'daily', within: 'withinDaily', period: 'day', reason: 'daily snapshot' },
  { rule: 'weekly', within: 'withinWeekly', period: 'week', reason: 'weekly snapshot' },
  { rule: 'monthly', within: 'withinMonthly', period: 'month', reason: 'monthly snapshot' },
  { rule: 'quarterly', within: undefined, period: 'quarter', reason: 'quarterly snapshot' },
  { rule: 'yearly', within: 'withinYearly', period: 'year', reason: 'yearly snapshot' },
];

/**
 * restic's `forget`: each rule by itself keeps the newest point of each period until its count of periods that have a point
 * is used up; a point that any rule keeps stays. The span rules count back from the newest point, not from the clock.
 *
 * Source: docs/methodology-capacity.md M-2; restic 0.14, every measured case.
 */
export function keepLikeRestic(points: Points, rules: RetentionRules, onKeep: OnKeep): void {
  const { length } = points.newestFirst;
  if (length === 0) return;
  const newest = timeAt(points, 0);
  if (spanReaches(rules.within)) keepAllWithin(points, calendarSpanBack(newest, rules.within), spanText(rules.within), onKeep);
  const last = Math.min(rules.last ?? 0, length);
  for (let index = 0; index < last; index++) onKeep(index, 'last snapshot');
  for (const { rule, period, reason } of COUNTED) {
    const count = rules[rule] ?? 0;
    if (count > 0) keepNewestOfPeriods(points, { period, count, after: -Infinity, reason }, onKeep);
  }
  for (const { rule, within, period } of COUNTED) {
    const span = within && rules[within];
    if (!spanReaches(span)) continue;
    const reason = `${rule} within ${spanText(span)}`;
    keepNewestOfPeriods(points, { period, count: Infinity, after: calendarSpanBack(newest, span), reason }, onKeep);
  }
}

function keepAllWithin(points: Points, after: Seconds, span: string, onKeep: OnKeep): void {
  for (let index = 0; timeAt(points, index) > after; index++) onKeep(index, `within ${span}`);
}

interface PeriodRule {
  readonly period: Period;
  readonly count: number;
  /** Only points later than this. */
  readonly after: Seconds;
  readonly reason: string;
}

function keepNewestOfPeriods(points: Points, { period, count, after, reason }: PeriodRule, onKeep: OnKeep): void {
  const { newestFirst, times } = points;
  const numbers = times[period];
  let left = count;
  let seen = Number.NaN;
  for (let index = 0; index < newestFirst.length && left > 0; index++) {
    const point = newestFirst[index] ?? 0;
    if ((times.at[point] ?? 0) <= after) return;
    const number = numbers[point] ?? 0;
    if (number === seen) continue;
    seen = number;
    left--;
    onKeep(index, reason);
  }
}
