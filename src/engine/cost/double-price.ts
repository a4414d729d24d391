import type { Source } from '../../catalog/types.js';
import { doubleFromExact } from '../../units/decimal.js';
import type { PricedItem } from './priced-item.js';

/** One step of a price in doubles: upper edge and money of the plan's currency for one used unit (GiB-Month, GiB or request). */
export interface DoubleTier {
  readonly from: number;
  readonly to: number;
  readonly price: number;
  /** In the table at price 0: used, and no priced line. */
  readonly isIncluded: boolean;
  readonly sources: readonly Source[];
}
export type DoublePrice = readonly DoubleTier[];

/** What one item costs a used unit; no tiers at all where it is unpriced, which leaves it out as the bill's total does. M-39. */
export function doublePrice(item: PricedItem): DoublePrice {
  if (item.kind === 'missing') return [];
  const perGib = item.perGib === undefined ? 1 : doubleFromExact(item.perGib);
  return item.tiers.map(({ from, to, unitPrice, factor, sources }) => ({
    from: doubleFromExact(from) / perGib,
    to: to === undefined ? Number.POSITIVE_INFINITY : doubleFromExact(to) / perGib,
    price:
      (doubleFromExact(unitPrice.price.amount) / doubleFromExact(unitPrice.perAmount)) *
      perGib *
      (factor === undefined ? 1 : doubleFromExact(factor)),
    isIncluded: unitPrice.price.amount.isZero(),
    sources,
  }));
}

/** Used units to which a month's quantity of the item is rounded up; 0: billed as it is. */
export function doubleStep(item: PricedItem): number {
  if (item.kind === 'missing' || item.roundUpTo === undefined) return 0;
  return doubleFromExact(item.roundUpTo) / (item.perGib === undefined ? 1 : doubleFromExact(item.perGib));
}

/** Where an amount lies that is billed: on top of what filled the tiers before, both rounded up to whole steps. */
interface Billed {
  readonly startAt?: number;
  readonly step?: number;
}

export function costDouble(amount: number, price: DoublePrice, { startAt = 0, step = 0 }: Billed = {}): number {
  const begin = inSteps(startAt, step);
  const end = inSteps(startAt + amount, step);
  let cost = 0;
  for (const { from, to, price: perUnit } of price) {
    const filled = Math.min(to, end) - Math.max(from, begin);
    if (filled > 0) cost += filled * perUnit;
  }
  return cost;
}

function inSteps(amount: number, step: number): number {
  return step === 0 ? amount : Math.ceil(amount / step) * step;
}
