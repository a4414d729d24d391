import type { Label } from '../../catalog/types.js';
import type { Day } from '../../units/day.js';
import type { Verdict } from '../plan-types.js';

/** How low, likely and high are to be read: P10, P50, P90 of a draw, or the ends and the middle that a provider publishes. */
export type RangeReading = 'quantiles' | 'bounds';

/** The legal values of an input, and the scale on which its range is symmetrical. */
export type InputScale = 'share' | 'ratio' | 'amount' | 'growth';

/** One input that the plan is not sure of. */
export interface UncertainInput {
  /** A path: "profiles.general-vm.used", "retrieval.GLACIER.standard", "network.usableShare". */
  readonly key: string;
  /** What a reader calls it: "General purpose virtual machines: change a day". */
  readonly title: string;
  readonly unit: string;
  readonly low: number;
  readonly likely: number;
  readonly high: number;
  readonly scale: InputScale;
  readonly reading: RangeReading;
  readonly shape: 'lognormal' | 'triangular';
  readonly label: Label;
  /** Title and id of the row or the scenario path behind it. */
  readonly source: string;
}

/** Three points of a distribution. P10 <= P50 <= P90. */
export interface Spread {
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
}

/** A restore time's percentiles, hours; Infinity: never. P50 <= P95 <= P99. */
export interface Tail {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** One month of the horizon: mean back-end GiB, and cost in the plan's currency. */
export interface UncertainMonth {
  readonly from: Day;
  readonly backEnd: Spread;
  readonly cost: Spread;
}

/** Something that was promised, and how likely it is kept. */
export interface SlaOdds {
  readonly kind: 'restore' | 'rpo' | 'window' | 'wan' | 'cloud capacity';
  readonly name: string;
  /** What is held against the limit: hours, or a share of what there is. */
  readonly unit: 'hours' | 'share';
  readonly value: Tail;
  /** undefined: nobody asked. */
  readonly limit: number | undefined;
  /** Share of the trials that keep it, 0 to 1; undefined: nobody asked. */
  readonly probability: number | undefined;
  /** Of the probability. */
  readonly standardError: number | undefined;
  /** meets: P95 does; at risk: P50 does and P95 does not; misses: P50 does not. */
  readonly verdict: Verdict;
}

/** One result with one input moved and all others at their likely value. */
export interface TornadoBar {
  readonly key: string;
  readonly title: string;
  readonly atLow: number;
  readonly atHigh: number;
  /** The smallest and the largest of atLow, likely and atHigh. */
  readonly least: number;
  readonly most: number;
}

export interface Tornado {
  readonly result: 'total cost' | 'back-end at end' | 'worst restore';
  /** "hours of restore X", or the currency, or GiB. */
  readonly unit: string;
  readonly likely: number;
  /** The longest bar first; inputs that move nothing are left out. */
  readonly bars: readonly TornadoBar[];
}

/** How far a percentile may still be from its limit, by the spread between blocks. */
export interface Convergence {
  readonly trials: number;
  readonly blocks: number;
  /** Standard errors: of the total cost's mean, P50 and P90, and of the back-end's P50 and P90 at the end; undefined for a single block. */
  readonly costMean: number | undefined;
  readonly costP50: number | undefined;
  readonly costP90: number | undefined;
  readonly backEndP50: number | undefined;
  readonly backEndP90: number | undefined;
  /** costP90 / P90 of the cost: what the note is about. */
  readonly relative: number | undefined;
  /** Trials for a relative standard error of a hundredth; undefined where it cannot be told. */
  readonly trialsForOnePercent: number | undefined;
  readonly note: string;
}

/** What the ranges of the inputs do to the plan: model section 7. */
export interface UncertaintyResult {
  readonly trials: number;
  readonly seed: number;
  readonly currency: string;
  readonly inputs: readonly UncertainInput[];
  /** Which draws hang together, in words. */
  readonly correlations: readonly string[];
  readonly months: readonly UncertainMonth[];
  /** Over the horizon; what could not be priced is left out, as in the plan's own total. */
  readonly totalCost: Spread;
  readonly totalMean: number;
  readonly backEndAtEnd: Spread;
  readonly slas: readonly SlaOdds[];
  readonly tornado: readonly Tornado[];
  readonly convergence: Convergence;
}
