import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capacityOf } from '../../../src/engine/capacity/capacity-of.js';
import type { CapacityInput, CapacityMonth, CapacityResult, CohortInput } from '../../../src/engine/capacity/types.js';
import type { ProtectionPolicy } from '../../../src/scenario/types.js';
import { asDay } from '../../../src/units/day.js';
import { asGib } from '../../../src/units/gib.js';
import { gateway, general, nightly, withCohort } from './samples.js';

const share = (min: number, max: number) => fc.double({ min, max, noNaN: true });

const cohorts: fc.Arbitrary<CohortInput> = fc.record({
  name: fc.constantFrom('a', 'b', 'c'),
  volumes: fc.integer({ min: 1, max: 1000 }),
  provisioned: share(10, 100_000).map(asGib),
  encrypted: fc.boolean(),
  behaviour: fc.record({
    used: share(0.01, 1),
    shared: share(0, 0.6),
    compression: share(1, 4),
    dailyChange: share(0, 0.1),
    hot: share(0.1, 1),
    writeKib: fc.constantFrom(4, 16, 64, 1024),
    annualGrowth: share(-0.3, 1),
  }),
  policy: fc.record({
    name: fc.constant('any'),
    schedule: fc.oneof(
      fc.record({ hour: fc.integer({ min: 0, max: 23 }), everyDays: fc.integer({ min: 1, max: 9 }) }),
      fc.record({ hour: fc.constant(1), weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }) }),
    ),
    fullEvery: fc.constantFrom(1, 1, 2, 7),
    chains: fc.boolean(),
    retention: fc.record({
      semantics: fc.constantFrom('restic' as const, 'borg' as const),
      daily: fc.integer({ min: 1, max: 14 }),
      weekly: fc.integer({ min: 0, max: 6 }),
      monthly: fc.integer({ min: 0, max: 6 }),
    }),
  }),
});

const inputs: fc.Arbitrary<CapacityInput> = fc.record({
  start: fc.integer({ min: 16_000, max: 22_000 }).map(asDay),
  horizonMonths: fc.integer({ min: 1, max: 14 }),
  cohorts: fc.array(cohorts, { minLength: 1, maxLength: 3 }),
  store: fc.record({
    kind: fc.constantFrom('deduplicating' as const, 'plain' as const),
    mode: fc.constantFrom('versions' as const, 'versions' as const, 'ratio' as const),
    ratio: share(1, 30),
    segmentMeanKib: fc.constantFrom(8, 64, 1024),
    segmentSpreadKib: fc.constantFrom(8, 96, 2048),
    fixedSegments: fc.boolean(),
    metadataShare: share(0, 0.1),
    cleaningLagDays: fc.integer({ min: 0, max: 40 }),
    slack: share(0, 0.3),
    objectMib: fc.constantFrom(4, 64),
  }),
  writer: fc.record({
    compression: fc.constantFrom('none' as const, 'zlib' as const),
    objectBytes: fc.constantFrom(52_428_800, 1_999_994_880),
    hashBlockKib: fc.constantFrom(32),
  }),
  transitionAfterDays: fc.option(fc.integer({ min: 0, max: 120 }), { nil: undefined }),
});

const runs = { numRuns: 60 };
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const freedIn = (months: readonly CapacityMonth[]): number => sum(months.flatMap((month) => month.freed.map(({ size }) => size)));
const last = (result: CapacityResult): CapacityMonth => {
  const month = result.months.at(-1);
  if (month === undefined) throw new Error('a plan has at least one month');
  return month;
};
/** Equal within 1e-9 of the larger, and within a byte. */
const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b)) + 1e-9;

describe('conservation', () => {
  it('holds in every month what was held, plus the new, less the freed', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        let held = 0;
        for (const month of capacityOf(input).months) {
          held += month.newBackEnd - freedIn([month]);
          expect(Math.abs(month.backEndAtEnd - held)).toBeLessThan(1e-7 * (1 + sum(month.freed.map(({ size }) => size)) + held));
        }
      }),
      runs,
    );
  });

  it('splits the back-end into the two classes without a rest, neither below 0', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        for (const month of capacityOf(input).months) {
          expect(near(month.inFirstClass + month.inArchiveClass, month.backEnd)).toBe(true);
          expect(Math.min(month.inFirstClass, month.inArchiveClass, month.transitioned, month.newBackEnd)).toBeGreaterThanOrEqual(
            0,
          );
          expect(Math.min(0, ...month.freed.map(({ size }) => size), ...month.freed.map(({ ageDays }) => ageDays))).toBe(0);
          expect(input.transitionAfterDays === undefined && month.inArchiveClass > 0).toBe(false);
        }
      }),
      runs,
    );
  });

  it('adds the cohorts up to the whole at every month’s end', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const result = capacityOf(input);
        result.months.forEach((month, index) => {
          const parts = sum(result.byCohort.map(({ backEndAtEnd }) => backEndAtEnd[index] ?? Number.NaN));
          expect(Math.abs(parts - month.backEndAtEnd)).toBeLessThan(1e-7 * (1 + parts));
        });
        expect(
          near(sum(result.states.map(({ backEnd }) => backEnd)), sum(result.byCohort.map((c) => c.backEndAtEnd.at(-1) ?? 0))),
        ).toBe(true);
      }),
      runs,
    );
  });
});

