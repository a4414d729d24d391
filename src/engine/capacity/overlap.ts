import { asGib, type Gib } from '../../units/gib.js';
import { backEndAtEnd } from './at-end.js';
import type { Horizon } from './cadence.js';
import type { Behaviour, CapacityInput, CapacityResult } from './types.js';

/**
 * The ends of what a daily change rate can mean: the same data rewritten every day, or data anywhere. Sales sheets fix one of the two
 * without saying so; with months between kept points they lie many times apart. Behind a compressing writer almost every object is
 * spoiled wherever the changes fall: there is no band.
 *
 * @param likely back-end on the last day with the profiles' own hot shares
 *
 * Source: docs/methodology-capacity.md M-122.
 */
export function overlapBand(input: CapacityInput, likely: Gib, { days, tables }: Horizon): CapacityResult['overlap'] {
  if (input.store.kind === 'deduplicating' && input.writer.compression !== 'none')
    return { same: likely, likely, everywhere: likely };
  const withHot = (hotOf: (behaviour: Behaviour) => number): Gib => {
    const cohorts = input.cohorts.map((cohort) => ({
      ...cohort,
      behaviour: { ...cohort.behaviour, hot: hotOf(cohort.behaviour) },
    }));
    return asGib(backEndAtEnd({ ...input, cohorts }, days, tables));
  };
  return { same: withHot(({ dailyChange }) => dailyChange), likely, everywhere: withHot(() => 1) };
}
