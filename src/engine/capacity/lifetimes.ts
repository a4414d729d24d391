import type { ProtectionPolicy } from '../../scenario/types.js';
import type { Day } from '../../units/day.js';
import { closeChains } from '../retention/chain-closure.js';
import { markKept } from '../retention/kept-points.js';
import { pointTimes } from '../retention/point-time.js';
import { retentionRules } from '../retention/retention-rules.js';
import { backupDays } from './backup-days.js';

/** Every backup of a policy over the horizon: when it runs and how long it lives. Days count from the plan's start. */
export interface Lifetimes {
  readonly days: number;
  readonly day: Int32Array;
  readonly isFull: Uint8Array;
  /** Day from which no rule wants it and only dependents hold it; `days`: not within the horizon. */
  readonly onlyParentFrom: Int32Array;
  /** Day on which it is deleted; `days`: not within the horizon. */
  readonly dropDay: Int32Array;
}

const SECONDS_PER_DAY = 86_400;
const SECONDS_PER_HOUR = 3600;

/**
 * Runs a policy day by day: after every backup the retention decides over the points that are still there, as a script
 * around the backup program would.
 *
 * @param days length of the horizon
 *
 * Source: docs/methodology-capacity.md M-1 to M-4.
 */
export function lifetimes(policy: ProtectionPolicy, start: Day, days: number): Lifetimes {
  const runs = backupDays(policy.schedule, start, days);
  const fullEvery = Math.max(1, Math.floor(policy.fullEvery));
  const result = {
    days,
    day: Int32Array.from(runs),
    isFull: Uint8Array.from(runs, (_, backup) => (backup % fullEvery === 0 ? 1 : 0)),
    onlyParentFrom: new Int32Array(runs.length).fill(days),
    dropDay: new Int32Array(runs.length).fill(days),
  };
  const rules = retentionRules(policy.retention);
  const closed = policy.chains && fullEvery > 1;
  const times = pointTimes(runs.map((day) => (start + day) * SECONDS_PER_DAY + policy.schedule.hour * SECONDS_PER_HOUR));
  const living: number[] = [];
  const kept = new Uint8Array(runs.length);
  const wanted = new Uint8Array(runs.length);
  const keep = (index: number): void => {
    kept[index] = 1;
    wanted[index] = 1;
  };
  runs.forEach((today, backup) => {
    living.unshift(backup);
    kept.fill(0, 0, living.length);
    wanted.fill(0, 0, living.length);
    markKept({ newestFirst: living, times }, rules, undefined, keep);
    if (closed) closeChains(living, kept, result.isFull);
    settleDay(living, { kept, wanted, today }, result);
  });
  return result;
}

/** By place in the list of the living: kept at all, and kept by a rule, not only as a parent. */
interface Decision {
  readonly kept: Uint8Array;
  readonly wanted: Uint8Array;
  readonly today: number;
}

/** Writes a day's decision down and takes the deleted out of the list, in place: this runs for every backup of every policy. */
function settleDay(living: number[], { kept, wanted, today }: Decision, { days, dropDay, onlyParentFrom }: Lifetimes): void {
  let left = 0;
  for (let index = 0; index < living.length; index++) {
    const backup = living[index] ?? 0;
    if (kept[index] !== 1) {
      dropDay[backup] = today;
      continue;
    }
    if (wanted[index] === 1) onlyParentFrom[backup] = days;
    else if (onlyParentFrom[backup] === days) onlyParentFrom[backup] = today;
    living[left++] = backup;
  }
  living.length = left;
}
