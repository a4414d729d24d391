import type { Cohorts } from '../../../inventory/types.js';
import type { Scenario } from '../../../scenario/types.js';
import { addMonths, monthSpans } from '../../../units/day.js';
import { asGib } from '../../../units/gib.js';
import { cohortState } from '../../capacity/cohort-states.js';
import { at } from '../../capacity/day-totals.js';
import { capacityMonths } from '../../capacity/months.js';
import { project } from '../../capacity/project.js';
import { newTables, type Tables } from '../../capacity/set-up.js';
import type { CapacityResult } from '../../capacity/types.js';
import { capacityInput } from '../../capacity-input.js';

/** What a search reads of a capacity. */
export type SearchCapacity = CapacityResult;

/**
 * The projection that a plan is made from, without what only a report shows: the other method, the other cadence, the band of overlap. Their
 * fields are empty and no search reads them. Months, states and the first full are the plan's own, bit by bit.
 */
export function lightCapacity(
  scenario: Scenario,
  cohorts: Cohorts,
  age: number | undefined,
  tables: Tables = newTables(),
): SearchCapacity {
  const input = capacityInput(scenario, cohorts.cohorts, age);
  const until = addMonths(input.start, input.horizonMonths);
  const spans = monthSpans(input.start, until);
  const monthEnds = spans.map((span) => span.until - input.start - 1);
  const projection = project(input, until - input.start, monthEnds, tables);
  const nothing = asGib(0);
  return {
    months: capacityMonths({ input, spans, projection, otherMethod: () => 0 }),
    byCohort: [],
    states: projection.cohorts.map((outcome) => cohortState(outcome, input.store)),
    cadence: [],
    seed: asGib(at(projection.totals.newData, 0)),
    overlap: { same: nothing, likely: nothing, everywhere: nothing },
  };
}
