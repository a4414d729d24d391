import type { Total } from '../engine/charge.js';
import { Decimal } from '../units/decimal.js';
import { groupDigits } from '../units/digits.js';
import type { Money, Quantity, UnitPrice } from '../units/quantity.js';
import { formatExact, formatFixed } from './format-number.js';

/** "$1,228.80" for US dollars, "1,228.80 EUR" for anything else; two decimals, half up. */
export function formatMoney(value: Money): string {
  return inCurrency(groupDigits(value.amount.abs().toFixed(2, Decimal.ROUND_HALF_UP)), value);
}

/** For cards and axes: whole units from 1,000 on, where cents only hide the figure. */
export function formatMoneyShort(value: Money): string {
  return value.amount.abs().gte(1000) ? inCurrency(groupDigits(value.amount.abs().toFixed(0)), value) : formatMoney(value);
}

/** A sum, and whether it is all of it: "at least $1,228.80" where something could not be priced. */
export function formatTotal(total: Total): string {
  return total.kind === 'atLeast' ? `at least ${formatMoney(total.cost)}` : formatMoney(total.cost);
}

/** The short form of `formatTotal`. */
export function formatTotalShort(total: Total): string {
  return total.kind === 'atLeast' ? `at least ${formatMoneyShort(total.cost)}` : formatMoneyShort(total.cost);
}

/** What a total leaves out, each once: "early deletion, egress"; '' for a complete one. */
export function missingFrom(total: Total): string {
  return total.kind === 'atLeast' ? [...new Set(total.unpriced)].join(', ') : '';
}

/** "$0.012 per GiB-Month", "$0.05 per 1,000 Requests": the price as the list states it, no digit lost. */
export function formatUnitPrice(price: UnitPrice): string {
  const amount = inCurrency(formatExact(price.price.amount, 2, 12), price.price);
  const single = price.perAmount.eq(1);
  return `${amount} per ${single ? price.per.replace(/s$/, '') : `${formatExact(price.perAmount, 0, 0)} ${price.per}`}`;
}

/** "12,345.68 GiB-Months": requests are whole, everything else has two decimals (six below one). */
export function formatQuantity(value: Quantity): string {
  const whole = value.unit === 'Requests';
  const digits = value.amount.abs().lt(1) ? 6 : 2;
  return `${whole ? formatExact(value.amount, 0, 0) : formatExact(value.amount, 2, digits)} ${value.unit}`;
}

/** An estimate of the draws: whole units of money, never a line of a bill. */
export function roughMoney(value: number, currency: string): string {
  return currency === 'USD' ? `$${formatFixed(value, 0)}` : `${formatFixed(value, 0)} ${currency}`;
}

function inCurrency(digits: string, value: Money): string {
  const minus = value.amount.isNegative() && /[1-9]/.test(digits) ? '-' : '';
  return value.currency === 'USD' ? `${minus}$${digits}` : `${minus}${digits} ${value.currency}`;
}
