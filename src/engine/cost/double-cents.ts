import type { DoublePrice, DoubleTier } from './double-price.js';

/** Far above what a dozen operations on doubles lose, and far below a cent of any bill. */
const TOLERANCE = 1e-12;
const CENTS = 100;
/** Whole cents up to here are exact in a double, and so are their sums over any horizon. */
const LARGEST = 2 ** 40;

/** What one tier of a price bills, in whole cents. */
export interface TierCents {
  readonly tier: DoubleTier;
  readonly cents: number;
}

/**
 * What `chargeLines` prints for an amount, each tier that it reaches rounded to cents, half up, from doubles alone; none for an amount of
 * 0. Where an amount lies closer to half a cent, to a step or to the edge of a tier than doubles can tell apart, or beyond the last
 * tier, the answer is undefined: then the exact bill must say.
 *
 * Source: docs/methodology-cost.md M-36, M-39; held to the exact lines by a property test.
 */
export function doubleCents(amount: number, price: DoublePrice, startAt: number, step: number): readonly TierCents[] | undefined {
  if (amount === 0) return [];
  const begin = inSteps(startAt, step);
  const end = inSteps(startAt + amount, step);
  const reached: TierCents[] = [];
  let priced = 0;
  for (const tier of price) {
    const { from, to, price: perUnit } = tier;
    if (isNear(from, begin) || isNear(from, end) || isNear(to, end) || isNear(to, begin)) return undefined;
    const filled = Math.min(to, end) - Math.max(from, begin);
    if (!(filled > 0)) continue;
    priced += filled;
    const inCents = filled * perUnit * CENTS;
    const whole = Math.floor(inCents + 0.5);
    const doubt = TOLERANCE * end * perUnit * CENTS;
    if (Math.abs(inCents - Math.floor(inCents) - 0.5) <= doubt || whole >= LARGEST) return undefined;
    reached.push({ tier, cents: whole });
  }
  return Math.abs(end - begin - priced) <= TOLERANCE * end ? reached : undefined;
}

/** Rounded up to whole steps; NaN where it cannot be told which. */
function inSteps(amount: number, step: number): number {
  if (step === 0 || amount === 0) return amount;
  const steps = amount / step;
  return Math.abs(steps - Math.round(steps)) <= TOLERANCE * steps ? Number.NaN : Math.ceil(steps) * step;
}

/** So near to an edge, other than the one at 0, that the exact amount may lie on its other side. */
const isNear = (edge: number, amount: number): boolean =>
  edge > 0 && Number.isFinite(edge) && Math.abs(amount - edge) <= TOLERANCE * edge;
