import type { Place, Problem } from '../problems/problem.js';
import type { Day } from '../units/day.js';
import type { Gib } from '../units/gib.js';

/** One Cinder volume. `undefined` means that the file does not tell, never "no". */
export interface Volume {
  readonly id: string;
  /** '' for a volume without a name. Strangers' text. */
  readonly name: string;
  /** Provisioned size: Cinder counts whole GiB. */
  readonly size: Gib;
  readonly status: string;
  readonly type: string | undefined;
  readonly encrypted: boolean | undefined;
  readonly bootable: boolean | undefined;
  readonly attached: boolean | undefined;
  /** Project name if known, else its id. */
  readonly project: string | undefined;
  readonly zone: string | undefined;
  readonly createdAt: Day | undefined;
  /** Of the last change that Cinder noted: told by REST only. */
  readonly updatedAt?: Day | undefined;
  readonly metadata: Readonly<Record<string, string>>;
  /** Made by Cinder for its own work and gone soon, so not to be protected: told by REST and `cinder list` only. */
  readonly temporary?: 'migration target' | 'temporary volume' | undefined;
  readonly place: Place;
}

/** Rows and GiB, always together, so that they reconcile. */
export interface Tally {
  readonly volumes: number;
  readonly size: Gib;
}

/** First match wins. Absent fields match anything; names are globs (* and ?), case-sensitive. */
export interface WorkloadRule {
  readonly match: {
    readonly type?: string;
    readonly project?: string;
    readonly name?: string;
    readonly status?: readonly string[];
    readonly minSizeGib?: number;
    readonly maxSizeGib?: number;
    readonly metadata?: Readonly<Record<string, string>>;
    readonly encrypted?: boolean;
    readonly bootable?: boolean;
  };
  /** A rule either plans its volumes or excludes them with a reason. */
  readonly action:
    | { readonly kind: 'plan'; readonly profile: string; readonly policy: string; readonly encrypted: boolean | undefined }
    | { readonly kind: 'exclude'; readonly reason: string };
}

/** What was read from the files: every row is a volume, a merged duplicate or a reject. */
export interface Inventory {
  readonly files: readonly {
    readonly file: string;
    readonly form: string;
    readonly volumes: number;
    readonly sha256: string | undefined;
  }[];
  readonly volumes: readonly Volume[];
  readonly rejects: readonly Problem[];
}

/** All volumes of one (profile, policy, encrypted): the unit of the engine's work. */
export interface Cohort {
  readonly name: string;
  readonly profile: string;
  readonly policy: string;
  readonly encrypted: boolean;
  readonly volumes: number;
  readonly provisioned: Gib;
  /** Volumes by size: bucket k holds sizes in (2^(k-1), 2^k] GiB, bucket 0 holds 1 GiB and less. */
  readonly histogram: readonly number[];
  /** The largest volumes, largest first, at most 20. */
  readonly largest: readonly VolumeRef[];
  readonly byProject: Readonly<Record<string, Tally>>;
  readonly byType: Readonly<Record<string, Tally>>;
}

export interface VolumeRef {
  readonly id: string;
  readonly name: string;
  readonly size: Gib;
  readonly project: string | undefined;
  readonly type: string | undefined;
  readonly cohort: string;
}

/** Where every volume went: read = planned + excluded + rejected, in volumes and GiB (a reject's GiB counts only where its size could be read). */
export interface Cohorts {
  readonly cohorts: readonly Cohort[];
  readonly read: Tally;
  readonly planned: Tally;
  readonly excluded: readonly { readonly reason: string; readonly tally: Tally }[];
  readonly rejected: number;
  /** Planned volumes of which neither a rule nor a file tells whether they are encrypted: they are planned as not encrypted. */
  readonly encryptionUntold?: Tally;
  readonly byProject: Readonly<Record<string, Tally>>;
  readonly byType: Readonly<Record<string, Tally>>;
  readonly byStatus: Readonly<Record<string, Tally>>;
  /** All planned volumes' sizes sorted ascending, for percentiles (Float64Array-able; flat in the engine's cost). */
  readonly percentile: { readonly p50: Gib; readonly p95: Gib; readonly max: Gib };
  /** Volumes named by restore scenarios, found by id or exact name. */
  readonly named: Readonly<Record<string, VolumeRef>>;
}
