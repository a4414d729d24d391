import { grouped } from '../sizing/words.js';
import { BLOCK_TRIALS } from './draws.js';
import { percentiles } from './percentiles.js';
import { meanOf, percentileOf, standardError } from './standard-error.js';
import { blocksFor, type TrialResults } from './trials.js';
import type { Convergence } from './types.js';

/** Relative standard error that is enough for a plan whose inputs are known to tens of per cent. */
const ENOUGH = 0.01;

/**
 * How well the percentiles are known after so many trials, and how many would be enough.
 *
 * Source: docs/methodology-uncertainty.md M-89.
 */
export function convergenceOf({ trials, totalCost, backEndAtEnd }: TrialResults): Convergence {
  const costP90 = standardError(totalCost, percentileOf(0.9));
  const [p90 = 0] = percentiles(totalCost.slice(), [0.9]);
  const relative = costP90 === undefined ? undefined : p90 > 0 ? costP90 / p90 : 0;
  const needed =
    relative === undefined
      ? undefined
      : Math.ceil((trials * (relative / ENOUGH) * (relative / ENOUGH)) / BLOCK_TRIALS) * BLOCK_TRIALS;
  return {
    trials,
    blocks: blocksFor(trials),
    costMean: standardError(totalCost, meanOf),
    costP50: standardError(totalCost, percentileOf(0.5)),
    costP90,
    backEndP50: standardError(backEndAtEnd, percentileOf(0.5)),
    backEndP90: standardError(backEndAtEnd, percentileOf(0.9)),
    relative,
    trialsForOnePercent: needed,
    note: noteOf(trials, relative, needed),
  };
}

function noteOf(trials: number, relative: number | undefined, needed: number | undefined): string {
  if (relative === undefined || needed === undefined)
    return `${grouped(trials)} trials are one block: too few to tell how far they are from more`;
  const percent = `${(relative * 100).toFixed(2)}%`;
  if (relative <= ENOUGH)
    return `${grouped(trials)} trials: the P90 of the total cost is known to ${percent} (standard error), which is enough`;
  return `${grouped(trials)} trials: the P90 of the total cost is known to ${percent} (standard error) only; about ${grouped(needed)} trials are enough for 1%`;
}
