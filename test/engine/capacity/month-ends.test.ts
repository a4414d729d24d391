import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capacityOf } from '../../../src/engine/capacity/capacity-of.js';
import { monthEndsOf } from '../../../src/engine/capacity/month-ends.js';
import type { Behaviour, CapacityInput } from '../../../src/engine/capacity/types.js';
import { addMonths, monthSpans } from '../../../src/units/day.js';
import { gateway, general, nightly } from './samples.js';

const inputs: fc.Arbitrary<CapacityInput> = fc
  .record({
    months: fc.integer({ min: 1, max: 14 }),
    store: fc.constantFrom('versions' as const, 'ratio' as const, 'plain' as const),
    fixedSegments: fc.boolean(),
    lag: fc.constantFrom(0, 5),
    compression: fc.constantFrom('none' as const, 'zlib' as const),
    fullEvery: fc.constantFrom(1, 7),
    daily: fc.integer({ min: 1, max: 9 }),
    monthly: fc.integer({ min: 0, max: 4 }),
    growth: fc.constantFrom(-0.4, 0, 0.3),
  })
  .map(({ months, store, fixedSegments, lag, compression, fullEvery, daily, monthly, growth }) => {
    const policy = { ...nightly, fullEvery, retention: { semantics: 'restic' as const, daily, weekly: 2, monthly } };
    const behaviour = { ...general.behaviour, annualGrowth: growth };
    return {
      ...gateway,
      horizonMonths: months,
      store: {
        ...gateway.store,
        kind: store === 'plain' ? ('plain' as const) : ('deduplicating' as const),
        mode: store === 'ratio' ? ('ratio' as const) : ('versions' as const),
        fixedSegments,
        segmentMeanKib: 32,
        cleaningLagDays: lag,
        slack: 0,
      },
      writer: { ...gateway.writer, compression },
      cohorts: [
        { ...general, behaviour, policy },
        { ...general, name: 'encrypted', encrypted: true, behaviour: { ...behaviour, dailyChange: 0.004 }, policy },
        { ...general, name: 'weekly', behaviour, policy: { ...policy, schedule: { hour: 8, weekdays: [6] } } },
      ],
    };
  });

const draws = fc.record({
  used: fc.double({ min: 0.2, max: 0.6, noNaN: true }),
  shared: fc.double({ min: 0, max: 0.5, noNaN: true }),
  compression: fc.double({ min: 1, max: 4, noNaN: true }),
  dailyChange: fc.double({ min: 0.001, max: 0.1, noNaN: true }),
  hot: fc.double({ min: 0.1, max: 1, noNaN: true }),
  writeKib: fc.constantFrom(4, 16, 64),
});

function prepared(input: CapacityInput): (behaviours: readonly Behaviour[]) => Float64Array {
  const until = addMonths(input.start, input.horizonMonths);
  const monthEnds = monthSpans(input.start, until).map((span) => span.until - input.start - 1);
  return monthEndsOf(input, until - input.start, monthEnds);
}

/** Largest difference from the day-by-day projection over all months, as a share. */
function furthest(input: CapacityInput, look: (behaviours: readonly Behaviour[]) => Float64Array): number {
  const held = look(input.cohorts.map(({ behaviour }) => behaviour));
  const months = capacityOf(input).months.map(({ backEndAtEnd }) => backEndAtEnd);
  expect(held).toHaveLength(months.length);
  return Math.max(...months.map((size, month) => Math.abs((held[month] ?? 0) / size - 1)));
}

describe('monthEndsOf', () => {
  it('is the day-by-day projection at every month’s end to nine places, for other behaviours than it was prepared with', () => {
    fc.assert(
      fc.property(inputs, draws, (input, draw) => {
        const cohorts = input.cohorts.map((cohort) => ({ ...cohort, behaviour: { ...cohort.behaviour, ...draw } }));
        expect(furthest({ ...input, cohorts }, prepared(input))).toBeLessThan(1e-9);
      }),
      { numRuns: 60 },
    );
  });

  it('is within 1 % where the store leaves 5 % of slack', () => {
    expect(furthest(gateway, prepared(gateway))).toBeLessThan(0.01);
  });
});
