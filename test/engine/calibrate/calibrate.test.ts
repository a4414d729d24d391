import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { calibrate } from '../../../src/engine/calibrate/calibrate.js';
import { leastOf } from '../../../src/engine/calibrate/nelder-mead.js';
import { movedBehaviour, predictor } from '../../../src/engine/calibrate/predict.js';
import type { Factors, Observation } from '../../../src/engine/calibrate/types.js';
import { capacityOf } from '../../../src/engine/capacity/capacity-of.js';
import { segmentLengths } from '../../../src/engine/capacity/change-at-grain.js';
import type { CapacityInput } from '../../../src/engine/capacity/types.js';
import { median } from '../../../src/tools/bench/accuracy.js';
import {
  compressionOf,
  type GoldenEngines,
  type MeasuredRun,
  readGoldenEngines,
} from '../../../src/tools/bench/golden-engines.js';
import { addDays, asDay } from '../../../src/units/day.js';
import { asGib, gibFromBytes } from '../../../src/units/gib.js';
import { gateway, general, nightly } from '../capacity/samples.js';

/** 7 daily, 4 weekly and 12 monthly points: gaps of a day, a week and a month tell change and hot share apart. */
const planned: CapacityInput = {
  ...gateway,
  cohorts: [{ ...general, policy: { ...nightly, retention: { semantics: 'restic', daily: 7, weekly: 4, monthly: 12 } } }],
};

const moved = (input: CapacityInput, factors: Factors): CapacityInput => ({
  ...input,
  cohorts: input.cohorts.map((cohort) => ({ ...cohort, behaviour: movedBehaviour(cohort.behaviour, factors) })),
});

/** What a store of these factors would have held at the end of every month. */
function observed(input: CapacityInput, factors: Factors): readonly Observation[] {
  return capacityOf(moved(input, factors)).months.map(({ until, backEndAtEnd }) => ({
    day: addDays(until, -1),
    physical: backEndAtEnd,
  }));
}

describe('calibrate on a store that behaves like another plan', () => {
  const truth = { dailyChange: 1.8, hot: 0.6, compression: 1.3 };
  const result = calibrate(planned, observed(planned, truth));

  it.each(['dailyChange', 'hot', 'compression'] as const)('finds %s again within 5 %%', (name) => {
    expect(Math.abs(result.factors[name] / truth[name] - 1)).toBeLessThan(0.05);
  });

  it('says 13 sizes to 0.1 % that the plan missed by more than 10 %', () => {
    expect(result.rows).toHaveLength(13);
    expect(result.errorPlanned).toBeGreaterThan(0.1);
    expect(result.errorFitted).toBeLessThan(0.001);
  });

  it('leaves a plan that was right as it is', () => {
    const same = calibrate(planned, observed(planned, { dailyChange: 1, hot: 1, compression: 1 }));
    expect(same.errorFitted).toBeLessThan(1e-3);
    for (const factor of Object.values(same.factors)) expect(Math.abs(factor - 1)).toBeLessThan(0.03);
  });

  it('does not call three values decided on the word of one date', () => {
    const one = calibrate(planned, observed(planned, truth).slice(5, 6));
    expect(one.errorFitted).toBeLessThan(0.001);
    expect(one.undecided.length).toBeGreaterThanOrEqual(2);
  });

  it('calls hot share undecided where no two points lie further apart than a day', () => {
    const days = {
      ...planned,
      cohorts: [{ ...general, policy: { ...nightly, retention: { semantics: 'restic' as const, daily: 5 } } }],
    };
    expect(calibrate(days, observed(days, truth)).undecided).toContain('hot');
  });

  it('refuses sizes of 0 and dates before the first backup', () => {
    expect(() => calibrate(planned, [{ day: gateway.start, physical: asGib(0) }])).toThrow(RangeError);
    expect(() => calibrate(planned, [{ day: addDays(gateway.start, -1), physical: asGib(1) }])).toThrow(RangeError);
    expect(() => calibrate(planned, [])).toThrow(RangeError);
  });
});

