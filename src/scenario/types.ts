import type { ApplianceModel, Label, Profile } from '../catalog/types.js';
import type { WorkloadRule } from '../inventory/types.js';
import type { Day } from '../units/day.js';
import type { DecisionsAsked } from './decision-types.js';
import type { Uncertainty } from './uncertainty-types.js';

/** A value that a person did not write: shown in the report's list of assumptions. */
export interface Assumption {
  /** Scenario path, such as "network.usableShare". */
  readonly key: string;
  readonly value: string;
  readonly unit: string;
  readonly label: Label;
  readonly source: string;
  readonly url: string;
  readonly lastChecked: string;
  readonly note: string;
}

/** Whose rules count: docs/methodology-capacity.md M-2, M-3, M-120. `last`: only the newest n points, or those within some days. */
export type RetentionSemantics = 'restic' | 'borg' | 'veeam-gfs' | 'last';

/** How many points each rule keeps; 0 or absent: the rule does not exist. Model section 2. */
export interface Retention {
  readonly semantics: RetentionSemantics;
  readonly last?: number;
  readonly hourly?: number;
  readonly daily?: number;
  readonly weekly?: number;
  readonly monthly?: number;
  readonly quarterly?: number;
  readonly yearly?: number;
  readonly withinDays?: number;
}

/** A stretch of days: `from` is in, `until` is out. */
export interface DaySpan {
  readonly from: Day;
  readonly until: Day;
}

/** A legal hold: points taken in that time stay, whatever the rules say. */
export interface Hold extends DaySpan {
  /** Day on which the rules may have them again; absent: not within the plan. */
  readonly release?: Day;
}

export interface ProtectionPolicy {
  readonly name: string;
  readonly schedule: {
    /** Hour of day at which the backup starts, 0 to 23. */
    readonly hour: number;
    /** Every n days from the start, or ISO weekdays (1 Monday .. 7 Sunday). */
    readonly everyDays?: number;
    readonly weekdays?: readonly number[];
    /** Several backups a day, n hours apart; `hour` is one of them. Divides 24. Absent: one a day. */
    readonly everyHours?: number;
    /** No backup starts on these days. */
    readonly pauses?: readonly DaySpan[];
    /** Hours by which the calendar that the retention counts in is ahead of the clock of `hour`; absent: the same calendar. */
    readonly calendarHours?: number;
  };
  /** 1: every backup is a full. F: a full, then F-1 incrementals. */
  readonly fullEvery: number;
  /** Cinder keeps a parent as long as a dependent lives. */
  readonly chains: boolean;
  readonly retention: Retention;
  /** Other rules from a day on, ascending. */
  readonly changes?: readonly { readonly from: Day; readonly retention: Retention }[];
  readonly holds?: readonly Hold[];
  /** Immutability: no point is deleted before this many days. */
  readonly lockDays?: number;
  /** Work that may be lost at most, hours; absent: the scenario's rpoHours. */
  readonly rpoHours?: number;
  /** Restored in this order, 1 first; absent: after those that have one, the shortest target first. */
  readonly priority?: number;
  /** Its volumes keep their part of the cache, all kept points of them. */
  readonly pinned?: boolean;
}

/** Where the physical data lives. */
export interface Destination {
  readonly label: string;
  readonly provider: string;
  /** '' for a private store. */
  readonly region: string;
  /** Class that new data goes to, by its catalogue code; the private store's name when provider is "private". */
  readonly storageClass: string;
  /** Class that data older than `transitionAfterDays` moves to (use case "combined"). */
  readonly archiveClass: string | undefined;
  readonly transitionAfterDays: number | undefined;
  readonly pricesAsOf: Day;
  /** Capacity bought ahead in this region; absent: none. */
  readonly commitments?: readonly Commitment[];
}

/** Capacity bought ahead for a class: so many units, paid whether they are filled or not. */
export interface Commitment {
  readonly storageClass: string;
  readonly units: number;
  readonly term: '1y' | '3y';
  /** The person's own price of a unit and month, in the plan's currency, a plain decimal; undefined: the price table's. */
  readonly monthlyPrice?: string | undefined;
  /** GiB that a unit covers; undefined: the price table's rule. */
  readonly unitGib?: number | undefined;
}

export type UseCase = 'cold' | 'backup' | 'combined';

export type RestoreSubject =
  | { readonly kind: 'volume'; readonly volume: string }
  | { readonly kind: 'largest' }
  | { readonly kind: 'percentile'; readonly percent: 50 | 95 }
  | { readonly kind: 'project'; readonly project: string }
  | { readonly kind: 'type'; readonly type: string }
  | { readonly kind: 'all' };

export type RetrievalOption = 'expedited' | 'standard' | 'bulk';

export interface RestoreScenario {
  readonly name: string;
  readonly subject: RestoreSubject;
  /** Age of the point restored, in days; 0 the newest. */
  readonly ageDays: number;
  readonly to: 'site' | 'cloud';
  /**
   * Does the appliance that restores still hold its cache? Cold: a site that was lost and rebuilt. Absent: warm at the site, cold in the
   * cloud unless the plan's appliance stands there.
   */
  readonly cache?: 'warm' | 'cold';
  readonly retrieval: RetrievalOption;
  readonly rtoHours: number | undefined;
  /** Probability of the restore being needed in a year, for the cost line; undefined: not said. */
  readonly perYear: number | undefined;
  /** Restore tests of this kind a year; absent: none. */
  readonly testsPerYear?: number;
  /** Provisioned units of expedited retrieval that are bought for it; absent: none. */
  readonly provisionedUnits?: number;
}

