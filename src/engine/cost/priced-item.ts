import type { PriceItem, PriceTier, Rate, Rule, Source } from '../../catalog/types.js';
import { formatDay } from '../../units/day.js';
import { Decimal } from '../../units/decimal.js';
import { money, type Unit, type UnitPrice } from '../../units/quantity.js';
import type { ExplainedInput } from '../charge.js';
import { type BillTerms, oncePerTerms } from './bill-terms.js';
import { unitsPerGib } from './billing-unit.js';
import { type Discount, type DiscountedTier, discountedTiers, discountSteps, discountsOf, paidShare } from './discounts.js';
import { exchangeRate } from './exchange.js';
import { fromRule } from './explained.js';
import { rateFor } from './lookup.js';
import { driftFactor, driftInputs } from './price-drift.js';
import { roundingRule } from './rounding.js';

export interface PricedTier extends Pick<PriceTier, 'from' | 'to'> {
  readonly unitPrice: UnitPrice;
  /** Price of a single unit where that is a finite decimal, as with prices per 1,000: one multiplication then is exact, and costs no division. */
  readonly single: Decimal | undefined;
  /** Share of the list cost paid, times the exchange rate; undefined: list cost is what is printed. */
  readonly factor: Decimal | undefined;
  /** `factor` without the discount; undefined: the tier has none. */
  readonly undiscounted: Decimal | undefined;
  /** "from 1024 GiB-Months": what tells lines of one item apart. */
  readonly title: string;
  readonly sources: readonly Source[];
  /** "0.012 USD per GiB-Months", with its row; then discount, exchange and rounding: built once, printed on every line. */
  readonly explained: readonly ExplainedInput[];
}

/** One item, looked up once per destination: its tiers, or why it has none. */
export type PricedItem =
  | {
      readonly kind: 'priced';
      readonly per: Unit;
      /** The table's units in one GiB; undefined where nothing is to be converted. */
      readonly perGib: Decimal | undefined;
      readonly tiers: readonly [PricedTier, ...PricedTier[]];
      /** Step, in the table's units, to which a month's quantity is rounded up before it is priced; undefined: billed as it is. */
      readonly roundUpTo: Decimal | undefined;
      /** The plan's currency. */
      readonly currency: string;
    }
  | { readonly kind: 'missing'; readonly missing: string };

/** Looks an item up with its discounts, exchange rate and rounding; `storageClass` is '' for account-wide items. */
export const pricedItem = oncePerTerms((terms, storageClass: string, item: PriceItem): PricedItem => {
  const rate = rateFor(terms.book, { provider: terms.provider, region: terms.region, storageClass, item });
  if (rate === undefined) return { kind: 'missing', missing: noPrice(terms, storageClass, item) };
  return pricedRate(terms, rate, undefined, roundingRule(terms, storageClass, item));
});

/** "no price of put for GLACIER in aws eu-central-1 on 2016-02-15". */
export function noPrice(terms: BillTerms, storageClass: string, item: string): string {
  const what = storageClass === '' ? item : `${item} for ${storageClass}`;
  return `no price of ${what} in ${terms.provider} ${terms.region} on ${formatDay(terms.book.asOf)}`;
}

/**
 * The same for a rate already in hand, such as a private store's, which is computed and not looked up. A price of one's own contract
 * is net: discounts are for list prices.
 */
export function pricedRate(
  terms: Omit<BillTerms, 'book' | 'provider' | 'region'>,
  rate: Rate,
  sources?: readonly Source[],
  rounding?: Rule,
): PricedItem {
  const exchange = exchangeRate(rate.currency, terms.currency, terms.exchange);
  if (exchange === undefined) {
    return {
      kind: 'missing',
      missing: `priced in ${rate.currency}: state an exchange rate from ${rate.currency} to ${terms.currency}`,
    };
  }
  const perGib = unitsPerGib(rate.per);
  const isContract = rate.tiers[0].source.label === 'contract';
  const drift = isContract ? undefined : terms.drift;
  const steps = isContract ? [] : discountSteps(discountsOf(terms.discounts, rate.provider), rate.storageClass, rate.item);
  const after = {
    exchange: drift === undefined ? exchange : exchange.times(driftFactor(drift)),
    inputs: [
      ...exchangeInputs(terms, rate.currency),
      ...driftInputs(drift),
      ...(rounding === undefined ? [] : [fromRule('rounded up, a month, to', rounding)]),
    ],
    sources: rounding === undefined ? [] : [rounding.source],
  };
  const [first, ...rest] = discountedTiers(rate.tiers, steps, perGib).map((part) => pricedTier(rate, part, after, sources));
  if (first === undefined) throw new RangeError(`${rate.provider} ${rate.item} has no tier: the catalogue lets none through`);
  return { kind: 'priced', per: rate.per, perGib, tiers: [first, ...rest], roundUpTo: rounding?.value, currency: terms.currency };
}

/** The item at the price of its first tier, whatever the quantity, and not rounded up. */
export function atBaseRate(item: PricedItem): PricedItem {
  if (item.kind === 'missing') return item;
  return { ...item, roundUpTo: undefined, tiers: [{ ...item.tiers[0], from: new Decimal(0), to: undefined }] };
}

interface After {
  /** The exchange rate, times the drift of the price since its day. */
  readonly exchange: Decimal;
  readonly inputs: readonly ExplainedInput[];
  readonly sources: readonly Source[];
}

function pricedTier(
  rate: Rate,
  { tier, discount }: DiscountedTier<PriceTier>,
  after: After,
  sources: readonly Source[] | undefined,
): PricedTier {
  const single = tier.price.div(rate.perAmount);
  const factor = discount === undefined ? after.exchange : paidShare(discount).times(after.exchange);
  return {
    from: tier.from,
    to: tier.to,
    unitPrice: { price: money(rate.currency, tier.price), per: rate.per, perAmount: rate.perAmount },
    single: single.times(rate.perAmount).eq(tier.price) ? single : undefined,
    factor: factor.eq(1) ? undefined : factor,
    undiscounted: discount === undefined ? undefined : after.exchange,
    title: `from ${tier.from.toFixed()} ${rate.per}`,
    sources: [...(sources ?? [tier.source]), ...after.sources],
    explained: [priceInput(rate, tier), ...discountInputs(discount), ...after.inputs],
  };
}

function priceInput(rate: Rate, tier: PriceTier): ExplainedInput {
  const amount = rate.perAmount.eq(1) ? '' : `${rate.perAmount.toFixed()} `;
  return { name: 'price', value: `${tier.price.toFixed()} ${rate.currency} per ${amount}${rate.per}`, from: tier.source.id };
}

function discountInputs(discount: Discount | undefined): readonly ExplainedInput[] {
  if (discount === undefined) return [];
  const volume = discount.from === undefined ? '' : ` from a volume of ${discount.from} a month on`;
  return [{ name: 'discount', value: `${discount.percent}%${volume} (${discount.reason})`, from: 'scenario' }];
}

function exchangeInputs(
  { currency, exchange }: Pick<BillTerms, 'currency' | 'exchange'>,
  from: string,
): readonly ExplainedInput[] {
  if (from === currency || exchange === undefined) return [];
  return [{ name: 'exchange', value: `${exchange.rate} ${currency} for 1 ${from} on ${exchange.date}`, from: exchange.source }];
}
