import type { ApplianceModel, Catalog, PriceBook, ReductionRatio, Source } from '../catalog/types.js';
import type { Cohorts, Tally, VolumeRef } from '../inventory/types.js';
import type { Problem } from '../problems/problem.js';
import type { Assumption, Destination, Scenario } from '../scenario/types.js';
import type { Day } from '../units/day.js';
import type { Gib } from '../units/gib.js';
import type { Money } from '../units/quantity.js';
import type { CapacityResult } from './capacity/types.js';
import type { Charge, CostKind, Explanation, Total } from './charge.js';
import type { VatLine } from './cost/vat.js';
import type { Decisions } from './decide/decision-types.js';
import type { ExitCost, RestoreBudget, RestoreResult, RpoResult } from './restore/restore-types.js';
import type { Seeding, UpgradePath } from './sizing/upgrade-types.js';
import type { UncertaintyResult } from './uncertainty/types.js';

export type {
  ExitCost,
  PolicyRpo,
  RestoreBudget,
  RestoreResult,
  RestoreStage,
  RetrievalChoice,
  RpoResult,
  TimelineEntry,
} from './restore/restore-types.js';
export type { LimitReached, MonthUse, Seeding, UpgradePath, UpgradeStep } from './sizing/upgrade-types.js';

/** Everything a plan is computed from. Same input, same bytes out. */
export interface PlanInput {
  readonly version: string;
  readonly scenario: Scenario;
  readonly cohorts: Cohorts;
  readonly catalog: Catalog;
  /** One book per price date used: by formatDay(pricesAsOf). */
  readonly books: Readonly<Record<string, PriceBook>>;
  readonly inventoryFiles: readonly {
    readonly file: string;
    readonly form: string;
    readonly volumes: number;
    readonly sha256: string | undefined;
  }[];
  readonly warnings: readonly Problem[];
}

/** One month's bill at one destination. */
export interface BillMonth {
  readonly from: Day;
  readonly until: Day;
  readonly charges: readonly Charge[];
  readonly total: Total;
  /** Value added tax on the total, apart from it; absent: nobody asked. */
  readonly vat?: VatLine;
}

/** A destination over the horizon. */
export interface DestinationCost {
  readonly destination: Destination;
  readonly months: readonly BillMonth[];
  readonly byKind: Readonly<Partial<Record<CostKind, Money>>>;
  readonly total: Total;
  /** Last whole month. */
  readonly lastMonth: Total;
  /** Mean money per front-end TB protected and month over the horizon. */
  readonly perTbMonth: Money;
  /** Yardstick: 102,400 GiB held a whole 30-day month in the destination's archive (or only) class. */
  readonly yardstick: Charge;
  /** Value added tax over the horizon, apart from the total; absent: nobody asked. */
  readonly vat?: VatLine;
}

export type Constraint = 'cache' | 'cloud capacity' | 'ingest' | 'restore rate' | 'object count';

/** One limit of one model against the need at its worst month. */
export interface LimitCheck {
  readonly constraint: Constraint;
  readonly need: number;
  readonly unitGives: number | undefined;
  readonly unit: string;
  /** undefined: the limit is not published, so it cannot bind and is named as unknown. */
  readonly units: number | undefined;
  /** The first month with the largest need. */
  readonly month: number;
  /** Every month needs the same, so none is the worst. */
  readonly isEveryMonth?: boolean;
  readonly source: string;
}

/** How many units of one model (or rung) the plan needs; 0, and no checks, where the store is plain. */
export interface UnitsNeeded {
  readonly units: number;
  readonly binding: Constraint | undefined;
  readonly checks: readonly LimitCheck[];
  /** Highest need / (units x limit), a share. */
  readonly utilisation: number;
}

