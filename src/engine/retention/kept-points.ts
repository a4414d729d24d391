import { keepLikeBorg } from './keep-borg.js';
import { gfsFlags, keepFlaggedFulls } from './keep-gfs.js';
import { keepLikeRestic, type OnKeep, type Points, timeAt } from './keep-restic.js';
import { type PointTimes, pointTimes, type Seconds } from './point-time.js';
import { hasRule, type RetentionRules } from './retention-rules.js';

/** A point that stays, and every rule that keeps it, in the words of the program whose semantics were asked for. */
export interface KeptPoint {
  readonly at: Seconds;
  readonly reasons: readonly string[];
}

/**
 * Which restore points a retention keeps, and why. Every point counts as a full.
 *
 * @param points times in seconds since 1970 of the calendar to count in, in any order, without duplicates
 * @param now    the clock of the run; the newest point when absent. Only borg's `within` looks at it.
 * @returns the kept points, oldest first. Without any rule everything stays: no rule is no order to delete.
 *
 * Source: docs/methodology-capacity.md M-2, M-3, M-120.
 */
export function keptPoints(points: readonly Seconds[], rules: RetentionRules, now?: Seconds): readonly KeptPoint[] {
  const sorted = [...points].sort((a, b) => b - a);
  const reasons = sorted.map((): string[] => []);
  const newestFirst = sorted.map((_, index) => index);
  const times = pointTimes(sorted);
  keeper(times, undefined, rules)({ newestFirst, times }, now, (index, reason) => reasons[index]?.push(reason));
  return sorted
    .map((at, index) => ({ at, reasons: reasons[index] ?? [] }))
    .filter((point) => point.reasons.length > 0)
    .reverse();
}

/** Decides over points that are still there; `now` undefined: the newest point's time. */
export type Keeper = (points: Points, now: Seconds | undefined, onKeep: OnKeep) => void;

/**
 * The rules made ready for one series of points: what a projection asks again and again.
 *
 * @param isFull by point; undefined: every point is a full
 */
export function keeper(times: PointTimes, isFull: Uint8Array | undefined, rules: RetentionRules): Keeper {
  if (!hasRule(rules)) return keepAll;
  switch (rules.semantics) {
    case 'restic':
    case 'last':
      return (points, _, onKeep) => keepLikeRestic(points, rules, onKeep);
    case 'borg':
      return (points, now, onKeep) => keepLikeBorg(points, rules, now ?? timeAt(points, 0), onKeep);
    case 'veeam-gfs': {
      const flags = gfsFlags(times, isFull, rules);
      return (points, _, onKeep) => keepFlaggedFulls(points, rules, flags, onKeep);
    }
  }
}

function keepAll({ newestFirst }: Points, _: Seconds | undefined, onKeep: OnKeep): void {
  for (let index = 0; index < newestFirst.length; index++) onKeep(index, 'no rule');
}
