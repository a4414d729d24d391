import type { PriceBook } from '../../catalog/types.js';
import { formatDay } from '../../units/day.js';
import { doubleFromExact } from '../../units/decimal.js';
import { at } from '../capacity/day-totals.js';
import type { PlanInput } from '../plan-types.js';
import { convergenceOf } from './convergence.js';
import { GROWTH_CORRELATION } from './draws.js';
import type { SiteRange } from './inputs.js';
import { type Model, modelSteps, type PlanParts } from './model.js';
import { slaOdds } from './odds.js';
import { spreadOf } from './percentiles.js';
import { meanOf } from './standard-error.js';
import { finished, type Steps } from './steps.js';
import { likelyDraws, tornadoes } from './tornado.js';
import { outcomeFor, runTrial, trialRoom } from './trial.js';
import { blocksFor, joinResults, runBlocks, type TrialResults } from './trials.js';
import type { UncertaintyResult } from './types.js';

export interface UncertaintyOptions {
  /** Rounded up to whole blocks of 100. */
  readonly trials: number;
  readonly seed: number;
  /** P10 and P90 for scenario values; those without are taken as certain. */
  readonly ranges?: readonly SiteRange[];
}

/**
 * What the ranges of a plan's inputs do to its cost, its back-end data, its restores and its promises. The same plan, options and seed give
 * the same result on any machine. Decisions stay as the plan took them: boxes and their number, policies, classes.
 *
 * @param parts the plan at its likely values
 * @throws RangeError when a range does not rise from low to high, or a price book is missing: bugs in the caller
 *
 * Source: docs/methodology-uncertainty.md; model section 7.
 */
export const uncertaintyOf = (input: PlanInput, parts: PlanParts, options: UncertaintyOptions): UncertaintyResult =>
  finished(uncertaintySteps(input, parts, options));

/** The same in steps: one cohort each, then one block of trials each. */
export function* uncertaintySteps(
  input: PlanInput,
  parts: PlanParts,
  { trials, seed, ranges = [] }: UncertaintyOptions,
): Steps<UncertaintyResult> {
  const model = yield* preparedSteps(input, parts, ranges);
  const blocks: TrialResults[] = [];
  for (let block = 0; block < blocksFor(trials); block++) {
    blocks.push(runBlocks(model, { seed, from: block, until: block + 1 }));
    yield;
  }
  return summaryOf(model, joinResults(blocks), { input, seed });
}

/** The model of a plan, with what its printed bill has beside it. For callers that spread blocks over workers. */
export const preparedModel = (input: PlanInput, parts: PlanParts, ranges: readonly SiteRange[]): Model =>
  finished(preparedSteps(input, parts, ranges));

function* preparedSteps(input: PlanInput, parts: PlanParts, ranges: readonly SiteRange[]): Steps<Model> {
  const model = yield* modelSteps(input, parts, bookOf(input), { ranges });
  const outcome = outcomeFor(model);
  runTrial(model, trialRoom(model), likelyDraws(model), 0, outcome);
  // Appliances, and what rounding each line to cents does: the same in every trial.
  const beside = Float64Array.from(
    parts.cost.months,
    ({ total }, month) => doubleFromExact(total.cost.amount) - at(outcome.cost, month),
  );
  return { ...model, beside };
}

function bookOf({ scenario, books }: PlanInput): PriceBook {
  const date = formatDay(scenario.destination.pricesAsOf);
  const book = books[date];
  if (book === undefined) throw new RangeError(`no price book for ${date}, which "${scenario.destination.label}" asks for`);
  return book;
}

interface SummaryTerms {
  readonly input: PlanInput;
  readonly seed: number;
}

/** Percentiles, odds, tornado and convergence of joined results. */
export function summaryOf(model: Model, results: TrialResults, { input, seed }: SummaryTerms): UncertaintyResult {
  const { currency } = input.scenario;
  const policies = [...new Set(input.cohorts.cohorts.map(({ policy }) => policy))];
  return {
    trials: results.trials,
    seed,
    currency,
    inputs: model.inputs,
    correlations: correlations(model),
    months: model.spans.map(({ from }, month) => ({
      from,
      backEnd: spreadOf(results.backEnd[month]?.slice() ?? new Float64Array(0)),
      cost: spreadOf(results.cost[month]?.slice() ?? new Float64Array(0)),
    })),
    totalCost: spreadOf(results.totalCost.slice()),
    totalMean: meanOf(results.totalCost),
    backEndAtEnd: spreadOf(results.backEndAtEnd.slice()),
    slas: slaOdds(model, results, policies),
    tornado: tornadoes(model, currency),
    convergence: convergenceOf(results),
  };
}

function correlations({ inputs, profiles }: Model): readonly string[] {
  const growing = inputs.filter(({ scale, key }) => scale === 'growth' && key.startsWith('profiles.')).length;
  return [
    ...(profiles.length > 0 ? ['Cohorts of one profile behave alike: each symbol is drawn once per profile and trial.'] : []),
    ...(growing > 1
      ? [`Growth of any two profiles is correlated with ${GROWTH_CORRELATION} (assumption); all other inputs are independent.`]
      : ['All inputs are independent of each other.']),
    'Restores from one class by one option wait alike.',
  ];
}
