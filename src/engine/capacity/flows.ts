import { at, integer } from './day-totals.js';
import type { CohortRun } from './run-cohort.js';
import type { Drops } from './timeline.js';
import { onlyIn, sizeOn, unchangedUntil, type VersionedData } from './versions.js';

/** Physical GiB that each deletion frees, split by whether it was old enough to have moved to the archive class. */
export interface DataFreed {
  readonly old: Float64Array;
  readonly young: Float64Array;
}

type FreedTerms = Pick<CohortRun, 'events' | 'data' | 'physicalPerUsed' | 'parcels' | 'transitionAfterDays'>;

/**
 * What every deletion frees: the backup's own parcel, and for a version the data that only it held (M-15). Of that, old is
 * what was written with the `star` or before: data of the star still unchanged in this version and in none of its neighbours.
 *
 * Source: docs/methodology-capacity.md M-15, M-16.
 */
export function dataFreed(run: FreedTerms, drops: Drops = run.events.drops): DataFreed {
  const { data, physicalPerUsed, parcels, events } = run;
  const count = drops.day.length;
  const old = new Float64Array(count);
  const young = new Float64Array(count);
  const age = run.transitionAfterDays ?? Infinity;
  for (let drop = 0; drop < count; drop++) {
    const backup = integer(drops.backup, drop);
    const taken = integer(events.lifetimes.day, backup);
    const parcel = at(parcels.size, backup);
    const moved = taken + age < integer(drops.day, drop);
    let all = 0;
    let early = 0;
    if (integer(events.isVersion, backup) === 1) {
      const before = integer(drops.before, drop);
      const after = integer(drops.after, drop);
      const star = integer(drops.star, drop);
      all = onlyIn(data, before, taken, after);
      early = star >= taken ? all : star <= before || star < 0 ? 0 : oldPart(data, { star, before, taken, after }, all);
    }
    old[drop] = early * physicalPerUsed + (moved ? parcel : 0);
    young[drop] = (all - early) * physicalPerUsed + (moved ? 0 : parcel);
  }
  return { old, young };
}

interface Around {
  readonly star: number;
  readonly before: number;
  readonly taken: number;
  readonly after: number;
}

function oldPart(data: VersionedData, { star, before, taken, after }: Around, all: number): number {
  const sinceStar = unchangedUntil(data, star, taken) - unchangedUntil(data, star, after);
  const alsoBefore = before < 0 ? 0 : unchangedUntil(data, before, taken) - unchangedUntil(data, before, after);
  return Math.min(all, Math.max(0, sinceStar - alsoBefore));
}

/**
 * Physical GiB that each transition moves: the backup's own parcel if it is still there, and for a version the data first
 * written with it that the first kept version from there on still sees. Data shared between volumes lies in the archive once,
 * too: it is set off first, and a rest that does not fit waits for the next move.
 *
 * Source: docs/methodology-capacity.md M-16.
 */
export function dataMoved({ events, data, physicalPerUsed, parcels }: FreedTerms): Float64Array {
  const { moves, lifetimes, isVersion } = events;
  const moved = new Float64Array(moves.day.length);
  let unsettled = 0;
  for (let move = 0; move < moved.length; move++) {
    const backup = integer(moves.backup, move);
    let size = integer(lifetimes.dropDay, backup) > integer(moves.day, move) ? at(parcels.size, backup) : 0;
    if (integer(isVersion, backup) === 1) {
      const taken = integer(lifetimes.day, backup);
      const written = writtenWith(data, integer(moves.before, move), taken, integer(moves.after, move)) + unsettled;
      unsettled = Math.min(0, written);
      size += Math.max(0, written) * physicalPerUsed;
    }
    moved[move] = size;
  }
  return moved;
}

/** Data that came after version `star` (none: -1) with version `taken` and that `after` still has, without the shared share. */
function writtenWith(data: VersionedData, star: number, taken: number, after: number): number {
  const known = star < 0 ? 0 : unchangedUntil(data, star, after);
  const sharedMore = data.shared * (sizeOn(data, taken) - (star < 0 ? 0 : sizeOn(data, star)));
  return unchangedUntil(data, taken, after) - known - sharedMore;
}
