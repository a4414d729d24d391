import { describe, expect, it } from 'vitest';
import { planFor } from '../../../src/engine/plan.js';
import { verdictOf } from '../../../src/engine/uncertainty/odds.js';
import { joinResults, runBlocks } from '../../../src/engine/uncertainty/trials.js';
import { preparedModel, summaryOf, uncertaintyOf } from '../../../src/engine/uncertainty/uncertainty-of.js';
import { certain, type EstateChange, estate, profile } from './estate.js';

function run(change: EstateChange, trials: number, seed = 1) {
  const input = estate(change);
  const plan = planFor(input);
  return { input, plan, result: uncertaintyOf(input, plan, { trials, seed }) };
}

describe('uncertaintyOf', () => {
  it('gives the plan itself where no range has a width: every month, the total, every restore', () => {
    const { plan, result } = run(
      {
        profiles: [certain(profile('general')), certain(profile('database'))],
        useCase: 'backup',
        destination: { archiveClass: undefined, transitionAfterDays: undefined },
      },
      100,
    );
    const total = Number(plan.cost.total.cost.amount);
    for (const point of [result.totalCost.p10, result.totalCost.p50, result.totalCost.p90])
      expect(Math.abs(point / total - 1)).toBeLessThan(1e-9);
    result.months.forEach((month, index) => {
      expect(Math.abs(month.backEnd.p50 / (plan.capacity.months[index]?.backEnd ?? 0) - 1)).toBeLessThan(1e-9);
      expect(Math.abs(month.cost.p90 / Number(plan.cost.months[index]?.total.cost.amount) - 1)).toBeLessThan(1e-9);
    });
    const restores = result.slas.filter(({ kind }) => kind === 'restore');
    expect(restores.map(({ value }) => value.p99)).toEqual(plan.restores.map(({ hours }) => expect.closeTo(hours, 9)));
    const window = result.slas.find(({ kind }) => kind === 'window');
    expect(window?.value.p50).toBeCloseTo(plan.window.hours, 9);
    const wan = result.slas.find(({ kind }) => kind === 'wan');
    expect(wan?.value.p50).toBeCloseTo(plan.wan.needMbit / plan.wan.usableMbit, 9);
    const rpo = result.slas.find(({ kind, name }) => kind === 'rpo' && name === plan.rpo.policy);
    expect(rpo?.value.p50).toBeCloseTo(plan.rpo.achievableHours, 9);
    expect(result.tornado.flatMap(({ bars }) => bars)).toEqual([]);
    expect(result.inputs).toEqual([]);
  });

  it('keeps P10 <= P50 <= P90 in every month and in total, and P50 <= P95 <= P99 of everything promised', () => {
    const { result } = run({}, 300);
    const spreads = [result.totalCost, result.backEndAtEnd, ...result.months.flatMap(({ backEnd, cost }) => [backEnd, cost])];
    for (const { p10, p50, p90 } of spreads) {
      expect(p10).toBeLessThanOrEqual(p50);
      expect(p50).toBeLessThanOrEqual(p90);
    }
    for (const { value } of result.slas) {
      expect(value.p50).toBeLessThanOrEqual(value.p95);
      expect(value.p95).toBeLessThanOrEqual(value.p99);
    }
    expect(result.totalCost.p90).toBeGreaterThan(1.3 * result.totalCost.p10);
  });

  it('gives the same bytes for the same seed, however its blocks are split, and others for another', () => {
    const input = estate();
    const plan = planFor(input);
    const whole = uncertaintyOf(input, plan, { trials: 500, seed: 9 });
    const model = preparedModel(input, plan, []);
    const parts = [
      [0, 1],
      [1, 4],
      [4, 5],
    ].map(([from = 0, until = 0]) => runBlocks(model, { seed: 9, from, until }));
    expect(JSON.stringify(summaryOf(model, joinResults(parts), { input, seed: 9 }))).toBe(JSON.stringify(whole));
    expect(uncertaintyOf(input, plan, { trials: 500, seed: 10 }).totalCost).not.toEqual(whole.totalCost);
  });

  it('draws tornado bars that hold the likely value, the longest first, for cost, back-end and the worst restore', () => {
    const { plan, result } = run({}, 100);
    expect(result.tornado.map(({ result: about }) => about)).toEqual(['total cost', 'back-end at end', 'worst restore']);
    for (const { likely, bars } of result.tornado) {
      for (const { least, most } of bars) {
        expect(least).toBeLessThanOrEqual(likely);
        expect(most).toBeGreaterThanOrEqual(likely);
      }
      const lengths = bars.map(({ least, most }) => most - least);
      expect(lengths).toEqual([...lengths].sort((a, b) => b - a));
    }
    const [cost] = result.tornado;
    expect(Math.abs((cost?.likely ?? 0) / Number(plan.cost.total.cost.amount) - 1)).toBeLessThan(1e-9);
    // More compression is less to store: the high end is the cheap one.
    const compression = cost?.bars.find(({ key }) => key === 'profiles.general.compression');
    expect(compression?.atHigh).toBeLessThan(compression?.atLow ?? 0);
  });

  it('needs 16 times the trials for a quarter of the standard error', () => {
    const input = estate({ horizonMonths: 6 });
    const plan = planFor(input);
    // The error of an error is large with few blocks: the mean over seeds.
    const errorOf = (trials: number): number => {
      const seeds = Array.from(
        { length: 8 },
        (_, seed) => uncertaintyOf(input, plan, { trials, seed }).convergence.costP90 ?? Number.NaN,
      );
      return seeds.reduce((sum, error) => sum + error, 0) / seeds.length;
    };
    const ratio = errorOf(400) / errorOf(6400);
    expect(ratio).toBeGreaterThan(2.8);
    expect(ratio).toBeLessThan(5.6);
  });

  it('says that one block cannot tell how far it is off', () => {
    const { result } = run({ horizonMonths: 3 }, 100);
    expect(result.convergence.costP90).toBeUndefined();
    expect(result.convergence.note).toContain('too few to tell');
  });

  it('labels every input and says what is drawn together', () => {
    const { result } = run({ horizonMonths: 3 }, 100);
    expect(result.inputs.find(({ key }) => key === 'profiles.general.used')).toMatchObject({
      label: 'assumption',
      low: 0.4,
      likely: 0.55,
      high: 0.75,
    });
    expect(result.inputs.find(({ key }) => key === 'retrieval.GLACIER.standard')).toMatchObject({
      low: 3,
      likely: 4,
      high: 5,
      reading: 'bounds',
    });
    expect(result.correlations.join(' ')).toContain('correlated with 0.5');
  });

  it('takes a range for the link where one is given: half the link at P10 doubles the share at its far end', () => {
    const input = estate({ horizonMonths: 3 });
    const plan = planFor(input);
    const ranges = [{ key: 'network.usableShare', low: 0.4, high: 0.9, label: 'assumption', source: 'test' }] as const;
    const certainly = uncertaintyOf(input, plan, { trials: 300, seed: 1 });
    const result = uncertaintyOf(input, plan, { trials: 300, seed: 1, ranges });
    const wan = (of: typeof result) => of.slas.find(({ kind }) => kind === 'wan')?.value.p95 ?? 0;
    expect(result.inputs.map(({ key }) => key)).toContain('network.usableShare');
    expect(wan(result)).toBeGreaterThan(1.3 * wan(certainly));
  });
});

describe('verdictOf', () => {
  const tail = { p50: 4, p95: 6, p99: 8 };
  it('meets when P95 does, is at risk when only P50 does, else misses', () => {
    expect([verdictOf(tail, 6), verdictOf(tail, 5), verdictOf(tail, 3), verdictOf(tail, undefined)]).toEqual([
      'meets',
      'at risk',
      'misses',
      'not asked',
    ]);
  });
});
