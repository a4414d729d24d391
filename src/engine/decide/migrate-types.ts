import type { MoveAsked } from '../../scenario/decision-types.js';
import type { Destination } from '../../scenario/types.js';
import type { Day } from '../../units/day.js';
import type { Gib } from '../../units/gib.js';
import type { Money } from '../../units/quantity.js';
import type { Charge, Explanation, Total } from '../charge.js';

/** How a move is made. */
export type MigrationTerms = Omit<MoveAsked, 'to'>;

/** One month, staying and moving. What both pay alike (appliances) is in neither. */
export interface MigrationMonth {
  readonly from: Day;
  readonly until: Day;
  /** GiB copied in the month. */
  readonly moved: Gib;
  readonly stay: Money;
  readonly oldStore: Money;
  readonly newStore: Money;
  /** Retrieval, requests and egress of what is copied, and early deletion when the old store is given up. */
  readonly once: Money;
  /** stay - (old + new + once), and its sum so far. */
  readonly saving: Money;
  readonly savedSoFar: Money;
}

export interface MigrationCalendar {
  readonly start: Day;
  /** GiB a day that are left for the move, and what sets it. */
  readonly perDay: number;
  readonly limit: string;
  readonly waitDays: number;
  readonly transferDays: number;
  /** Day by which all is copied; undefined: not within the plan. */
  readonly finish: Day | undefined;
  /** First day without the old store; undefined: not within the plan. */
  readonly release: Day | undefined;
  /** Hours of the appliances' reading that the copy takes; undefined: no appliance, or not through it. */
  readonly applianceHours: number | undefined;
}

/** When to stop: a move that takes longer than this never pays within the plan. */
export type AbortRule =
  | { readonly kind: 'do not start'; readonly because: string }
  | { readonly kind: 'pays at any pace within the plan' }
  | {
      readonly kind: 'stop when late';
      readonly latestFinish: Day;
      /** GiB a day; slower for a week, and the move is not worth its end. */
      readonly leastPerDay: number;
    };

export interface Migration {
  readonly from: Destination;
  readonly to: Destination;
  readonly terms: MigrationTerms;
  readonly size: Gib;
  readonly calendar: MigrationCalendar;
  readonly months: readonly MigrationMonth[];
  /** Leaving: retrieval, requests, egress. */
  readonly leaving: Total;
  /** PUTs of what is copied, into the new store. */
  readonly writing: Total;
  /** The old store's bill while both are kept. */
  readonly overlap: Total;
  /** Minimum durations not served when the old store is given up. */
  readonly leftBehind: Total;
  readonly charges: readonly Charge[];
  /** Of the last whole month. */
  readonly monthlySaving: Money;
  /** First day on which the move has paid for itself, and has for the rest of the plan; undefined: not within it. */
  readonly breakEven: Day | undefined;
  /** Of the savings to the end of the plan, at the move's first day. */
  readonly netPresentValue: Money;
  readonly abort: AbortRule;
  /** What has no price: the figures are without it. */
  readonly missing: readonly string[];
  readonly because: readonly Explanation[];
}
