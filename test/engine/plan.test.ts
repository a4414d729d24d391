import { expect, it } from 'vitest';
import { loadPlanInput, loadScenario } from '../../src/cli/load-plan-input.js';
import { planFor } from '../../src/engine/plan.js';
import type { PlanInput } from '../../src/engine/plan-types.js';
import type { Scenario } from '../../src/scenario/types.js';
import { formatDay } from '../../src/units/day.js';
import { TODAY } from '../scenario/shipped-resolver.js';

async function sample(): Promise<PlanInput> {
  const scenario = await loadScenario('data/samples/scenario.yaml', TODAY);
  if (!scenario.ok) throw new Error(JSON.stringify(scenario.problems));
  const input = await loadPlanInput(scenario.value, 'test');
  if (!input.ok) throw new Error(JSON.stringify(input.problems));
  return input.value;
}

const priced = (input: PlanInput, appliance: Partial<Scenario['appliance']>) =>
  planFor({ ...input, scenario: { ...input.scenario, appliance: { ...input.scenario.appliance, ...appliance } } });

it('bills every rung the units that its estate needs and a spare one at 1,000 a month, and "at least" without a quote', async () => {
  const input = await sample();
  const unquoted = priced(input, { spare: 1 }).ladder;
  const quoted = priced(input, { spare: 1, monthlyPrice: '1000' }).ladder;
  expect(quoted.length).toBeGreaterThan(0);
  for (const [index, rung] of quoted.entries()) {
    const before = unquoted[index]?.scaledMonthly;
    expect([before?.kind, rung.scaledMonthly.kind]).toEqual(['atLeast', 'complete']);
    const boxes = rung.scaledMonthly.cost.amount.minus(before?.cost.amount ?? 0).toFixed(2);
    expect(boxes).toBe(`${(rung.scaledUnits.units + 1) * 1000}.00`);
    expect(rung.scaledUnits.utilisation).toBeLessThanOrEqual(0.8 + 1e-9);
  }
});

it('starts the shipped sample with the 3 units that its nights of February need, and adds none in 2016', async () => {
  const { upgrade } = planFor(await sample());
  expect(upgrade.unitsAtStart).toBe(3);
  expect(upgrade.steps.filter(({ from }) => formatDay(from).startsWith('2016'))).toEqual([]);
});