describe('predictor', () => {
  it('is the day-by-day projection on any day, to nine places', () => {
    const factors = { dailyChange: 0.5, hot: 0.8, compression: 1.1 };
    const seen = observed(planned, factors);
    const sizes = predictor(
      planned,
      seen.map(({ day }) => day),
    )(factors);
    for (const [index, { physical }] of seen.entries()) expect(Math.abs((sizes[index] ?? 0) / physical - 1)).toBeLessThan(1e-9);
  });
});

describe('leastOf', () => {
  it('finds the bottom of a bent valley, (1, 1)', () => {
    const valley = ([x = 0, y = 0]: readonly number[]): number => (1 - x) ** 2 + 100 * (y - x * x) ** 2;
    const { at } = leastOf(valley, [-1.2, 1]);
    expect(at[0]).toBeCloseTo(1, 3);
    expect(at[1]).toBeCloseTo(1, 3);
  });
});

const golden = readGoldenEngines(join(fileURLToPath(new URL('../../golden-engines', import.meta.url))));

/** A measured fleet in the planner's own terms; the bench's edges of small volumes are left out. */
function measuredInput({ scenario, engine }: MeasuredRun, engines: GoldenEngines): CapacityInput {
  const chunker = engines.chunkerOf(engine);
  const lengths =
    chunker.kind === 'fixed'
      ? { mean: chunker.size, spread: chunker.size }
      : segmentLengths({ min: chunker.min, m: 2 ** chunker.mask_bits, max: chunker.max });
  const [image, own] = [scenario.common_image_fraction_of_size, scenario.own_data_fraction_of_size];
  const used = image + own;
  const stored = (compressible: number): number => compressionOf(engines, engine, compressible);
  const once = image / scenario.volumes + own;
  const mixed =
    (image / scenario.volumes) * stored(scenario.common_image_compressible_fraction) +
    own * stored(scenario.own_data_compressible_fraction);
  const counts = Object.fromEntries(Object.entries(scenario.retention).map(([key, count]) => [key.replace('keep_', ''), count]));
  return {
    ...gateway,
    start: asDay(Math.floor(Date.parse(scenario.first_backup) / 86_400_000)),
    horizonMonths: 3,
    cohorts: [
      {
        name: scenario.id,
        volumes: scenario.volumes,
        provisioned: gibFromBytes(scenario.volumes * scenario.volume_size_bytes),
        encrypted: false,
        behaviour: {
          used,
          shared: 1 - once / used,
          compression: once / mixed,
          dailyChange: scenario.daily_change_fraction_of_allocated,
          hot: Math.max(scenario.daily_change_fraction_of_allocated, (own / used) * (scenario.hot_fraction || 1)),
          writeKib: scenario.write_size_bytes / 1024,
          annualGrowth: 0,
        },
        policy: { ...nightly, retention: { semantics: engine.startsWith('restic') ? 'restic' : 'borg', ...counts } },
      },
    ],
    store: {
      ...gateway.store,
      segmentMeanKib: lengths.mean / 1024,
      segmentSpreadKib: lengths.spread / 1024,
      fixedSegments: chunker.kind === 'fixed',
      metadataShare: 0,
      cleaningLagDays: 0,
      slack: engine.startsWith('restic') ? 0.05 : 0,
    },
  };
}

describe('calibrate on what restic and borg really held', () => {
  const runs = golden.runs.filter(
    ({ scenario }) => scenario.reclaim_every_days === 1 && scenario.growth_per_day_fraction_of_initial_allocated === 0,
  );
  const results = runs.map((run) => {
    const input = measuredInput(run, golden);
    const seen = run.days.map(({ day, physical }) => ({ day: addDays(input.start, day), physical: gibFromBytes(physical) }));
    return { run, result: calibrate(input, seen) };
  });

  it('is nearer than the plan, or as near, on every run', () => {
    const worse = results.filter(({ result }) => result.errorFitted > result.errorPlanned + 0.002).map(({ run }) => run);
    expect(worse.map(({ scenario, engine }) => `${scenario.id} ${engine}`)).toEqual([]);
  });

  it('brings the median error of the plain model to 2 % or less', () => {
    expect(median(results.map(({ result }) => result.errorFitted))).toBeLessThanOrEqual(0.02);
  });
});
