import type { PriceBook } from '../../catalog/types.js';
import type { RestoreScenario, Scenario } from '../../scenario/types.js';
import type { Gib } from '../../units/gib.js';
import { money } from '../../units/quantity.js';
import type { CapacityResult } from '../capacity/types.js';
import type { Charge, Total } from '../charge.js';
import { billTerms } from '../cost/destination-terms.js';
import { provisionedCharges } from '../cost/provisioned-capacity.js';
import { restoreCharges } from '../cost/restore-charges.js';
import { sumOfTotals, totalOf } from '../cost/totals.js';
import type { RestoreClasses } from './restore-classes.js';
import type { RestoreData } from './restore-data.js';

const MIB_PER_GIB = 1024;

export interface RestoreCostInput {
  readonly scenario: Scenario;
  readonly book: PriceBook;
  readonly capacity: CapacityResult;
  readonly classes: RestoreClasses;
  readonly data: RestoreData;
  readonly restore: RestoreScenario;
  readonly fetchHours: number;
}

export interface RestoreCost {
  readonly charges: readonly Charge[];
  readonly total: Total;
}

interface ClassRead {
  readonly storageClass: string;
  readonly size: Gib;
  readonly stored: Gib;
  /** Sent out before this read in the same restore. */
  readonly before: number;
}

function readsOf({ classes, data, capacity }: RestoreCostInput): readonly ClassRead[] {
  const month = capacity.months.at(-1);
  if (!month) return [];
  if (classes.archive === undefined) {
    return [{ storageClass: classes.first, size: data.remoteFirst, stored: month.backEnd, before: 0 }];
  }
  return [
    { storageClass: classes.first, size: data.remoteFirst, stored: month.inFirstClass, before: 0 },
    { storageClass: classes.archive, size: data.remoteArchive, stored: month.inArchiveClass, before: data.remoteFirst },
  ];
}

/**
 * What a restore costs, read by read from the classes that hold its remote data, at the pace of the fetch, in the last month of
 * the horizon. Everything local costs nothing. A fetch that never ends has no price: said, not counted as 0.
 */
export function restoreCost(input: RestoreCostInput): RestoreCost {
  const { scenario, fetchHours } = input;
  const { currency } = scenario;
  const reads = readsOf(input).filter((read) => read.size > 0);
  if (reads.length > 0 && !Number.isFinite(fetchHours)) {
    const total: Total = { kind: 'atLeast', cost: money(currency, '0'), unpriced: ['Restore: its data never arrives'] };
    return { charges: [], total };
  }
  const results = [...reads.map((read) => readCost(input, read)), provisionedCost(input)];
  const total = sumOfTotals(
    results.map((result) => result.total),
    currency,
  );
  return { charges: results.flatMap((result) => result.charges), total };
}

/** Units are bought for the class that waits: the archive class, or the only one. */
function provisionedCost({ scenario, restore, book, classes }: RestoreCostInput): RestoreCost {
  const units = restore.retrieval === 'expedited' ? (restore.provisionedUnits ?? 0) : 0;
  const { currency, destination, discounts, exchange } = scenario;
  const bill = billTerms({ book, destination, discounts, currency, exchange });
  const charges = units > 0 ? provisionedCharges(bill, classes.archive ?? classes.first, units) : [];
  return { charges, total: totalOf(charges, currency) };
}

function readCost(input: RestoreCostInput, read: ClassRead): RestoreCost {
  const { scenario, restore, book, fetchHours } = input;
  return restoreCharges({
    destination: scenario.destination,
    storageClass: read.storageClass,
    remoteGib: read.size,
    objects: Math.ceil((read.size * MIB_PER_GIB) / scenario.store.objectMib),
    to: restore.to,
    retrieval: restore.retrieval,
    storedGib: read.stored,
    daysOfMonth: input.capacity.months.at(-1)?.daysOfMonth ?? 0,
    spreadHours: fetchHours,
    egressBeforeGib: read.before,
    book,
    discounts: scenario.discounts,
    currency: scenario.currency,
    exchange: scenario.exchange,
  });
}
