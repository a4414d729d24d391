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
  const [printedList, printedNet] = [toCents(list), toCents(net)];
  return { list: printedList, discount: printedList.minus(printedNet), net: printedNet };
}

const toCents = (amount: Decimal): Decimal => amount.toDecimalPlaces(2, Decimal.ROUND_HALF_UP);

export function addAmounts(a: Amounts, b: Amounts): Amounts {
  return { list: a.list.plus(b.list), discount: a.discount.plus(b.discount), net: a.net.plus(b.net) };
}

export const sumAmounts = (all: readonly Amounts[]): Amounts => all.reduce(addAmounts, NO_AMOUNTS);
