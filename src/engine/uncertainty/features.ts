import type { ProtectionPolicy } from '../../scenario/types.js';
import type { CohortTerms } from '../capacity/cohort-terms.js';
import type { StoreTerms, WriterTerms } from '../capacity/types.js';

/** What a cohort's figures are read against. */
export interface FeatureTerms {
  readonly store: StoreTerms;
  readonly writer: WriterTerms;
  /** Days of the horizon. */
  readonly days: number;
}

/** Do this store's points share data, so that a change law rules? */
export function sharesData({ kind, mode }: StoreTerms): boolean {
  return kind === 'deduplicating' && mode === 'versions';
}

/** Does a plain bucket keep every backup as it was sent? */
export function keepsAsSent({ kind, mode }: StoreTerms): boolean {
  return kind === 'plain' && mode === 'versions';
}

const DAYS_PER_WEEK = 7;
const HOURS_PER_DAY = 24;

/** Days from an incremental to its parent, on the mean; undefined where every backup is a full. */
export function incrementalGap({ fullEvery, schedule }: ProtectionPolicy): number | undefined {
  const { weekdays, everyDays, everyHours } = schedule;
  if (fullEvery <= 1) return undefined;
  if (everyHours !== undefined) return everyHours / HOURS_PER_DAY;
  if (weekdays !== undefined && weekdays.length > 0) return DAYS_PER_WEEK / weekdays.length;
  return Math.max(1, everyDays ?? 1);
}

/** A cohort's drawn terms, with its growth, ln(1 + g) a year, and the size of its writes. */
export interface Drawn {
  readonly terms: CohortTerms;
  readonly growth: number;
  readonly writeKib: number;
}

export const DAYS_PER_YEAR = 365;

/** GiB (or what the ratio makes of them) that rows are proportional to on day 0. */
export function sizeOf(terms: CohortTerms, store: StoreTerms): number {
  if (store.mode === 'ratio') return terms.used / store.ratio;
  return terms.used * (store.kind === 'plain' ? terms.sentPerChanged : terms.physicalPerUsed);
}
