import type { ProtectionPolicy } from '../../scenario/types.js';
import type { Day } from '../../units/day.js';
import { follower } from '../retention/follower.js';
import type { Follower } from '../retention/restic-windows.js';
import { retentionRules } from '../retention/retention-rules.js';
import { backupRuns } from './backup-days.js';
import { byte, integer } from './day-totals.js';

/** Every backup of a policy over the horizon: when it runs and how long it lives. Days count from the plan's start. */
export interface Lifetimes {
  readonly days: number;
  /** Ticks a day: gaps between backups are counted in ticks, and all else in days. */
  readonly perDay: number;
  readonly day: Int32Array;
  readonly tick: Int32Array;
  readonly isFull: Uint8Array;
  /** Day from which no rule wants it and only dependents hold it; `days`: not within the horizon. */
  readonly onlyParentFrom: Int32Array;
  /** Day on which it is deleted; `days`: not within the horizon. */
  readonly dropDay: Int32Array;
  /** The deleted in the order in which they go, and the backup after which each one does. */
  readonly dropped: readonly number[];
  readonly dropRun: readonly number[];
  /** Those that become parents only, and outlive that day, in the order in which they do. */
  readonly becameParents: readonly number[];
}

/**
 * Runs a policy backup by backup: after each the retention decides over the points that are still there, as a script around the
 * backup program would. A point that a lock, a hold or a dependent holds goes with the first backup after that.
 *
 * @param days length of the horizon
 * @param runs the schedule's backups, where a caller has them already
 *
 * Source: docs/methodology-capacity.md M-1 to M-4, M-120, M-121.
 */
export function lifetimes(
  policy: ProtectionPolicy,
  start: Day,
  days: number,
  runs = backupRuns(policy.schedule, start, days),
): Lifetimes {
  const { perDay, tick, times } = runs;
  const fullEvery = Math.max(1, Math.floor(policy.fullEvery));
  const day = tick.map((of) => Math.floor(of / perDay));
  const lives = {
    days,
    perDay,
    day,
    tick,
    isFull: Uint8Array.from(tick, (_, backup) => (backup % fullEvery === 0 ? 1 : 0)),
    onlyParentFrom: new Int32Array(tick.length).fill(days),
    dropDay: new Int32Array(tick.length).fill(days),
    dropped: [],
    dropRun: [],
  };
  const parents: Parent[] = [];
  const rulesFor = rulesByDay(policy, start);
  const keeping: Keeping = {
    lives,
    parents,
    waiting: [],
    chained: policy.chains && fullEvery > 1,
    holds: (policy.lockDays ?? 0) > 0 || (policy.holds ?? []).length > 0,
    heldUntil: heldUntil(policy, start, day),
  };
  const isThere = (backup: number): boolean => lives.dropDay[backup] === days;
  let rules = rulesFor(0);
  let followed = follower(times, lives.isFull, retentionRules(rules));
  for (let backup = 0; backup < tick.length; backup++) {
    const inForce = rulesFor(integer(day, backup));
    if (inForce === rules) {
      settle(keeping, followed, backup, followed.add(backup, isThere));
      continue;
    }
    // New rules meet all points that are still there, in the order in which they were taken.
    rules = inForce;
    followed = follower(times, lives.isFull, retentionRules(rules));
    const living = [...tick.subarray(0, backup + 1).keys()].filter(isThere);
    for (const point of living) followed.add(point, isThere);
    settle(keeping, followed, backup, living);
  }
  const { isFull, onlyParentFrom, dropDay, dropped, dropRun } = lives;
  const becameParents = outlivingParents(lives, parents);
  // Field by field, so that all have one shape: see `timeline`.
  return { days, perDay, day, tick, isFull, onlyParentFrom, dropDay, dropped, dropRun, becameParents };
}

/** A point on the day on which only a dependent was left to want it. */
interface Parent {
  readonly backup: number;
  readonly from: number;
}

/** Not those that went the same day, or that a rule wanted again. */
function outlivingParents(
  { onlyParentFrom, dropDay }: Pick<Lifetimes, 'onlyParentFrom' | 'dropDay'>,
  parents: readonly Parent[],
): readonly number[] {
  return parents
    .filter(({ backup, from }) => onlyParentFrom[backup] === from && from < integer(dropDay, backup))
    .map(({ backup }) => backup);
}

function rulesByDay({ retention, changes = [] }: ProtectionPolicy, start: Day) {
  return (day: number): ProtectionPolicy['retention'] =>
    changes.findLast(({ from }) => from <= start + day)?.retention ?? retention;
}

/** By backup: the first day on which it may be deleted. */
function heldUntil({ lockDays = 0, holds = [] }: ProtectionPolicy, start: Day, day: Int32Array): Int32Array {
  if (lockDays === 0 && holds.length === 0) return day;
  return day.map((taken) => {
    const release = holds.map((hold) =>
      start + taken >= hold.from && start + taken < hold.until ? (hold.release ?? Infinity) - start : 0,
    );
    return Math.min(NEVER, Math.max(taken + lockDays, ...release));
  });
}

/** A day after any plan. */
const NEVER = 2 ** 30;

interface Keeping {
  readonly lives: Omit<Lifetimes, 'becameParents'> & { readonly dropped: number[]; readonly dropRun: number[] };
  readonly parents: Parent[];
  /** Points that no rule wants and a lock or hold still keeps. */
  waiting: number[];
  readonly chained: boolean;
  /** Whether anything but rules and dependents can keep a point. */
  readonly holds: boolean;
  readonly heldUntil: Int32Array;
}

/** Writes down what a backup's decision means for the points whose verdict changed, and for those whose lock has ended. */
function settle(keeping: Keeping, { wanted }: Follower, backup: number, changed: readonly number[]): void {
  const { lives, waiting } = keeping;
  if (changed.length === 0 && waiting.length === 0) return;
  const today = integer(lives.day, backup);
  const candidates = waiting.length === 0 ? changed : [...new Set([...waiting, ...changed])];
  if (keeping.holds)
    keeping.waiting = candidates.filter((point) => (wanted[point] ?? 0) === 0 && integer(keeping.heldUntil, point) > today);
  const gone: number[] = [];
  for (const candidate of candidates) {
    let point = candidate;
    if ((wanted[point] ?? 0) > 0) lives.onlyParentFrom[point] = lives.days;
    // A chain goes from its end: what held a parent is gone first.
    while (isFree(keeping, wanted, point, today)) {
      lives.dropDay[point] = today;
      gone.push(point);
      if (!keeping.chained || byte(lives.isFull, point) === 1) break;
      point--;
    }
  }
  if (gone.length > 1) gone.sort((a, b) => a - b);
  for (const point of gone) {
    lives.dropped.push(point);
    lives.dropRun.push(backup);
  }
}

/** Whether nothing keeps a point any more; notes a point that only a dependent keeps. */
function isFree({ lives, parents, chained, heldUntil }: Keeping, wanted: Int32Array, point: number, today: number): boolean {
  const { dropDay, isFull, onlyParentFrom, days } = lives;
  if (point < 0 || (wanted[point] ?? 0) > 0 || integer(dropDay, point) < days) return false;
  const hasChild = chained && point + 1 < isFull.length && byte(isFull, point + 1) === 0;
  // A dependent that is not taken yet has its drop day still ahead: its parent is wanted until then.
  if (hasChild && integer(dropDay, point + 1) === days) {
    if (integer(onlyParentFrom, point) === days) {
      onlyParentFrom[point] = today;
      parents.push({ backup: point, from: today });
    }
    return false;
  }
  return integer(heldUntil, point) <= today;
}
