import type { QuoteTerms } from '../../scenario/quote/terms-file.js';
import { Decimal } from '../../units/decimal.js';
import { amountsOf, NO_AMOUNTS } from './amounts.js';
import type { QuoteLine } from './quote-types.js';

export type Item = NonNullable<QuoteTerms['items']>[number];

/** A thing sold beside the plan: pieces x list price less its discount, in the year in which it is invoiced. */
export function itemLine(item: Item, years: readonly number[]): QuoteLine {
  const { name, price, discount, spend = 'capex', year = years[0] } = item;
  const amount = new Decimal(item.quantity ?? '1');
  const list = amount.times(price);
  const total = amountsOf(list, list.times(new Decimal(100).minus(discount ?? '0')).div(100));
  const byYear = item.optional ? [] : years.map((one) => (one === year ? total : NO_AMOUNTS));
  return { label: name, spend, quantity: { amount, unit: '' }, status: 'priced', byYear, total };
}

/** What the items cost the seller, and which of them say nothing about it. */
export function itemCosts(items: readonly Item[]): { readonly cost: Decimal; readonly unknown: readonly string[] } {
  const sold = items.filter(({ optional }) => !optional);
  const cost = sold.reduce((sum, item) => sum.plus(new Decimal(item.quantity ?? '1').times(item.cost ?? '0')), new Decimal(0));
  return {
    cost: cost.toDecimalPlaces(2, Decimal.ROUND_HALF_UP),
    unknown: sold.filter((item) => item.cost === undefined).map(({ name }) => name),
  };
}
