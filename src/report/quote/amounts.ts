import { toCents } from '../../units/cents.js';
import { Decimal } from '../../units/decimal.js';

/** What one line of a quote costs: list, what is taken off, what is left. In cents, so that sums add up as they are printed. */
export interface Amounts {
  readonly list: Decimal;
  readonly discount: Decimal;
  readonly net: Decimal;
}

const ZERO = new Decimal(0);
export const NO_AMOUNTS: Amounts = { list: ZERO, discount: ZERO, net: ZERO };

/** Rounded to cents half up, each once; the discount is the difference of what is printed. */
export function amountsOf(list: Decimal, net: Decimal): Amounts {
  const printed = toCents(net);
  if (list === net) return { list: printed, discount: ZERO, net: printed };
  const printedList = toCents(list);
  return { list: printedList, discount: printedList.minus(printed), net: printed };
}

/** A bill has thousands of lines and few discounts: what is list and net at once is added up once. */
export function addAmounts(a: Amounts, b: Amounts): Amounts {
  const list = plus(a.list, b.list);
  const isBoth = a.list === a.net && b.list === b.net;
  return { list, discount: plus(a.discount, b.discount), net: isBoth ? list : plus(a.net, b.net) };
}

const plus = (a: Decimal, b: Decimal): Decimal => (a.isZero() ? b : b.isZero() ? a : a.plus(b));

export const sumAmounts = (all: readonly Amounts[]): Amounts => all.reduce(addAmounts, NO_AMOUNTS);
