import { at } from '../capacity/day-totals.js';
import { BLOCK_TRIALS, drawBlock } from './draws.js';
import type { Model } from './model.js';
import { type Outcome, outcomeFor, runTrial, trialRoom } from './trial.js';

/** Results of many trials, block after block: months x trials for what is known by month. */
export interface TrialResults {
  readonly trials: number;
  readonly backEnd: readonly Float64Array[];
  readonly cost: readonly Float64Array[];
  readonly backEndAtEnd: Float64Array;
  readonly totalCost: Float64Array;
  readonly restores: readonly Float64Array[];
  readonly window: Float64Array;
  readonly lag: Float64Array;
  readonly wan: Float64Array;
  readonly cloud: Float64Array;
}

/** Blocks that hold at least so many trials. */
export function blocksFor(trials: number): number {
  return Math.max(1, Math.ceil(trials / BLOCK_TRIALS));
}

function emptyResults({ plan, restores }: Model, trials: number): TrialResults {
  const column = (): Float64Array => new Float64Array(trials);
  const columns = (count: number): readonly Float64Array[] => Array.from({ length: count }, column);
  return {
    trials,
    backEnd: columns(plan.months),
    cost: columns(plan.months),
    backEndAtEnd: column(),
    totalCost: column(),
    restores: columns(restores.length),
    window: column(),
    lag: column(),
    wan: column(),
    cloud: column(),
  };
}

/** Blocks from (in) to (out) of a run with one seed: whoever computes them, they are the same. */
export interface BlockRange {
  readonly seed: number;
  readonly from: number;
  readonly until: number;
}

/**
 * Runs blocks of trials. A block depends on the model, the seed and its own number, so blocks may be computed anywhere and joined in order.
 *
 * Source: docs/methodology-uncertainty.md M-80.
 */
export function runBlocks(model: Model, { seed, from, until }: BlockRange): TrialResults {
  const results = emptyResults(model, (until - from) * BLOCK_TRIALS);
  const room = trialRoom(model);
  const outcome = outcomeFor(model);
  for (let block = from; block < until; block++) {
    const draws = drawBlock(model.distributions, seed, block);
    for (let trial = 0; trial < draws.trials; trial++) {
      runTrial(model, room, draws, trial, outcome);
      keep(results, outcome, (block - from) * BLOCK_TRIALS + trial);
    }
  }
  return results;
}

function keep(results: TrialResults, outcome: Outcome, place: number): void {
  spread(results.backEnd, outcome.backEnd, place);
  spread(results.cost, outcome.cost, place);
  spread(results.restores, outcome.restores, place);
  results.backEndAtEnd[place] = outcome.backEndAtEnd;
  results.totalCost[place] = outcome.totalCost;
  results.window[place] = outcome.window;
  results.lag[place] = outcome.lag;
  results.wan[place] = outcome.wan;
  results.cloud[place] = outcome.cloud;
}

function spread(columns: readonly Float64Array[], values: Float64Array, place: number): void {
  for (let index = 0; index < columns.length; index++) {
    const column = columns[index];
    if (column !== undefined) column[place] = at(values, index);
  }
}

/** Results of neighbouring ranges of blocks as one, in the order given. */
export function joinResults(parts: readonly TrialResults[]): TrialResults {
  const trials = parts.reduce((sum, part) => sum + part.trials, 0);
  const one = (of: (part: TrialResults) => Float64Array): Float64Array => {
    const all = new Float64Array(trials);
    let place = 0;
    for (const part of parts) {
      all.set(of(part), place);
      place += part.trials;
    }
    return all;
  };
  const [first] = parts;
  const many = (of: (part: TrialResults) => readonly Float64Array[]): readonly Float64Array[] =>
    (first === undefined ? [] : of(first)).map((_, index) => one((part) => of(part)[index] ?? new Float64Array(part.trials)));
  return {
    trials,
    backEnd: many((part) => part.backEnd),
    cost: many((part) => part.cost),
    backEndAtEnd: one((part) => part.backEndAtEnd),
    totalCost: one((part) => part.totalCost),
    restores: many((part) => part.restores),
    window: one((part) => part.window),
    lag: one((part) => part.lag),
    wan: one((part) => part.wan),
    cloud: one((part) => part.cloud),
  };
}