describe('two classes', () => {
  it('hold together what one class holds, month by month: where data lies does not change how much there is', () => {
    fc.assert(
      fc.property(inputs, fc.integer({ min: 0, max: 120 }), (input, transitionAfterDays) => {
        const one = capacityOf({ ...input, transitionAfterDays: undefined });
        const two = capacityOf({ ...input, transitionAfterDays });
        one.months.forEach((month, index) => {
          expect(near(two.months[index]?.backEndAtEnd ?? 0, month.backEndAtEnd)).toBe(true);
          expect(near(two.months[index]?.newBackEnd ?? 0, month.newBackEnd)).toBe(true);
        });
      }),
      { numRuns: 200 },
    );
  });

  it('of a policy that keeps no chains: a full written anew after the last was deleted is new, and moves 97 days after its own backup', () => {
    const policy: ProtectionPolicy = {
      name: 'no chains',
      schedule: { hour: 1, weekdays: [1] },
      fullEvery: 7,
      chains: false,
      retention: { semantics: 'restic', daily: 1, monthly: 3 },
    };
    const behaviour = { ...general.behaviour, dailyChange: 0, annualGrowth: 0, shared: 0 };
    const store = { ...gateway.store, slack: 0, cleaningLagDays: 0 };
    const input = withCohort(
      { ...gateway, store, start: asDay(16_000), horizonMonths: 6, transitionAfterDays: 97 },
      { policy, behaviour },
    );
    const { months } = capacityOf(input);
    // The fulls of days 0 and 48 are deleted on days 6 and 55; that of day 97 is the first that would live for 97 days, and lives for 70.
    expect(sum(months.map(({ transitioned }) => transitioned))).toBe(0);
    expect(sum(months.map(({ newBackEnd }) => newBackEnd))).toBeGreaterThan(3 * 2000);
  });
});

describe('monotony and scale', () => {
  it('never holds less with more daily points kept', () => {
    fc.assert(
      fc.property(inputs, fc.integer({ min: 1, max: 10 }), (input, more) => {
        const store = { ...input.store, slack: 0, cleaningLagDays: 0 };
        const keeping = (daily: number) => ({
          ...input,
          store,
          cohorts: input.cohorts.map((cohort) => withDaily(cohort, daily)),
        });
        const atEnd = (daily: number): number => last(capacityOf(keeping(daily))).backEndAtEnd;
        expect(atEnd(more)).toBeGreaterThanOrEqual(atEnd(0) * (1 - 1e-9));
      }),
      runs,
    );
  });

  it('is linear: twice the volumes hold, send and move twice as much', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const doubled = {
          ...input,
          cohorts: input.cohorts.map((c) => ({ ...c, volumes: c.volumes * 2, provisioned: asGib(c.provisioned * 2) })),
        };
        const [once, twice] = [last(capacityOf(input)), last(capacityOf(doubled))];
        for (const key of ['backEnd', 'sent', 'sourceRead', 'objectsPut', 'transitioned', 'retainedUsed', 'sideFiles'] as const) {
          expect(Math.abs(twice[key] - 2 * once[key]), key).toBeLessThan(1e-6 * (1 + twice[key]));
        }
        expect(near(twice.restorePoints, once.restorePoints)).toBe(true);
      }),
      runs,
    );
  });

  it('gives the first months of a long horizon as the whole of a short one', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const short = capacityOf(input).months.slice(0, -1);
        const long = capacityOf({ ...input, horizonMonths: input.horizonMonths + 3 }).months;
        short.forEach((month, index) => {
          expect(long[index]?.backEnd).toBeCloseTo(month.backEnd, 6);
          expect(freedIn([long[index] ?? month])).toBeCloseTo(freedIn([month]), 6);
        });
      }),
      { numRuns: 25 },
    );
  });
});

function withDaily(cohort: CohortInput, more: number): CohortInput {
  const { retention } = cohort.policy;
  const semantics = 'restic' as const;
  return {
    ...cohort,
    policy: { ...cohort.policy, retention: { ...retention, semantics, daily: (retention.daily ?? 0) + more } },
  };
}

