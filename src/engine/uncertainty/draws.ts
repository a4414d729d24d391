import { type Distribution, normalScore, triangleScore, valueAt } from './distribution.js';
import { normalQuantile } from './normal-quantile.js';
import { nextUnit, type Stream, shuffled, streamOf } from './rng.js';

/** Trials of one block: drawn together, and the unit in which standard errors are estimated. */
export const BLOCK_TRIALS = 100;

/**
 * Correlation of any two profiles' growth: half of what makes a workload grow faster or slower than thought is the company's own pace,
 * common to all. An assumption; 0 and 1 are both plainly wrong.
 */
export const GROWTH_CORRELATION = 0.5;
const COMMON = Math.sqrt(GROWTH_CORRELATION);
const OWN = Math.sqrt(1 - GROWTH_CORRELATION);

/** The values of a block's trials: input by input, then trial by trial. */
export interface BlockDraws {
  readonly trials: number;
  readonly values: Float64Array;
}

/**
 * Draws a block by Latin hypercube: every input's range is cut into as many equally likely parts as the block has trials, and each part
 * is hit once, in an order of its own. The block depends on seed and block number alone.
 *
 * Source: docs/methodology-uncertainty.md M-80, M-83; McKay, Beckman and Conover (1979).
 */
export function drawBlock(distributions: readonly Distribution[], seed: number, block: number): BlockDraws {
  const stream = streamOf(seed, block);
  const order = new Uint32Array(BLOCK_TRIALS);
  const common = new Float64Array(BLOCK_TRIALS);
  stratified(stream, order, common);
  for (let trial = 0; trial < BLOCK_TRIALS; trial++) common[trial] = normalQuantile(common[trial] ?? 0);
  const values = new Float64Array(distributions.length * BLOCK_TRIALS);
  distributions.forEach((distribution, index) => {
    const own = values.subarray(index * BLOCK_TRIALS, (index + 1) * BLOCK_TRIALS);
    stratified(stream, order, own);
    fromUnits(distribution, own, common);
  });
  return { trials: BLOCK_TRIALS, values };
}

function stratified(stream: Stream, order: Uint32Array, units: Float64Array): void {
  shuffled(stream, order);
  for (let trial = 0; trial < units.length; trial++) units[trial] = ((order[trial] ?? 0) + nextUnit(stream)) / units.length;
}

/** Turns uniform numbers into the input's values, in place. */
function fromUnits(distribution: Distribution, units: Float64Array, common: Float64Array): void {
  const { scale, shape } = distribution.input;
  for (let trial = 0; trial < units.length; trial++) {
    const unit = units[trial] ?? 0;
    if (shape === 'triangular') {
      units[trial] = valueAt(distribution, triangleScore(unit, distribution));
      continue;
    }
    const own = normalQuantile(unit);
    const z = scale === 'growth' ? COMMON * (common[trial] ?? 0) + OWN * own : own;
    units[trial] = valueAt(distribution, normalScore(z));
  }
}
