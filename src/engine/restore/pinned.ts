import type { Cohort } from '../../inventory/types.js';
import type { Scenario } from '../../scenario/types.js';

/** Names of the cohorts whose policy is pinned: their volumes keep their part of the cache (M-60). */
export function pinnedCohorts({ policies }: Scenario, cohorts: readonly Cohort[]): ReadonlySet<string> {
  return new Set(cohorts.filter(({ policy }) => policies[policy]?.pinned === true).map(({ name }) => name));
}
