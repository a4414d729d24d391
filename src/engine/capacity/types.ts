import type { ProtectionPolicy } from '../../scenario/types.js';
import type { Day } from '../../units/day.js';
import type { Gib } from '../../units/gib.js';

/** A profile reduced to the values of one run (likely, or one draw): model section 1. */
export interface Behaviour {
  /** Allocated, non-zero share of the provisioned size. */
  readonly used: number;
  /** Share of used data that duplicates another volume's. */
  readonly shared: number;
  readonly compression: number;
  /** Share of used data rewritten in a day. */
  readonly dailyChange: number;
  /** Share of used data that changes at all. */
  readonly hot: number;
  readonly writeKib: number;
  /** Share a year. */
  readonly annualGrowth: number;
}

/** The store behind the writer: model section 3. */
export interface StoreTerms {
  readonly kind: 'deduplicating' | 'plain';
  readonly mode: 'versions' | 'ratio';
  readonly ratio: number;
  readonly segmentMeanKib: number;
  readonly segmentSpreadKib: number;
  readonly fixedSegments: boolean;
  readonly metadataShare: number;
  readonly cleaningLagDays: number;
  readonly slack: number;
  readonly objectMib: number;
}

/** What Cinder's backup driver does to the data: model section 3.2. */
export interface WriterTerms {
  readonly compression: 'none' | 'zlib' | 'bz2' | 'zstd';
  readonly objectBytes: number;
  /** Change granularity of incrementals, KiB (backup_sha_block_size_bytes). */
  readonly hashBlockKib: number;
}

export interface CohortInput {
  readonly name: string;
  readonly volumes: number;
  readonly provisioned: Gib;
  readonly encrypted: boolean;
  readonly behaviour: Behaviour;
  readonly policy: ProtectionPolicy;
}

export interface CapacityInput {
  readonly start: Day;
  readonly horizonMonths: number;
  readonly cohorts: readonly CohortInput[];
  readonly store: StoreTerms;
  readonly writer: WriterTerms;
  /** Versions older than this move to the archive class; undefined: no transition. 0: straight to the archive class is use case "cold" and has no transition. */
  readonly transitionAfterDays: number | undefined;
}

/** Freed back-end data of one age, in one class, within one month. */
export interface Freed {
  readonly size: Gib;
  /** Days since the data was written to the class it leaves. */
  readonly ageDays: number;
  readonly storageClass: 'first' | 'archive';
}

/** One calendar month of the horizon. Means are over its days, as object stores meter. */
export interface CapacityMonth {
  readonly from: Day;
  readonly until: Day;
  /** Days of the plan in this month, and of the calendar month. */
  readonly days: number;
  readonly daysOfMonth: number;
  readonly provisioned: Gib;
  /** Used data protected (front-end), mean. */
  readonly frontEnd: Gib;
  /** Kept restore points, mean over cohorts weighted by volumes; and the sum of what they would be undeduplicated. */
  readonly restorePoints: number;
  readonly retainedUsed: Gib;
  readonly retainedProvisioned: Gib;
  /** Back-end (physical) GiB with metadata, slack and lag: mean and at the month's end. */
  readonly backEnd: Gib;
  readonly backEndAtEnd: Gib;
  /** Mean GiB by class; they add up to backEnd. */
  readonly inFirstClass: Gib;
  readonly inArchiveClass: Gib;
  /** The part of backEnd that chains of incrementals add (points kept only as parents), side files. */
  readonly chainOverhead: Gib;
  readonly sideFiles: Gib;
  /** New back-end data: sum of the month, and the largest day. */
  readonly newBackEnd: Gib;
  readonly peakDayNew: Gib;
  /** Moved to the archive class in the month. */
  readonly transitioned: Gib;
  readonly freed: readonly Freed[];
  /** What the writer reads from the source and sends to the store: sum of the month, and the largest day's. */
  readonly sourceRead: Gib;
  readonly sent: Gib;
  readonly peakDayRead: Gib;
  readonly peakDaySent: Gib;
  /** Objects towards the cloud: PUT in the month; held (mean) by class; moved. */
  readonly objectsPut: number;
  readonly objectsHeldFirst: number;
  readonly objectsHeldArchive: number;
  readonly objectsMoved: number;
  /** retainedUsed / backEnd and retainedProvisioned / backEnd. */
  readonly dedupeRatioUsed: number;
  readonly dedupeRatioProvisioned: number;
  /** What the other method says at the month's end (ratio when mode is versions, and the other way round). */
  readonly otherMethodAtEnd: Gib;
}

/** What restores and the cache need of one cohort at the end of the horizon. */
export interface CohortState {
  readonly name: string;
  readonly provisioned: Gib;
  readonly used: Gib;
  /** Live set, physical: used*(1-shared)/compression with metadata. */
  readonly livePhysical: Gib;
  /** The same with nothing shared: used/compression with metadata. What changes is D of this; absent: as livePhysical. */
  readonly changedBase?: Gib;
  /** D(n): share of the live set that changed within n days, at the store's grain. */
  readonly changedWithin: (days: number) => number;
  /** Kept points, newest first, as ages in days; and for each the number of backups to read (its chain). */
  readonly pointAges: readonly number[];
  readonly chainLengths: readonly number[];
  readonly backEnd: Gib;
}

export interface CapacityResult {
  readonly months: readonly CapacityMonth[];
  /** Per cohort: back-end at the end of each month, for the stacked chart. */
  readonly byCohort: readonly { readonly name: string; readonly backEndAtEnd: readonly Gib[] }[];
  readonly states: readonly CohortState[];
  /** Fulls against incrementals: what the other cadence would hold at the end, read and send over the horizon. */
  readonly cadence: readonly {
    readonly name: string;
    readonly backEndAtEnd: Gib;
    readonly sourceRead: Gib;
    readonly sent: Gib;
    readonly objects: number;
    readonly chosen: boolean;
    /** Cinder's own chunked drivers can make it. The others are for comparison. */
    readonly byCinder: boolean;
  }[];
  /** First full to replicate. */
  readonly seed: Gib;
  /**
   * The back-end on the last day by how far changes overlap: the same data changes every day (hot share = daily change), as the
   * profiles have it, anywhere (hot share = 1). Months apart the ends differ by many times, so the band is never left out.
   */
  readonly overlap: { readonly same: Gib; readonly likely: Gib; readonly everywhere: Gib };
}
