import type { Charge } from '../engine/charge.js';
import { sumOfCents } from '../units/cents.js';
import { Decimal } from '../units/decimal.js';
import { type Money, money } from '../units/quantity.js';

/** The three amounts of a printed line or of a sum of lines, in the plan's currency and in cents: `list - discount = net`. */
export interface LineAmounts {
  readonly list: Money;
  /** 0 where nothing was taken off. */
  readonly discount: Money;
  /** What is paid and added up: the charge's `cost`. */
  readonly net: Money;
}

const ZERO = new Decimal(0);

/**
 * List, discount and net of one line of a bill: what a quote prints in its columns. An included line is 0, 0, 0.
 *
 * @returns undefined for a line without a price: it is named, never shown as 0
 *
 * Source: docs/methodology.md M-34, M-36.
 */
export function lineAmounts(charge: Charge, currency: string): LineAmounts | undefined {
  const nothing = money(currency, ZERO);
  switch (charge.kind) {
    case 'unpriced':
      return undefined;
    case 'included':
      return { list: nothing, discount: nothing, net: nothing };
    case 'priced':
      return {
        list: charge.discounted?.list ?? charge.cost,
        discount: charge.discounted?.off ?? nothing,
        net: charge.cost,
      };
  }
}

/** The sums of several lines' printed amounts, so that a customer who adds the columns up gets the same; unpriced lines add nothing. */
export function sumOfLineAmounts(charges: Iterable<Charge>, currency: string): LineAmounts {
  const lines = [...charges].flatMap((charge) => lineAmounts(charge, currency) ?? []);
  const sum = (of: (line: LineAmounts) => Money): Money => money(currency, sumOfCents(lines.map((line) => of(line).amount)));
  return { list: sum(({ list }) => list), discount: sum(({ discount }) => discount), net: sum(({ net }) => net) };
}