/** A rung of the ladder: this estate on that box, and an estate of that size with this mix. */
export interface LadderRung {
  readonly name: string;
  readonly protectedTb: number;
  readonly cacheTb: number;
  readonly maxCloudTb: number;
  /** For this estate. */
  readonly needed: UnitsNeeded;
  readonly chosen: boolean;
  /** The same mix scaled to protectedTb front-end, on the units of this rung that it then needs. */
  readonly scale: number;
  readonly scaledUnits: UnitsNeeded;
  readonly scaledBackEnd: Gib;
  /** Last whole month, horizon total, money per TB protected and month: with the scaled units and the spare ones. */
  readonly scaledMonthly: Total;
  readonly scaledTotal: Total;
  readonly perTbMonth: Money;
  /** Does the scaled estate keep its backup window, its link and its restore rate with those units? */
  readonly verdict: Verdict;
  readonly verdictReason: string;
  readonly source: Source;
}

export interface ApplianceChoice {
  /** False where the store is plain: no appliance, no units, no checks and no months. */
  readonly isNeeded: boolean;
  /** '' where none is needed. */
  readonly chosen: string;
  readonly needed: UnitsNeeded;
  /** Units bought on top of `needed.units`, so that the plan holds with that many out of order. In the bill, in no limit. */
  readonly spare: number;
  readonly models: readonly { readonly model: ApplianceModel; readonly needed: UnitsNeeded }[];
  /** By month: share of the chosen boxes' cache and cloud limits in use; undefined where the limit is not published. */
  readonly months: readonly {
    readonly from: Day;
    readonly cacheNeed: Gib;
    readonly cloudNeed: Gib;
    readonly cacheShare: number | undefined;
    readonly cloudShare: number | undefined;
  }[];
}

export interface WanResult {
  readonly needMbit: number;
  readonly usableMbit: number;
  /** First full over the usable link; Infinity when the link is 0. */
  readonly seedDays: number;
  /** Backlog at each month's end, and whether it ever passes the cache. */
  readonly backlog: readonly { readonly from: Day; readonly size: Gib }[];
  readonly fits: boolean;
  readonly cacheFullOn: Day | undefined;
  readonly because: Explanation;
}

export interface WindowResult {
  readonly hours: number;
  readonly allowedHours: number;
  readonly fits: boolean;
  readonly because: Explanation;
}

export type Verdict = 'meets' | 'at risk' | 'misses' | 'not asked';

/** A finding that a person must act on; also the "warnings" of the report. */
export interface Finding {
  readonly severity: 'error' | 'warning' | 'note';
  readonly title: string;
  readonly detail: string;
  readonly fix: string;
}

/** The one result value from which every output is rendered. */
export interface Plan {
  readonly schema: 'stowage-plan/1';
  readonly version: string;
  readonly catalogVersion: string;
  readonly name: string;
  readonly scenario: Scenario;
  readonly inventory: Pick<
    Cohorts,
    | 'cohorts'
    | 'read'
    | 'planned'
    | 'excluded'
    | 'rejected'
    | 'encryptionUntold'
    | 'named'
    | 'byProject'
    | 'byType'
    | 'byStatus'
    | 'percentile'
  > & {
    readonly files: PlanInput['inventoryFiles'];
    readonly largest: readonly VolumeRef[];
  };
  readonly frontEndAtStart: Tally;
  readonly capacity: CapacityResult;
  readonly cost: DestinationCost;
  readonly comparisons: readonly DestinationCost[];
  readonly appliance: ApplianceChoice;
  readonly upgrade: UpgradePath;
  readonly seeding: Seeding;
  readonly ladder: readonly LadderRung[];
  readonly window: WindowResult;
  readonly wan: WanResult;
  readonly restores: readonly RestoreResult[];
  readonly restoreBudget: RestoreBudget;
  readonly exit: ExitCost;
  readonly rpo: RpoResult;
  /** What the ranges of the inputs do to the plan; absent: the plan at its likely values alone. */
  readonly uncertainty?: UncertaintyResult;
  /** What the scenario wanted decided; absent: nothing, or a plan made in the page. */
  readonly decisions?: Decisions;
  readonly findings: readonly Finding[];
  readonly assumptions: readonly Assumption[];
  /** Every source used by a printed figure, once, in order of first use. */
  readonly sources: readonly Source[];
  readonly ratios: readonly ReductionRatio[];
}
