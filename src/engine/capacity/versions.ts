import { at } from './day-totals.js';

/**
 * A cohort's used data as a series of versions: its size at each moment and what changes between two. Moments are ticks: days, or
 * the parts of a day that several backups a day take. GiB, before compression.
 */
export interface VersionedData {
  /** Used GiB at the start; growth factor by tick; D(n) by ticks apart, for the distances that are asked for. */
  readonly used: number;
  readonly growth: Float64Array;
  readonly changed: Float64Array;
  readonly shared: number;
}

/** Live set on a day: every segment once, those that other volumes hold too left out. */
export function liveSet(data: VersionedData, day: number): number {
  return sizeOn(data, day) * (1 - data.shared);
}

/** Used GiB on a day. */
export function sizeOn({ used, growth }: VersionedData, day: number): number {
  return used * at(growth, day);
}

/**
 * Data of the version of day `from` that the version of day `to` no longer has: what changed, and what a shrinking estate
 * deleted. The sum over neighbouring kept versions, and the live set of the newest, is all that the store holds:
 * `P = B(rk)(1-s) + SUM B(ri) D(r(i+1) - ri)`.
 *
 * Source: docs/methodology-capacity.md M-12.
 */
export function supersededBetween(data: VersionedData, from: number, to: number): number {
  const before = sizeOn(data, from);
  const share = at(data.changed, to - from);
  const deleted = Math.max(0, before - sizeOn(data, to));
  return before * share + deleted * (1 - data.shared) * (1 - share);
}

/**
 * Data new to the store when the version of day `to` joins: the growth and what changed since its neighbour; all of the live
 * set when there is none (`from` below 0).
 *
 * Source: docs/methodology-capacity.md M-12.
 */
export function addedBy(data: VersionedData, from: number, to: number): number {
  if (from < 0) return liveSet(data, to);
  return liveSet(data, to) - liveSet(data, from) + supersededBetween(data, from, to);
}

/**
 * Data that only the version of day `day` holds, between its kept neighbours (below 0: none):
 * `F = B (D(a) + D(b) - D(a+b))`, for the oldest `B D(b)`. This leaves the store when the version goes.
 *
 * Source: docs/methodology-capacity.md M-15.
 */
export function onlyIn(data: VersionedData, before: number, day: number, after: number): number {
  if (after < 0) return addedBy(data, before, day);
  const own = supersededBetween(data, day, after);
  if (before < 0) return own;
  return Math.max(0, supersededBetween(data, before, day) + own - supersededBetween(data, before, after));
}

/**
 * Data of the version of day `day` that is still unchanged on day `until`; 0 when no version is left to see it (below 0).
 *
 * Source: docs/methodology-capacity.md M-16.
 */
export function unchangedUntil(data: VersionedData, day: number, until: number): number {
  return until < 0 ? 0 : sizeOn(data, day) * (1 - at(data.changed, until - day));
}
