import type { Rule } from '../../catalog/types.js';
import { Decimal, exactFromDouble } from '../../units/decimal.js';
import { quantity } from '../../units/quantity.js';
import type { Charge } from '../charge.js';
import { type Allowance, chargeLinesAfterFree } from './allowance.js';
import type { BillTerms } from './bill-terms.js';
import { chargeLines } from './charge-lines.js';
import { fromEngine, fromRule, shownDouble } from './explained.js';
import { regionTitle, ruleFor } from './lookup.js';
import { pricedItem } from './priced-item.js';

/** Egress and transfers belong to the account, not to a class. */
const ACCOUNT_WIDE = '';

/** A monthly allowance in GiB as the price table has it. */
export function gibAllowance(rule: Rule | undefined): Allowance | undefined {
  if (rule === undefined) return undefined;
  const inputs = () => [fromRule('free allowance, if nothing else of the account uses it', rule)];
  return { gib: rule.value, inputs, sources: [rule.source] };
}

/**
 * What an account may send out free in a month: so many GiB, or so many times what it stores, or both.
 *
 * @param storedGib mean GiB stored in the month
 *
 * Source: docs/methodology.md M-30 and M-46.
 */
export function freeEgress({ book, provider, region }: BillTerms, storedGib: number): Allowance | undefined {
  const where = { provider, region, storageClass: ACCOUNT_WIDE };
  const flat = gibAllowance(ruleFor(book, where, 'egress_free_gib_per_month'));
  const times = ruleFor(book, where, 'egress_free_times_stored');
  if (times === undefined) return flat;
  const stored = () => fromEngine('stored, mean of the month', `${shownDouble(storedGib)} GiB`);
  return {
    gib: times.value.times(exactFromDouble(storedGib)).plus(flat?.gib ?? new Decimal(0)),
    inputs: () => [...(flat?.inputs() ?? []), fromRule('free up to', times), stored()],
    sources: [...(flat?.sources ?? []), times.source],
  };
}

/**
 * Data leaving the provider to the internet within one month: graduated, after the free allowance.
 *
 * @param gib       sent out by this restore
 * @param beforeGib sent out earlier in the same month: it has used the allowance and filled tiers
 * @param storedGib mean GiB stored in the month, where the allowance is a multiple of it
 *
 * Source: docs/methodology.md M-30 and M-46; worked examples s3faq-dto-2019 and infracost-egress-157tb-*.
 */
export function egressCharges(bill: BillTerms, gib: number, beforeGib = 0, storedGib = 0): readonly Charge[] {
  const usage = {
    kindOfCost: 'egress',
    label: `Egress to the internet, ${regionTitle(bill.book, bill.provider, bill.region)}`,
    rule: 'M-30',
    formula: 'GiB sent out beyond the free allowance, graduated, x price',
    used: quantity('GiB', exactFromDouble(gib)),
    inputs: () => [fromEngine('sent out', `${shownDouble(gib)} GiB`)],
    sources: [],
    startAt: exactFromDouble(beforeGib),
  } as const;
  return chargeLinesAfterFree(pricedItem(bill, ACCOUNT_WIDE, 'egress'), usage, freeEgress(bill, storedGib));
}

/** Data sent to another region of the same provider, at the source region's price. Source: docs/methodology.md M-31. */
export function interRegionCharges(bill: BillTerms, gib: number): readonly Charge[] {
  return chargeLines(pricedItem(bill, ACCOUNT_WIDE, 'inter_region'), {
    kindOfCost: 'egress',
    label: `Transfer to another region, from ${regionTitle(bill.book, bill.provider, bill.region)}`,
    rule: 'M-31',
    formula: 'GiB sent x price between regions',
    used: quantity('GiB', exactFromDouble(gib)),
    inputs: () => [fromEngine('sent', `${shownDouble(gib)} GiB`)],
    sources: [],
  });
}
