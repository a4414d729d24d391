import type { Scenario } from '../../scenario/types.js';
import { Decimal } from '../../units/decimal.js';
import { addMoney, type Money, money, roundToCents } from '../../units/quantity.js';

/** Value added tax, as the person states it ("VAT, Germany", "19"): prices in the tables are without it. */
export type Vat = NonNullable<Scenario['vat']>;

/** The tax on one bill: a line of its own, in no total. */
export interface VatLine extends Vat {
  /** What it is taken of: the bill without tax. */
  readonly net: Money;
  readonly amount: Money;
  readonly gross: Money;
}

/**
 * Tax of one month's bill: percent of its total, rounded half up to cents once.
 *
 * @param net the month's total; if that is "at least", so is the tax
 * @throws RangeError for a negative percentage: the scenario's parser lets none through
 *
 * Source: docs/methodology.md M-47.
 */
export function vatLine(net: Money, { name, percent }: Vat): VatLine {
  const share = new Decimal(percent).div(100);
  if (share.lt(0)) throw new RangeError(`VAT of ${percent} %, expected 0 or more`);
  const amount = roundToCents(money(net.currency, net.amount.times(share)));
  return { name, percent, net, amount, gross: addMoney(net, amount) };
}

/** Tax of a horizon: the sum of the months' printed lines, as the invoices have it. */
export function sumOfVat(lines: readonly VatLine[], { name, percent }: Vat, currency: string): VatLine {
  const sum = (of: (line: VatLine) => Money) => lines.map(of).reduce(addMoney, money(currency, '0'));
  return { name, percent, net: sum((line) => line.net), amount: sum((line) => line.amount), gross: sum((line) => line.gross) };
}
