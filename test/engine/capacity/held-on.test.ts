import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backEndAtEnd } from '../../../src/engine/capacity/at-end.js';
import { capacityOf } from '../../../src/engine/capacity/capacity-of.js';
import type { CapacityInput } from '../../../src/engine/capacity/types.js';
import { addMonths } from '../../../src/units/day.js';
import { gateway, general, nightly } from './samples.js';

const inputs: fc.Arbitrary<CapacityInput> = fc
  .record({
    months: fc.integer({ min: 1, max: 20 }),
    kind: fc.constantFrom('deduplicating' as const, 'plain' as const),
    fixedSegments: fc.boolean(),
    segment: fc.constantFrom(16, 32, 64),
    lag: fc.constantFrom(0, 3, 10),
    slack: fc.constantFrom(0, 0.05, 0.3),
    compression: fc.constantFrom('none' as const, 'zlib' as const),
    everyHours: fc.constantFrom(undefined, 12),
    fullEvery: fc.constantFrom(1, 7),
    semantics: fc.constantFrom('restic' as const, 'borg' as const, 'veeam-gfs' as const),
    daily: fc.integer({ min: 1, max: 12 }),
    monthly: fc.integer({ min: 0, max: 5 }),
    growth: fc.constantFrom(-0.4, 0, 0.3),
    change: fc.double({ min: 0.001, max: 0.1, noNaN: true }),
    transitionAfterDays: fc.constantFrom(undefined, 30, 90),
  })
  .map((drawn) => ({
    ...gateway,
    horizonMonths: drawn.months,
    transitionAfterDays: drawn.transitionAfterDays,
    store: {
      ...gateway.store,
      kind: drawn.kind,
      fixedSegments: drawn.fixedSegments,
      segmentMeanKib: drawn.segment,
      segmentSpreadKib: drawn.segment,
      cleaningLagDays: drawn.lag,
      slack: drawn.slack,
    },
    writer: { ...gateway.writer, compression: drawn.compression },
    cohorts: [
      {
        ...general,
        behaviour: { ...general.behaviour, dailyChange: drawn.change, annualGrowth: drawn.growth },
        policy: {
          ...nightly,
          fullEvery: drawn.fullEvery,
          schedule: drawn.everyHours === undefined ? nightly.schedule : { hour: 22, everyHours: drawn.everyHours },
          retention: { semantics: drawn.semantics, daily: drawn.daily, weekly: 2, monthly: drawn.monthly },
        },
      },
    ],
  }));

describe('the last day in closed form', () => {
  it('is the last day of the day-by-day projection, to nine places, lag, slack and an archive class included', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const daily = capacityOf(input).months.at(-1)?.backEndAtEnd ?? 0;
        const closed = backEndAtEnd(input, addMonths(input.start, input.horizonMonths) - input.start);
        expect(Math.abs(closed / daily - 1)).toBeLessThan(1e-9);
      }),
      { numRuns: 60 },
    );
  });
});

describe('change overlap', () => {
  it('holds least where the same data changes every day and most where any data does, for backups a day or more apart', () => {
    const daily = inputs.filter(({ cohorts }) => cohorts.every(({ policy }) => policy.schedule.everyHours === undefined));
    fc.assert(
      fc.property(daily, (input) => {
        const { same, likely, everywhere } = capacityOf(input).overlap;
        expect(same).toBeLessThanOrEqual(likely * (1 + 1e-9));
        expect(likely).toBeLessThanOrEqual(everywhere * (1 + 1e-9));
      }),
      { numRuns: 40 },
    );
  });

  it('spans more than 5 times with 12 monthly points of data that changes by 1 % a day', () => {
    const behaviour = { ...general.behaviour, dailyChange: 0.01, annualGrowth: 0 };
    const policy = { ...nightly, retention: { semantics: 'restic' as const, daily: 7, monthly: 12 } };
    const { same, everywhere } = capacityOf({
      ...gateway,
      horizonMonths: 24,
      cohorts: [{ ...general, behaviour, policy }],
    }).overlap;
    expect(everywhere / same).toBeGreaterThan(5);
  });
});

describe('several backups a day', () => {
  it('is the daily schedule where there is one every 24 hours', () => {
    const often = { ...general, policy: { ...nightly, schedule: { hour: 22, everyHours: 24 } } };
    expect(capacityOf({ ...gateway, cohorts: [often] }).months).toEqual(capacityOf(gateway).months);
  });

  it('reads the source 4 times as often every 6 hours', () => {
    const often = { ...general, policy: { ...nightly, schedule: { hour: 22, everyHours: 6 } } };
    const read = (input: CapacityInput): number => capacityOf(input).months[3]?.sourceRead ?? 0;
    expect(read({ ...gateway, cohorts: [often] }) / read(gateway)).toBeCloseTo(4, 9);
  });

  it('holds in every month what was held, plus the new, less the freed', () => {
    const policy = { ...nightly, schedule: { hour: 22, everyHours: 6 }, retention: { semantics: 'last' as const, last: 3 } };
    const { months } = capacityOf({ ...gateway, cohorts: [{ ...general, policy }] });
    let held = 0;
    for (const month of months) {
      held += month.newBackEnd - month.freed.reduce((sum, { size }) => sum + size, 0);
      expect(Math.abs(month.backEndAtEnd / held - 1)).toBeLessThan(1e-9);
    }
  });
});
