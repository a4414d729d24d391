import { add, at, type DayTotals, integer } from './day-totals.js';
import { dataAdded, dataFreed, dataMoved, type FlowTerms, type Scratch } from './flows.js';

/** Back-end data reclaimed, for each deletion of a timeline, summed over its cohorts. */
export interface Reclaimed {
  readonly first: Float64Array;
  readonly archive: Float64Array;
}

/** One cohort on its timeline. */
export interface CohortRun extends FlowTerms {
  readonly cleaningLagDays: number;
  /** Dead data that the store may leave behind for one GiB of living data: slack / (1 - slack). */
  readonly deadPerLive: number;
  /** Last day of each month, ascending. */
  readonly monthEnds: readonly number[];
}

/**
 * Runs one cohort through the horizon and adds it to the totals.
 *
 * @returns the cohort's back-end GiB at each month's end
 *
 * Source: docs/methodology-capacity.md M-12 to M-16.
 */
export function runCohort(run: CohortRun, totals: DayTotals, reclaimed: Reclaimed, scratch: Scratch): Float64Array {
  dataAdded(run, scratch.added);
  dataFreed(run, { drops: run.events.drops, forms: run.forms.drops }, scratch.freed);
  dataMoved(run, scratch.moved);
  addOnlyParents(run, totals);
  return walkDays(run, scratch, totals, reclaimed);
}

/**
 * The days in order: new data in, deleted data to the dead, dead data out by the cleaning run, old data to the archive. Dead data up
 * to the slack stays behind. One function with plain variables, since it runs for every event of every cohort.
 */
function walkDays(
  { events, cleaningLagDays, deadPerLive, monthEnds }: CohortRun,
  flows: Scratch,
  totals: DayTotals,
  reclaimed: Reclaimed,
): Float64Array {
  const { drops, moves, taken } = events;
  const { added, moved } = flows;
  const { young: freedFirst, old: freedArchive } = flows.freed;
  const atEnds = new Float64Array(monthEnds.length);
  let backup = 0;
  let drop = 0;
  let clean = 0;
  let move = 0;
  let month = 0;
  let liveFirst = 0;
  let liveArchive = 0;
  let deadFirst = 0;
  let deadArchive = 0;
  let held = 0;
  for (let day = 0; day < totals.days; day++) {
    let first = 0;
    let archive = 0;
    let fresh = 0;
    for (let left = integer(taken, day); left > 0; left--) fresh += at(added, backup++);
    liveFirst += fresh;
    for (; drop < drops.day.length && integer(drops.day, drop) === day; drop++) {
      // By class as far as the class has it.
      const all = at(freedFirst, drop) + at(freedArchive, drop);
      const old = Math.min(at(freedArchive, drop), liveArchive);
      const young = Math.min(all - old, liveFirst);
      liveArchive -= old;
      liveFirst -= young;
      freedFirst[drop] = young;
      freedArchive[drop] = old;
    }
    for (; clean < drop && integer(drops.day, clean) + cleaningLagDays <= day; clean++) {
      deadFirst += at(freedFirst, clean);
      deadArchive += at(freedArchive, clean);
      const young = Math.max(0, deadFirst - deadPerLive * liveFirst);
      const old = Math.max(0, deadArchive - deadPerLive * liveArchive);
      deadFirst -= young;
      deadArchive -= old;
      first -= young;
      archive -= old;
      add(reclaimed.first, clean, young);
      add(reclaimed.archive, clean, old);
    }
    for (; move < moves.day.length && integer(moves.day, move) === day; move++) {
      const size = Math.min(at(moved, move), liveFirst);
      liveFirst -= size;
      liveArchive += size;
      first -= size;
      archive += size;
      add(totals.moved, day, size);
    }
    held += fresh + first + archive;
    add(totals.newData, day, fresh);
    add(totals.first, day, fresh + first);
    add(totals.archive, day, archive);
    if (day === monthEnds[month]) atEnds[month++] = held;
  }
  return atEnds;
}

/** Books backups that only their dependents hold: their own data, and for a version what it alone holds at that moment. */
function addOnlyParents(run: CohortRun, totals: DayTotals): void {
  const { onlyParents, lifetimes } = run.events;
  if (onlyParents.day.length === 0) return;
  const count = onlyParents.day.length;
  const [old, young] = [new Float64Array(count), new Float64Array(count)];
  dataFreed(run, { drops: onlyParents, forms: run.forms.onlyParents }, { old, young });
  for (let index = 0; index < onlyParents.day.length; index++) {
    const size = at(old, index) + at(young, index);
    const dropped = integer(lifetimes.dropDay, integer(onlyParents.backup, index));
    add(totals.onlyParents, integer(onlyParents.day, index), size);
    if (dropped < totals.days) add(totals.onlyParents, dropped, -size);
  }
}
