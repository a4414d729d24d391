import { exactFromDouble } from '../../units/decimal.js';
import type { CapacityMonth, Freed } from '../capacity/types.js';
import type { Charge } from '../charge.js';
import { gibMonths } from './billing-month.js';
import { chargeLines } from './charge-lines.js';
import type { ClassTerms } from './class-terms.js';
import { fromEngine, fromRule, shownDouble } from './explained.js';
import { labelOf } from './label.js';

/** Back-end data that leaves a class, and its age there. */
export type Leaving = Pick<Freed, 'size' | 'ageDays'>;

/**
 * The days of a minimum duration that are still to be paid, as GiB x days: `size x (minimumDays - ageDays)`; 0 once the minimum is
 * reached. A sum of the simulation's doubles: it becomes exact once, when it is billed.
 *
 * @throws RangeError if an age is negative: a bug in the caller, never bad user input
 *
 * Source: docs/methodology.md M-26; worked example s3faq-glacier-early-delete-2016.
 */
export function unservedGibDays(leaving: readonly Leaving[], minimumDays: number): number {
  let sum = 0;
  for (const { size, ageDays } of leaving) {
    if (ageDays < 0) throw new RangeError(`ageDays is ${ageDays}, expected 0 or more`);
    if (ageDays < minimumDays) sum += size * (minimumDays - ageDays);
  }
  return sum;
}

/** Data of one class that leaves it within a month. */
export interface ClassLeaving {
  readonly terms: ClassTerms;
  readonly leaving: readonly Leaving[];
}

/** What leaves each class in a month: deletions, and what a lifecycle rule moves on, whose age is the rule's own. */
export function leavingByClass(
  month: CapacityMonth,
  { first, archive }: { readonly first: ClassTerms; readonly archive: ClassTerms },
  transitionAfterDays: number | undefined,
): readonly ClassLeaving[] {
  if (first.code === archive.code) return [{ terms: first, leaving: month.freed }];
  const of = (storageClass: Freed['storageClass']) => month.freed.filter((freed) => freed.storageClass === storageClass);
  const moved = transitionAfterDays === undefined ? [] : [{ size: month.transitioned, ageDays: transitionAfterDays }];
  return [
    { terms: first, leaving: [...of('first'), ...moved] },
    { terms: archive, leaving: of('archive') },
  ];
}

/**
 * Early deletion of one class in one month: the unserved days are billed as if the data were still there, pro rata of the month in
 * which it leaves, as object stores meter it. A class without a minimum pays nothing.
 */
export function earlyDeletionCharges({ terms, leaving }: ClassLeaving, daysOfMonth: number): readonly Charge[] {
  const { minimumDays, leastDays, monthHours } = terms;
  if (minimumDays === undefined) return [];
  const gibDays = unservedGibDays(leaving, leastDays);
  if (gibDays === 0) return [];
  return chargeLines(terms.earlyDelete, {
    kindOfCost: 'early deletion',
    label: labelOf('Early deletion, ', terms.title),
    rule: 'M-26',
    formula: 'sum of GiB x (minimum days - age in days) / days of the month = GiB-Months; GiB-Months x price',
    used: gibMonths(exactFromDouble(gibDays), { days: 1, daysOfMonth }, monthHours?.value),
    inputs: () => [
      fromEngine('unserved', `${shownDouble(gibDays)} GiB x days`),
      fromRule('minimum duration', minimumDays),
      fromEngine('days of the month', `${daysOfMonth}`),
      ...(monthHours === undefined ? [] : [fromRule('billing month', monthHours)]),
    ],
    sources: [minimumDays.source],
  });
}
