import type { CohortTerms } from './cohort-terms.js';
import { add, at, type DayTotals, integer } from './day-totals.js';
import { FULL, zerosSent } from './parcels.js';
import type { Sent } from './sent-by-writer.js';
import type { Timeline } from './timeline.js';
import type { CapacityInput } from './types.js';

/** What cohorts of one policy and one growth have in common: sums that need no simulation. GiB on day 0. */
export interface Standing {
  readonly events: Timeline;
  /** By tick. */
  readonly growth: Float64Array;
  readonly sendsZeros: boolean;
  used: number;
  provisioned: number;
  /** Sums by kind of backup. */
  readonly ofUsed: Float64Array;
  readonly sideFiles: Float64Array;
  readonly stored: Float64Array;
  readonly objects: Float64Array;
}

/** One cohort to be summed up. */
export interface StandingCohort {
  readonly terms: CohortTerms;
  readonly events: Timeline;
  readonly growth: Float64Array;
  readonly sent: readonly Sent[];
  /** GiB of side files that count as stored, by kind. */
  readonly side: Float64Array;
}

/**
 * Adds a cohort to those that stand and grow alike. Where data outgrows the volumes within the horizon, they are taken to be
 * extended from that day on: the day is the same only for cohorts that are equally full.
 */
export function joinStanding(table: Map<string, Standing>, key: string, cohort: StandingCohort): void {
  const { terms, events, growth, sent, side } = cohort;
  const outgrows = terms.used * Math.max(at(growth, 0), at(growth, growth.length - 1)) > terms.provisioned;
  const ownKey = outgrows ? `${key} ${terms.used / terms.provisioned}` : key;
  const standing = table.get(ownKey) ?? emptyStanding(events, growth, terms.sendsZeros);
  table.set(ownKey, standing);
  standing.used += terms.used;
  standing.provisioned += terms.provisioned;
  for (const [kind, one] of sent.entries()) {
    add(standing.ofUsed, kind, one.ofUsed);
    add(standing.sideFiles, kind, one.sideFiles);
    add(standing.stored, kind, at(side, kind));
    add(standing.objects, kind, one.objects);
  }
}

function emptyStanding(events: Timeline, growth: Float64Array, sendsZeros: boolean): Standing {
  const byKind = (): Float64Array => new Float64Array(events.parentGaps.length);
  const sums = { ofUsed: byKind(), sideFiles: byKind(), stored: byKind(), objects: byKind() };
  return { events, growth, sendsZeros, used: 0, provisioned: 0, ...sums };
}

/**
 * Front-end, provisioned and retained sizes, what the source reads and what the writer sends, by day. `retained` is what the kept
 * points would hold without deduplication.
 *
 * In a plain bucket the writer's objects are the store's, so they are counted by class.
 *
 * Source: docs/methodology-capacity.md M-5, M-9, M-17.
 */
export function addStanding(standing: Standing, totals: DayTotals, { transitionAfterDays, store }: CapacityInput): void {
  addDaily(standing, totals);
  addRetained(standing, totals);
  addSent(standing, totals);
  if (store.kind === 'plain' && store.mode === 'versions') countObjects(standing, totals, transitionAfterDays ?? Infinity);
}

/** A function of its own, so that the optimiser of the JavaScript engine sees a loop and nothing after it that it knows nothing of. */
function addDaily({ events, growth, used, provisioned }: Standing, totals: DayTotals): void {
  const { perDay } = events.lifetimes;
  const { kept, taken } = events;
  const { days, frontEnd, provisioned: allProvisioned, weightedPoints, sourceRead } = totals;
  for (let day = 0; day < days; day++) {
    const usedNow = used * (growth[day * perDay] ?? 0);
    const provisionedNow = usedNow > provisioned ? usedNow : provisioned;
    frontEnd[day] = (frontEnd[day] ?? 0) + usedNow;
    allProvisioned[day] = (allProvisioned[day] ?? 0) + provisionedNow;
    weightedPoints[day] = (weightedPoints[day] ?? 0) + (kept[day] ?? 0) * provisionedNow;
    sourceRead[day] = (sourceRead[day] ?? 0) + (taken[day] ?? 0) * provisionedNow;
  }
}

