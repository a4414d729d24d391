import type { Range } from '../catalog/types.js';
import type { Cohort } from '../inventory/types.js';
import type { Scenario } from '../scenario/types.js';
import type { Behaviour, CapacityInput, CohortInput } from './capacity/types.js';

/**
 * What the capacity engine needs of a scenario and its cohorts, at the likely value of every range.
 *
 * `annualGrowth` of the scenario is added to each profile's own (a share a year). Profiles and policies are looked up by the
 * names that the workload rules gave.
 *
 * @throws RangeError when a cohort names a profile or policy that the scenario lacks: its parser lets none through.
 */
export function capacityInput(
  scenario: Scenario,
  cohorts: readonly Cohort[],
  transitionAfterDays: number | undefined,
): CapacityInput {
  const { store, cinder } = scenario;
  return {
    start: scenario.start,
    horizonMonths: scenario.horizonMonths,
    cohorts: cohorts.map((cohort) => cohortInput(cohort, scenario)),
    store,
    writer: { compression: cinder.compression, objectBytes: cinder.objectBytes, hashBlockKib: cinder.hashBlockKib },
    transitionAfterDays,
  };
}

function cohortInput(cohort: Cohort, scenario: Scenario): CohortInput {
  const profile = scenario.profiles[cohort.profile];
  const policy = scenario.policies[cohort.policy];
  if (!profile || !policy) throw new RangeError(`cohort "${cohort.name}" has no profile or no policy in the scenario`);
  const likely = (range: Range): number => range.likely;
  const behaviour: Behaviour = {
    used: likely(profile.used),
    shared: likely(profile.shared),
    compression: likely(profile.compression),
    dailyChange: likely(profile.dailyChange),
    hot: likely(profile.hot),
    writeKib: likely(profile.writeKib),
    annualGrowth: likely(profile.annualGrowth) + (scenario.annualGrowth ?? 0),
  };
  const { name, volumes, provisioned, encrypted } = cohort;
  return { name, volumes, provisioned, encrypted, behaviour, policy };
}
