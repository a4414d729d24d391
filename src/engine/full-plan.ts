import type { Source } from '../catalog/types.js';
import { decisionsOf, sourcesOfDecisions } from './decide/decisions.js';
import { planFor } from './plan.js';
import type { Plan, PlanInput } from './plan-types.js';
import { withOdds } from './uncertainty/plan-with-odds.js';

/** The whole plan: at its likely values, what its ranges do to it, and what its scenario wants decided. What every report is made from. */
export const fullPlan = (input: PlanInput): Plan => completed(input, planFor(input));

/** The same of a plan that is at hand already. */
export function completed(input: PlanInput, plan: Plan): Plan {
  const decisions = decisionsOf(input, plan);
  const whole = withOdds(input, plan);
  if (decisions === undefined) return whole;
  return { ...whole, decisions, sources: withSources(whole.sources, sourcesOfDecisions(decisions)) };
}

/** Each source once; those of the plan stand first. */
const withSources = (first: readonly Source[], more: readonly Source[]): readonly Source[] => [
  ...new Map([...first, ...more].map((source) => [source.id, source])).values(),
];
