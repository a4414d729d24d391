import type { Rule } from '../../catalog/types.js';
import { Decimal } from '../../units/decimal.js';
import { quantity } from '../../units/quantity.js';
import type { Charge } from '../charge.js';
import type { BillTerms } from './bill-terms.js';
import { type MonthPart, monthInputs, shareOfMonth } from './billing-month.js';
import { chargeLines } from './charge-lines.js';
import type { ClassTerms } from './class-terms.js';
import { fromEngine, fromRule, shown } from './explained.js';
import { ruleFor } from './lookup.js';
import { type PricedItem, pricedItem } from './priced-item.js';
import type { StoredPart } from './storage.js';

/** What an account pays as a whole, whatever its classes hold. */
export interface AccountTerms {
  /** A fee a month that holds some storage and egress: those are first tiers at price 0. Missing: the provider has none. */
  readonly baseFee: PricedItem;
  /** Least that a month bills as stored, GiB; undefined: none. */
  readonly minimumStored: Rule | undefined;
}

export function accountTerms(bill: BillTerms): AccountTerms {
  const { book, provider, region } = bill;
  return {
    baseFee: pricedItem(bill, '', 'base_fee'),
    minimumStored: ruleFor(book, { provider, region, storageClass: '' }, 'minimum_stored_gib'),
  };
}

/** The base fee, pro rata of the days that the plan covers. Source: docs/methodology.md M-43. */
export function baseFeeCharges({ baseFee }: AccountTerms, month: MonthPart, title: string): readonly Charge[] {
  if (baseFee.kind === 'missing') return [];
  return chargeLines(baseFee, {
    kindOfCost: 'storage',
    label: `Base fee, ${title}`,
    rule: 'M-43',
    formula: 'days of the plan / days of the month x fee a month',
    used: quantity('Unit-Months', shareOfMonth(ONE, month)),
    inputs: () => monthInputs(month, undefined),
    sources: [],
  });
}

/**
 * Minimum monthly bill: what is stored is topped up to the provider's least, at the storage price. An empty account pays it too.
 *
 * @param parts what the month bills as stored anyway
 * @param payer the class at whose price the missing part is billed
 *
 * Source: docs/methodology.md M-41: 750 GB of a minimum of 1,024 GB leave 274 GB to pay.
 */
export function minimumStoredCharges(
  { minimumStored }: AccountTerms,
  parts: readonly StoredPart[],
  payer: ClassTerms,
  month: MonthPart,
): readonly Charge[] {
  if (minimumStored === undefined) return [];
  const least = shareOfMonth(minimumStored.value, month, payer.monthHours?.value);
  const stored = parts.reduce((sum, { usage }) => sum.plus(usage.used.amount), new Decimal(0));
  return chargeLines(payer.storage, {
    kindOfCost: 'storage',
    label: `Up to the minimum monthly bill, ${payer.title}`,
    rule: 'M-41',
    formula: '(minimum GiB x share of the month - GiB-Months stored) x price',
    used: quantity('GiB-Months', Decimal.max(0, least.minus(stored))),
    inputs: () => [
      fromRule('least that is billed', minimumStored),
      fromEngine('stored', `${shown(stored)} GiB-Months`),
      ...monthInputs(month, payer.monthHours),
    ],
    sources: [minimumStored.source],
    startAt: stored,
  });
}

const ONE = new Decimal(1);
