import type { OptimiseAsked } from '../../../scenario/decision-types.js';
import type { Total } from '../../charge.js';
import { planFor } from '../../plan.js';
import type { PlanInput, Verdict } from '../../plan-types.js';
import { scenarioOf } from './candidate-scenario.js';
import { evaluator } from './evaluator.js';
import { gridOf } from './grid.js';
import { type SearchProgress, search } from './search.js';
import type { Limits, Scored, SearchResult } from './types.js';

/** The winner planned again, as `stowage plan` would. */
export interface PlannedAgain {
  readonly total: Total;
  readonly lastMonth: Total;
  readonly appliance: { readonly chosen: string; readonly units: number };
  readonly restores: readonly { readonly name: string; readonly hours: number; readonly verdict: Verdict }[];
}

/** What a search found, and what it was asked. */
export interface Optimum extends SearchResult {
  readonly currency: string;
  readonly limits: Limits;
  readonly wanPerMbit: number | undefined;
  /** Trials by which promises were held to the probability; 0: waits alone (M-108). */
  readonly trials: number;
  readonly planned: PlannedAgain | undefined;
}

/**
 * Searches the grid (M-107 to M-109, M-115) and plans the winner again, whole: its bill comes from the exact path.
 *
 * Source: design model section 8.
 */
export function optimise(input: PlanInput, { space, limits, wanPerMbit }: OptimiseAsked, progress?: SearchProgress): Optimum {
  const { scenario } = input;
  const result = search(evaluator({ input, grid: gridOf(input, space), limits, prices: { wanPerMbit } }), limits, progress);
  return {
    ...result,
    currency: scenario.currency,
    limits,
    wanPerMbit,
    trials: limits.probability < 1 ? (scenario.uncertainty?.trials ?? 0) : 0,
    planned: result.best && plannedAgain(input, result.best),
  };
}

function plannedAgain(input: PlanInput, { candidate }: Scored): PlannedAgain {
  const { cost, appliance, restores } = planFor({ ...input, scenario: scenarioOf(input.scenario, candidate) });
  return {
    total: cost.total,
    lastMonth: cost.lastMonth,
    appliance: { chosen: appliance.chosen, units: appliance.needed.units },
    restores: restores.map(({ scenario, hours, verdict }) => ({ name: scenario.name, hours, verdict })),
  };
}
