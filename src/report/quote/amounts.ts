import { sumOfCents, toCents } from '../../units/cents.js';
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
export function sumAmounts(all: readonly Amounts[]): Amounts {
  const list = sumOfCents(all.map((one) => one.list));
  if (all.every(isPlain)) return { list, discount: ZERO, net: list };
  return { list, discount: sumOfCents(all.map((one) => one.discount)), net: sumOfCents(all.map((one) => one.net)) };
}

const isPlain = ({ list, net }: Amounts): boolean => list === net;
