import { planFor } from '../../plan.js';
import type { Plan, PlanInput } from '../../plan-types.js';
import { scenarioOf } from './candidate-scenario.js';
import { evaluator } from './evaluator.js';
import { type SearchProgress, search } from './search.js';
import type { Grid, Limits, Scored, SearchPrices, SearchResult } from './types.js';

/** One of the search's choices, planned again as `stowage plan` would. */
export interface Choice {
  readonly scored: Scored;
  readonly plan: Plan;
}

export interface Optimum {
  readonly grid: Grid;
  readonly limits: Limits;
  readonly result: SearchResult;
  readonly best: Choice | undefined;
  readonly front: readonly Choice[];
}

export interface OptimiseInput {
  readonly input: PlanInput;
  readonly grid: Grid;
  readonly limits: Limits;
  readonly prices: SearchPrices;
}

/** Front members planned again, evenly along the front and its ends with them. */
const PLANNED = 12;

/**
 * Searches the grid (M-107 to M-109) and plans the winner and the front again, whole: what is printed of them comes from the exact path.
 *
 * Source: design model section 8.
 */
export function optimise({ input, grid, limits, prices }: OptimiseInput, progress?: SearchProgress): Optimum {
  const result = search(evaluator({ input, grid, limits, prices }), limits, progress);
  const chosen = (scored: Scored): Choice => ({
    scored,
    plan: planFor({ ...input, scenario: scenarioOf(input.scenario, scored.candidate) }),
  });
  return {
    grid,
    limits,
    result,
    best: result.best && chosen(result.best),
    front: thinned(result.front, PLANNED).map(chosen),
  };
}

/** At most so many of a list: its ends, and evenly between them. */
export function thinned<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  const places = new Set(Array.from({ length: most }, (_, index) => Math.round((index * (all.length - 1)) / (most - 1))));
  return all.filter((_, index) => places.has(index));
}
