import { asGib } from '../../units/gib.js';
import type { CapacityInput } from '../capacity/types.js';
import { leastOf } from './nelder-mead.js';
import { predictor } from './predict.js';
import { type Calibration, type Factors, FITTED, type Fitted, type Observation } from './types.js';

/** No value is taken further than this from its plan, either way: beyond, the observations are of something else. */
const FURTHEST = 30;
/** How much a value that the observations do not fix is drawn back to its plan. */
const PULL = 1e-6;
/** Doubling a value has to move the sizes by more than this share, and by twice the error that is left, to count as decided. */
const TELLING = 0.005;
/** Where the search begins, besides the plan itself: changes four times rarer and more frequent. */
const STARTS: readonly (readonly number[])[] = [
  [0, 0, 0],
  [-1.4, 0, 0],
  [1.4, 0, 0],
  [0, -1.4, 0.3],
];

const PLANNED: Factors = { dailyChange: 1, hot: 1, compression: 1 };

/**
 * Fits change rate, hot share and compression, the same factor for every profile, to what a store really held: least squares of the
 * logarithms, so that a small early size counts as much as a large late one.
 *
 * The plan's first backup is taken to be the store's first.
 *
 * @param observations at least one, all above 0, none before the plan's start
 * @throws RangeError otherwise: the reader of the file lets none through
 *
 * Source: docs/methodology-capacity.md M-123.
 */
export function calibrate(input: CapacityInput, observations: readonly Observation[]): Calibration {
  const seen = [...observations].sort((a, b) => a.day - b.day);
  if (seen.length === 0 || seen.some(({ day, physical }) => day < input.start || physical <= 0)) {
    throw new RangeError('observations are needed, from the start of the plan on, and above 0');
  }
  const predict = predictor(
    input,
    seen.map(({ day }) => day),
  );
  const errorsOf = (point: readonly number[]): readonly number[] =>
    predict(factorsOf(point)).map((size, index) => Math.log(Math.max(Number.MIN_VALUE, size) / (seen[index]?.physical ?? size)));
  const miss = (point: readonly number[]): number => meanSquare(errorsOf(point)) + PULL * squares(point) + beyond(point);
  const fits = STARTS.map((start) => leastOf(miss, start));
  const best = fits.reduce((least, fit) => (fit.value < least.value ? fit : least));
  const factors = factorsOf(best.at);
  const [planned, fitted] = [predict(PLANNED), predict(factors)];
  const rows = seen.map((row, index) => ({ ...row, planned: planned[index] ?? asGib(0), fitted: fitted[index] ?? asGib(0) }));
  const errors = rows.map((row) => Math.abs(row.fitted / row.physical - 1));
  return {
    factors,
    undecided: undecidedOf(best.at, errorsOf),
    atLimit: FITTED.filter((name) => Math.abs(Math.log(factors[name])) > Math.log(FURTHEST) - NUDGE),
    rows,
    errorPlanned: mean(rows.map((row) => Math.abs(row.planned / row.physical - 1))),
    errorFitted: mean(errors),
    worst: Math.max(...errors),
  };
}

function factorsOf(point: readonly number[]): Factors {
  const factor = (index: number): number => Math.min(FURTHEST, Math.max(1 / FURTHEST, Math.exp(point[index] ?? 0)));
  return { dailyChange: factor(0), hot: factor(1), compression: factor(2) };
}

const squares = (values: readonly number[]): number => values.reduce((sum, value) => sum + value * value, 0);
const meanSquare = (values: readonly number[]): number => squares(values) / values.length;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Past the bounds nothing changes, so the search is sent back. */
function beyond(point: readonly number[]): number {
  return squares(point.map((value) => Math.max(0, Math.abs(value) - Math.log(FURTHEST))));
}

const NUDGE = 0.02;

/**
 * Which values the observations leave open: the effect of each on the sizes, less all of it that the others could make up for. One date
 * fixes one value at most.
 */
function undecidedOf(point: readonly number[], errorsOf: (point: readonly number[]) => readonly number[]): readonly Fitted[] {
  const effects = point.map((_, axis) => {
    const nudged = (by: number): readonly number[] =>
      errorsOf(point.map((value, index) => (index === axis ? value + by : value)));
    const [up, down] = [nudged(NUDGE), nudged(-NUDGE)];
    return up.map((value, index) => (value - (down[index] ?? 0)) / (2 * NUDGE));
  });
  const telling = Math.max(TELLING, 2 * Math.sqrt(meanSquare(errorsOf(point))));
  return FITTED.filter((_, axis) => {
    const own = effects[axis] ?? [];
    const left = residualOf(
      own,
      effects.filter((_effect, other) => other !== axis),
    );
    return Math.sqrt(meanSquare(left)) * Math.LN2 < telling;
  });
}

/** What is left of a vector after the best combination of others is taken out (Gram and Schmidt). */
function residualOf(vector: readonly number[], others: readonly (readonly number[])[]): readonly number[] {
  const basis: (readonly number[])[] = [];
  for (const other of others) {
    const rest = basis.reduce(without, other);
    if (squares(rest) > 1e-12 * Math.max(1e-12, squares(other))) basis.push(rest);
  }
  return basis.reduce(without, vector);
}

function without(vector: readonly number[], direction: readonly number[]): readonly number[] {
  const dot = vector.reduce((sum, value, index) => sum + value * (direction[index] ?? 0), 0);
  const share = dot / squares(direction);
  return vector.map((value, index) => value - share * (direction[index] ?? 0));
}