/** Sizes of the kept points when taken: each comes on its day and goes with its deletion. */
function addRetained({ events, growth, used, provisioned }: Standing, totals: DayTotals): void {
  const { tick, day, dropDay } = events.lifetimes;
  for (let backup = 0; backup < day.length; backup++) {
    const usedThen = used * at(growth, integer(tick, backup));
    const provisionedThen = Math.max(provisioned, usedThen);
    const taken = integer(day, backup);
    const dropped = integer(dropDay, backup);
    add(totals.retainedUsed, taken, usedThen);
    add(totals.retainedProvisioned, taken, provisionedThen);
    if (dropped >= totals.days) continue;
    add(totals.retainedUsed, dropped, -usedThen);
    add(totals.retainedProvisioned, dropped, -provisionedThen);
  }
}

function addSent(standing: Standing, totals: DayTotals): void {
  const { events, growth, ofUsed, sideFiles, stored, objects } = standing;
  const { tick, day, dropDay } = events.lifetimes;
  for (let backup = 0; backup < day.length; backup++) {
    const kind = integer(events.kind, backup);
    const taken = integer(day, backup);
    const dropped = integer(dropDay, backup);
    const grown = at(growth, integer(tick, backup));
    const zeros = kind === FULL ? zerosSent(standing, grown) : 0;
    add(totals.sent, taken, at(ofUsed, kind) * grown + zeros + at(sideFiles, kind));
    add(totals.writerObjects, taken, at(objects, kind));
    add(totals.sideFiles, taken, at(stored, kind));
    if (dropped < totals.days) add(totals.sideFiles, dropped, -at(stored, kind));
  }
}

/** The writer's objects as a bucket holds them, by class. */
function countObjects({ events, objects }: Standing, totals: DayTotals, transitionAfterDays: number): void {
  const { day, dropDay } = events.lifetimes;
  for (let backup = 0; backup < day.length; backup++) {
    const count = at(objects, integer(events.kind, backup));
    const taken = integer(day, backup);
    const dropped = integer(dropDay, backup);
    const moves = taken + transitionAfterDays;
    const moved = moves < Math.min(dropped, totals.days);
    add(totals.objectsFirst, taken, count);
    if (moved) {
      add(totals.objectsMoved, moves, count);
      add(totals.objectsFirst, moves, -count);
      add(totals.objectsArchive, moves, count);
    }
    if (dropped < totals.days) add(moved ? totals.objectsArchive : totals.objectsFirst, dropped, -count);
  }
}

/** What the source reads and the writer sends over the whole horizon: GiB, and objects. */
export interface Traffic {
  readonly sourceRead: number;
  readonly sent: number;
  readonly objects: number;
}

/** The traffic of cohorts that stand alike, without the days. Source: docs/methodology-capacity.md M-9. */
export function trafficOf(standing: Standing): Traffic {
  const { events, growth, used, provisioned, ofUsed, sideFiles, objects } = standing;
  const { tick, day, perDay } = events.lifetimes;
  const traffic = { sourceRead: 0, sent: 0, objects: 0 };
  for (let backup = 0; backup < tick.length; backup++) {
    const kind = integer(events.kind, backup);
    const grown = at(growth, integer(tick, backup));
    traffic.sourceRead += Math.max(provisioned, used * at(growth, integer(day, backup) * perDay));
    traffic.sent += at(ofUsed, kind) * grown + (kind === FULL ? zerosSent(standing, grown) : 0) + at(sideFiles, kind);
    traffic.objects += at(objects, kind);
  }
  return traffic;
}
