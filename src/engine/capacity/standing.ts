import type { CohortTerms } from './cohort-terms.js';
import { add, at, type DayTotals, integer } from './day-totals.js';
import type { Timeline } from './timeline.js';

/** What cohorts of one policy and one growth have every day, backup or not: sums that need no simulation. GiB on day 0. */
export interface Standing {
  readonly events: Timeline;
  readonly growth: Float64Array;
  used: number;
  provisioned: number;
}

/** One cohort to be summed up. */
export interface StandingCohort {
  readonly terms: CohortTerms;
  readonly events: Timeline;
  readonly growth: Float64Array;
}

/**
 * Adds a cohort to those that stand and grow alike. A cohort whose data outgrows its volumes within the horizon stands alone:
 * its volumes are taken to be extended from that day on.
 */
export function joinStanding(table: Map<string, Standing>, key: string, { terms, events, growth }: StandingCohort): void {
  const { used, provisioned } = terms;
  const outgrows = used * Math.max(at(growth, 0), at(growth, growth.length - 1)) > provisioned;
  const known = outgrows ? undefined : table.get(key);
  if (known === undefined) {
    table.set(outgrows ? `${key} alone ${table.size}` : key, { events, growth, used, provisioned });
    return;
  }
  known.used += used;
  known.provisioned += provisioned;
}

/**
 * Front-end, provisioned and retained sizes and what the source reads, by day. `retained` is what the kept points would hold
 * without deduplication.
 *
 * Source: docs/methodology-capacity.md M-5, M-9, M-17.
 */
export function addStanding({ events, growth, used, provisioned }: Standing, totals: DayTotals): void {
  const keptUsed = keptSizes(events, (day) => used * at(growth, day));
  const keptProvisioned = keptSizes(events, (day) => Math.max(provisioned, used * at(growth, day)));
  for (let day = 0; day < totals.days; day++) {
    const usedNow = used * at(growth, day);
    const provisionedNow = Math.max(provisioned, usedNow);
    add(totals.frontEnd, day, usedNow);
    add(totals.provisioned, day, provisionedNow);
    add(totals.weightedPoints, day, integer(events.kept, day) * provisionedNow);
    add(totals.retainedUsed, day, at(keptUsed, day));
    add(totals.retainedProvisioned, day, at(keptProvisioned, day));
    add(totals.sourceRead, day, integer(events.taken, day) * provisionedNow);
  }
}

/** Sum over the points kept at the end of each day of their sizes when taken. */
function keptSizes({ lifetimes: { day, dropDay, days } }: Timeline, sizeOn: (day: number) => number): Float64Array {
  const sizes = new Float64Array(days + 1);
  for (let backup = 0; backup < day.length; backup++) {
    const size = sizeOn(integer(day, backup));
    add(sizes, integer(day, backup), size);
    add(sizes, integer(dropDay, backup), -size);
  }
  for (let index = 1; index <= days; index++) add(sizes, index, at(sizes, index - 1));
  return sizes;
}
