import { addMonths, monthSpans } from '../../units/day.js';
import { asGib } from '../../units/gib.js';
import { lazily } from '../../units/lazily.js';
import { compareCadences, type Horizon } from './cadence.js';
import { cohortState } from './cohort-states.js';
import { at } from './day-totals.js';
import { backEndOn, capacityMonths } from './months.js';
import { overlapBand } from './overlap.js';
import { type Projection, project } from './project.js';
import { newTables } from './set-up.js';
import type { CapacityInput, CapacityResult, StoreTerms } from './types.js';

/**
 * Projects what a store holds, month by month: model sections 1 to 4.
 *
 * Sizes are GiB. The horizon is `horizonMonths` calendar months from `start`; a first or last month may be partial. The first
 * backup of every policy falls on `start`. `restorePoints` is the mean over cohorts weighted by their provisioned size.
 *
 * The months are there at once; what stands beside them (cadences, the band of overlap, the other method) is worked out when it is read.
 *
 * @param tables what many projections may share; by default this one's own
 * @throws RangeError if the horizon is not at least one month, or a share is out of its range: bugs in the caller
 *
 * Source: docs/methodology-capacity.md M-1 to M-19.
 */
export function capacityOf(input: CapacityInput, tables = newTables()): CapacityResult {
  checkInput(input);
  const until = addMonths(input.start, input.horizonMonths);
  const days = until - input.start;
  const spans = monthSpans(input.start, until);
  const monthEnds = spans.map((span) => span.until - input.start - 1);
  const projection = project(input, days, monthEnds, tables);
  const horizon = { days, tables };
  return lazily<CapacityResult>({
    months: () => capacityMonths({ input, spans, projection, otherMethod: otherMethod(input, projection, horizon) }),
    byCohort: () =>
      projection.cohorts.map(({ cohort, backEndAtEnd }) => ({
        name: cohort.name,
        backEndAtEnd: Array.from(backEndAtEnd, asGib),
      })),
    states: () => projection.cohorts.map((outcome) => cohortState(outcome, input.store)),
    cadence: () => compareCadences(input, projection, horizon),
    seed: () => asGib(at(projection.totals.newData, 0)),
    overlap: () => overlapBand(input, backEndOn(projection.totals, days - 1), horizon),
  });
}

/** The ratio beside the versions, or the versions beside the ratio. */
function otherMethod(input: CapacityInput, projection: Projection, { days, tables }: Horizon): (day: number) => number {
  if (input.store.mode === 'versions') return (day) => at(projection.totals.retainedUsed, day) / input.store.ratio;
  const byVersions = lazily({ run: () => project({ ...input, store: { ...input.store, mode: 'versions' } }, days, [], tables) });
  return (day) => backEndOn(byVersions.run.totals, day);
}

function checkInput({ horizonMonths, store, writer }: CapacityInput): void {
  const wants = (ok: boolean, text: string): void => {
    if (!ok) throw new RangeError(text);
  };
  wants(horizonMonths >= 1, `horizonMonths is ${horizonMonths}, expected 1 or more`);
  wants(store.slack >= 0 && store.slack < 1, `slack is ${store.slack}, expected 0 or more and below 1`);
  wants(store.ratio > 0, `ratio is ${store.ratio}, expected more than 0`);
  wants(checkPositive(store), 'segment and object sizes must be above 0');
  wants(writer.objectBytes > 0 && writer.hashBlockKib > 0, 'the writer cuts objects and blocks of more than 0');
}

function checkPositive({ segmentMeanKib, segmentSpreadKib, objectMib }: StoreTerms): boolean {
  return segmentMeanKib > 0 && segmentSpreadKib > 0 && objectMib > 0;
}
