import type { Total } from '../../engine/charge.js';
import { planFor } from '../../engine/plan.js';
import { type Parsed, parsed } from '../../problems/problem.js';
import type { Scenario } from '../../scenario/types.js';
import type { Day } from '../../units/day.js';
import type { Money } from '../../units/quantity.js';
import type { Shelf } from '../load-catalog.js';
import { loadPlanInput, readScenario, scenarioFrom } from '../load-plan-input.js';

export interface ScenarioCost {
  readonly total: Total;
  readonly byKind: Readonly<Partial<Record<string, Money>>>;
}

export interface PricedOn {
  readonly shelf: Shelf;
  /** The day whose prices count; undefined for the scenario's own. */
  readonly pricesAsOf: Day | undefined;
  readonly today: Day;
  readonly version: string;
}

/** What a scenario costs over its horizon with the prices of one folder or day. Problems as `stowage plan` would name them. */
export async function scenarioCost(file: string, { shelf, pricesAsOf, today, version }: PricedOn): Promise<Parsed<ScenarioCost>> {
  const source = await readScenario(file);
  if (!source.ok) return source;
  const loaded = scenarioFrom({ file, source: source.value, today, shelf });
  if (!loaded.ok) return loaded;
  const { scenario } = loaded.value;
  const dated = pricesAsOf === undefined ? scenario : withPricesOf(scenario, pricesAsOf);
  const input = await loadPlanInput({ ...loaded.value, scenario: dated }, version);
  if (!input.ok) return input;
  const { cost } = planFor(input.value);
  return parsed({ total: cost.total, byKind: cost.byKind });
}

function withPricesOf(scenario: Scenario, pricesAsOf: Day): Scenario {
  const { destination, compare } = scenario;
  return {
    ...scenario,
    destination: { ...destination, pricesAsOf },
    compare: compare.map((other) => ({ ...other, pricesAsOf })),
  };
}
