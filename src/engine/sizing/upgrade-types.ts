import type { Day } from '../../units/day.js';
import type { Gib } from '../../units/gib.js';
import type { Explanation } from '../charge.js';
import type { Constraint } from '../plan-types.js';

/** A month's load on the chosen box: share of each limit of all needed units; undefined where the limit is not published. */
export interface MonthUse {
  readonly from: Day;
  readonly use: readonly { readonly constraint: Constraint; readonly share: number | undefined }[];
  /** The limit most in use, and what is left of it (1 - its share; below 0: over the limit). */
  readonly fullest: Constraint | undefined;
  readonly headroom: number | undefined;
}

/** The first month in which a limit of the units of the start passes the planning line, and the limit itself; undefined: not within the horizon. */
export interface LimitReached {
  readonly constraint: Constraint;
  readonly isKnown: boolean;
  readonly lineFrom: Day | undefined;
  readonly fullFrom: Day | undefined;
}

/** More units from a month on. */
export interface UpgradeStep {
  readonly from: Day;
  /** All units from then on, without spares. */
  readonly units: number;
  readonly because: Constraint | undefined;
  /** `from` less the lead time; undefined: no lead time told. */
  readonly orderBy: Day | undefined;
  /** The order-by date is before the plan's start. */
  readonly isLate: boolean;
}

/** When the chosen box has to grow, and what could stand in its place. */
export interface UpgradePath {
  /** Units of the start: those owned, else what the first two months need. */
  readonly unitsAtStart: number;
  readonly months: readonly MonthUse[];
  readonly limits: readonly LimitReached[];
  readonly steps: readonly UpgradeStep[];
  /** The next larger rung, or the vendor's next larger model, and how many of it the whole horizon needs. */
  readonly next: { readonly name: string; readonly units: number } | undefined;
  readonly because: Explanation;
}

/** The first full: over the link, or on a device that is shipped. */
export interface Seeding {
  readonly size: Gib;
  /** Infinity when the link is 0. */
  readonly wanDays: number;
  /** undefined: no such offer. */
  readonly deviceDays: number | undefined;
  readonly faster: 'link' | 'device';
  readonly because: Explanation;
}
