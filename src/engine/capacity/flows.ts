import { integer } from './day-totals.js';
import type { EventForms, Forms } from './event-forms.js';
import type { Drops, Timeline } from './timeline.js';
import { addedBy, onlyIn, sizeOn, unchangedUntil, type VersionedData } from './versions.js';

/** Physical GiB that each deletion frees, split by whether it was old enough to have moved to the archive class. */
export interface DataFreed {
  readonly old: Float64Array;
  readonly young: Float64Array;
}

/**
 * Room for one cohort's flows, one number for each backup, deletion or transition of its timeline. The next cohort of the timeline
 * writes over it: fresh arrays for each would cost more than the arithmetic.
 */
export interface Scratch {
  readonly parcels: Float64Array;
  readonly added: Float64Array;
  readonly freed: DataFreed;
  readonly moved: Float64Array;
}

export function scratchFor({ lifetimes, drops, moves }: Timeline): Scratch {
  const room = (count: number): Float64Array => new Float64Array(count);
  const [backups, dropped] = [lifetimes.tick.length, drops.day.length];
  return {
    parcels: room(backups),
    added: room(backups),
    freed: { old: room(dropped), young: room(dropped) },
    moved: room(moves.day.length),
  };
}

/**
 * By event: growth at the backup concerned, 0 where that shares no data. All cohorts of one timeline that grow alike have it in
 * common, so that no event of theirs looks up two arrays to find it.
 */
export interface Grown {
  readonly joins: Float64Array;
  readonly drops: Float64Array;
  readonly moves: Float64Array;
}

export function grownAt({ lifetimes, isVersion, drops, moves }: Timeline, growth: Float64Array): Grown {
  const { tick } = lifetimes;
  const joins = new Float64Array(tick.length);
  for (let backup = 0; backup < joins.length; backup++) {
    if (isVersion[backup] === 1) joins[backup] = growth[tick[backup] ?? 0] ?? 0;
  }
  const of = (backups: Int32Array): Float64Array => {
    const factors = new Float64Array(backups.length);
    for (let event = 0; event < factors.length; event++) factors[event] = joins[backups[event] ?? 0] ?? 0;
    return factors;
  };
  return { joins, drops: of(drops.backup), moves: of(moves.backup) };
}

/** One cohort's data on its timeline. */
export interface FlowTerms {
  readonly events: Timeline;
  readonly forms: EventForms;
  readonly data: VersionedData;
  readonly grown: Grown;
  readonly physicalPerUsed: number;
  /** Physical GiB of each backup that no other shares. */
  readonly parcels: Float64Array;
  readonly transitionAfterDays: number | undefined;
}

/** Physical GiB new to the store with each backup, into `added`. */
export function dataAdded({ events, forms, data, grown, physicalPerUsed, parcels }: FlowTerms, added: Float64Array): void {
  const { lifetimes, joined } = events;
  const tickOf = (backup: number): number => integer(lifetimes.tick, backup);
  const shares = sharesOf(forms.joins, (backup) =>
    share(addedBy(data, integer(joined, backup), tickOf(backup)), data, tickOf(backup)),
  );
  const perUnit = data.used * physicalPerUsed;
  const { of } = forms.joins;
  const { joins } = grown;
  for (let backup = 0; backup < added.length; backup++) {
    added[backup] = (parcels[backup] ?? 0) + (shares[of[backup] ?? 0] ?? 0) * (joins[backup] ?? 0) * perUnit;
  }
}

/** What a form's event concerns, as a share of the version's size. */
function share(size: number, data: VersionedData, tick: number): number {
  const whole = sizeOn(data, tick);
  return whole > 0 ? size / whole : 0;
}

function sharesOf({ first }: Forms, shareOf: (event: number) => number): Float64Array {
  const shares = new Float64Array(first.length);
  for (let form = 0; form < shares.length; form++) shares[form] = shareOf(first[form] ?? 0);
  return shares;
}

/**
 * What every deletion frees, into `old` and `young`: the backup's own parcel, and for a version the data that only it held (M-15). Of that, old is
 * what was written with the `star` or before: data of the star still unchanged in this version and in none of its neighbours.
 *
 * Source: docs/methodology-capacity.md M-15, M-16.
 */
