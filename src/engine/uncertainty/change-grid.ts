import { exp, expm1, log, log1p } from '../../units/portable-math.js';
import { type ChangeLaw, changedWithin } from '../capacity/changed-share.js';
import type { CohortTerms } from '../capacity/cohort-terms.js';
import type { Behaviour } from '../capacity/types.js';

/** Where a cohort's change law stands: how fast, in which part of the data, by writes of what size. */
export interface ChangePoint {
  /** ln of the share of the changing part that a day's first writes reach. */
  readonly rate: number;
  /** Share of the used data that changes at all; 1 where the law does not know it. */
  readonly hot: number;
  /** 1 / (write + segment): by it the shape of the law follows the size of a write. KiB^-1. */
  readonly size: number;
}

/**
 * Beyond this rate the changing part is new every day; compressed objects are spoiled by chance and need many more changes. Below the
 * slowest nothing changes within a lifetime.
 */
const FASTEST = log(12);
const FASTEST_SPOILING = log(1e5);
const SLOWEST = log(1e-6);

/** Share of the changing part that changes a day, at first. */
function rateOf(law: ChangeLaw): number {
  switch (law.kind) {
    case 'grid':
      return -log1p(-law.daily);
    case 'segments': {
      const { min, m } = law.chunks;
      return law.writesPerKib * (law.writeKib + (min * min + 2 * min * m + 2 * m * m) / (min + m));
    }
    case 'spoiled objects':
      return law.changesPerObjectDay;
  }
}

/** Reads a cohort's point off its law in the store. */
export function changePoint({ inStore }: Pick<CohortTerms, 'inStore'>, writeKib: number, segmentKib: number): ChangePoint {
  const rate = log(rateOf(inStore));
  const spoils = inStore.kind === 'spoiled objects';
  return {
    rate: Math.min(spoils ? FASTEST_SPOILING : FASTEST, Math.max(SLOWEST, rate)),
    hot: spoils ? 1 : inStore.hot,
    size: 1 / (writeKib + segmentKib),
  };
}

/**
 * The behaviour whose law has a given rate and write size: the changing part stays, the daily change moves.
 *
 * @param termsOf a behaviour in the terms of its writer and store
 */
export function behaviourAt(
  like: Behaviour,
  { rate, size }: Pick<ChangePoint, 'rate' | 'size'>,
  segmentKib: number,
  termsOf: (behaviour: Behaviour) => CohortTerms,
): Behaviour {
  const writeKib = 1 / size - segmentKib;
  const once = { ...like, writeKib, dailyChange: like.hot * -expm1(-1) };
  // Every law's rate is proportional to the number of writes, and those to -ln(1 - change / hot), which is 1 here.
  const writes = exp(rate) / rateOf(termsOf(once).inStore);
  return { ...once, dailyChange: like.hot * -expm1(-writes) };
}

/** Points at which the daily engine was run: rates a fixed step apart with the likely one among them, and one or two sizes. */
export interface ChangeGrid {
  readonly firstRate: number;
  readonly rates: number;
  /** The anchor's, and the farthest from it. */
  readonly sizes: readonly number[];
}

/** Step of ln rate: e times the rate. */
const STEP = 1;
/** Sizes nearer than this, relatively, have one shape. */
const SAME_SIZE = 0.02;
/** Points of a cubic. */
const REACH = 4;

/** Covers the points of the candidates, with the anchor's own on the grid. */
export function changeGrid(anchor: ChangePoint, candidates: readonly ChangePoint[]): ChangeGrid {
  const rates = candidates.map(({ rate }) => rate);
  const below = Math.ceil((anchor.rate - Math.min(anchor.rate, ...rates)) / STEP);
  const above = Math.ceil((Math.max(anchor.rate, ...rates) - anchor.rate) / STEP);
  const still = rates.every((rate) => Math.abs(rate - anchor.rate) < 1e-12);
  const away = (size: number): number => Math.abs(size / anchor.size - 1);
  const farthest = candidates.reduce((most, { size }) => (away(size) > away(most) ? size : most), anchor.size);
  return {
    firstRate: anchor.rate - (still ? 0 : below * STEP),
    rates: still ? 1 : Math.max(REACH, below + above + 1),
    sizes: away(farthest) < SAME_SIZE ? [anchor.size] : [anchor.size, farthest],
  };
}

export const rateAt = ({ firstRate }: ChangeGrid, index: number): number => firstRate + index * STEP;

/** Where a trial stands on the grid: up to four rates, and between the middle two how much of the other size's difference. */
export interface Stencil {
  /** Place of the first rate, and rates in use. */
  first: number;
  count: number;
  /** Of the rates from the first on. */
  readonly shares: Float64Array;
  /** Place of the lower of the two rates between which the trial lies, and of the difference at it and at the next. */
  lower: number;
  farLower: number;
  farUpper: number;
}

export const stencil = (): Stencil => ({
  first: 0,
  count: 0,
  shares: new Float64Array(REACH),
  lower: 0,
  farLower: 0,
  farUpper: 0,
});

/**
 * Lagrange's cubic in ln rate; and for the size of a write, whose part is small, a straight line through both sizes and between two rates. Beyond
 * the grid its edge holds.
 *
 * @param times every share is multiplied by it
 *
 * Source: docs/methodology-uncertainty.md M-85.
 */
export function setStencil(into: Stencil, grid: ChangeGrid, { rate, size }: ChangePoint, times: number): void {
  const { rates, sizes } = grid;
  const [near = 1, far = near] = sizes;
  const toFar = far === near ? 0 : (times * (size - near)) / (far - near);
  const place = Math.min(rates - 1, Math.max(0, (rate - grid.firstRate) / STEP));
  const used = Math.min(REACH, rates);
  const lower = Math.min(Math.max(0, rates - 2), Math.floor(place));
  into.first = Math.min(rates - used, Math.max(0, lower - 1));
  into.count = used;
  for (let index = 0; index < used; index++) into.shares[index] = cubic(place - into.first, index, used) * times;
  into.lower = lower;
  into.farUpper = toFar * (place - lower);
  into.farLower = toFar - into.farUpper;
}

/** Lagrange's polynomial of one of `used` points 0, 1, 2, ... */
function cubic(x: number, own: number, used: number): number {
  let product = 1;
  for (let other = 0; other < used; other++) if (other !== own) product *= (x - other) / (own - other);
  return product;
}

/** How much more superseded data lies between points a month apart. */
export function monthlyChange({ inStore }: Pick<CohortTerms, 'inStore'>): number {
  return changedWithin(inStore, MONTH);
}
const MONTH = 30;
