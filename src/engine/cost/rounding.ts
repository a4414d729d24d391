import type { PriceItem, Rule } from '../../catalog/types.js';
import type { Decimal } from '../../units/decimal.js';
import type { BillTerms } from './bill-terms.js';
import { ruleFor } from './lookup.js';

/**
 * A month's quantity rounded up to whole steps: 1.1 GB-months to 2, one request to a million. Zero stays zero.
 *
 * Source: docs/methodology.md M-42; worked example r2-ia-1000gb.
 */
export function roundedUp(amount: Decimal, step: Decimal): Decimal {
  return amount.div(step).ceil().times(step);
}

/** The provider's rule for an item: of the class, else of the account; undefined: billed as it is. */
export function roundingRule(terms: BillTerms, storageClass: string, item: PriceItem): Rule | undefined {
  const name = RULE_OF[item];
  if (name === undefined) return undefined;
  const { book, provider, region } = terms;
  return ruleFor(book, { provider, region, storageClass }, name) ?? ruleFor(book, { provider, region, storageClass: '' }, name);
}

const RULE_OF: Partial<Record<PriceItem, 'storage_rounded_up_to' | 'requests_rounded_up_to'>> = {
  storage: 'storage_rounded_up_to',
  put: 'requests_rounded_up_to',
  get: 'requests_rounded_up_to',
  transition: 'requests_rounded_up_to',
};
