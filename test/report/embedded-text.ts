import { loadPlanInput, loadScenario } from '../../src/cli/load-plan-input.js';
import type { PlanInput } from '../../src/engine/plan-types.js';
import { embeddedText } from '../../src/report/embedded/embedded.js';
import { asDay } from '../../src/units/day.js';

/** The input of the shipped sample's plan. */
export async function sampleInput(): Promise<PlanInput> {
  const loaded = await loadScenario('data/samples/scenario.yaml', asDay(20_000));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const input = await loadPlanInput(loaded.value, '1.2.3');
  if (!input.ok) throw new Error(JSON.stringify(input.problems));
  return input.value;
}

/** What a report carries around an input. */
export function carried(input: PlanInput): string {
  return embeddedText({
    asOf: '2026-10-01',
    hashes: { scenario: 'a'.repeat(64), catalog: 'b'.repeat(12) },
    result: { sha256: 'c'.repeat(64), figures: [] },
    input,
    otherBooks: {},
    written: undefined,
    cinderSteps: [],
  });
}
