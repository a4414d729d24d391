import { exp, log } from '../../units/portable-math.js';
import type { InputScale, UncertainInput } from './types.js';

/** P90 of the standard normal, and of the symmetrical triangle on -1 to 1: a score of 1 is the range's high end. */
const NORMAL_P90 = 1.2815515655446004;
const TRIANGLE_P90 = 1 - Math.sqrt(0.2);

interface Bounds {
  readonly min: number;
  readonly max: number;
}

const BOUNDS: Readonly<Record<InputScale, Bounds>> = {
  share: { min: 0, max: 1 },
  ratio: { min: 1, max: Number.POSITIVE_INFINITY },
  amount: { min: 0, max: Number.POSITIVE_INFINITY },
  // An estate may shrink, never below nothing.
  growth: { min: -0.95, max: Number.POSITIVE_INFINITY },
};

/** On which scale the two halves of a range are straight lines of the score. */
type Stretch = 'plain' | 'log' | 'log above 1' | 'log of 1 + x' | 'log odds';

/** A range made ready to draw from. */
export interface Distribution {
  readonly input: UncertainInput;
  readonly stretch: Stretch;
  readonly middle: number;
  /** Per score of 1 below and above the middle, on the stretched scale. */
  readonly below: number;
  readonly above: number;
  readonly bounds: Bounds;
}

function stretchOf({ scale, shape, low, high }: UncertainInput): Stretch {
  if (shape === 'triangular') return 'plain';
  if (scale === 'share') return low > 0 && high < 1 ? 'log odds' : 'plain';
  if (scale === 'ratio') return low > 1 ? 'log above 1' : 'plain';
  if (scale === 'growth') return 'log of 1 + x';
  return low > 0 ? 'log' : 'plain';
}

function stretched(stretch: Stretch, x: number): number {
  switch (stretch) {
    case 'plain':
      return x;
    case 'log':
      return log(x);
    case 'log above 1':
      return log(x - 1);
    case 'log of 1 + x':
      return log(1 + x);
    case 'log odds':
      return log(x / (1 - x));
  }
}

function unstretched(stretch: Stretch, y: number): number {
  switch (stretch) {
    case 'plain':
      return y;
    case 'log':
      return exp(y);
    case 'log above 1':
      return 1 + exp(y);
    case 'log of 1 + x':
      return exp(y) - 1;
    case 'log odds':
      return 1 / (1 + exp(-y));
  }
}

/**
 * Reads a range as a distribution whose P10, P50 and P90 are exactly low, likely and high: two halves that meet at the likely value,
 * each as wide as its own side, on the scale that keeps the value legal (log for amounts, log odds for shares, log of x - 1 for
 * ratios). A share or ratio whose range touches its bound is drawn on the plain scale and clipped, which leaves the three points alone.
 *
 * @throws RangeError unless low <= likely <= high: the parsers let nothing else through
 *
 * Source: docs/methodology-uncertainty.md M-81; model section 7.
 */
export function distributionOf(input: UncertainInput): Distribution {
  const { low, likely, high, reading } = input;
  if (!(low <= likely && likely <= high)) throw new RangeError(`${input.key}: ${low}, ${likely}, ${high} do not rise`);
  const stretch = stretchOf(input);
  const middle = stretched(stretch, likely);
  const bounds = reading === 'bounds' ? { min: low, max: high } : BOUNDS[input.scale];
  return {
    input,
    stretch,
    middle,
    below: middle - stretched(stretch, low),
    above: stretched(stretch, high) - middle,
    bounds,
  };
}

/** The score, 1 at P90 and -1 at P10, of a draw `u` from the symmetrical triangle; between bounds 1 is the end itself. */
export function triangleScore(u: number, { input }: Distribution): number {
  const side = u < 0.5 ? Math.sqrt(2 * u) - 1 : 1 - Math.sqrt(2 * (1 - u));
  return input.reading === 'bounds' ? side : side / TRIANGLE_P90;
}

/** The score of a standard normal draw. */
export const normalScore = (z: number): number => z / NORMAL_P90;

/** The input's value at a score: likely at 0, low at -1, high at 1, never outside its legal bounds. */
export function valueAt({ input, stretch, middle, below, above, bounds }: Distribution, score: number): number {
  if (score === 0) return input.likely;
  const value = unstretched(stretch, middle + score * (score < 0 ? below : above));
  return Math.min(bounds.max, Math.max(bounds.min, value));
}
