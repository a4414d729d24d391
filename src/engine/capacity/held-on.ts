import type { CohortTerms } from './cohort-terms.js';
import { integer } from './day-totals.js';
import { type ParcelTerms, parcelOf } from './parcels.js';
import { NONE, type Timeline } from './timeline.js';
import { addedBy, liveSet, onlyIn, supersededBetween, type VersionedData } from './versions.js';

/** One policy's points as they stand at the end of one day. */
export interface Standpoint {
  readonly day: number;
  /** Backups that are there, and those of them that share data in the store; oldest first. */
  readonly living: Int32Array;
  readonly versions: Int32Array;
  /** Deletions up to this day. */
  readonly drops: number;
  /** Distances that `heldOn` asks for, in ticks. */
  readonly gaps: Int32Array;
}

/** The points of a timeline at the end of a day, counted from the start. */
export function standpoint(events: Timeline, day: number): Standpoint {
  const { lifetimes, isVersion, drops } = events;
  const { day: taken, dropDay } = lifetimes;
  const there: number[] = [];
  for (let backup = 0; backup < taken.length; backup++) {
    if (integer(taken, backup) <= day && integer(dropDay, backup) > day) there.push(backup);
  }
  const living = Int32Array.from(there);
  const versions = living.filter((backup) => isVersion[backup] === 1);
  let dropped = drops.day.length;
  while (dropped > 0 && integer(drops.day, dropped - 1) > day) dropped--;
  return { day, living, versions, drops: dropped, gaps: distances(events, versions) };
}

/** Between the kept versions, and around those that come and go: the walk back through what is dead asks for these. */
function distances({ lifetimes, joined, drops }: Timeline, versions: Int32Array): Int32Array {
  const { tick, days, perDay } = lifetimes;
  const seen = new Uint8Array(days * perDay + 1);
  const mark = (from: number, to: number): void => {
    if (from !== NONE && to > from) seen[to - from] = 1;
  };
  for (let index = 1; index < versions.length; index++) {
    mark(integer(tick, integer(versions, index - 1)), integer(tick, integer(versions, index)));
  }
  for (let backup = 0; backup < joined.length; backup++) mark(integer(joined, backup), integer(tick, backup));
  for (let drop = 0; drop < drops.backup.length; drop++) {
    const own = integer(tick, integer(drops.backup, drop));
    mark(integer(drops.before, drop), own);
    mark(integer(drops.before, drop), integer(drops.after, drop));
    mark(own, integer(drops.after, drop));
  }
  const gaps: number[] = [];
  for (let gap = 1; gap < seen.length; gap++) if (seen[gap] === 1) gaps.push(gap);
  return Int32Array.from(gaps);
}

/** One cohort as a closed form sees it. */
export interface HeldTerms extends ParcelTerms {
  readonly terms: CohortTerms;
  readonly events: Timeline;
  readonly data: VersionedData;
}

/**
 * Back-end GiB of a cohort at the end of one day, without the days before it: the kept versions and parcels, what the cleaning run
 * has not reached, and the slack. Both classes together.
 *
 * Source: docs/methodology-capacity.md M-12, M-15; a property test holds it to the day-by-day projection.
 */
export function heldOn(cohort: HeldTerms, moment: Standpoint): number {
  const live = liveOn(cohort, moment);
  return live + deadOn(cohort, moment, live);
}

function liveOn(cohort: HeldTerms, { living, versions }: Standpoint): number {
  const { events, data, terms } = cohort;
  const tickOf = (index: number): number => integer(events.lifetimes.tick, integer(versions, index));
  let parcels = 0;
  for (const backup of living) parcels += parcelOf(cohort, events, backup);
  if (versions.length === 0) return parcels;
  let shared = liveSet(data, tickOf(versions.length - 1));
  for (let index = 1; index < versions.length; index++) shared += supersededBetween(data, tickOf(index - 1), tickOf(index));
  return parcels + shared * terms.physicalPerUsed;
}

/**
 * Dead data that is still there: all of what went within the cleaning lag, and of the rest the slack. Each cleaning run leaves at
 * most `k` times the living data, so what is left is the least of `k live(j) + freed since j` over all runs j: the recent ones
 * decide, and the walk back ends where what was freed since is more than that.
 */
function deadOn(cohort: HeldTerms, { day, living, drops: dropped }: Standpoint, live: number): number {
  const { events, store } = cohort;
  const { drops, lifetimes } = events;
  const perLive = store.slack / (1 - store.slack);
  let drop = dropped - 1;
  let uncleaned = 0;
  for (; drop >= 0 && integer(drops.day, drop) + store.cleaningLagDays > day; drop--) uncleaned += freedBy(cohort, drop);
  let backup = lastTakenBy(events, day, living);
  let killed = dropped - 1;
  let liveThen = live;
  let since = 0;
  let least = Infinity;
  for (; drop >= 0 && since < least; drop--) {
    const cleaned = integer(drops.day, drop) + store.cleaningLagDays;
    for (; backup >= 0 && integer(lifetimes.day, backup) > cleaned; backup--) liveThen -= broughtBy(cohort, backup);
    for (; killed >= 0 && integer(drops.day, killed) > cleaned; killed--) liveThen += freedBy(cohort, killed);
    least = Math.min(least, since + perLive * liveThen);
    since += freedBy(cohort, drop);
  }
  return uncleaned + Math.min(least, since);
}

/** The newest backup of a day: it is there unless nothing is. */
function lastTakenBy({ lifetimes }: Timeline, day: number, living: Int32Array): number {
  let backup = living.at(-1) ?? NONE;
  while (backup + 1 < lifetimes.day.length && integer(lifetimes.day, backup + 1) <= day) backup++;
  return backup;
}

function freedBy(cohort: HeldTerms, drop: number): number {
  const { events, data, terms } = cohort;
  const { drops, isVersion, lifetimes } = events;
  const backup = integer(drops.backup, drop);
  const parcel = parcelOf(cohort, events, backup);
  if (isVersion[backup] !== 1) return parcel;
  const taken = integer(lifetimes.tick, backup);
  return parcel + onlyIn(data, integer(drops.before, drop), taken, integer(drops.after, drop)) * terms.physicalPerUsed;
}

function broughtBy(cohort: HeldTerms, backup: number): number {
  const { events, data, terms } = cohort;
  const parcel = parcelOf(cohort, events, backup);
  if (events.isVersion[backup] !== 1) return parcel;
  return parcel + addedBy(data, integer(events.joined, backup), integer(events.lifetimes.tick, backup)) * terms.physicalPerUsed;
}
