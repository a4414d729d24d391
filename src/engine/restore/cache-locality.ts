import { asGib, type Gib } from '../../units/gib.js';
import type { CohortState } from '../capacity/types.js';

/** What the cache holds of the estate: the whole live set or a share of it, and superseded data back to a point's age. */
export interface Locality {
  /** Share of the live set that fits, 0 to 1. */
  readonly liveShare: number;
  /** Points up to this age are wholly local; undefined: none is. */
  readonly localUntilDays: number | undefined;
  /** Cohorts that reserve their part, by name, and the share of each of their kept points that is local; absent: none. */
  readonly pinned?: { readonly names: ReadonlySet<string>; readonly share: number };
}

/** A cache that holds no data: archive mode, or a new appliance in the cloud. */
export const NOTHING_LOCAL: Locality = { liveShare: 0, localUntilDays: undefined };

/** What changes within a number of days, GiB physical: D(n) of the data as if nothing were shared. */
export function changedPhysical(state: CohortState, days: number): Gib {
  return asGib((state.changedBase ?? state.livePhysical) * state.changedWithin(Math.max(0, days)));
}

/** Cache that the newest points of one cohort take beyond the live set, by their number: the sum over the intervals between them. */
function intervalSums(state: CohortState): Float64Array {
  const { pointAges } = state;
  const sums = new Float64Array(pointAges.length + 1);
  for (let point = 1; point < pointAges.length; point++) {
    const gap = (pointAges[point] ?? 0) - (pointAges[point - 1] ?? 0);
    sums[point + 1] = (sums[point] ?? 0) + changedPhysical(state, gap);
  }
  return sums;
}

/**
 * Cache that all cohorts' points up to an age take, for ages that are asked one after another, the lowest first (M-60):
 * `C = live set + sum over the intervals between the points of D x data`.
 */
function cacheByAge(states: readonly CohortState[]): (ageDays: number) => number {
  const cohorts = states.map((state) => ({ state, sums: intervalSums(state), points: 0 }));
  return (ageDays) => {
    let total = 0;
    for (const cohort of cohorts) {
      const { pointAges, livePhysical } = cohort.state;
      while (cohort.points < pointAges.length && (pointAges[cohort.points] ?? 0) <= ageDays) cohort.points++;
      total += livePhysical;
      total += cohort.sums[cohort.points] ?? 0;
    }
    return total;
  };
}

/**
 * Cache that all cohorts' points up to an age take (M-60).
 *
 * @param ageDays points older than this are left out
 */
export const cacheForPoints = (states: readonly CohortState[], ageDays: number): Gib => asGib(cacheByAge(states)(ageDays));

/** Cache that pinned cohorts reserve: every point that is kept of them (M-60). */
export function cacheForPinned(states: readonly CohortState[], pinned: ReadonlySet<string>): Gib {
  return cacheForPoints(
    states.filter((state) => pinned.has(state.name)),
    Number.POSITIVE_INFINITY,
  );
}

/**
 * What a cache of `cache` GiB holds (M-60): pinned cohorts reserve their part first, all kept points of them; what is left is filled with
 * the newest data first, the other cohorts sharing it by age.
 *
 * @param pinned names of pinned cohorts; none if left out
 *
 * Source: design model section 6. A part of an interval that would still fit is not counted, so the estimate is on the safe side.
 */
export function cacheLocality(states: readonly CohortState[], cache: Gib, pinned?: ReadonlySet<string>): Locality {
  const reserved = pinned ? cacheForPinned(states, pinned) : 0;
  if (!pinned || reserved <= 0) return newestFirst(states, cache);
  const others = states.filter((state) => !pinned.has(state.name));
  const rest = newestFirst(others, asGib(Math.max(0, cache - reserved)));
  return { ...rest, pinned: { names: pinned, share: Math.min(1, cache / reserved) } };
}

/** The locality that holds for one cohort: pinned ones have their own, the same for every kept point. */
export function localityOf(locality: Locality, { name }: CohortState): Locality {
  if (!locality.pinned?.names.has(name)) return locality;
  return { liveShare: locality.pinned.share, localUntilDays: Number.POSITIVE_INFINITY };
}

function newestFirst(states: readonly CohortState[], cache: Gib): Locality {
  const live = states.reduce((total, state) => total + state.livePhysical, 0);
  if (cache < live) return { liveShare: Math.max(0, cache) / live, localUntilDays: undefined };
  let localUntilDays: number | undefined;
  const ages = [...new Set(states.flatMap((state) => state.pointAges))].sort((a, b) => a - b);
  const cacheFor = cacheByAge(states);
  for (const age of ages) {
    if (cacheFor(age) > cache) break;
    localUntilDays = age;
  }
  return { liveShare: 1, localUntilDays };
}

/**
 * Days between a point and the oldest point of its cohort that is wholly local; 0 when it is wholly local itself. Where the live
 * set does not fit, the distance is from the newest point.
 */
export function distanceFromLocal(locality: Locality, state: CohortState, ageDays: number): number {
  const { pointAges } = state;
  const newest = pointAges[0] ?? 0;
  const until = localityOf(locality, state).localUntilDays ?? newest;
  // By hand: every part of every restore in every trial asks.
  let at = pointAges.length - 1;
  while (at > 0 && (pointAges[at] ?? 0) > until) at--;
  return Math.max(0, ageDays - (pointAges[at] ?? newest));
}

/** Share of a point that the cache still holds (M-61): `live share x (1 - D(distance))`. Never more for an older point. */
export function localShare(locality: Locality, state: CohortState, ageDays: number): number {
  return localityOf(locality, state).liveShare * (1 - state.changedWithin(distanceFromLocal(locality, state, ageDays)));
}
