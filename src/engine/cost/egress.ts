import { exactFromDouble } from '../../units/decimal.js';
import { quantity } from '../../units/quantity.js';
import type { Charge } from '../charge.js';
import { chargeLinesAfterFree } from './allowance.js';
import { chargeLines } from './charge-lines.js';
import { fromEngine, shownDouble } from './explained.js';
import { regionTitle, ruleFor } from './lookup.js';
import { type BillTerms, pricedItem } from './priced-item.js';

/** Egress and transfers belong to the account, not to a class. */
const ACCOUNT_WIDE = '';

/**
 * Data leaving the provider to the internet within one month: graduated, after the free allowance.
 *
 * @param gib       sent out by this restore
 * @param beforeGib sent out earlier in the same month: it has used the allowance and filled tiers
 *
 * Source: docs/methodology.md M-30; worked examples s3faq-dto-2019 and infracost-egress-157tb-*.
 */
export function egressCharges(bill: BillTerms, gib: number, beforeGib = 0): readonly Charge[] {
  const free = ruleFor(
    bill.book,
    { provider: bill.provider, region: bill.region, storageClass: ACCOUNT_WIDE },
    'egress_free_gib_per_month',
  );
  const usage = {
    kindOfCost: 'egress',
    label: `Egress to the internet, ${regionTitle(bill.book, bill.provider, bill.region)}`,
    rule: 'M-30',
    formula: 'GiB sent out beyond the free allowance, graduated, x price',
    used: quantity('GiB', exactFromDouble(gib)),
    inputs: [fromEngine('sent out', `${shownDouble(gib)} GiB`)],
    sources: [],
    startAt: exactFromDouble(beforeGib),
  } as const;
  return chargeLinesAfterFree(pricedItem(bill, ACCOUNT_WIDE, 'egress'), usage, free);
}

/** Data sent to another region of the same provider, at the source region's price. Source: docs/methodology.md M-31. */
export function interRegionCharges(bill: BillTerms, gib: number): readonly Charge[] {
  return chargeLines(pricedItem(bill, ACCOUNT_WIDE, 'inter_region'), {
    kindOfCost: 'egress',
    label: `Transfer to another region, from ${regionTitle(bill.book, bill.provider, bill.region)}`,
    rule: 'M-31',
    formula: 'GiB sent x price between regions',
    used: quantity('GiB', exactFromDouble(gib)),
    inputs: [fromEngine('sent', `${shownDouble(gib)} GiB`)],
    sources: [],
  });
}
