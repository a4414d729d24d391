import type { Catalog } from '../../catalog/types.js';
import type { Scenario } from '../../scenario/types.js';
import type { Gib } from '../../units/gib.js';
import type { GibPerSecond } from '../../units/rate.js';
import type { CapacityResult } from '../capacity/types.js';
import type { ApplianceChoice, UnitsNeeded } from '../plan-types.js';
import { type BoxLimits, limitsOfModel, limitsOfRung } from './limits.js';
import { monthlyNeeds } from './needs.js';
import { NO_UNITS, unitsAtWorst, type WorstNeeds, worstNeeds } from './units-needed.js';

export interface ApplianceChoiceInput {
  readonly capacity: CapacityResult;
  readonly scenario: Scenario;
  readonly catalog: Catalog;
  /** restoreRateNeed(): what the restores with a target ask of the boxes; 0 when none has one. */
  readonly restoreNeed: GibPerSecond;
  /** pinnedCohorts(); absent: none. */
  readonly pinned?: ReadonlySet<string>;
}

interface Candidate {
  readonly box: BoxLimits;
  readonly needed: UnitsNeeded;
}

/** Fewest units; among those the first, so the smallest when the ladder is sorted by size. */
function fewest(candidates: readonly Candidate[]): Candidate {
  const [first, ...rest] = candidates;
  if (!first) throw new RangeError('the ladder has no rung');
  return rest.reduce((best, candidate) => (candidate.needed.units < best.needed.units ? candidate : best), first);
}

function chosenOf(input: ApplianceChoiceInput, worst: WorstNeeds): Candidate {
  const terms = input.scenario.appliance;
  const sized = (box: BoxLimits): Candidate => ({ box, needed: unitsAtWorst(box, worst, terms.planningLine) });
  if (terms.model) return sized(limitsOfModel(terms.model, terms));
  const ladder = [...input.catalog.ladder].sort((a, b) => a.protectedTb - b.protectedTb);
  return fewest(ladder.map((rung) => sized(limitsOfRung(rung, terms))));
}

function share(need: Gib, limit: Gib | undefined, units: number): number | undefined {
  return limit === undefined ? undefined : need / (limit * units);
}

/**
 * The box of the plan (M-55): the scenario's model, or from the ladder the rung with the fewest units and, among those, the
 * smallest. Catalogue models are listed beside it with the units that each would need, and every
 * month says how full the chosen boxes' cache and cloud limits are. A plain store has no box in front of it.
 *
 * @throws RangeError when no model is given and the ladder is empty: the catalogue's parser lets no such ladder pass.
 */
export function chooseAppliance(input: ApplianceChoiceInput): ApplianceChoice {
  const { capacity, catalog, scenario } = input;
  if (scenario.store.kind === 'plain') return { isNeeded: false, chosen: '', needed: NO_UNITS, spare: 0, models: [], months: [] };
  const needs = monthlyNeeds(input);
  const worst = worstNeeds(needs);
  const { box, needed } = chosenOf(input, worst);
  const { planningLine } = scenario.appliance;
  return {
    isNeeded: true,
    chosen: box.name,
    needed,
    spare: scenario.appliance.spare ?? 0,
    models: catalog.appliances.map((model) => ({
      model,
      needed: unitsAtWorst(limitsOfModel(model, scenario.appliance), worst, planningLine),
    })),
    months: capacity.months.flatMap((month, index) => {
      const need = needs[index];
      if (!need) return [];
      return {
        from: month.from,
        cacheNeed: need.cache,
        cloudNeed: need.cloud,
        cacheShare: share(need.cache, box.cache, needed.units),
        cloudShare: share(need.cloud, box.cloud, needed.units),
      };
    }),
  };
}
