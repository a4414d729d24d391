import type { Day } from '../../units/day.js';
import type { CapacityMonth, Freed } from '../capacity/types.js';

/** What is still held of a month's writes. */
export interface Vintage {
  /** The middle of the month in which it was written to its class. */
  readonly written: Day;
  readonly size: number;
}

const middle = ({ from, until }: Pick<CapacityMonth, 'from' | 'until'>): number => (from + until) / 2;

/**
 * What a class holds, by the month in which it was written: each month's inflow less all that left later with an age that points back
 * to it. A month's writes and deletions are taken to be in its middle, so an age is right to half a month.
 *
 * @param inflow GiB written to the class in a month; `left`: which of the month's freed data leaves it; `moved`: GiB that move on, of age A
 *
 * Source: docs/methodology-decide.md M-102.
 */
export function vintages(
  months: readonly CapacityMonth[],
  of: {
    readonly inflow: (month: CapacityMonth) => number;
    readonly left: (freed: Freed) => boolean;
    readonly moved: (month: CapacityMonth) => { readonly size: number; readonly ageDays: number } | undefined;
  },
): readonly Vintage[] {
  const sizes = months.map(of.inflow);
  const take = (day: number, size: number): void => {
    const found = months.findLastIndex(({ from }) => from <= day);
    // What rounding takes from a month that has nothing left comes out of the one before.
    let rest = size;
    for (let index = Math.max(0, found); index >= 0 && rest > 0; index--) {
      const taken = Math.min(rest, sizes[index] ?? 0);
      sizes[index] = (sizes[index] ?? 0) - taken;
      rest -= taken;
    }
  };
  for (const month of months) {
    for (const freed of month.freed) if (of.left(freed)) take(middle(month) - freed.ageDays, freed.size);
    const moved = of.moved(month);
    if (moved) take(middle(month) - moved.ageDays, moved.size);
  }
  return months.map((month, index) => ({ written: Math.floor(middle(month)) as Day, size: sizes[index] ?? 0 }));
}

/** The vintages of a plan's store by class: `first` holds all where nothing moves. */
export function vintagesByClass(
  months: readonly CapacityMonth[],
  transitionAfterDays: number | undefined,
): { readonly first: readonly Vintage[]; readonly archive: readonly Vintage[] } {
  const none = (): undefined => undefined;
  if (transitionAfterDays === undefined) {
    return { first: vintages(months, { inflow: (month) => month.newBackEnd, left: () => true, moved: none }), archive: [] };
  }
  return {
    first: vintages(months, {
      inflow: (month) => month.newBackEnd,
      left: ({ storageClass }) => storageClass === 'first',
      moved: ({ transitioned }) => ({ size: transitioned, ageDays: transitionAfterDays }),
    }),
    archive: vintages(months, {
      inflow: (month) => month.transitioned,
      left: ({ storageClass }) => storageClass === 'archive',
      moved: none,
    }),
  };
}