describe('capacityOf, worked by hand', () => {
  const still = { ...general.behaviour, dailyChange: 0, annualGrowth: 0 };

  it('holds 1,600 GiB of a still 10,000 GiB estate: 4,000 used, 20 % shared, 2:1, plus 2 % metadata and 22.0 GiB side files a point', () => {
    const [month] = capacityOf({ ...withCohort(gateway, { behaviour: still }), horizonMonths: 1 }).months;
    // 4,000 x 0.8 / 2 x 1.02 = 1,632; 10,000 GiB x 72 B / 32 KiB = 21.97 GiB, and 54 objects x 277 B a volume.
    const side = (10_000 * 72) / 32_768 + (100 * 54 * 277) / 2 ** 30;
    expect(month?.newBackEnd).toBeCloseTo(1632 + 17 * side, 6);
  });

  it('names 31 January as a partial month of 17 days when the plan starts on the 15th', () => {
    const months = capacityOf(gateway).months;
    expect(months.map((month) => month.days)).toEqual([17, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 14]);
    expect(months[0]?.daysOfMonth).toBe(31);
  });

  it('reads the whole 10,000 GiB every night and sends it whole without compression', () => {
    const [, february] = capacityOf(withCohort(gateway, { behaviour: still })).months;
    expect(february?.sourceRead).toBe(28 * 10_000);
    expect(february?.peakDayRead).toBe(10_000);
    expect(february?.sent).toBeCloseTo(28 * (10_000 + (10_000 * 72) / 32_768), -1);
  });

  it('keeps an encrypted estate at its full used size: nothing compresses, nothing is shared', () => {
    const seed = (encrypted: boolean): number => capacityOf(withCohort(gateway, { behaviour: still, encrypted })).seed;
    expect(seed(true) - seed(false)).toBeCloseTo((4000 - 1600) * 1.02, 6);
  });

  it('keeps 9 points on 2027-01-14 (7 days, 3 January, 27 December), and 10:1 says 3,600 GiB of their 36,000 used', () => {
    const result = capacityOf(withCohort(gateway, { behaviour: still }));
    expect(result.states[0]?.pointAges).toEqual([0, 1, 2, 3, 4, 5, 6, 11, 18]);
    expect(last(result).otherMethodAtEnd).toBeCloseTo((9 * 4000) / 10, 6);
  });

  it('stores all sent bytes of every kept point in a plain bucket', () => {
    const plain = { ...gateway, store: { ...gateway.store, kind: 'plain' as const } };
    const month = last(capacityOf(withCohort(plain, { behaviour: still })));
    expect(month.backEndAtEnd - month.sideFiles).toBeLessThan(9 * 10_000 + 25);
    expect(month.retainedProvisioned / month.restorePoints).toBeCloseTo(10_000, 6);
    expect(month.objectsHeldFirst / month.restorePoints).toBeCloseTo(100 * (54 + 2), 6);
  });

  it('keeps 4 more links a week when weekly fulls may not lose their dependents', () => {
    const chained = { ...nightly, fullEvery: 7, retention: { semantics: 'restic' as const, daily: 3 } };
    const points = (chains: boolean): number =>
      capacityOf(withCohort(gateway, { policy: { ...chained, chains } })).states[0]?.pointAges.length ?? 0;
    expect(points(false)).toBe(3);
    expect(points(true)).toBeGreaterThan(3);
    expect(last(capacityOf(withCohort(gateway, { policy: chained }))).chainOverhead).toBeGreaterThan(0);
    expect(last(capacityOf(withCohort(gateway, { policy: { ...chained, chains: false } }))).chainOverhead).toBe(0);
  });

  it('says both cadences, which of them is the plan’s, and two that Cinder cannot make', () => {
    const rows = capacityOf(gateway).cadence;
    expect(rows.map(({ name, chosen, byCinder }) => [name, chosen, byCinder])).toEqual([
      ['every backup a full', true, true],
      ['a full every 7 backups', false, true],
      ['a full every 7 backups, made in the store (synthetic)', false, false],
      ['incrementals for ever, merged in the store', false, false],
    ]);
    expect(rows[0]?.sourceRead).toBe(rows[1]?.sourceRead);
    expect(rows[0]?.sent).toBeGreaterThan(rows[1]?.sent ?? Infinity);
    // Sent once after the first full; synthetic fulls keep their incrementals' parents, those for ever merged do not.
    expect(rows[2]?.sent).toBeLessThan(rows[1]?.sent ?? 0);
    expect(rows[2]?.sourceRead).toBe(rows[2]?.sent);
    expect(rows[3]?.backEndAtEnd).toBeLessThan(rows[2]?.backEndAtEnd ?? 0);
  });

  it('holds 4,866 GiB in incrementals for ever merged in a plain bucket: 4,000 used, two gaps of 400, three side files of 22', () => {
    const behaviour = { ...general.behaviour, hot: 0.1, dailyChange: 0.1, annualGrowth: 0 };
    const policy = { ...nightly, retention: { semantics: 'last' as const, last: 3 } };
    const plain = { ...gateway, store: { ...gateway.store, kind: 'plain' as const } };
    const merged = capacityOf(withCohort(plain, { behaviour, policy })).cadence.find(({ name }) => name.includes('for ever'));
    // All of the hot tenth is rewritten daily: 4,000 + 2 * 400 = 4,800; 10,000 GiB * 72 / 32,768 = 21.97 of side files a point.
    expect(merged?.backEndAtEnd).toBeCloseTo(4_800 + 3 * 21.97, 0);
  });

  it('compares no cadence of the store’s own under a typed ratio', () => {
    const typed = { ...gateway, store: { ...gateway.store, mode: 'ratio' as const } };
    expect(capacityOf(typed).cadence.every(({ byCinder }) => byCinder)).toBe(true);
  });

  it('refuses a slack of 100 %: no store can be all dead', () => {
    expect(() => capacityOf({ ...gateway, store: { ...gateway.store, slack: 1 } })).toThrow(RangeError);
  });
});
