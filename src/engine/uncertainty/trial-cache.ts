import { changedWithin } from '../capacity/changed-share.js';
import { at } from '../capacity/day-totals.js';
import type { CohortState } from '../capacity/types.js';
import { type Locality, NOTHING_LOCAL } from '../restore/cache-locality.js';
import type { DrawnState } from './drawn-state.js';

/** A cohort's intervals between points: distinct lengths, and how many of each lie within each age. */
interface Intervals {
  readonly gaps: readonly number[];
  /** ages x gaps. */
  readonly counts: Float64Array;
}

/** What a cache of fixed size is filled with: the same in every trial but for the sizes. */
export interface CacheShop {
  /** GiB of all units; undefined: unknown, taken as empty. */
  readonly cache: number | undefined;
  readonly ages: readonly number[];
  /** Names of pinned cohorts, and by cohort whether it is one. */
  readonly pinned: ReadonlySet<string>;
  readonly isPinned: readonly boolean[];
  readonly intervals: readonly Intervals[];
  /** Room for one trial's superseded data by cohort and gap. */
  readonly sizes: readonly Float64Array[];
}

export function cacheShop(states: readonly CohortState[], cache: number | undefined, pinned: ReadonlySet<string>): CacheShop {
  const ages = [...new Set(states.flatMap((state) => state.pointAges))].sort((a, b) => a - b);
  const intervals = states.map((state) => intervalsOf(state, ages));
  const isPinned = states.map(({ name }) => pinned.has(name));
  return { cache, ages, pinned, isPinned, intervals, sizes: intervals.map(({ gaps }) => new Float64Array(gaps.length)) };
}

function intervalsOf({ pointAges }: CohortState, ages: readonly number[]): Intervals {
  const between = pointAges.slice(1).map((age, index) => ({ age, gap: age - (pointAges[index] ?? 0) }));
  const gaps = [...new Set(between.map(({ gap }) => gap))];
  const counts = new Float64Array(ages.length * gaps.length);
  ages.forEach((age, row) => {
    gaps.forEach((gap, column) => {
      counts[row * gaps.length + column] = between.filter((one) => one.gap === gap && one.age <= age).length;
    });
  });
  return { gaps, counts };
}

/**
 * What the cache holds in one trial: `cacheLocality` (M-60) on drawn states.
 *
 * Source: docs/methodology-uncertainty.md M-88; held to the engine's by a test.
 */
export function trialLocality(shop: CacheShop, states: readonly DrawnState[]): Locality {
  const { cache, ages, pinned } = shop;
  if (cache === undefined) return NOTHING_LOCAL;
  setSizes(shop, states);
  const last = ages.length - 1;
  const reserved = pinned.size === 0 ? 0 : liveOf(shop, states, true) + superseded(shop, last, true);
  if (reserved <= 0) return newestFirst(shop, states, cache);
  const rest = newestFirst(shop, states, Math.max(0, cache - reserved));
  return { ...rest, pinned: { names: pinned, share: Math.min(1, cache / reserved) } };
}

/** The cohorts that are not pinned share what is left, by age. */
function newestFirst(shop: CacheShop, states: readonly DrawnState[], cache: number): Locality {
  const live = liveOf(shop, states, false);
  if (cache < live) return { liveShare: Math.max(0, cache) / live, localUntilDays: undefined };
  // Older points never take less, so the last age that fits is found by halving.
  let [fits, tooMuch] = [-1, shop.ages.length];
  while (tooMuch - fits > 1) {
    const middle = (fits + tooMuch) >> 1;
    if (live + superseded(shop, middle, false) > cache) tooMuch = middle;
    else fits = middle;
  }
  return { liveShare: 1, localUntilDays: shop.ages[fits] };
}

function liveOf({ isPinned }: CacheShop, states: readonly DrawnState[], pinned: boolean): number {
  let live = 0;
  for (let cohort = 0; cohort < states.length; cohort++) if (isPinned[cohort] === pinned) live += states[cohort]?.live ?? 0;
  return live;
}

function setSizes({ intervals, sizes }: CacheShop, states: readonly DrawnState[]): void {
  intervals.forEach(({ gaps }, cohort) => {
    const state = states[cohort];
    const room = sizes[cohort];
    if (state === undefined || room === undefined) return;
    for (let gap = 0; gap < gaps.length; gap++) room[gap] = state.unshared * changedWithin(state.law, gaps[gap] ?? 0);
  });
}

/** Superseded data of all points up to an age, of the pinned cohorts or of the others. */
function superseded({ intervals, sizes, isPinned }: CacheShop, age: number, pinned: boolean): number {
  let total = 0;
  for (let cohort = 0; cohort < intervals.length; cohort++) {
    const of = intervals[cohort];
    const room = sizes[cohort];
    if (isPinned[cohort] !== pinned || of === undefined || room === undefined) continue;
    const base = age * room.length;
    for (let gap = 0; gap < room.length; gap++) total += at(of.counts, base + gap) * at(room, gap);
  }
  return total;
}
