import type { DoublePrice } from './double-price.js';

/** Far above what a dozen operations on doubles lose, and far below a cent of any bill. */
const TOLERANCE = 1e-12;
const CENTS = 100;
/** Whole cents up to here are exact in a double, and so are their sums over any horizon. */
const LARGEST = 2 ** 40;

/** A line as doubles know it. */
export interface CentsOfLine {
  /** What its printed lines come to, in whole cents; NaN where doubles cannot tell. */
  readonly cents: number;
  /** Used, and without a price. */
  readonly isUnpriced: boolean;
}

const NOTHING: CentsOfLine = { cents: 0, isUnpriced: false };
const UNPRICED: CentsOfLine = { cents: 0, isUnpriced: true };
const UNKNOWN: CentsOfLine = { cents: Number.NaN, isUnpriced: false };

/**
 * What `chargeLines` prints for an amount, each tier rounded to cents, half up, from doubles alone. Where an amount lies closer to half a
 * cent, to a step or to the end of the price table than doubles can tell apart, the answer is NaN: then the exact bill must say.
 *
 * Source: docs/methodology.md M-35, M-39; held to the exact lines by a property test.
 */
export function doubleCents(amount: number, price: DoublePrice, startAt: number, step: number): CentsOfLine {
  if (amount === 0) return NOTHING;
  if (price.length === 0) return UNPRICED;
  const begin = inSteps(startAt, step);
  const end = inSteps(startAt + amount, step);
  let [cents, priced] = [0, 0];
  for (const { from, to, price: perUnit } of price) {
    const filled = Math.min(to, end) - Math.max(from, begin);
    if (!(filled > 0)) continue;
    priced += filled;
    const inCents = filled * perUnit * CENTS;
    const whole = Math.floor(inCents + 0.5);
    if (Math.abs(inCents - Math.floor(inCents) - 0.5) <= TOLERANCE * end * perUnit * CENTS) return UNKNOWN;
    cents += whole;
  }
  const isWhole = Math.abs(end - begin - priced) <= TOLERANCE * end;
  return isWhole && cents < LARGEST ? { cents, isUnpriced: false } : UNKNOWN;
}

/** Rounded up to whole steps; NaN where it cannot be told which. */
function inSteps(amount: number, step: number): number {
  if (step === 0 || amount === 0) return amount;
  const steps = amount / step;
  return Math.abs(steps - Math.round(steps)) <= TOLERANCE * steps ? Number.NaN : Math.ceil(steps) * step;
}
