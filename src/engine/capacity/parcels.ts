import type { CohortTerms } from './cohort-terms.js';
import { at, integer } from './day-totals.js';
import { type Sent, sentFull, sentIncremental } from './sent-by-writer.js';
import type { Timeline } from './timeline.js';
import type { StoreTerms, WriterTerms } from './types.js';

/** What `fillParcels` needs of one cohort. */
export interface ParcelTerms {
  readonly terms: CohortTerms;
  readonly store: StoreTerms;
  /** By tick. */
  readonly growth: Float64Array;
  /** By the timeline's kinds of backup: what is sent, and GiB of side files that count as stored. */
  readonly sent: readonly Sent[];
  readonly side: Float64Array;
}

/** What the writer sends of a cohort for each kind of backup on its timeline: the full, and an incremental for each distance. */
export function sentByKind(terms: CohortTerms, writer: WriterTerms, { parentGaps, lifetimes }: Timeline): readonly Sent[] {
  return parentGaps.map((gap) => (gap === 0 ? sentFull(terms, writer) : sentIncremental(terms, writer, gap / lifetimes.perDay)));
}

/** Side files that count as stored: none where a ratio stands for the whole store. */
export const storedSideFiles = ({ mode }: StoreTerms, { sideFiles }: Sent): number => (mode === 'ratio' ? 0 : sideFiles);

/**
 * Physical GiB of each backup of a cohort that no other backup shares, into `sizes`: side files and, without sharing, the data itself are
 * parcels that come with their backup and go with it.
 *
 * Source: docs/methodology-capacity.md M-9 to M-14.
 */
export function fillParcels(cohort: ParcelTerms, events: Timeline, sizes: Float64Array): void {
  const { isVersion, kind } = events;
  const { side } = cohort;
  for (let backup = 0; backup < sizes.length; backup++) {
    sizes[backup] = isVersion[backup] === 1 ? (side[kind[backup] ?? 0] ?? 0) : parcelOf(cohort, events, backup);
  }
}

/** The parcel of one backup. */
export function parcelOf(cohort: ParcelTerms, { lifetimes, isVersion, kind }: Timeline, backup: number): number {
  const own = integer(kind, backup);
  const side = at(cohort.side, own);
  return isVersion[backup] === 1 ? side : side + unsharedData(cohort, own, integer(lifetimes.tick, backup));
}

/** Physical GiB of a backup that shares nothing: by the ratio, as sent into a plain bucket, or compressed by the store. */
function unsharedData({ terms, store, growth, sent }: ParcelTerms, kind: number, tick: number): number {
  const grown = at(growth, tick);
  const ofUsed = (sent[kind]?.ofUsed ?? 0) * grown;
  if (store.mode === 'ratio') return (terms.used * grown) / store.ratio;
  if (store.kind === 'plain') return ofUsed + (kind === FULL ? zerosSent(terms, grown) : 0);
  return (ofUsed / terms.sentPerChanged) * terms.physicalPerUsed;
}

/** The kind of a full: every timeline begins with one. */
export const FULL = 0;

/** Unwritten zeros that a full carries, unless the writer compresses: they give way as the data grows. */
export function zerosSent(
  { sendsZeros, provisioned, used }: Pick<CohortTerms, 'sendsZeros' | 'provisioned' | 'used'>,
  grown: number,
): number {
  return sendsZeros ? Math.max(0, provisioned - used * grown) : 0;
}
