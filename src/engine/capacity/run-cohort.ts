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
  dataFreed(run, { drops: run.events.drops, forms: run.forms.drops, grown: run.grown.drops }, scratch.freed);
  dataMoved(run, scratch.moved);
  addOnlyParents(run, totals);
  return walkDays(run, scratch, totals, reclaimed);
}

/**
 * The days in order: new data in, deleted data to the dead, dead data out by the cleaning run, old data to the archive. Dead data up
 * to the slack of the whole store stays behind, and moves with the objects that it lies in. One function with plain variables and arrays of its own, since it runs for every event of every cohort:
 * through objects and calls it takes three times as long.
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
  const { first: reclaimedFirst, archive: reclaimedArchive } = reclaimed;
  const { days, newData, first: inFirst, archive: inArchive, moved: allMoved } = totals;
  const dropDay = drops.day;
  const moveDay = moves.day;
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
  for (let day = 0; day < days; day++) {
    let first = 0;
    let archive = 0;
    let fresh = 0;
    for (let left = taken[day] ?? 0; left > 0; left--) fresh += added[backup++] ?? 0;
    liveFirst += fresh;
    for (; drop < dropDay.length && dropDay[drop] === day; drop++) {
      // By class as far as the class has it.
      const wanted = freedArchive[drop] ?? 0;
      const all = (freedFirst[drop] ?? 0) + wanted;
      const old = wanted < liveArchive ? wanted : liveArchive;
      const young = all - old < liveFirst ? all - old : liveFirst;
      liveArchive -= old;
      liveFirst -= young;
      freedFirst[drop] = young;
      freedArchive[drop] = old;
    }
    for (; clean < drop && (dropDay[clean] ?? 0) + cleaningLagDays <= day; clean++) {
      const young = freedFirst[clean] ?? 0;
      const old = freedArchive[clean] ?? 0;
      deadFirst += young;
      deadArchive += old;
      const over = deadFirst + deadArchive - deadPerLive * (liveFirst + liveArchive);
      if (over > 0) {
        // Of the classes that this deletion was of, as far as their dead data goes.
        const wanted = young + old > 0 ? (over * old) / (young + old) : 0;
        const fromFirst = over - wanted < deadFirst ? over - wanted : deadFirst;
        const fromArchive = over - fromFirst < deadArchive ? over - fromFirst : deadArchive;
        deadFirst -= fromFirst;
        deadArchive -= fromArchive;
        first -= fromFirst;
        archive -= fromArchive;
        reclaimedFirst[clean] = (reclaimedFirst[clean] ?? 0) + fromFirst;
        reclaimedArchive[clean] = (reclaimedArchive[clean] ?? 0) + fromArchive;
      }
    }
    for (; move < moveDay.length && moveDay[move] === day; move++) {
      const wanted = moved[move] ?? 0;
      const size = wanted < liveFirst ? wanted : liveFirst;
      const dead = size > 0 ? (deadFirst * size) / liveFirst : 0;
      liveFirst -= size;
      liveArchive += size;
      deadFirst -= dead;
      deadArchive += dead;
      first -= size + dead;
      archive += size + dead;
      allMoved[day] = (allMoved[day] ?? 0) + size + dead;
    }
    held += fresh + first + archive;
    newData[day] = (newData[day] ?? 0) + fresh;
    inFirst[day] = (inFirst[day] ?? 0) + fresh + first;
    inArchive[day] = (inArchive[day] ?? 0) + archive;
    if (day === monthEnds[month]) atEnds[month++] = held;
  }
  return atEnds;
}

/** Books backups that only their dependents hold: their own data, and for a version what it alone holds at that moment. */
function addOnlyParents(run: CohortRun, totals: DayTotals): void {
  const { onlyParents, lifetimes } = run.events;
  if (onlyParents.day.length === 0) return;
  const count = onlyParents.day.length;
  const grown = Float64Array.from(onlyParents.backup, (backup) => at(run.grown.joins, backup));
  const [old, young] = [new Float64Array(count), new Float64Array(count)];
  dataFreed(run, { drops: onlyParents, forms: run.forms.onlyParents, grown }, { old, young });
  for (let index = 0; index < onlyParents.day.length; index++) {
    const size = at(old, index) + at(young, index);
    const dropped = integer(lifetimes.dropDay, integer(onlyParents.backup, index));
    add(totals.onlyParents, integer(onlyParents.day, index), size);
    if (dropped < totals.days) add(totals.onlyParents, dropped, -size);
  }
}
