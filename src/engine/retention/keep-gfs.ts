import { type OnKeep, type Points, timeAt } from './keep-restic.js';
import type { Period, PointTimes, Seconds } from './point-time.js';
import { type RetentionRules, type Span, spanReaches } from './retention-rules.js';
import { calendarSpanBack } from './span-back.js';

interface Grade {
  readonly rule: 'weekly' | 'monthly' | 'quarterly' | 'yearly';
  readonly period: Period;
  /** How long the flag lasts. */
  readonly lasts: (count: number) => Span;
  readonly reason: string;
}
/** From the lowest to the highest: a higher flag goes to a full that has the next lower one, where that rule exists. */
const GRADES: readonly Grade[] = [
  { rule: 'weekly', period: 'week', lasts: (count) => ({ days: 7 * count }), reason: 'weekly full' },
  { rule: 'monthly', period: 'month', lasts: (count) => ({ months: count }), reason: 'monthly full' },
  { rule: 'quarterly', period: 'quarter', lasts: (count) => ({ months: 3 * count }), reason: 'quarterly full' },
  { rule: 'yearly', period: 'year', lasts: (count) => ({ years: count }), reason: 'yearly full' },
];

/** Which fulls carry which flag: 1 by point, one list for each rule that exists. */
export type GfsFlags = readonly { readonly grade: Grade; readonly span: Span; readonly flagged: Uint8Array }[];

/**
 * Flags the first full of each week; of those the first of each month, quarter and year. A flag is given when the full is made
 * and does not move on to another full later.
 *
 * @param isFull by point; undefined: every point is a full
 *
 * Source: docs/methodology-capacity.md M-120.
 */
export function gfsFlags(times: PointTimes, isFull: Uint8Array | undefined, rules: RetentionRules): GfsFlags {
  const oldestFirst = [...times.at.keys()].sort((a, b) => (times.at[a] ?? 0) - (times.at[b] ?? 0));
  let candidates = oldestFirst.filter((point) => isFull === undefined || isFull[point] === 1);
  return GRADES.flatMap((grade) => {
    const count = rules[grade.rule] ?? 0;
    if (count <= 0) return [];
    const flagged = new Uint8Array(times.at.length);
    let seen = Number.NaN;
    candidates = candidates.filter((point) => {
      const number = times[grade.period][point] ?? 0;
      if (number === seen) return false;
      seen = number;
      flagged[point] = 1;
      return true;
    });
    return [{ grade, span: grade.lasts(count), flagged }];
  });
}

/**
 * Flagged fulls: short-term points by number or by days, and fulls that carry a weekly, monthly, quarterly or yearly flag for that
 * many weeks, months, quarters or years. A flag counts time, not points: a missed week is not made up for.
 *
 * Source: docs/methodology-capacity.md M-120, where what is known and what is assumed stand apart.
 */
export function keepFlaggedFulls(points: Points, rules: RetentionRules, flags: GfsFlags, onKeep: OnKeep): void {
  if (points.newestFirst.length === 0) return;
  const newest = timeAt(points, 0);
  keepShortTerm(points, rules, onKeep);
  for (const { grade, span, flagged } of flags) {
    const after = calendarSpanBack(newest, span);
    for (const [index, point] of points.newestFirst.entries()) {
      if (timeAt(points, index) <= after) break;
      if (flagged[point] === 1) onKeep(index, grade.reason);
    }
  }
}

function keepShortTerm(points: Points, { last = 0, daily = 0, within }: RetentionRules, onKeep: OnKeep): void {
  const newest = timeAt(points, 0);
  // The newest point stays in any case: a job keeps at least one.
  const shortTerm = Math.max(1, last);
  for (let index = 0; index < Math.min(shortTerm, points.newestFirst.length); index++) onKeep(index, 'short-term point');
  const keepAfter = (after: Seconds, reason: string): void => {
    for (let index = 0; timeAt(points, index) > after; index++) onKeep(index, reason);
  };
  if (daily > 0) keepAfter(calendarSpanBack(newest, { days: daily }), 'short-term day');
  if (spanReaches(within)) keepAfter(calendarSpanBack(newest, within), 'short-term day');
}
