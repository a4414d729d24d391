import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { candidateAt, scenarioOf, sizeOf } from '../../../src/engine/decide/optimise/candidate-scenario.js';
import { type Evaluator, evaluator } from '../../../src/engine/decide/optimise/evaluator.js';
import { LIMIT_NAMES, UNPRICED } from '../../../src/engine/decide/optimise/limit-names.js';
import { search } from '../../../src/engine/decide/optimise/search.js';
import type { Grid, Limits, Place, Scored } from '../../../src/engine/decide/optimise/types.js';
import { planFor } from '../../../src/engine/plan.js';
import type { PlanInput } from '../../../src/engine/plan-types.js';
import { Decimal, doubleFromExact } from '../../../src/units/decimal.js';
import { sampleInput } from './sample.js';

let input: PlanInput;
let grid: Grid;
const NO_PRICES = { wanPerMbit: 0.4 };
const LIMITS: Limits = { probability: 0.95, budget: undefined, countries: [], regions: [], excludedProviders: [], headroom: 0 };

beforeAll(async () => {
  const sample = await sampleInput();
  input = {
    ...sample,
    scenario: {
      ...sample.scenario,
      horizonMonths: 4,
      appliance: { ...sample.scenario.appliance, monthlyPrice: '700' },
      rpoHours: 60,
      uncertainty: { trials: 600, seed: 1, ranges: [] },
    },
  };
  grid = gridOf(input);
});

function gridOf({ scenario }: PlanInput): Grid {
  const place = (region: string, storageClass: string, archive?: number): Place['destination'] => ({
    label: `${region} ${storageClass} ${archive}`,
    provider: 'aws',
    region,
    storageClass,
    archiveClass: archive === undefined ? undefined : 'GLACIER',
    transitionAfterDays: archive,
    pricesAsOf: scenario.pricesAsOf,
  });
  const places: Place[] = [
    place('eu-central-1', 'STANDARD'),
    place('eu-central-1', 'STANDARD_IA'),
    place('eu-central-1', 'STANDARD', 30),
    place('eu-central-1', 'STANDARD', 90),
    place('eu-west-1', 'GLACIER'),
    place('eu-west-1', 'STANDARD', 30),
  ].flatMap((destination) => (['standard', 'bulk'] as const).map((retrieval) => ({ destination, retrieval })));
  const variants = [undefined, 7].flatMap((fullEvery) =>
    (['none', 'zlib'] as const).map((compression) => ({ fullEvery, compression, retention: undefined })),
  );
  const box = { name: 'auto', model: undefined, form: undefined, monthlyPrice: undefined };
  return { variants, places, boxes: [box], cacheDays: [7, 30], wanMbit: [200, 1000, 4000] };
}

/** Every candidate worked out, sorted, and the answers read off by their definitions. */
function bruteForce(one: Evaluator, limits: Limits) {
  const all = Array.from({ length: sizeOf(one.grid) }, (_, index): Scored & { readonly others: readonly string[] } => {
    const { amount, isKnown } = one.restoreCost(index);
    const cost = one.bound(index) + amount;
    const { hours, misses } = one.times(index);
    const isDear = limits.budget !== undefined && cost > limits.budget;
    const others = [...(isKnown ? [] : [UNPRICED]), ...one.breaks(index), ...(isDear ? [LIMIT_NAMES.budget] : [])];
    const breaks = [
      ...new Set([...others, ...misses.map((name) => `restore: ${name}`), ...one.missedInTrials(index, () => false)]),
    ];
    return { candidate: one.candidate(index), cost, hours, breaks, others };
  }).sort((a, b) => a.cost - b.cost || a.candidate.index - b.candidate.index);
  const onTime = all.filter(({ others }) => others.length === 0);
  const front = onTime.filter(({ hours }, index) => onTime.slice(0, index).every((before) => before.hours > hours));
  const best = all.find(({ breaks }) => breaks.length === 0);
  const without = (limit: string) => all.find(({ breaks }) => breaks.every((name) => name === limit));
  return { all, best, front, without };
}

/** What the search finds against every candidate worked out. */
function holds(one: Evaluator, asked: Limits): void {
  const found = search(one, asked);
  const truth = bruteForce(one, asked);
  expect(found.best?.candidate.index).toBe(truth.best?.candidate.index);
  expect(found.best?.cost).toBe(truth.best?.cost);
  expect(indexes(found.front)).toEqual(indexes(truth.front));
  expect(indexes(found.next)).toEqual(indexes(truth.all.filter(({ breaks }) => breaks.length === 0).slice(1, 6)));
  for (const { limit, saves } of found.shadow) {
    const cheapest = truth.without(limit);
    if (truth.best && cheapest) expect(saves).toBeCloseTo(truth.best.cost - cheapest.cost, 6);
  }
}

const indexes = (list: readonly Scored[]): readonly number[] => list.map(({ candidate }) => candidate.index);

