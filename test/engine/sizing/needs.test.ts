import { describe, expect, it } from 'vitest';
import { monthlyNeeds } from '../../../src/engine/sizing/needs.js';
import { asGibPerSecond } from '../../../src/units/rate.js';
import { capacity, month, scenario } from './estate.js';

const none = asGibPerSecond(0);

describe('monthlyNeeds', () => {
  it('asks for the live set of 1,000 GiB and 29 days of 10 GiB a day as cache', () => {
    const needs = monthlyNeeds({ scenario: scenario({ appliance: { cacheDays: 29 } }), capacity: capacity(), restoreNeed: none });
    // 1,000 + 29 x (300 / 30) = 1,290, which is also all that is held
    expect(needs[1]?.cache).toBeCloseTo(1290, 9);
    // the first month's 1,290 new GiB hold the first full of 1,000: 1,000 + 29 x 290 / 30 = 1,280.3
    expect(needs[0]?.cache).toBeCloseTo(1280.333, 3);
  });

  it('never asks for more cache than there is back-end data', () => {
    const needs = monthlyNeeds({
      scenario: scenario({ appliance: { cacheDays: 365 } }),
      capacity: capacity(),
      restoreNeed: none,
    });
    expect(needs[2]?.cache).toBe(1290);
  });

  it('keeps only the index and the largest day in the cache of a cold archive', () => {
    const needs = monthlyNeeds({ scenario: scenario({ useCase: 'cold' }), capacity: capacity(), restoreNeed: none });
    // 1 % of 1,290 + 10
    expect(needs[1]?.cache).toBeCloseTo(22.9, 9);
  });

  it('spreads the 2,000 GiB of a night over the 8 hours of the window', () => {
    const needs = monthlyNeeds({ scenario: scenario(), capacity: capacity(), restoreNeed: none });
    expect(needs[1]?.ingest).toBeCloseTo(2000 / (8 * 3600), 12);
  });

  it('asks for 8 times the cache of an estate 8 times as large, and for no more ingest than the same workers bring', () => {
    const [one, eight] = [1, 8].map((scale) =>
      monthlyNeeds({ scenario: scenario(), capacity: capacity(), restoreNeed: none, scale }),
    );
    expect((eight?.[1]?.cache ?? 0) / (one?.[1]?.cache ?? 1)).toBeCloseTo(8, 12);
    // 16,000 GiB in 28,800 s would be 0.56 GiB/s
    expect(eight?.[1]?.ingest).toBeCloseTo(4e8 / 2 ** 30, 12);
  });

  it('asks for no more ingest than 4 workers of 100 MB/s bring, nor more restore than NFS carries', () => {
    const months = [month(0, {}), month(1, { frontEnd: 1000, backEnd: 1000, peakDaySent: 1_000_000 })];
    const needs = monthlyNeeds({ scenario: scenario(), capacity: capacity({ months }), restoreNeed: asGibPerSecond(50) });
    // 4e8 and 1e9 B/s over 2^30
    expect(needs[1]?.ingest).toBeCloseTo(4e8 / 2 ** 30, 12);
    expect(needs[1]?.restore).toBeCloseTo(1e9 / 2 ** 30, 12);
  });

  it('asks the first month for the 100 GiB of an ordinary night of the next, and for the first full only where there is no other', () => {
    const first = month(0, { frontEnd: 1000, backEnd: 1000, peakDaySent: 9000 });
    const long = capacity({ months: [first, month(1, { frontEnd: 1000, backEnd: 1000, peakDaySent: 100 })] });
    const of = (months: typeof long) => monthlyNeeds({ scenario: scenario(), capacity: months, restoreNeed: none });
    for (const need of of(long)) expect(need.ingest).toBeCloseTo(100 / 28_800, 12);
    expect(of(capacity({ months: [first] }))[0]?.ingest).toBeCloseTo(9000 / 28_800, 12);
  });
});
