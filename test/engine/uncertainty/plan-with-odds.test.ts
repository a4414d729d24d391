import { beforeAll, describe, expect, it } from 'vitest';
import { loadPlanInput, loadScenario } from '../../../src/cli/load-plan-input.js';
import { planFor } from '../../../src/engine/plan.js';
import type { Plan, PlanInput } from '../../../src/engine/plan-types.js';
import { withOdds } from '../../../src/engine/uncertainty/plan-with-odds.js';
import { renderJson } from '../../../src/report/render-json.js';
import { dayOf } from '../../../src/units/day.js';

let input: PlanInput;
let point: Plan;
let plan: Plan;

const asked = (change: Partial<NonNullable<PlanInput['scenario']['uncertainty']>>): PlanInput => ({
  ...input,
  scenario: { ...input.scenario, uncertainty: { trials: 300, seed: 1, ranges: [], ...change } },
});

beforeAll(async () => {
  const loaded = await loadScenario('data/samples/scenario.yaml', dayOf(2026, 10, 1));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const read = await loadPlanInput(loaded.value, 'test');
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  input = read.value;
  point = planFor(input);
  plan = withOdds(asked({}), point);
}, 120_000);

describe('a plan with its odds', () => {
  it('is asked for with 2500 trials and seed 1 where the scenario says nothing', () =>
    expect(input.scenario.uncertainty).toEqual({ trials: 2500, seed: 1, ranges: [] }));

  it('keeps every likely value: months, bill, restore hours', () => {
    expect([plan.capacity, plan.cost, plan.ladder]).toEqual([point.capacity, point.cost, point.ladder]);
    expect(plan.restores.map(({ hours }) => hours)).toEqual(point.restores.map(({ hours }) => hours));
  });

  it('is the point plan itself without trials', () => expect(withOdds(asked({ trials: 0 }), point)).toBe(point));

  it('gives the same JSON for the same seed, and another P90 of 36 months for another', () => {
    expect(renderJson(withOdds(asked({}), point))).toBe(renderJson(plan));
    expect(withOdds(asked({ seed: 2 }), point).uncertainty?.totalCost.p90).not.toBe(plan.uncertainty?.totalCost.p90);
  });

  it('gives each of six restores the odds of its own name, P50 <= P95 <= P99, and the verdict of its odds', () => {
    expect(plan.restores).toHaveLength(6);
    for (const { scenario, odds, verdict, fix } of plan.restores) {
      expect(odds?.name).toBe(scenario.name);
      const { p50 = 0, p95 = 0, p99 = 0 } = odds?.value ?? {};
      expect(p50 <= p95 && p95 <= p99).toBe(true);
      expect(verdict).toBe(odds?.verdict);
      expect(fix === '').toBe(verdict === 'meets');
    }
  });

  it('turns "meets" by the published waits into "at risk" where a seventh of the trials is late, with a finding and what to do', () => {
    const name = 'Site rebuilt: everything over the line into an empty cache';
    const [was, is] = [point, plan].map(({ restores }) => restores.find(({ scenario }) => scenario.name === name));
    expect([was?.verdict, is?.verdict]).toEqual(['meets', 'at risk']);
    expect(is?.odds?.probability).toBeGreaterThan(0.8);
    expect(is?.odds?.probability).toBeLessThan(0.92);
    const finding = plan.findings.find(({ title }) => title.includes(name));
    expect(finding).toMatchObject({ severity: 'warning', detail: expect.stringContaining('of the trials keep the target') });
    expect(point.findings.some(({ title }) => title.includes(name))).toBe(false);
  });

  it('warns of a backup window that fits likely and holds in fewer than 95 of 100 trials', () => {
    const { probability = 0, value } = plan.uncertainty?.slas.find(({ kind }) => kind === 'window') ?? {};
    expect(point.window.fits).toBe(true);
    expect(probability).toBeLessThan(0.95);
    expect(value?.p95).toBeGreaterThan(point.window.allowedHours);
    const found = plan.findings.filter(({ title }) => title.startsWith('The backup window'));
    expect(found).toMatchObject([{ severity: 'warning', title: expect.stringContaining(`${Math.round(probability * 100)}%`) }]);
    expect(point.findings.some(({ title }) => title.startsWith('The backup window'))).toBe(false);
  });

  it('draws bills at the prices of their own year: with 10 % a year, months of the third cost 1.21 times as much at P10, P50 and P90', () => {
    const drifting = { ...asked({}), scenario: { ...asked({}).scenario, priceDrift: '0.1' } };
    const dearer = withOdds(drifting, planFor(drifting)).uncertainty;
    // Prices of 15 February 2016: month 30, August 2018, is two anniversaries later.
    for (const point of ['p10', 'p50', 'p90'] as const) {
      const of = (one: typeof dearer): number => one?.months[30]?.cost[point] ?? 0;
      expect(of(dearer) / of(plan.uncertainty)).toBeCloseTo(1.21, 4);
    }
  });

  it('widens what a range of the line does to the restore over it, and lists it with its label', () => {
    const range = { key: 'network.wanMbit' as const, low: 300, high: 1500, label: 'assumption' as const, source: 'test' };
    const wider = withOdds(asked({ ranges: [range] }), point);
    const p95 = (one: Plan) => one.restores.at(-1)?.odds?.value.p95 ?? 0;
    expect(p95(wider)).toBeGreaterThan(1.2 * p95(plan));
    expect(wider.uncertainty?.inputs.find(({ key }) => key === 'network.wanMbit')).toMatchObject({
      likely: 1000,
      label: 'assumption',
    });
  });
});
