import { type OnKeep, type Points, timeAt } from './keep-restic.js';
import type { Period, Seconds } from './point-time.js';
import { type RetentionRules, spanReaches } from './retention-rules.js';
import { fixedSpanBack } from './span-back.js';

type Rule = readonly [
  rule: 'last' | 'hourly' | 'daily' | 'weekly' | 'monthly' | 'quarterly' | 'yearly',
  period: Period | 'at',
  name: string,
];
/** In the order in which borg applies them; "last" is its rule "secondly". */
const RULES: readonly Rule[] = [
  ['last', 'at', 'secondly'],
  ['hourly', 'hour', 'hourly'],
  ['daily', 'day', 'daily'],
  ['weekly', 'week', 'weekly'],
  ['monthly', 'month', 'monthly'],
  ['quarterly', 'quarter', '3monthly'],
  ['yearly', 'year', 'yearly'],
];

/**
 * borg's `prune`: rules one after the other; a point kept by an earlier rule does not count for a later one, and a period
 * whose newest point is kept already is passed over, so the counts add up. A rule left short also keeps the oldest point.
 *
 * @param now    the clock of the run: `within` counts back from it, with months of 31 days
 *
 * Source: docs/methodology-capacity.md M-3; borg 1.2.4, every measured case.
 */
export function keepLikeBorg(points: Points, rules: RetentionRules, now: Seconds, onKeep: OnKeep): void {
  const kept = new Set<number>();
  const keep = (index: number, reason: string): void => {
    kept.add(index);
    onKeep(index, reason);
  };
  if (spanReaches(rules.within)) {
    const after = fixedSpanBack(now, rules.within);
    for (let index = 0; timeAt(points, index) > after; index++) keep(index, `within #${index + 1}`);
  }
  for (const [rule, period, name] of RULES) keepPeriods(points, { period, name, count: rules[rule] ?? 0 }, kept, keep);
}

interface PeriodRule {
  readonly period: Period | 'at';
  readonly name: string;
  readonly count: number;
}

function keepPeriods({ newestFirst, times }: Points, rule: PeriodRule, kept: ReadonlySet<number>, keep: OnKeep): void {
  if (rule.count <= 0 || newestFirst.length === 0) return;
  const numbers = times[rule.period];
  let taken = 0;
  let seen = Number.NaN;
  for (const [index, point] of newestFirst.entries()) {
    const number = numbers[point] ?? 0;
    if (number === seen) continue;
    seen = number;
    if (kept.has(index)) continue;
    taken++;
    keep(index, `${rule.name} #${taken}`);
    if (taken === rule.count) return;
  }
  const oldest = newestFirst.length - 1;
  if (!kept.has(oldest)) keep(oldest, `${rule.name}[oldest] #${taken + 1}`);
}
