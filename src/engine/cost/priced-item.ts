import type { PriceBook, PriceItem, PriceTier, Rate, Source } from '../../catalog/types.js';
import { formatDay } from '../../units/day.js';
import { Decimal } from '../../units/decimal.js';
import { money, type Unit, type UnitPrice } from '../../units/quantity.js';
import type { ExplainedInput } from '../charge.js';
import { unitsPerGib } from './billing-unit.js';
import { type Discount, discountFor, paidShare } from './discounts.js';
import { type Exchange, exchangeRate } from './exchange.js';
import { rateFor } from './lookup.js';

/** Whose prices, and what is done to them before they are printed. */
export interface BillTerms {
  readonly book: PriceBook;
  readonly provider: string;
  readonly region: string;
  readonly discounts: readonly Discount[];
  /** The plan's. */
  readonly currency: string;
  readonly exchange: Exchange;
}

export interface PricedTier extends Pick<PriceTier, 'from' | 'to'> {
  readonly unitPrice: UnitPrice;
  /** Price of a single unit where that is a finite decimal, as with prices per 1,000: one multiplication then is exact, and costs no division. */
  readonly single: Decimal | undefined;
  readonly sources: readonly Source[];
  /** "0.012 USD per GiB-Months", with its row: built once, printed on every line. */
  readonly explained: ExplainedInput;
}

/** One item, looked up once per destination: its tiers, or why it has none. */
export type PricedItem =
  | {
      readonly kind: 'priced';
      readonly per: Unit;
      /** The table's units in one GiB; undefined where nothing is to be converted. */
      readonly perGib: Decimal | undefined;
      readonly tiers: readonly [PricedTier, ...PricedTier[]];
      /** Share of the list cost paid, times the exchange rate; undefined: list cost is what is printed. */
      readonly factor: Decimal | undefined;
      /** The plan's currency. */
      readonly currency: string;
      /** Discount and exchange, as inputs of every explanation. */
      readonly adjustments: readonly ExplainedInput[];
    }
  | { readonly kind: 'missing'; readonly missing: string };

/** Looks an item up with its discount and exchange rate; `storageClass` is '' for account-wide items. */
export function pricedItem(terms: BillTerms, storageClass: string, item: PriceItem): PricedItem {
  const rate = rateFor(terms.book, { provider: terms.provider, region: terms.region, storageClass, item });
  if (rate === undefined) return { kind: 'missing', missing: noPrice(terms, storageClass, item) };
  return pricedRate(terms, rate);
}

/** "no price of put for GLACIER in aws eu-central-1 on 2016-02-15". */
export function noPrice(terms: BillTerms, storageClass: string, item: string): string {
  const what = storageClass === '' ? item : `${item} for ${storageClass}`;
  return `no price of ${what} in ${terms.provider} ${terms.region} on ${formatDay(terms.book.asOf)}`;
}

/** The same for a rate already in hand, such as a private store's, which is computed and not looked up. */
export function pricedRate(
  terms: Omit<BillTerms, 'book' | 'provider' | 'region'>,
  rate: Rate,
  sources?: readonly Source[],
): PricedItem {
  const exchange = exchangeRate(rate.currency, terms.currency, terms.exchange);
  if (exchange === undefined) {
    return {
      kind: 'missing',
      missing: `priced in ${rate.currency}: state an exchange rate from ${rate.currency} to ${terms.currency}`,
    };
  }
  const discount = discountFor(terms.discounts, rate.storageClass, rate.item);
  const factor = (discount === undefined ? new Decimal(1) : paidShare(discount)).times(exchange);
  const [first, ...rest] = rate.tiers;
  const priced = (tier: PriceTier) => pricedTier(rate, tier, sources ?? [tier.source]);
  return {
    kind: 'priced',
    per: rate.per,
    perGib: unitsPerGib(rate.per),
    tiers: [priced(first), ...rest.map(priced)],
    factor: factor.eq(1) ? undefined : factor,
    currency: terms.currency,
    adjustments: [...discountInputs(discount), ...exchangeInputs(terms, rate.currency)],
  };
}

/** The item at the price of its first tier, whatever the quantity. */
export function atBaseRate(item: PricedItem): PricedItem {
  if (item.kind === 'missing') return item;
  return { ...item, tiers: [{ ...item.tiers[0], from: new Decimal(0), to: undefined }] };
}

function pricedTier(rate: Rate, tier: PriceTier, sources: readonly Source[]): PricedTier {
  const single = tier.price.div(rate.perAmount);
  const amount = rate.perAmount.eq(1) ? '' : `${rate.perAmount.toFixed()} `;
  return {
    from: tier.from,
    to: tier.to,
    unitPrice: { price: money(rate.currency, tier.price), per: rate.per, perAmount: rate.perAmount },
    single: single.times(rate.perAmount).eq(tier.price) ? single : undefined,
    sources,
    explained: {
      name: 'price',
      value: `${tier.price.toFixed()} ${rate.currency} per ${amount}${rate.per}`,
      from: tier.source.id,
    },
  };
}

function discountInputs(discount: Discount | undefined): readonly ExplainedInput[] {
  return discount === undefined
    ? []
    : [{ name: 'discount', value: `${discount.percent} % (${discount.reason})`, from: 'scenario' }];
}

function exchangeInputs(
  { currency, exchange }: Pick<BillTerms, 'currency' | 'exchange'>,
  from: string,
): readonly ExplainedInput[] {
  if (from === currency || exchange === undefined) return [];
  return [{ name: 'exchange', value: `${exchange.rate} ${currency} for 1 ${from} on ${exchange.date}`, from: exchange.source }];
}
