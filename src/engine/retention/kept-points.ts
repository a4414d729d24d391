import { keepLikeBorg } from './keep-borg.js';
import { keepLikeRestic, type OnKeep, type Points, timeAt } from './keep-restic.js';
import { pointTimes, type Seconds } from './point-time.js';
import type { RetentionRules } from './retention-rules.js';
import { spanReaches } from './span-back.js';

/** A point that stays, and every rule that keeps it, in the words of the program whose semantics were asked for. */
export interface KeptPoint {
  readonly at: Seconds;
  readonly reasons: readonly string[];
}

/**
 * Which restore points a retention keeps, and why.
 *
 * @param points times in seconds since 1970 of the calendar to count in, in any order, without duplicates
 * @param now    the clock of the run; the newest point when absent. Only borg's `within` looks at it.
 * @returns the kept points, oldest first. Without any rule everything stays: no rule is no order to delete.
 *
 * Source: docs/methodology-capacity.md M-2, M-3.
 */
export function keptPoints(points: readonly Seconds[], rules: RetentionRules, now?: Seconds): readonly KeptPoint[] {
  const sorted = [...points].sort((a, b) => b - a);
  const reasons = sorted.map((): string[] => []);
  const newestFirst = sorted.map((_, index) => index);
  markKept({ newestFirst, times: pointTimes(sorted) }, rules, now, (index, reason) => reasons[index]?.push(reason));
  return sorted
    .map((at, index) => ({ at, reasons: reasons[index] ?? [] }))
    .filter((point) => point.reasons.length > 0)
    .reverse();
}

/** The same decision for points that are numbered already: what a projection of thousands of days calls. */
export function markKept(points: Points, rules: RetentionRules, now: Seconds | undefined, onKeep: OnKeep): void {
  if (!hasRule(rules)) {
    for (let index = 0; index < points.newestFirst.length; index++) onKeep(index, 'no rule');
    return;
  }
  switch (rules.semantics) {
    case 'restic':
      keepLikeRestic(points, rules, onKeep);
      return;
    case 'borg':
      keepLikeBorg(points, rules, now ?? timeAt(points, 0), onKeep);
      return;
  }
}

function hasRule(rules: RetentionRules): boolean {
  const { last = 0, hourly = 0, daily = 0, weekly = 0, monthly = 0, yearly = 0 } = rules;
  if (last + hourly + daily + weekly + monthly + yearly > 0) return true;
  const spans = [
    rules.within,
    rules.withinHourly,
    rules.withinDaily,
    rules.withinWeekly,
    rules.withinMonthly,
    rules.withinYearly,
  ];
  return spans.some(spanReaches);
}
