import { describe, expect, it } from 'vitest';
import { capacityOf } from '../../../src/engine/capacity/capacity-of.js';
import type { CapacityInput, CapacityMonth } from '../../../src/engine/capacity/types.js';
import { dayOf } from '../../../src/units/day.js';
import { gateway, general, nightly, withCohort } from './samples.js';

const still = { ...general.behaviour, dailyChange: 0, annualGrowth: 0 };
/** 2026-01-01 on, a point a day, 5 kept, nothing changes: only side files come and go. */
const quiet: CapacityInput = {
  ...withCohort(gateway, { behaviour: still, policy: { ...nightly, retention: { semantics: 'restic', last: 5 } } }),
  start: dayOf(2026, 1, 1),
  horizonMonths: 3,
};
const SIDE = (10_000 * 72) / 32_768 + (100 * 54 * 277) / 2 ** 30;

function month(input: CapacityInput, index: number): CapacityMonth {
  const found = capacityOf(input).months[index];
  if (found === undefined) throw new Error(`the plan has no month ${index}`);
  return found;
}

describe('cleaning', () => {
  it('reclaims a point of 5 days 3 days later, at 8 days: 28 points of February', () => {
    const february = month({ ...quiet, store: { ...quiet.store, slack: 0 } }, 1);
    expect(february.freed).toHaveLength(1);
    expect(february.freed[0]?.ageDays).toBe(8);
    expect(february.freed[0]?.size).toBeCloseTo(28 * SIDE, 6);
    expect(february.freed[0]?.storageClass).toBe('first');
  });

  it('holds 3 days of deleted data for a lag of 3 days', () => {
    const held = (cleaningLagDays: number): number =>
      month({ ...quiet, store: { ...quiet.store, slack: 0, cleaningLagDays } }, 1).backEndAtEnd;
    expect(held(3) - held(0)).toBeCloseTo(3 * SIDE, 6);
  });

  it('leaves 5 % of the back-end dead once enough was deleted', () => {
    const held = (slack: number): number =>
      month({ ...quiet, store: { ...quiet.store, slack, cleaningLagDays: 0 } }, 2).backEndAtEnd;
    expect(held(0.05)).toBeCloseTo(held(0) / 0.95, 6);
  });
});

describe('transition', () => {
  const lean: CapacityInput = { ...quiet, store: { ...quiet.store, slack: 0, cleaningLagDays: 0 }, transitionAfterDays: 30 };

  it('moves the whole live set of 1,632 GiB on day 30 and keeps it there: what never changes is as old as the first backup', () => {
    expect(month(lean, 0).transitioned).toBeCloseTo(1632, 6);
    expect(month(lean, 1).transitioned).toBeCloseTo(0, 6);
    expect(month(lean, 1).inArchiveClass).toBeCloseTo(1632, 6);
    expect(month(lean, 1).inFirstClass).toBeCloseTo(5 * SIDE, 6);
  });

  it('frees side files of 5 points kept 40 days from the archive 10 days after their move', () => {
    const kept40 = withCohort(lean, { policy: { ...nightly, retention: { semantics: 'restic', last: 40 } } });
    const march = month(kept40, 2);
    expect(march.freed.map(({ storageClass, ageDays }) => [storageClass, ageDays])).toEqual([['archive', 10]]);
    expect(march.inFirstClass).toBeCloseTo(30 * SIDE, 6);
  });
});

describe('the ratio method', () => {
  it('holds a tenth of 5 points of 4,000 GiB at 10:1 and names the versions’ answer beside it', () => {
    const byRatio = month({ ...quiet, store: { ...quiet.store, mode: 'ratio' } }, 1);
    expect(byRatio.backEndAtEnd).toBeCloseTo((5 * 4000) / 10, 6);
    expect(byRatio.sideFiles).toBe(0);
    expect(byRatio.otherMethodAtEnd).toBeCloseTo(month(quiet, 1).backEndAtEnd, 6);
  });
});

describe('zlib before a deduplicating store', () => {
  it('stores more than 3 times the new data a night, and its ratio stays under 2.1: full-to-full deduplication is nearly gone', () => {
    const busy = withCohort(quiet, { behaviour: { ...general.behaviour, annualGrowth: 0, writeKib: 4 } });
    const zlib: CapacityInput = { ...busy, writer: { ...busy.writer, compression: 'zlib' } };
    const nightlies = (input: CapacityInput): number => month(input, 1).newBackEnd / 28;
    expect(nightlies(zlib) / nightlies(busy)).toBeGreaterThan(3);
    expect(month(zlib, 1).dedupeRatioUsed).toBeLessThan(2.1);
  });
});
