import { at } from '../capacity/day-totals.js';
import { BLOCK_TRIALS } from './draws.js';
import { percentiles } from './percentiles.js';

/** What is asked of every block, from its own trials; it may move them about. */
export type OfBlock = (trials: Float64Array) => number;

export const meanOf: OfBlock = (trials) => trials.reduce((sum, value) => sum + value, 0) / Math.max(1, trials.length);
export const percentileOf =
  (share: number): OfBlock =>
  (trials) =>
    percentiles(trials, [share])[0] ?? 0;
/** Share of the trials within a limit. */
export const shareWithin =
  (limit: number): OfBlock =>
  (trials) =>
    trials.filter((value) => value <= limit).length / Math.max(1, trials.length);

/**
 * Standard error of a figure by its spread between blocks: blocks are independent, their trials are not (a block is one Latin hypercube).
 * `sqrt(sum (x_b - mean)^2 / (B (B - 1)))`.
 *
 * @returns undefined for a single block: nothing to compare it with
 *
 * Source: docs/methodology-uncertainty.md M-89.
 */
export function standardError(values: Float64Array, of: OfBlock): number | undefined {
  const blocks = Math.floor(values.length / BLOCK_TRIALS);
  if (blocks < 2) return undefined;
  const each = Float64Array.from({ length: blocks }, (_, block) =>
    of(values.slice(block * BLOCK_TRIALS, (block + 1) * BLOCK_TRIALS)),
  );
  const mean = meanOf(each);
  let squares = 0;
  for (let block = 0; block < blocks; block++) squares += (at(each, block) - mean) * (at(each, block) - mean);
  const error = Math.sqrt(squares / (blocks * (blocks - 1)));
  return Number.isFinite(error) ? error : undefined;
}
