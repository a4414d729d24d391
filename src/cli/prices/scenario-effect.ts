import type { Total } from '../../engine/charge.js';
import { planFor } from '../../engine/plan.js';
import { type Parsed, parsed } from '../../problems/problem.js';
import { parseScenario, placesIn } from '../../scenario/parse-scenario.js';
import type { Scenario } from '../../scenario/types.js';
import type { Day } from '../../units/day.js';
import type { Money } from '../../units/quantity.js';
import { readTextFile } from '../files.js';
import { resolverOf, type Shelf } from '../load-catalog.js';
import { loadPlanInput } from '../load-plan-input.js';

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
  const read = await readTextFile(file);
  if (!read.ok) return read;
  const { text } = read.value;
  const scenario = parseScenario({ file, text, today, resolver: resolverOf(shelf) });
  if (!scenario.ok) return scenario;
  const dated = pricesAsOf === undefined ? scenario.value : withPricesOf(scenario.value, pricesAsOf);
  const input = await loadPlanInput(
    { scenario: dated, shelf, warnings: scenario.warnings, place: placesIn(file, text) },
    version,
  );
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
