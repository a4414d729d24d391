import { existsSync, readdirSync } from 'node:fs';
import { loadPlanInput, loadScenario } from '../../src/cli/load-plan-input.js';
import { planFor } from '../../src/engine/plan.js';
import type { Plan } from '../../src/engine/plan-types.js';
import { GOLDEN_FOLDER, goldenScenario } from '../../src/tools/golden/golden-plans.js';
import { dayOf } from '../../src/units/day.js';

export const GOLDENS = readdirSync(GOLDEN_FOLDER).filter((name) => existsSync(goldenScenario(name)));

/** The plan of a golden, made in this process. */
export async function goldenPlan(name: string): Promise<Plan> {
  const scenario = await loadScenario(goldenScenario(name), dayOf(2026, 10, 1));
  if (!scenario.ok) throw new Error(JSON.stringify(scenario.problems));
  const input = await loadPlanInput(scenario.value, '0.0.0');
  if (!input.ok) throw new Error(JSON.stringify(input.problems));
  return planFor(input.value);
}
