import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backupRuns } from '../../../src/engine/capacity/backup-days.js';
import { lifetimes } from '../../../src/engine/capacity/lifetimes.js';
import { keeper } from '../../../src/engine/retention/kept-points.js';
import { retentionRules } from '../../../src/engine/retention/retention-rules.js';
import type { ProtectionPolicy, Retention } from '../../../src/scenario/types.js';
import { addDays, dayOf } from '../../../src/units/day.js';

const START = dayOf(2027, 11, 20);
const DAYS = 150;

/**
 * The slow way, in the words of M-4 and M-21: after every backup all rules are asked over all points that are still there; a kept
 * incremental keeps its parent; a lock or hold keeps a point whatever the rules say.
 */
function dropDaysByHand(policy: ProtectionPolicy): readonly number[] {
  const { tick, perDay, times } = backupRuns(policy.schedule, START, DAYS);
  const day = (backup: number): number => Math.floor((tick[backup] ?? 0) / perDay);
  const isFull = Uint8Array.from(tick, (_, backup) => (backup % policy.fullEvery === 0 ? 1 : 0));
  const dropDay = Array.from(tick, () => DAYS);
  let living: number[] = [];
  tick.forEach((_, now) => {
    living.push(now);
    const newestFirst = [...living].reverse();
    const rules = policy.changes?.findLast(({ from }) => from <= addDays(START, day(now)))?.retention ?? policy.retention;
    const kept = new Set<number>();
    keeper(times, isFull, retentionRules(rules))({ newestFirst, times }, undefined, (index) =>
      kept.add(newestFirst[index] ?? -1),
    );
    for (const point of living) {
      const date = addDays(START, day(point));
      const held = (policy.holds ?? []).some(
        (hold) => date >= hold.from && date < hold.until && (hold.release ?? Infinity) > addDays(START, day(now)),
      );
      if (held || day(point) + (policy.lockDays ?? 0) > day(now)) kept.add(point);
    }
    for (const point of newestFirst) if (policy.chains && kept.has(point) && isFull[point] === 0) kept.add(point - 1);
    for (const point of living) if (!kept.has(point)) dropDay[point] = day(now);
    living = living.filter((point) => kept.has(point));
  });
  return dropDay;
}

const count = (most: number) => fc.integer({ min: 0, max: most });
const retention: fc.Arbitrary<Retention> = fc
  .record({
    semantics: fc.constantFrom('restic' as const, 'borg' as const, 'veeam-gfs' as const),
    last: count(5),
    hourly: count(6),
    daily: count(10),
    weekly: count(4),
    monthly: count(3),
    quarterly: count(2),
    yearly: count(2),
    withinDays: count(9),
  })
  .map(({ hourly, ...rest }) => (rest.semantics === 'veeam-gfs' ? rest : { ...rest, hourly }));

const daySpan = fc.tuple(count(120), fc.integer({ min: 1, max: 25 })).map(([from, length]) => ({
  from: addDays(START, from),
  until: addDays(START, from + length),
}));

const policies: fc.Arbitrary<ProtectionPolicy> = fc
  .record({
    hours: fc.constantFrom(undefined, 6, 12),
    everyDays: fc.constantFrom(1, 2, 3),
    pauses: fc.array(daySpan, { maxLength: 2 }),
    fullEvery: fc.constantFrom(1, 3, 7),
    chains: fc.boolean(),
    retention,
    changes: fc.array(fc.tuple(count(140), retention), { maxLength: 2 }),
    holds: fc.array(fc.tuple(daySpan, fc.constantFrom(undefined, 30)), { maxLength: 2 }),
    lockDays: fc.constantFrom(0, 0, 4, 20),
  })
  .map(({ hours, everyDays, pauses, changes, holds, ...rest }) => ({
    ...rest,
    name: 'drawn',
    schedule: { hour: 22, pauses, ...(hours === undefined ? { everyDays } : { everyHours: hours }) },
    changes: changes.map(([day, own]) => ({ from: addDays(START, day), retention: own })).sort((a, b) => a.from - b.from),
    holds: holds.map(([span, more]) => (more === undefined ? span : { ...span, release: addDays(span.until, more) })),
  }));

describe('lifetimes, point by point, against asking every rule afresh after every backup', () => {
  it('deletes every point on the same day, whatever the rules, chains, changes, holds, locks and pauses', () => {
    fc.assert(
      fc.property(policies, (policy) => {
        expect([...lifetimes(policy, START, DAYS).dropDay]).toEqual(dropDaysByHand(policy));
      }),
      { numRuns: 150 },
    );
  });

  it('never deletes a point before its lock ends', () => {
    fc.assert(
      fc.property(policies, fc.integer({ min: 1, max: 40 }), (policy, lockDays) => {
        const { day, dropDay } = lifetimes({ ...policy, lockDays }, START, DAYS);
        const early = [...day.entries()].filter(([point, taken]) => (dropDay[point] ?? 0) < Math.min(DAYS, taken + lockDays));
        expect(early).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});
