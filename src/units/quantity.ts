import { toCents } from './cents.js';
import { Decimal, type Exact } from './decimal.js';

/**
 * Units that a price table may bill in. Sizes name their base: GiB = 2^30 B, GB = 10^9 B.
 * `Requests` are single requests; a table that quotes per 1,000 or 10,000 says so in its pricing unit.
 */
export type Unit =
  | 'GiB-Months'
  | 'GB-Months'
  | 'TiB-Months'
  | 'TB-Months'
  | 'GiB'
  | 'GB'
  | 'TiB'
  | 'TB'
  | 'Requests'
  | 'Unit-Months';

/** An amount of one unit. Made by the constructors of this module only. */
export interface Quantity<U extends Unit = Unit> {
  readonly unit: U;
  readonly amount: Decimal;
}

/** An amount of one currency (ISO 4217). */
export interface Money {
  readonly currency: string;
  readonly amount: Decimal;
}

/** Money for `perAmount` of one unit, as a price list states it: 0.05 USD for 1,000 Requests. */
export interface UnitPrice<U extends Unit = Unit> {
  readonly price: Money;
  readonly per: U;
  readonly perAmount: Decimal;
}

/** Decimals never change, so one is shared, not copied. */
const exact = (amount: Exact): Decimal => (typeof amount === 'string' ? new Decimal(amount) : amount);

export function quantity<U extends Unit>(unit: U, amount: Exact): Quantity<U> {
  return { unit, amount: exact(amount) };
}

export function money(currency: string, amount: Exact): Money {
  return { currency, amount: exact(amount) };
}

/** @throws RangeError when the currencies differ: convert first, on a stated rate. */
export function addMoney(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new RangeError(`cannot add ${a.currency} and ${b.currency}`);
  return money(a.currency, a.amount.plus(b.amount));
}

/** Price x quantity, not rounded. Multiplies first and divides once, so that a price per 1,000 loses nothing. */
export function costOf<U extends Unit>(used: Quantity<U>, unitPrice: UnitPrice<NoInfer<U>>): Money {
  return money(unitPrice.price.currency, used.amount.times(unitPrice.price.amount).div(unitPrice.perAmount));
}

/** Cents (or the currency's two decimals), half up: once, on each printed line. */
export function roundToCents(value: Money): Money {
  return money(value.currency, toCents(value.amount));
}

/** "1228.80": the plain form for JSON and CSV. Never an exponent. */
export function plainAmount(value: Money): string {
  return value.amount.toFixed(2);
}
