import type { PriceTier } from '../../catalog/types.js';
import { Decimal } from '../../units/decimal.js';
import { compared, sumOf } from '../../units/exact.js';
import { roundedUp } from './rounding.js';

const NOTHING = new Decimal(0);

/** The part of a quantity that fell into one tier. */
export interface TierSlice<T> {
  readonly tier: T;
  readonly amount: Decimal;
}

export interface Graduated<T> {
  readonly slices: readonly TierSlice<T>[];
  /** What no tier covers: a table that ends before the quantity does. Unpriced, not free. */
  readonly beyond: Decimal;
}

/**
 * A graduated price: the quantity fills the tiers in order, each tier's part at that tier's own price. Exact, and continuous
 * at the edges: a tier is from `from` (in) to `to` (out).
 *
 * @param quantity in the unit of the tiers' edges, 0 or more
 * @param tiers    rising
 * @param startAt  what has filled the tiers already: another line of the same class and month, or a free allowance
 *
 * Source: docs/methodology.md M-21; worked examples calc-51tb and s3faq-storage-2011.
 */
export function graduated<T extends Pick<PriceTier, 'from' | 'to'>>(
  quantity: Decimal,
  tiers: readonly T[],
  startAt: Decimal = NOTHING,
): Graduated<T> {
  const [only, second] = tiers;
  // One open tier is most of a price table: nothing is to be split.
  if (only !== undefined && second === undefined && only.to === undefined && compared(only.from, startAt) <= 0) {
    return { slices: [{ tier: only, amount: quantity }], beyond: NOTHING };
  }
  const end = startAt.isZero() ? quantity : sumOf([startAt, quantity]);
  const slices: TierSlice<T>[] = [];
  let at = startAt;
  let beyond = NOTHING;
  for (const tier of tiers) {
    // Comparisons cost as much as sums: a tier that the quantity does not leave is the last one to look at.
    const isLast = tier.to === undefined || compared(tier.to, end) >= 0;
    const to = isLast ? end : tier.to;
    if (compared(to, at) <= 0) continue;
    const from = compared(tier.from, at) > 0 ? tier.from : at;
    if (compared(from, to) >= 0) break;
    slices.push({ tier, amount: from.isZero() ? to : to.minus(from) });
    if (from !== at) beyond = beyond.plus(from).minus(at);
    at = to;
    if (isLast) break;
  }
  return { slices, beyond: at === end ? beyond : beyond.plus(end).minus(at) };
}

/**
 * The same where the whole of a month is rounded up to steps: parts billed one after another add up to the rounded whole.
 *
 * Source: docs/methodology.md M-42.
 */
export function graduatedInSteps<T extends Pick<PriceTier, 'from' | 'to'>>(
  quantity: Decimal,
  tiers: readonly T[],
  step: Decimal,
  startAt: Decimal = NOTHING,
): Graduated<T> {
  const from = roundedUp(startAt, step);
  return graduated(roundedUp(startAt.plus(quantity), step).minus(from), tiers, from);
}
