import type { ApplianceModel } from '../catalog/types.js';
import type { Destination, Retention, RetrievalOption, Scenario } from './types.js';

/** Decisions that a scenario wants beside its plan; what is absent was not asked for. Plain values: a report carries them. */
export interface DecisionsAsked {
  readonly baseline?: BaselineAsked;
  readonly optimise?: OptimiseAsked;
  readonly migrate?: readonly MoveAsked[];
  readonly solve?: readonly SolveAsked[];
}

export interface BaselineAsked {
  /** Saving that is claimed, a plain decimal share such as "0.9". */
  readonly claim: string;
}

export type ApplianceForm = NonNullable<Scenario['appliance']['form']>;

/** A box to try: a catalogue model, or undefined: the smallest rung that fits. */
export interface BoxAsked {
  readonly model: ApplianceModel | undefined;
  /** Undefined: the model's own, or as the scenario has it. */
  readonly form: ApplianceForm | undefined;
  /** Money a unit a month, a plain decimal; undefined: the scenario's. */
  readonly monthlyPrice: string | undefined;
}

/** The lists that a search chooses from; an empty one leaves that as the scenario has it, but for places and retrievals: all there are. */
export interface SearchSpace {
  readonly destinations: readonly Destination[];
  readonly transitionAges: readonly number[];
  readonly retrievals: readonly RetrievalOption[];
  readonly boxes: readonly BoxAsked[];
  readonly forms: readonly ApplianceForm[];
  readonly cacheDays: readonly number[];
  readonly wanMbit: readonly number[];
  readonly fullEvery: readonly number[];
  readonly compressions: readonly Scenario['cinder']['compression'][];
  readonly retentions: readonly Retention[];
}

/** What a choice has to keep to. Undefined or empty: not asked. */
export interface SearchLimits {
  /** 0 to 1: the share of cases in which every promise is kept. */
  readonly probability: number;
  /** Money over the horizon: bills, appliances, the link, restores. */
  readonly budget: number | undefined;
  readonly countries: readonly string[];
  readonly regions: readonly string[];
  readonly excludedProviders: readonly string[];
  /** Share by which the estate may grow on the boxes of the plan. */
  readonly headroom: number;
}

export interface OptimiseAsked {
  readonly space: SearchSpace;
  readonly limits: SearchLimits;
  /** Money a Mbit/s a month; undefined: the link costs the same whatever it carries. */
  readonly wanPerMbit: number | undefined;
}

/** How a move is made. */
export interface MoveAsked {
  readonly to: Destination;
  /** Month of the plan, from 1, on whose first day the move starts; at least 2, so that there is something to move. */
  readonly month: number;
  /** Whole months for which the old store is kept after the month in which the copy ends. */
  readonly overlapMonths: number;
  /** A plain decimal share a year, such as "0.08". */
  readonly discountRate: string;
  /** Through the appliance or a host at the site, over its link; or from cloud to cloud, where the link does not count. */
  readonly via: 'site' | 'cloud';
  readonly retrieval: RetrievalOption;
}

/** A question backwards whose answer is a value. */
export type ValueAsked =
  | { readonly for: 'retention'; readonly budget: string }
  | { readonly for: 'estate' }
  | { readonly for: 'appliance-full' }
  | { readonly for: 'transition' };

/** The cheapest class for a restore target. */
export interface ClassAsked {
  readonly for: 'class';
  readonly rtoHours: number;
}

export type SolveAsked = ValueAsked | ClassAsked;
