import { sumOfCents } from '../../units/cents.js';
import type { Decimal } from '../../units/decimal.js';
import { type Money, money } from '../../units/quantity.js';
import { cached } from '../cached.js';
import type { Charge, CostKind, Total } from '../charge.js';

/**
 * The sum of printed lines: each is in cents already, so a customer who adds them up gets the same. Unpriced lines make it
 * "at least" and are named once each.
 *
 * Source: docs/methodology.md M-36.
 */
export function totalOf(charges: readonly Charge[], currency: string): Total {
  const costs: Decimal[] = [];
  const unpriced = new Set<string>();
  for (const charge of charges) {
    if (charge.kind === 'priced') costs.push(charge.cost.amount);
    if (charge.kind === 'unpriced') unpriced.add(`${charge.label}: ${charge.missing}`);
  }
  return asTotal(money(currency, sumOfCents(costs)), unpriced);
}

/** The sum of totals, such as the months of a horizon; what is unpriced in several of them is named once. */
export function sumOfTotals(totals: readonly Total[], currency: string): Total {
  const unpriced = new Set<string>();
  for (const total of totals) if (total.kind === 'atLeast') for (const name of total.unpriced) unpriced.add(name);
  return asTotal(money(currency, sumOfCents(totals.map(({ cost }) => cost.amount))), unpriced);
}

export function asTotal(cost: Money, unpriced: ReadonlySet<string>): Total {
  return unpriced.size === 0 ? { kind: 'complete', cost } : { kind: 'atLeast', cost, unpriced: [...unpriced] };
}

/** Printed cost by kind; a kind without a priced line is absent. The kinds add up to the total's cost. */
export function costByKind(charges: Iterable<Charge>): Readonly<Partial<Record<CostKind, Money>>> {
  const costs = new Map<CostKind, Money[]>();
  for (const charge of charges) {
    if (charge.kind === 'priced') cached(costs, charge.kindOfCost, () => []).push(charge.cost);
  }
  const sums: Partial<Record<CostKind, Money>> = {};
  for (const [kind, all] of costs) sums[kind] = money(all[0]?.currency ?? '', sumOfCents(all.map(({ amount }) => amount)));
  return sums;
}
