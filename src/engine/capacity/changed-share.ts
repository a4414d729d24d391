import { exp, expm1, pow } from '../../units/portable-math.js';
import type { ChunkLaw } from './change-at-grain.js';

/**
 * D(n) on a fixed grid: share of the used data that differs between two moments n days apart, `hot * (1 - (1 - p)^n)`.
 *
 * @param hot   share of the used data that changes at all
 * @param daily share of that part changed in a day at the grain in question (M-6)
 *
 * Source: docs/methodology-capacity.md M-8.
 */
export function changedShare(hot: number, daily: number, days: number): number {
  return hot * (1 - pow(1 - daily, days));
}

/**
 * Share of a full that is new to a deduplicating store behind a compressing writer. A changed byte spoils the rest of its
 * compressed object: `1 - (1 - e^-x) / x` with x changes an object.
 *
 * Source: docs/methodology-capacity.md M-11; zlib, 50 MiB objects: 0.80 against 0.69 measured at x = 4.9, 0.98 against 0.98 at 49.
 */
export function spoiledShare(changesPerObject: number): number {
  // The quotient loses all its digits near 0; the series does not.
  if (changesPerObject < 1e-4) return changesPerObject / 2 - (changesPerObject * changesPerObject) / 6;
  return 1 + expm1(-changesPerObject) / changesPerObject;
}

/** Content-defined segments under random writes; KiB. */
export interface SegmentLaw {
  readonly kind: 'segments';
  readonly hot: number;
  /** Writes a day for each hot KiB. */
  readonly writesPerKib: number;
  readonly writeKib: number;
  readonly chunks: ChunkLaw;
}

/** Blocks of a fixed grid, each changed with the same chance every day. */
export interface GridLaw {
  readonly kind: 'grid';
  readonly hot: number;
  readonly daily: number;
}

/** Compressed objects in front of the store. */
export interface SpoilLaw {
  readonly kind: 'spoiled objects';
  readonly changesPerObjectDay: number;
}

/** How a cohort's data changes with time, as the store sees it. */
export type ChangeLaw = GridLaw | SegmentLaw | SpoilLaw;

/**
 * Share of the hot bytes that lie in segments changed within n days. A segment of length L stays whole with the chance
 * `exp(-k n (w + L) / hot)`; over the lengths that bytes fall into (`min + Exp(m)`, weighted by length) that is
 * `exp(-r (w + min)) (min / (1 + r m) + m / (1 + r m)^2) / (min + m)`, r = k n / hot.
 * For few writes it is `k n (w + q) / hot`, q = E[s^2]/E[s].
 *
 * Source: docs/methodology-capacity.md M-8.
 */
export function changedSegments({ writesPerKib, writeKib, chunks: { min, m } }: SegmentLaw, days: number): number {
  const writes = writesPerKib * days;
  const tail = 1 + writes * m;
  return 1 - (exp(-writes * (writeKib + min)) * (min / tail + m / (tail * tail))) / (min + m);
}

/** D(n): share of the used data that differs between two moments n days apart. D(0) = 0, never falls, at most 1. */
export function changedWithin(law: ChangeLaw, days: number): number {
  if (days <= 0) return 0;
  switch (law.kind) {
    case 'grid':
      return changedShare(law.hot, law.daily, days);
    case 'segments':
      return law.hot * changedSegments(law, days);
    case 'spoiled objects':
      return spoiledShare(law.changesPerObjectDay * days);
  }
}

/** D(0) .. D(days) as a table. */
export function changeTable(law: ChangeLaw, days: number): Float64Array {
  const table = new Float64Array(days + 1);
  for (let n = 1; n <= days; n++) table[n] = changedWithin(law, n);
  return table;
}

/** The same for some distances only, in ticks; the rest is left at 0, and the table ends with the longest. */
export function changeAtGaps(law: ChangeLaw, gaps: Int32Array, perDay: number): Float64Array {
  const table = new Float64Array(1 + gaps.reduce((longest, gap) => Math.max(longest, gap), 0));
  for (const gap of gaps) table[gap] = changedWithin(law, gap / perDay);
  return table;
}
