import { integer } from './day-totals.js';
import type { Standpoint } from './held-on.js';
import { NONE, type Timeline } from './timeline.js';

/**
 * Sizes as sums over one timeline's versions and parcels, with everything that a cohort brings left open: what its data and its
 * backups of each kind count for. All of it is linear, so cohorts that grow alike can be added up first. Three rows for each month's
 * end, one after the other: what lives; dead data that the cleaning run reached since the month's end before; dead data that it has
 * not reached yet.
 */
export interface GroupRows {
  /** Distances in ticks. */
  readonly gaps: readonly number[];
  /** By row: times the live set of day 0. */
  readonly live: Float64Array;
  /** By row and kind of backup: how many, and how many times their growth where they share nothing. */
  readonly parcels: Float64Array;
  readonly unshared: Float64Array;
  /** Where each row's distances begin in the lists below, and where the last one's end. */
  readonly begins: Int32Array;
  /** Places of distances; times the data changed within them; times what a shrinking estate deleted within them, none for one that grows. */
  readonly places: Int32Array;
  readonly changed: Float64Array;
  readonly deleted: Float64Array;
}

export const ROWS_PER_MONTH = 3;

/** A row being written: by all distances. */
interface Draft {
  live: number;
  readonly changed: Float64Array;
  readonly deleted: Float64Array;
  readonly parcels: Float64Array;
  readonly unshared: Float64Array;
}

/** Where rows are written: a timeline with the growth of its cohorts. */
interface Writing {
  readonly events: Timeline;
  readonly growth: Float64Array;
  /** Place of each distance. */
  readonly places: ReadonlyMap<number, number>;
}

/**
 * Kept versions and deletions by month as weights on D(n): worked out once, then every draw or candidate with the same points is a few
 * hundred multiplications.
 *
 * @param moments the points at each month's end, ascending
 *
 * Source: docs/methodology-capacity.md M-12, M-15, M-125.
 */
export function groupRows(events: Timeline, growth: Float64Array, moments: readonly Standpoint[], lagDays: number): GroupRows {
  const gaps = [...new Set(moments.flatMap((moment) => [...moment.gaps]))];
  const writing = { events, growth, places: new Map(gaps.map((gap, place) => [gap, place])) };
  const { drops } = events;
  let clean = 0;
  const rows = moments.flatMap((moment): readonly Draft[] => {
    const [cleaned, uncleaned] = [emptyRow(writing), emptyRow(writing)];
    for (; clean < moment.drops && integer(drops.day, clean) + lagDays <= moment.day; clean++) addDrop(writing, cleaned, clean);
    for (let drop = clean; drop < moment.drops; drop++) addDrop(writing, uncleaned, drop);
    return [liveRow(writing, moment), cleaned, uncleaned];
  });
  return { gaps, ...packed(rows) };
}

function emptyRow({ events, places }: Writing): Draft {
  const kinds = events.parentGaps.length;
  return {
    live: 0,
    changed: new Float64Array(places.size),
    deleted: new Float64Array(places.size),
    parcels: new Float64Array(kinds),
    unshared: new Float64Array(kinds),
  };
}

const NOTHING = new Float64Array(0);

/** Rows without the distances that do not count in them, which are nine in ten. */
function packed(rows: readonly Draft[]): Omit<GroupRows, 'gaps'> {
  const counting = rows.map(({ changed, deleted }) =>
    [...changed.keys()].filter((place) => changed[place] !== 0 || deleted[place] !== 0),
  );
  const begins = new Int32Array(rows.length + 1);
  for (const [row, places] of counting.entries()) begins[row + 1] = integer(begins, row) + places.length;
  const weights = (of: (row: Draft) => Float64Array): Float64Array =>
    Float64Array.from(rows.flatMap((row, index) => (counting[index] ?? []).map((place) => of(row)[place] ?? 0)));
  return {
    live: Float64Array.from(rows, ({ live }) => live),
    parcels: Float64Array.from(rows.flatMap(({ parcels }) => [...parcels])),
    unshared: Float64Array.from(rows.flatMap(({ unshared }) => [...unshared])),
    begins,
    places: Int32Array.from(counting.flat()),
    changed: weights(({ changed }) => changed),
    deleted: rows.some(({ deleted }) => deleted.some((weight) => weight !== 0)) ? weights(({ deleted }) => deleted) : NOTHING,
  };
}

function liveRow(writing: Writing, { living, versions }: Standpoint): Draft {
  const row = emptyRow(writing);
  const { tick } = writing.events.lifetimes;
  for (const backup of living) addParcel(writing, row, backup);
  versions.forEach((version, index) => {
    if (index > 0) addSuperseded(writing, row, integer(tick, integer(versions, index - 1)), integer(tick, version), 1);
  });
  const newest = versions.at(-1);
  if (newest !== undefined) row.live = writing.growth[integer(tick, newest)] ?? 0;
  return row;
}

/** `supersededBetween` of versions.ts, as weights. */
function addSuperseded({ growth, places }: Writing, row: Draft, from: number, to: number, sign: 1 | -1): void {
  const place = places.get(to - from) ?? 0;
  const before = growth[from] ?? 0;
  row.changed[place] = (row.changed[place] ?? 0) + sign * before;
  row.deleted[place] = (row.deleted[place] ?? 0) + sign * Math.max(0, before - (growth[to] ?? 0));
}

function addParcel({ events, growth }: Writing, row: Draft, backup: number): void {
  const kind = integer(events.kind, backup);
  row.parcels[kind] = (row.parcels[kind] ?? 0) + 1;
  if (events.isVersion[backup] === 1) return;
  row.unshared[kind] = (row.unshared[kind] ?? 0) + (growth[integer(events.lifetimes.tick, backup)] ?? 0);
}

/** `onlyIn` of versions.ts and the backup's parcel, as weights. */
function addDrop(writing: Writing, row: Draft, drop: number): void {
  const { events, growth } = writing;
  const backup = integer(events.drops.backup, drop);
  addParcel(writing, row, backup);
  if (events.isVersion[backup] !== 1) return;
  const own = integer(events.lifetimes.tick, backup);
  const before = integer(events.drops.before, drop);
  const after = integer(events.drops.after, drop);
  if (before !== NONE) addSuperseded(writing, row, before, own, 1);
  if (after === NONE) {
    row.live += (growth[own] ?? 0) - (before === NONE ? 0 : (growth[before] ?? 0));
    return;
  }
  addSuperseded(writing, row, own, after, 1);
  if (before !== NONE) addSuperseded(writing, row, before, after, -1);
}
