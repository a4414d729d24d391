import type { PriceBook } from '../../catalog/types.js';
import type { Destination, RestoreScenario } from '../../scenario/types.js';
import { exactFromDouble } from '../../units/decimal.js';
import type { Charge, Total } from '../charge.js';
import { gibMonths, monthInputs } from './billing-month.js';
import { chargeLines } from './charge-lines.js';
import { classTerms } from './class-terms.js';
import { billTerms, PRIVATE_PROVIDER } from './destination-terms.js';
import type { Discount } from './discounts.js';
import { egressCharges } from './egress.js';
import type { Exchange } from './exchange.js';
import { fromEngine, shownDouble } from './explained.js';
import { retrievalCharges } from './retrieval.js';
import { totalOf } from './totals.js';

/** One restore's reads from one class. */
export interface RestoreChargesInput {
  readonly destination: Destination;
  /** The class read from: the destination's first or archive class. */
  readonly storageClass: string;
  /** Back-end data fetched from the store, and its objects. */
  readonly remoteGib: number;
  readonly objects: number;
  readonly to: RestoreScenario['to'];
  readonly retrieval: RestoreScenario['retrieval'];
  /** Mean GiB stored in that class in the month of the restore. */
  readonly storedGib: number;
  readonly daysOfMonth: number;
  /** Hours that the fetch takes, if the retrieval is asked for at that pace; undefined: all at once. */
  readonly spreadHours?: number | undefined;
  /** Days that restored copies are kept beside the archive; undefined or 0: not billed. */
  readonly copyDays?: number | undefined;
  /** GiB sent out earlier in the same month, such as the same restore's reads from another class. */
  readonly egressBeforeGib?: number | undefined;
  readonly book: PriceBook;
  readonly discounts: readonly Discount[];
  readonly currency: string;
  readonly exchange: Exchange;
}

/**
 * What one restore costs: retrieval, requests, restored copies, and egress if it goes to the site. A restore to an appliance in the
 * same region pays no egress; one from a private store pays nothing by the GiB.
 *
 * Source: model section 6; docs/methodology.md M-27 to M-31.
 */
export function restoreCharges(input: RestoreChargesInput): { readonly charges: readonly Charge[]; readonly total: Total } {
  const charges = input.destination.provider === PRIVATE_PROVIDER ? [] : publicStoreCharges(input);
  return { charges, total: totalOf(charges, input.currency) };
}

function publicStoreCharges(input: RestoreChargesInput): readonly Charge[] {
  const bill = billTerms(input);
  const terms = classTerms(bill, input.storageClass);
  const { retrieval: option, remoteGib: gib, objects, storedGib, spreadHours, daysOfMonth } = input;
  return [
    ...retrievalCharges(bill, terms, { option, gib, objects, storedGib, spreadHours, daysOfMonth }),
    ...(terms.access === 'restore' ? restoredCopy(input, terms.overheadClass ?? terms) : []),
    ...(input.to === 'site' ? egressCharges(bill, gib, input.egressBeforeGib, storedGib) : []),
  ];
}

/** Restored objects lie in the readable class for the days asked for, beside the archive. Source: docs/methodology.md M-27. */
function restoredCopy(
  { remoteGib, copyDays = 0, daysOfMonth }: RestoreChargesInput,
  payer: ReturnType<typeof classTerms>,
): readonly Charge[] {
  return chargeLines(payer.storage, {
    kindOfCost: 'storage',
    label: `Restored copies for ${copyDays} days, ${payer.title}`,
    rule: 'M-27',
    formula: 'GiB restored x days kept / days of the month = GiB-Months; GiB-Months x price',
    used: gibMonths(exactFromDouble(remoteGib), { days: copyDays, daysOfMonth }, payer.monthHours?.value),
    inputs: () => [
      fromEngine('restored', `${shownDouble(remoteGib)} GiB`),
      ...monthInputs({ days: copyDays, daysOfMonth }, payer.monthHours),
    ],
    sources: [],
  });
}
