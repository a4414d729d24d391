import type { Scenario } from '../../scenario/types.js';
import { asGib, type Gib } from '../../units/gib.js';
import { asGibPerSecond, type GibPerSecond } from '../../units/rate.js';
import type { CapacityMonth, CapacityResult } from '../capacity/types.js';
import { cacheForPinned } from '../restore/cache-locality.js';
import { nfsRate, readRate } from './site-pipes.js';

const SECONDS_PER_HOUR = 3600;

/** What one month asks of the boxes. */
export interface MonthNeeds {
  readonly cache: Gib;
  readonly cloud: Gib;
  readonly ingest: GibPerSecond;
  readonly restore: GibPerSecond;
  /** Objects held in the cloud, mean of the month. */
  readonly objects: number;
}

export interface NeedsInput {
  readonly scenario: Scenario;
  readonly capacity: CapacityResult;
  /** Rate that the scenario's restores ask for: restoreRateNeed(); 0 when none has a target. */
  readonly restoreNeed: GibPerSecond;
  /** pinnedCohorts(): their older points are in the cache too; absent: none. */
  readonly pinned?: ReadonlySet<string>;
  /** The same mix so many times as large; `restoreNeed` is that estate's already. Absent: 1. */
  readonly scale?: number;
}

/** New back-end data of a month without the first full, which is seeded once and is part of the live set. */
export function steadyNew(month: CapacityMonth, index: number, seed: Gib): Gib {
  return asGib(index === 0 ? Math.max(0, month.newBackEnd - seed) : month.newBackEnd);
}

/** The months whose largest day is not the first full: all but the first, or the only one. */
export function steadyMonths(months: readonly CapacityMonth[]): readonly CapacityMonth[] {
  return months.length > 1 ? months.slice(1) : months;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function pinnedBeyondLive({ capacity: { states }, pinned }: NeedsInput): number {
  if (!pinned || pinned.size === 0) return 0;
  return cacheForPinned(states, pinned) - sum(states.map((state) => (pinned.has(state.name) ? state.livePhysical : 0)));
}

/** What the cache keeps of the estate at the end of the horizon, beside new data, and the used data that it belongs to. */
interface Kept {
  readonly size: number;
  readonly used: number;
}

function keptAtEnd(input: NeedsInput): Kept {
  const { states } = input.capacity;
  const live = sum(states.map((state) => state.livePhysical));
  return { size: live + pinnedBeyondLive(input), used: sum(states.map((state) => state.used)) };
}

/**
 * Cache need of a month (M-50): the live set, so that the newest point is local and new data finds its duplicates, and
 * `cacheDays` of new unique data on top, and the older points of pinned cohorts; never more than all the back-end data. In the cold use case the box keeps
 * the index only, and the largest day until it is uploaded.
 */
function cacheNeed({ capacity, scenario }: NeedsInput, kept: Kept, month: CapacityMonth, index: number): Gib {
  const held = Math.max(month.backEnd, month.backEndAtEnd);
  if (scenario.useCase === 'cold') return asGib(scenario.store.metadataShare * held + month.peakDayNew);
  const keptThen = kept.used > 0 ? (kept.size * month.frontEnd) / kept.used : kept.size;
  const newPerDay = steadyNew(month, index, capacity.seed) / Math.max(1, month.days);
  return asGib(Math.min(held, keptThen + scenario.appliance.cacheDays * newPerDay));
}

/**
 * What each month of the horizon asks of the appliance, in GiB and GiB/s: cache (M-50), cloud capacity (M-51), ingest (M-52)
 * and restore rate (M-53). Neither rate is asked for beyond what the workers read and NFS carries: more would never arrive, and
 * boxes bought for it would stand idle; the backup window says what is missing. The first month's largest day is the first full, which may take several nights, so
 * that month asks for the ingest of the next; a plan of one month has nothing else to go by. Workers, link and NFS do not grow with `scale`.
 *
 * Source: design model section 5; the 30-day turnover of the cache is the catalogue's default with its source.
 */
export function monthlyNeeds(input: NeedsInput): readonly MonthNeeds[] {
  const { months } = input.capacity;
  const { scenario, restoreNeed, scale = 1 } = input;
  const windowSeconds = scenario.cinder.windowHours * SECONDS_PER_HOUR;
  const nfs = nfsRate(scenario);
  const arrives = Math.min(readRate(scenario), nfs);
  const kept = keptAtEnd(input);
  return months.map((month, index) => {
    const { peakDaySent } = (index === 0 ? months[1] : undefined) ?? month;
    return {
      cache: asGib(cacheNeed(input, kept, month, index) * scale),
      cloud: asGib(Math.max(month.backEnd, month.backEndAtEnd) * scale),
      ingest: asGibPerSecond(Math.min((peakDaySent * scale) / windowSeconds, arrives)),
      restore: asGibPerSecond(Math.min(restoreNeed, nfs)),
      objects: (month.objectsHeldFirst + month.objectsHeldArchive) * scale,
    };
  });
}