describe('search', () => {
  it('finds the winner, the front and each shadow price that working out every candidate finds, on random small grids', () => {
    const some = <T>(all: readonly T[]) => fc.subarray([...all], { minLength: 1, maxLength: Math.min(3, all.length) });
    const random = fc.record({
      variants: some(grid.variants),
      places: some(grid.places),
      boxes: fc.constant(grid.boxes),
      cacheDays: some(grid.cacheDays),
      wanMbit: some(grid.wanMbit),
    });
    const limits = fc.record({
      probability: fc.constantFrom(0, 0.5, 1),
      budget: fc.constantFrom(undefined, 20_000, 40_000),
      countries: fc.constantFrom([], ['Germany']),
      regions: fc.constant([]),
      excludedProviders: fc.constant([]),
      headroom: fc.constantFrom(0, 0.3),
    });
    fc.assert(
      fc.property(random, limits, (small, asked) => {
        holds(evaluator({ input, grid: small, limits: asked, prices: NO_PRICES }), asked);
      }),
      { numRuns: 5 },
    );
  });

  it('finds them on 400 random tables of bounds, restores, times and broken limits, ties among them', () => {
    const row = fc.record({
      bound: fc.integer({ min: 0, max: 12 }),
      restores: fc.integer({ min: 0, max: 6 }),
      hours: fc.integer({ min: 0, max: 8 }),
      misses: fc.subarray(['a volume', 'everything']),
      breaks: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, fc.subarray([LIMIT_NAMES.residency, LIMIT_NAMES.rpo])),
      missed: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, fc.subarray(['restore: a volume', LIMIT_NAMES.rpo])),
      isKnown: fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, fc.constant(false)),
    });
    const budget = fc.constantFrom(undefined, 4, 9);
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 60 }), budget, (rows, money) => {
        const [variant, place] = [grid.variants[0], grid.places[0]];
        if (!variant || !place) throw new Error('the grid is empty');
        const table = { ...grid, variants: [variant], places: [place], cacheDays: [7], wanMbit: rows.map((_, index) => index) };
        const at = (index: number) => rows[index] ?? rows[0];
        const synthetic: Evaluator = {
          grid: table,
          bound: (index) => at(index)?.bound ?? 0,
          times: (index) => ({ hours: at(index)?.hours ?? 0, misses: at(index)?.misses ?? [] }),
          restoreCost: (index) => ({ amount: at(index)?.restores ?? 0, isKnown: at(index)?.isKnown ?? true }),
          breaks: (index) => at(index)?.breaks ?? [],
          missedInTrials: (index) => at(index)?.missed ?? [],
          candidate: (index) => candidateAt(table, index),
        };
        holds(synthetic, { ...LIMITS, budget: money });
      }),
      { numRuns: 400 },
    );
  });

  it('costs and restores a candidate as the plan of its scenario does: to the cents of its lines, and to the second', () => {
    const one = evaluator({ input, grid, limits: { ...LIMITS, probability: 1 }, prices: { wanPerMbit: undefined } });
    for (const index of [0, 40, 95, 137, 211, sizeOf(grid) - 1]) {
      const plan = planFor({ ...input, scenario: scenarioOf(input.scenario, candidateAt(grid, index)) });
      const years = plan.cost.months.length === 0 ? 0 : one.restoreCost(index).amount;
      const lines = plan.cost.months.reduce((sum, { charges }) => sum + charges.length, 0);
      expect(Math.abs(one.bound(index) - +plan.cost.total.cost.amount)).toBeLessThanOrEqual(0.005 * lines + 1e-6);
      expect(years).toBeGreaterThanOrEqual(0);
      const slowest = Math.max(...plan.restores.map(({ hoursHigh }) => hoursHigh));
      expect(one.times(index).hours).toBeCloseTo(slowest, 9);
      expect(one.breaks(index).includes(LIMIT_NAMES.window)).toBe(!plan.window.fits);
      expect(one.breaks(index).includes(LIMIT_NAMES.link)).toBe(!plan.wan.fits);
      expect(one.breaks(index).includes(LIMIT_NAMES.rpo)).toBe(plan.rpo.byPolicy.some(({ verdict }) => verdict !== 'meets'));
    }
  });

  it('holds bills in doubles to 1e-9 of the exact path before its cents', () => {
    const quiet = {
      ...input,
      scenario: { ...input.scenario, appliance: { ...input.scenario.appliance, monthlyPrice: undefined } },
    };
    const one = evaluator({ input: quiet, grid, limits: LIMITS, prices: { wanPerMbit: undefined } });
    for (const index of [3, 77, 180]) {
      const plan = planFor({ ...quiet, scenario: scenarioOf(quiet.scenario, candidateAt(grid, index)) });
      const exact = plan.cost.months
        .flatMap(({ charges }) => charges)
        .reduce((sum, line) => (line.kind === 'priced' ? sum.plus(line.listCost.amount) : sum), new Decimal(0));
      expect(Math.abs(one.bound(index) / doubleFromExact(exact) - 1)).toBeLessThan(1e-9);
    }
  });
});
