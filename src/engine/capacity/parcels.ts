import type { CohortTerms, Sharing } from './cohort-terms.js';
import { add, at, type DayTotals, integer } from './day-totals.js';
import { type Sent, sentFull, sentIncremental } from './sent-by-writer.js';
import type { Timeline } from './timeline.js';
import type { StoreTerms, WriterTerms } from './types.js';

/** A backup's data that no other backup shares, for every backup of one cohort: physical GiB, and objects of the writer. */
export interface Parcels {
  readonly size: Float64Array;
  readonly objects: Float64Array;
}

/** What `fillParcels` needs of one cohort. */
export interface ParcelTerms {
  readonly terms: CohortTerms;
  readonly store: StoreTerms;
  readonly writer: WriterTerms;
  readonly sharing: Sharing;
  readonly growth: Float64Array;
}

/**
 * Sizes every backup of a cohort, and adds what the writer sends on its day to the totals. Side files and, without
 * sharing, the data itself are parcels: they come with their backup and go with it.
 *
 * Source: docs/methodology-capacity.md M-9 to M-14.
 */
export function fillParcels(cohort: ParcelTerms, events: Timeline, totals: DayTotals): Parcels {
  const { lifetimes: lives, isVersion } = events;
  const count = lives.day.length;
  const parcels = { size: new Float64Array(count), objects: new Float64Array(count) };
  const full = sentFull(cohort.terms, cohort.writer);
  const byGap = new Map<number, Sent>();
  for (let backup = 0; backup < count; backup++) {
    const day = integer(lives.day, backup);
    const sent = integer(lives.isFull, backup) === 1 ? full : incremental(cohort, byGap, day - integer(lives.day, backup - 1));
    const grown = at(cohort.growth, day);
    const data = sent.ofUsed * grown + (sent === full ? zerosOn(cohort, grown) : 0);
    const side = cohort.store.mode === 'ratio' ? 0 : sent.sideFiles;
    parcels.objects[backup] = sent.objects;
    parcels.size[backup] = side + (integer(isVersion, backup) === 1 ? 0 : unsharedData(cohort, sent, data, grown));
    add(totals.sideFiles, day, side);
    const dropped = integer(lives.dropDay, backup);
    if (dropped < totals.days) add(totals.sideFiles, dropped, -side);
    add(totals.sent, day, data + sent.sideFiles);
    add(totals.writerObjects, day, sent.objects);
  }
  return parcels;
}

/** Unwritten zeros that a full carries: they give way as the data grows. */
function zerosOn({ terms }: ParcelTerms, grown: number): number {
  return terms.sendsZeros ? Math.max(0, terms.provisioned - terms.used * grown) : 0;
}

function incremental({ terms, writer }: ParcelTerms, byGap: Map<number, Sent>, gap: number): Sent {
  const known = byGap.get(gap);
  if (known !== undefined) return known;
  const sent = sentIncremental(terms, writer, gap);
  byGap.set(gap, sent);
  return sent;
}

/** Physical GiB of a backup that shares nothing: by the ratio, as sent into a plain bucket, or compressed by the store. */
function unsharedData({ terms, store }: ParcelTerms, sent: Sent, data: number, grown: number): number {
  if (store.mode === 'ratio') return (terms.used * grown) / store.ratio;
  if (store.kind === 'plain') return data;
  return (sent.ofUsed / terms.sentPerChanged) * grown * terms.physicalPerUsed;
}
