import { beforeAll, describe, expect, it } from 'vitest';
import { baselines, perTbOf, tbMonths } from '../../../src/engine/decide/baseline.js';
import type { Baseline, BaselineResult } from '../../../src/engine/decide/baseline-types.js';
import { planFor } from '../../../src/engine/plan.js';
import type { Plan, PlanInput } from '../../../src/engine/plan-types.js';
import { Decimal } from '../../../src/units/decimal.js';
import { GIB_PER_TB } from '../../../src/units/gib.js';
import { evenMonths, sampleInput } from './sample.js';

let input: PlanInput;
let plan: Plan;
let result: BaselineResult;
beforeAll(async () => {
  const sample = await sampleInput();
  input = { ...sample, scenario: { ...sample.scenario, horizonMonths: 12, compare: [] } };
  plan = planFor(input);
  result = baselines(input, plan, '0.9');
});

const named = (name: string, sites = 1): Baseline => {
  const found = result.baselines.find((one) => one.name === name && one.sites === sites);
  if (!found) throw new Error(`no baseline ${name}`);
  return found;
};

describe('baselines', () => {
  it('prices a TB on a purpose-built appliance at 62.74 a month, by hand, and ranges from cheap to dear', () => {
    const store = input.catalog.privateStores['backup-appliance-on-premises'];
    if (!store) throw new Error('no such store');
    // 1.25 x [1177 x (1/48 + 0.15/12) + 0.0117 x 1.5 x 730 x 0.15 + 1.56] + 4, all / 0.8
    const byHand = (1.25 * (1177 * (1 / 48 + 0.0125) + 0.0117 * 1.5 * 730 * 0.15 + 1.56) + 4) / 0.8;
    expect(+perTbOf(store, 'likely')).toBeCloseTo(byHand, 9);
    // Cheap: 1.1 x [860 x (1/60 + 0.1/12) + 0.003 x 1.2 x 730 x 0.08 + 0.52] + 1, all / 0.9
    const cheap = (1.1 * (860 * (1 / 60 + 0.1 / 12) + 0.003 * 1.2 * 730 * 0.08 + 0.52) + 1) / 0.9;
    expect(+perTbOf(store, 'low')).toBeCloseTo(cheap, 9);
    expect(perTbOf(store, 'high').gt(perTbOf(store, 'likely'))).toBe(true);
  });

  it('counts 10 TB held for 12 whole months on two sites as 240 TB-months', () => {
    expect(+tbMonths(evenMonths('2016-03-01', 12, 10 * GIB_PER_TB), 2)).toBeCloseTo(240, 9);
  });

  it('saves exactly the claim at the cost that the claim needs, for every alternative', () => {
    expect(result.baselines.length).toBeGreaterThanOrEqual(10);
    for (const { needed } of result.baselines) {
      const saved = new Decimal(1).minus(plan.cost.total.cost.amount.div(needed.cost.amount));
      expect(+saved).toBeCloseTo(0.9, 6);
    }
  });

  it('costs twice as much on two sites, and its savings lie between their ends', () => {
    const [one, two] = [named('minio-ec-8-4'), named('minio-ec-8-4', 2)];
    expect(Math.abs(+two.cost.likely.amount - 2 * +one.cost.likely.amount)).toBeLessThanOrEqual(0.01);
    for (const { saving, cost } of result.baselines) {
      expect(cost.low.amount.lte(cost.likely.amount) && cost.likely.amount.lte(cost.high.amount)).toBe(true);
      expect(saving.low <= saving.likely && saving.likely <= saving.high).toBe(true);
    }
  });

  it('holds more in snapshots than in a deduplicating store, where volumes share and compress', () => {
    expect(named('ebs-snapshots').heldAtEnd).toBeGreaterThan(named('backup-appliance-on-premises').heldAtEnd);
  });

  it('names every alternative that has no price in euro instead of leaving it out silently', () => {
    const euro = { ...input, scenario: { ...input.scenario, currency: 'EUR', exchange: undefined } };
    const found = baselines(euro, plan, '0.9');
    expect(found.baselines).toEqual([]);
    expect(found.leftOut).toHaveLength(result.baselines.length);
  });
});