export interface Scenario {
  readonly file: string;
  readonly name: string;
  readonly start: Day;
  readonly horizonMonths: number;
  readonly pricesAsOf: Day;
  readonly currency: string;
  readonly exchange: { readonly from: string; readonly rate: string; readonly date: string; readonly source: string } | undefined;
  readonly inventory: {
    readonly files: readonly { readonly file: string; readonly project: string | undefined }[];
    readonly excludedStatuses: readonly string[];
    readonly maxRejects: number;
  };
  readonly rules: readonly WorkloadRule[];
  readonly profiles: Readonly<Record<string, Profile>>;
  readonly policies: Readonly<Record<string, ProtectionPolicy>>;
  /** Added to every profile's own growth (a share a year); undefined: the profiles' own. */
  readonly annualGrowth: number | undefined;
  readonly useCase: UseCase;
  readonly destination: Destination;
  readonly compare: readonly Destination[];
  readonly appliance: {
    /** undefined: choose the smallest rung or model that fits. */
    readonly model: ApplianceModel | undefined;
    readonly form: 'physical' | 'virtual' | 'cloud' | undefined;
    /** Money a unit a month, from the person's own quote; undefined: unpriced. */
    readonly monthlyPrice: string | undefined;
    /** Share of a limit that may be planned full. */
    readonly planningLine: number;
    /** Used where the model's own figure is unknown. */
    readonly ingestTbPerHour: number;
    readonly restoreTbPerHour: number;
    readonly cloudReadTbPerHour: number;
    /** Days of unique data that the cache should hold. */
    readonly cacheDays: number;
    /** Units beyond what the plan needs, so that it holds with that many out of order (N+1); absent: none. */
    readonly spare?: number;
    /** Units that are there already; absent: the plan starts with what its first two months need. */
    readonly owned?: number;
    /** Days from the order of a unit until it works; absent: no order-by dates. */
    readonly leadTimeDays?: number;
    /** Objects that one unit may hold, by its vendor; absent: not published. */
    readonly maxObjects?: number;
    /** Cloud form: money a month for the instance of one unit, and for one TB of its disks; absent: unpriced. */
    readonly instanceMonthly?: string;
    readonly diskMonthlyPerTb?: string;
  };
  readonly network: {
    readonly wanMbit: number;
    readonly usableShare: number;
    readonly uploadHours: number;
    /** Download share of the same link at restore. */
    readonly nfsMbPerSecond: number;
    /** Days until a shipped device with the first full is read in at the provider; absent: no such offer. */
    readonly shipDays?: number;
  };
  readonly cinder: {
    readonly release: string;
    readonly driver: 'nfs' | 'posix' | 'swift' | 's3';
    readonly compression: 'none' | 'zlib' | 'bz2' | 'zstd';
    readonly objectBytes: number;
    /** Change granularity of incrementals, KiB: backup_sha_block_size_bytes; key cinder.hashBlock in data/defaults.csv. */
    readonly hashBlockKib: number;
    readonly readMbPerSecond: number;
    readonly writeMbPerSecond: number;
    readonly parallel: number;
    readonly windowHours: number;
    /** Seconds of fixed cost for each link of a chain at restore. */
    readonly linkSeconds: number;
  };
  readonly store: {
    /** Gateway: deduplicates. Plain: a bucket keeps what the writer sends. */
    readonly kind: 'deduplicating' | 'plain';
    readonly mode: 'versions' | 'ratio';
    readonly ratio: number;
    /** Mean segment, E[s^2]/E[s] and whether the grid is fixed; KiB. */
    readonly segmentMeanKib: number;
    readonly segmentSpreadKib: number;
    readonly fixedSegments: boolean;
    /** Index and metadata, share of physical. */
    readonly metadataShare: number;
    readonly cleaningLagDays: number;
    readonly slack: number;
    /** Object (slab) size towards the cloud, MiB. */
    readonly objectMib: number;
  };
  readonly declareHours: number;
  readonly restores: readonly RestoreScenario[];
  readonly rpoHours: number | undefined;
  readonly discounts: readonly {
    readonly storageClass: string;
    readonly item: string;
    readonly percent: string;
    readonly reason: string;
    /** The volume a month from which it holds, a plain decimal in GiB (GiB-Months of storage) or requests; absent: from the start. */
    readonly from?: string | undefined;
    /** Who gives it; absent: everybody. */
    readonly provider?: string | undefined;
  }[];
  /** Assumed change of list prices a year after the price date, a plain decimal share such as "0.03"; absent: none. */
  readonly priceDrift?: string | undefined;
  /** The file of one's own prices, and whether this plan stands on them: only where it was asked for, since a report is passed on. */
  readonly privatePrices?: { readonly file: string; readonly applied: boolean } | undefined;
  /** Value added tax, shown apart from every total; absent: nobody asked. */
  readonly vat?: { readonly name: string; readonly percent: string } | undefined;
  /** How the ranges are drawn; absent or no trials: the plan at its likely values alone. */
  readonly uncertainty?: Uncertainty;
  /** What is to be decided beside the plan; absent: nothing. */
  readonly decisions?: DecisionsAsked;
  readonly assumptions: readonly Assumption[];
}
