import { cached } from '../cached.js';
import { changedWithin } from './changed-share.js';
import { type CohortTerms, cohortTerms } from './cohort-terms.js';
import { at } from './day-totals.js';
import { type Standpoint, standpoint } from './held-on.js';
import { type GroupRows, groupRows, ROWS_PER_MONTH } from './month-rows.js';
import { FULL, sentByKind, storedSideFiles } from './parcels.js';
import { newTables, setUp, workshop } from './set-up.js';
import type { Timeline } from './timeline.js';
import type { Behaviour, CapacityInput, StoreTerms } from './types.js';

/** What the cohorts of one timeline and growth bring, added up. Physical GiB. */
interface Group {
  readonly events: Timeline;
  readonly rows: GroupRows;
  /** Places in the input's list. */
  readonly members: number[];
  live: number;
  readonly changed: Float64Array;
  readonly deleted: Float64Array;
  readonly parcels: Float64Array;
  readonly unshared: Float64Array;
}

/** Back-end GiB at every month's end, for behaviours in the order of the input's cohorts. */
export type MonthEnds = (behaviours: readonly Behaviour[]) => Float64Array;

/**
 * Prepares a plan for many looks: points, gaps and growth are worked out here, once. A look then takes a fraction of a millisecond for
 * hundreds of cohorts, whatever the number of volumes, and may change everything but growth, policies, store and writer.
 *
 * Exact where the store leaves no slack. With slack the cleaning run is looked at once a month instead of daily: up to a hundredth off
 * in the months in which dead data still builds up. The unwritten zeros in a plain bucket are counted as if volumes never had to be extended.
 *
 * @param monthEnds last day of each month, counted from the start, ascending
 *
 * Source: docs/methodology-capacity.md M-125.
 */
export function monthEndsOf(input: CapacityInput, days: number, monthEnds: readonly number[], tables = newTables()): MonthEnds {
  const shop = workshop({ ...input, transitionAfterDays: undefined }, days, tables);
  const { store, writer } = shop.input;
  const groups = new Map<string, Group>();
  const standpoints = new Map<Timeline, readonly Standpoint[]>();
  input.cohorts.forEach((cohort, index) => {
    const { key, events, growth } = setUp(cohort, shop, { name: 'none', of: () => new Int32Array(0) });
    const group = cached(groups, `${key} ${cohort.behaviour.annualGrowth}`, () => {
      const moments = cached(standpoints, events, () => monthEnds.map((day) => standpoint(events, day)));
      return emptyGroup(events, groupRows(events, growth, moments, store.cleaningLagDays));
    });
    group.members.push(index);
  });
  return (behaviours) => {
    const held = new Float64Array(monthEnds.length);
    for (const group of groups.values()) {
      clear(group);
      for (const index of group.members) {
        const cohort = input.cohorts[index];
        const behaviour = behaviours[index];
        if (cohort && behaviour) join(group, cohortTerms({ ...cohort, behaviour }, store, writer), shop.input);
      }
      addMonths(group, store.slack / (1 - store.slack), held);
    }
    return held;
  };
}

function emptyGroup(events: Timeline, rows: GroupRows): Group {
  const byGap = (): Float64Array => new Float64Array(rows.gaps.length);
  const byKind = (): Float64Array => new Float64Array(events.parentGaps.length);
  return { events, rows, members: [], live: 0, changed: byGap(), deleted: byGap(), parcels: byKind(), unshared: byKind() };
}

function clear(group: Group): void {
  group.live = 0;
  for (const sums of [group.changed, group.deleted, group.parcels, group.unshared]) sums.fill(0);
}

function join(group: Group, terms: CohortTerms, { store, writer }: CapacityInput): void {
  const { events, parcels, unshared } = group;
  group.live += terms.used * terms.physicalPerUsed * (1 - terms.shared);
  joinVersions(group, terms);
  for (const [kind, sent] of sentByKind(terms, writer, events).entries()) {
    // A full in a plain bucket brings its zeros: the volume, less the data that has taken their place.
    const zeros = kind === FULL && store.kind === 'plain' && store.mode === 'versions' && terms.sendsZeros;
    parcels[kind] = at(parcels, kind) + storedSideFiles(store, sent) + (zeros ? terms.provisioned : 0);
    unshared[kind] = at(unshared, kind) + unsharedSize(terms, store, sent.ofUsed) - (zeros ? terms.used : 0);
  }
}

function joinVersions({ events, rows, changed, deleted }: Group, { used, physicalPerUsed, shared, inStore }: CohortTerms): void {
  const size = used * physicalPerUsed;
  const own = rows.deleted.length > 0 ? size * (1 - shared) : 0;
  const { perDay } = events.lifetimes;
  for (let place = 0; place < changed.length; place++) {
    const share = changedWithin(inStore, (rows.gaps[place] ?? 0) / perDay);
    changed[place] = at(changed, place) + size * share;
    if (own > 0) deleted[place] = at(deleted, place) + own * (1 - share);
  }
}

/** Physical GiB of one backup without growth, of data that no other backup shares. */
function unsharedSize(terms: CohortTerms, store: StoreTerms, ofUsed: number): number {
  if (store.mode === 'ratio') return terms.used / store.ratio;
  return store.kind === 'plain' ? ofUsed : (ofUsed / terms.sentPerChanged) * terms.physicalPerUsed;
}

function addMonths(group: Group, deadPerLive: number, held: Float64Array): void {
  let dead = 0;
  for (let month = 0; month < held.length; month++) {
    const row = month * ROWS_PER_MONTH;
    const living = weighed(group, row);
    if (deadPerLive > 0) dead = Math.min(deadPerLive * living, dead + weighed(group, row + 1));
    held[month] = at(held, month) + living + dead + weighed(group, row + 2);
  }
}

function weighed({ rows, live, changed, deleted, parcels, unshared }: Group, row: number): number {
  const { begins, places, changed: timesChanged, deleted: timesDeleted, parcels: counts, unshared: grown } = rows;
  let value = at(rows.live, row) * live;
  const begin = begins[row] ?? 0;
  const end = begins[row + 1] ?? 0;
  for (let index = begin; index < end; index++) value += (timesChanged[index] ?? 0) * (changed[places[index] ?? 0] ?? 0);
  if (timesDeleted.length > 0)
    for (let index = begin; index < end; index++) value += (timesDeleted[index] ?? 0) * (deleted[places[index] ?? 0] ?? 0);
  const kinds = parcels.length;
  for (let kind = 0; kind < kinds; kind++) {
    value += (counts[row * kinds + kind] ?? 0) * (parcels[kind] ?? 0) + (grown[row * kinds + kind] ?? 0) * (unshared[kind] ?? 0);
  }
  return value;
}
