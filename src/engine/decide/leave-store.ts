import type { Destination } from '../../scenario/types.js';
import type { Day } from '../../units/day.js';
import { asGib, type Gib } from '../../units/gib.js';
import type { CapacityMonth, CapacityResult } from '../capacity/types.js';
import type { Charge } from '../charge.js';
import { billTerms as accountTerms, type DestinationTerms } from '../cost/destination-terms.js';
import { earlyDeletionCharges } from '../cost/early-deletion.js';
import { interRegionCharges } from '../cost/egress.js';
import { putCharges } from '../cost/requests.js';
import { billTerms, bookFor } from '../plan.js';
import type { PlanInput } from '../plan-types.js';
import { restoreClasses } from '../restore/restore-classes.js';
import { restoreCost } from '../restore/restore-cost.js';
import type { RestoreData } from '../restore/restore-data.js';
import type { MigrationTerms } from './migrate-types.js';
import { vintagesByClass } from './vintages.js';

/** What a move's months are billed from, looked up once. */
export interface Stage {
  readonly input: PlanInput;
  readonly to: Destination;
  readonly terms: MigrationTerms;
  readonly capacity: CapacityResult;
  /** The months of the plan at the new store's own transition age. */
  readonly atNew: readonly CapacityMonth[];
  readonly old: DestinationTerms;
  readonly fresh: DestinationTerms;
  /** The same on a day: list prices may drift. */
  readonly oldOn: (day: Day) => DestinationTerms;
  readonly freshOn: (day: Day) => DestinationTerms;
  readonly last: CapacityMonth;
  readonly size: Gib;
}

/** All that is stored, by class; the classes' shares are those of the month before the move. */
export function storedData(size: Gib, last: CapacityMonth, hasArchive: boolean): RestoreData {
  const archive = hasArchive && last.backEnd > 0 ? (size * last.inArchiveClass) / last.backEnd : 0;
  return {
    read: size,
    physical: size,
    remoteFirst: asGib(size - archive),
    remoteArchive: asGib(archive),
    localShare: 0,
    ageDays: 0,
    chain: 0,
    links: 0,
  };
}

/** Part of the new store's bill, shown apart: what the copy's own PUTs cost at the first tier's price. */
export const writingCharges = (terms: DestinationTerms, objects: number): readonly Charge[] =>
  terms.kind === 'object store' ? putCharges(terms.first, objects, terms) : [];

/** Out of the old store within one month: retrieval and requests, and egress by the way it takes (M-104). */
export function leavingCharges(
  { input, to, terms, capacity, last }: Stage,
  copied: number,
  month: CapacityMonth,
): readonly Charge[] {
  if (copied <= 0) return [];
  const { scenario } = input;
  const book = bookFor(input, scenario.destination);
  const classes = restoreClasses(scenario);
  const data = storedData(asGib(copied), last, classes.archive !== undefined);
  const isInside = terms.via === 'cloud' && to.provider === scenario.destination.provider;
  const way = isInside ? 'cloud' : 'site';
  const restore = {
    name: 'move',
    subject: { kind: 'all' },
    ageDays: 0,
    to: way,
    retrieval: terms.retrieval,
    rtoHours: undefined,
    perYear: undefined,
  } as const;
  const held = { ...capacity, months: [last] };
  const fetchHours = (month.until - month.from) * 24;
  const { charges } = restoreCost({ scenario, book, capacity: held, classes, data, restore, fetchHours });
  const between = isInside && to.region !== scenario.destination.region && to.provider !== 'private';
  return between ? [...charges, ...interRegionCharges(accountTerms(billTerms(input, scenario.destination)), copied)] : charges;
}

/** Minimum durations that the old store's data has not served on the day it is given up (M-102). */
export function leftBehindCharges({ old, capacity, terms }: Stage, month: CapacityMonth): readonly Charge[] {
  if (old.kind === 'private store') return [];
  const before = capacity.months.slice(0, terms.month - 1);
  const held = vintagesByClass(before, old.transitionAfterDays);
  const leaving = (of: typeof held.first) =>
    of.map(({ written, size }) => ({ size: asGib(size), ageDays: month.until - written }));
  return [
    ...earlyDeletionCharges({ terms: old.first, leaving: leaving(held.first) }, month.daysOfMonth),
    ...(held.archive.length === 0
      ? []
      : earlyDeletionCharges({ terms: old.archive, leaving: leaving(held.archive) }, month.daysOfMonth)),
  ];
}
