import type { ProtectionPolicy } from '../../scenario/types.js';
import { addDays, asDay, type Day, formatDay } from '../../units/day.js';
import { backupRuns } from '../capacity/backup-days.js';
import { type Lifetimes, lifetimes } from '../capacity/lifetimes.js';
import { chainLength } from './chain-length.js';
import { keeper } from './kept-points.js';
import { retentionRules } from './retention-rules.js';

/** One restore point that is there on a day, and all that keeps it. */
export interface PointOn {
  /** Calendar day and hour in the calendar that the retention counts in. */
  readonly date: Day;
  readonly hour: number;
  /** 0, or a quarter where that calendar is not whole hours from the schedule's. */
  readonly minute: number;
  readonly ageDays: number;
  readonly kind: 'full' | 'incremental';
  /** Backups that a restore reads. */
  readonly chain: number;
  /** By a rule; or beyond the rules: by a lock or hold, or only because a dependent needs it. */
  readonly keptBy: 'rule' | 'lock or hold' | 'chain';
  readonly reasons: readonly string[];
}

const SECONDS_PER_MINUTE = 60;
const SECONDS_PER_HOUR = 3600;
const SECONDS_PER_DAY = 86_400;

/**
 * The restore points that a policy has at the end of a day, newest first, each with every reason.
 *
 * @param start day of the first backup
 * @param on    `start` or later
 * @returns an empty list before `start`
 *
 * Source: docs/methodology-capacity.md M-2 to M-4, M-120, M-121.
 */
export function pointsOn(policy: ProtectionPolicy, start: Day, on: Day): readonly PointOn[] {
  if (on < start) return [];
  const days = on - start + 1;
  const runs = backupRuns(policy.schedule, start, days);
  const lives = lifetimes(policy, start, days, runs);
  const newestFirst = [...lives.day.keys()].filter((backup) => lives.dropDay[backup] === days).reverse();
  const reasons = new Map<number, string[]>(newestFirst.map((backup) => [backup, []]));
  const rules = retentionRules(policy.changes?.findLast(({ from }) => from <= on)?.retention ?? policy.retention);
  const decide = keeper(runs.times, lives.isFull, rules);
  decide({ newestFirst, times: runs.times }, undefined, (index, reason) => reasons.get(newestFirst[index] ?? -1)?.push(reason));
  return newestFirst.map((backup): PointOn => {
    const byRule = reasons.get(backup) ?? [];
    const held = heldBecause(policy, addDays(start, lives.day[backup] ?? 0), on);
    const parentOf = needsIt(lives, backup, newestFirst) && byRule.length + held.length === 0;
    const seconds = runs.times.at[backup] ?? 0;
    return {
      date: asDay(Math.floor(seconds / SECONDS_PER_DAY)),
      hour: Math.floor((seconds % SECONDS_PER_DAY) / SECONDS_PER_HOUR),
      minute: Math.floor((seconds % SECONDS_PER_HOUR) / SECONDS_PER_MINUTE),
      ageDays: days - 1 - (lives.day[backup] ?? 0),
      kind: lives.isFull[backup] === 1 ? 'full' : 'incremental',
      chain: chainLength(backup, lives.isFull),
      keptBy: byRule.length > 0 ? 'rule' : parentOf ? 'chain' : 'lock or hold',
      reasons: [...byRule, ...held, ...(parentOf ? ['parent of a kept incremental'] : [])],
    };
  });
}

function needsIt({ isFull }: Lifetimes, backup: number, living: readonly number[]): boolean {
  return isFull[backup + 1] === 0 && living.includes(backup + 1);
}

function heldBecause({ lockDays = 0, holds = [] }: ProtectionPolicy, taken: Day, on: Day): readonly string[] {
  const locked = addDays(taken, lockDays);
  const inHold = holds.filter(({ from, until, release }) => taken >= from && taken < until && (release ?? Infinity) > on);
  return [
    ...(locked > on ? [`locked until ${formatDay(locked)}`] : []),
    ...inHold.map(({ release }) => (release === undefined ? 'legal hold' : `legal hold until ${formatDay(release)}`)),
  ];
}