export function dataFreed(run: FlowTerms, { drops, forms, grown }: Deletions, { old, young }: DataFreed): void {
  const { data, physicalPerUsed, parcels, events } = run;
  const { day } = events.lifetimes;
  const { all, old: oldShare } = freedShares(run, drops, forms);
  const age = run.transitionAfterDays ?? Infinity;
  const perUnit = data.used * physicalPerUsed;
  const { backup: backups, day: dropDay } = drops;
  const { of } = forms;
  for (let drop = 0; drop < dropDay.length; drop++) {
    const backup = backups[drop] ?? 0;
    const parcel = parcels[backup] ?? 0;
    const moved = (day[backup] ?? 0) + age < (dropDay[drop] ?? 0);
    const form = of[drop] ?? 0;
    const size = perUnit * (grown[drop] ?? 0);
    const early = size * (oldShare[form] ?? 0);
    old[drop] = early + (moved ? parcel : 0);
    young[drop] = size * (all[form] ?? 0) - early + (moved ? 0 : parcel);
  }
}

/** Deletions, or what is booked in their form, with their forms. */
export interface Deletions {
  readonly drops: Drops;
  readonly forms: Forms;
  readonly grown: Float64Array;
}

/** By form of deletion: the share of the version that is freed, and the part of it that had moved. */
function freedShares({ data, events }: FlowTerms, drops: Drops, forms: Forms): { all: Float64Array; old: Float64Array } {
  const around = (drop: number): Around => ({
    taken: integer(events.lifetimes.tick, integer(drops.backup, drop)),
    before: integer(drops.before, drop),
    after: integer(drops.after, drop),
    star: integer(drops.star, drop),
  });
  const allOf = ({ before, taken, after }: Around): number => onlyIn(data, before, taken, after);
  const all = sharesOf(forms, (drop) => share(allOf(around(drop)), data, around(drop).taken));
  const old = sharesOf(forms, (drop) => share(oldPart(data, around(drop), allOf(around(drop))), data, around(drop).taken));
  return { all, old };
}

interface Around {
  readonly star: number;
  readonly before: number;
  readonly taken: number;
  readonly after: number;
}

function oldPart(data: VersionedData, { star, before, taken, after }: Around, all: number): number {
  if (star >= taken) return all;
  if (star <= before || star < 0) return 0;
  const sinceStar = unchangedUntil(data, star, taken) - unchangedUntil(data, star, after);
  const alsoBefore = before < 0 ? 0 : unchangedUntil(data, before, taken) - unchangedUntil(data, before, after);
  return Math.min(all, Math.max(0, sinceStar - alsoBefore));
}

/**
 * Physical GiB that each transition moves, into `moved`: the backup's own parcel if it is still there, and for a version the data first
 * written with it that the first kept version from there on still sees. Data shared between volumes lies in the archive once,
 * too: it is set off first, and a rest that does not fit waits for the next move.
 *
 * Source: docs/methodology-capacity.md M-16.
 */
export function dataMoved({ events, forms, data, grown, physicalPerUsed, parcels }: FlowTerms, moved: Float64Array): void {
  const { moves, lifetimes } = events;
  const writtenIn = (move: number): number => {
    const taken = integer(lifetimes.tick, integer(moves.backup, move));
    return share(writtenWith(data, integer(moves.before, move), taken, integer(moves.after, move)), data, taken);
  };
  const shares = sharesOf(forms.moves, writtenIn);
  const { of } = forms.moves;
  const { backup: backups, day: moveDay } = moves;
  const { dropDay } = lifetimes;
  const { used } = data;
  const { moves: factors } = grown;
  let unsettled = 0;
  for (let move = 0; move < moved.length; move++) {
    const backup = backups[move] ?? 0;
    let size = (dropDay[backup] ?? 0) > (moveDay[move] ?? 0) ? (parcels[backup] ?? 0) : 0;
    const factor = factors[move] ?? 0;
    if (factor > 0) {
      const written = (shares[of[move] ?? 0] ?? 0) * used * factor + unsettled;
      unsettled = written < 0 ? written : 0;
      if (written > 0) size += written * physicalPerUsed;
    }
    moved[move] = size;
  }
}

/** Data that came after version `star` (none: -1) with version `taken` and that `after` (none: -1) still has, without the shared share. */
function writtenWith(data: VersionedData, star: number, taken: number, after: number): number {
  if (after < 0) return 0;
  const known = star < 0 ? 0 : unchangedUntil(data, star, after);
  const sharedMore = data.shared * (sizeOn(data, taken) - (star < 0 ? 0 : sizeOn(data, star)));
  return unchangedUntil(data, taken, after) - known - sharedMore;
}
