import { add, at, type DayTotals, integer } from './day-totals.js';
import { dataFreed, dataMoved } from './flows.js';
import type { Parcels } from './parcels.js';
import type { Timeline } from './timeline.js';
import { addedBy, type VersionedData } from './versions.js';

/** Back-end data reclaimed, for each deletion of a timeline, summed over its cohorts. */
export interface Reclaimed {
  readonly first: Float64Array;
  readonly archive: Float64Array;
}

/** One cohort on its timeline. */
export interface CohortRun {
  readonly events: Timeline;
  readonly data: VersionedData;
  readonly physicalPerUsed: number;
  readonly parcels: Parcels;
  readonly transitionAfterDays: number | undefined;
  readonly cleaningLagDays: number;
  /** Dead data that the store may leave behind for one GiB of living data: slack / (1 - slack). */
  readonly deadPerLive: number;
  /** Writer's objects are the store's objects: no gateway packs them. */
  readonly countsObjects: boolean;
  /** Last day of each month, ascending. */
  readonly monthEnds: readonly number[];
}

/** What living data, dead data and the sum of both are at one moment: physical GiB by class. */
interface Levels {
  liveFirst: number;
  liveArchive: number;
  deadFirst: number;
  deadArchive: number;
  heldFirst: number;
  heldArchive: number;
}

/** A cohort's flows, one for each of the timeline's backups, deletions and transitions. */
interface Flows {
  readonly added: Float64Array;
  readonly freedFirst: Float64Array;
  readonly freedArchive: Float64Array;
  readonly moved: Float64Array;
}

/**
 * Runs one cohort through the horizon and adds it to the totals.
 *
 * @returns the cohort's back-end GiB at each month's end
 *
 * Source: docs/methodology-capacity.md M-12 to M-16.
 */
export function runCohort(run: CohortRun, totals: DayTotals, reclaimed: Reclaimed): Float64Array {
  const freed = dataFreed(run);
  const flows: Flows = {
    added: dataAdded(run),
    freedFirst: freed.young,
    freedArchive: freed.old,
    moved: dataMoved(run),
  };
  if (run.countsObjects) countObjects(run, totals);
  addOnlyParents(run, totals);
  return walkDays(run, flows, totals, reclaimed);
}

/** Physical GiB new to the store with each backup. */
function dataAdded({ events, data, physicalPerUsed, parcels }: CohortRun): Float64Array {
  const { day } = events.lifetimes;
  const added = new Float64Array(day.length);
  for (let backup = 0; backup < day.length; backup++) {
    const version = integer(events.isVersion, backup) === 1;
    const shared = version ? addedBy(data, integer(events.joined, backup), integer(day, backup)) * physicalPerUsed : 0;
    added[backup] = at(parcels.size, backup) + shared;
  }
  return added;
}

/** The days in order: new data in, deleted data to the dead, dead data out by the cleaning run, old data to the archive. */
function walkDays(run: CohortRun, flows: Flows, totals: DayTotals, reclaimed: Reclaimed): Float64Array {
  const { events, monthEnds } = run;
  const { drops, moves } = events;
  const levels: Levels = { liveFirst: 0, liveArchive: 0, deadFirst: 0, deadArchive: 0, heldFirst: 0, heldArchive: 0 };
  const atEnds = new Float64Array(monthEnds.length);
  let [backup, drop, clean, move, month] = [0, 0, 0, 0, 0];
  for (let day = 0; day < totals.days; day++) {
    if (integer(events.taken, day) === 1) addData(levels, at(flows.added, backup++), day, totals);
    for (; drop < drops.day.length && integer(drops.day, drop) === day; drop++) killData(levels, flows, drop);
    for (; clean < drop && integer(drops.day, clean) + run.cleaningLagDays <= day; clean++) {
      cleanData(levels, flows, clean, run.deadPerLive, reclaimed);
    }
    for (; move < moves.day.length && integer(moves.day, move) === day; move++)
      moveData(levels, at(flows.moved, move), day, totals);
    add(totals.first, day, levels.heldFirst);
    add(totals.archive, day, levels.heldArchive);
    if (day === monthEnds[month]) atEnds[month++] = levels.heldFirst + levels.heldArchive;
  }
  return atEnds;
}

function addData(levels: Levels, size: number, day: number, totals: DayTotals): void {
  levels.liveFirst += size;
  levels.heldFirst += size;
  add(totals.newData, day, size);
}

/** What a deletion frees is dead from now on; by class as far as the class has it. */
function killData(levels: Levels, flows: Flows, drop: number): void {
  const all = at(flows.freedFirst, drop) + at(flows.freedArchive, drop);
  const archive = Math.min(at(flows.freedArchive, drop), levels.liveArchive);
  const first = Math.min(all - archive, levels.liveFirst);
  levels.liveArchive -= archive;
  levels.liveFirst -= first;
  flows.freedFirst[drop] = first;
  flows.freedArchive[drop] = archive;
}

/** The cleaning run reaches what a deletion left; dead data up to the slack stays behind. */
function cleanData(levels: Levels, flows: Flows, drop: number, deadPerLive: number, reclaimed: Reclaimed): void {
  levels.deadFirst += at(flows.freedFirst, drop);
  levels.deadArchive += at(flows.freedArchive, drop);
  const first = Math.max(0, levels.deadFirst - deadPerLive * levels.liveFirst);
  const archive = Math.max(0, levels.deadArchive - deadPerLive * levels.liveArchive);
  levels.deadFirst -= first;
  levels.deadArchive -= archive;
  levels.heldFirst -= first;
  levels.heldArchive -= archive;
  add(reclaimed.first, drop, first);
  add(reclaimed.archive, drop, archive);
}

function moveData(levels: Levels, wanted: number, day: number, totals: DayTotals): void {
  const size = Math.min(wanted, levels.liveFirst);
  levels.liveFirst -= size;
  levels.liveArchive += size;
  levels.heldFirst -= size;
  levels.heldArchive += size;
  add(totals.moved, day, size);
}

/** Books backups that only their dependents hold: their own data, and for a version what it alone holds at that moment. */
function addOnlyParents(run: CohortRun, totals: DayTotals): void {
  const { onlyParents, lifetimes } = run.events;
  if (onlyParents.day.length === 0) return;
  const { old, young } = dataFreed(run, onlyParents);
  for (let index = 0; index < onlyParents.day.length; index++) {
    const size = at(old, index) + at(young, index);
    const dropped = integer(lifetimes.dropDay, integer(onlyParents.backup, index));
    add(totals.onlyParents, integer(onlyParents.day, index), size);
    if (dropped < totals.days) add(totals.onlyParents, dropped, -size);
  }
}

/** The writer's objects as a bucket holds them, by class. */
function countObjects({ events, parcels, transitionAfterDays }: CohortRun, totals: DayTotals): void {
  const { day, dropDay } = events.lifetimes;
  for (let backup = 0; backup < day.length; backup++) {
    const objects = at(parcels.objects, backup);
    const dropped = integer(dropDay, backup);
    const moves = integer(day, backup) + (transitionAfterDays ?? Infinity);
    const moved = moves < Math.min(dropped, totals.days);
    add(totals.objectsFirst, integer(day, backup), objects);
    if (moved) {
      add(totals.objectsMoved, moves, objects);
      add(totals.objectsFirst, moves, -objects);
      add(totals.objectsArchive, moves, objects);
    }
    if (dropped < totals.days) add(moved ? totals.objectsArchive : totals.objectsFirst, dropped, -objects);
  }
}
