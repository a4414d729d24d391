import { type Money, money } from '../../units/quantity.js';
import type { Charge, CostKind, Total } from '../charge.js';

/**
 * The sum of printed lines: each is in cents already, so a customer who adds them up gets the same. Unpriced lines make it
 * "at least" and are named once each.
 *
 * Source: docs/methodology.md M-36.
 */
export function totalOf(charges: readonly Charge[], currency: string): Total {
  let amount = money(currency, '0').amount;
  const unpriced = new Set<string>();
  for (const charge of charges) {
    if (charge.kind === 'priced') amount = amount.plus(charge.cost.amount);
    if (charge.kind === 'unpriced') unpriced.add(`${charge.label}: ${charge.missing}`);
  }
  return asTotal({ currency, amount }, unpriced);
}

/** The sum of totals, such as the months of a horizon; what is unpriced in several of them is named once. */
export function sumOfTotals(totals: readonly Total[], currency: string): Total {
  let amount = money(currency, '0').amount;
  const unpriced = new Set<string>();
  for (const total of totals) {
    amount = amount.plus(total.cost.amount);
    if (total.kind === 'atLeast') for (const name of total.unpriced) unpriced.add(name);
  }
  return asTotal({ currency, amount }, unpriced);
}

export function asTotal(cost: Money, unpriced: ReadonlySet<string>): Total {
  return unpriced.size === 0 ? { kind: 'complete', cost } : { kind: 'atLeast', cost, unpriced: [...unpriced] };
}

/** Printed cost by kind; a kind without a priced line is absent. The kinds add up to the total's cost. */
export function costByKind(charges: Iterable<Charge>): Readonly<Partial<Record<CostKind, Money>>> {
  const sums: Partial<Record<CostKind, Money>> = {};
  for (const charge of charges) {
    if (charge.kind !== 'priced') continue;
    const sum = sums[charge.kindOfCost];
    sums[charge.kindOfCost] = sum === undefined ? charge.cost : money(sum.currency, sum.amount.plus(charge.cost.amount));
  }
  return sums;
}
