import type { Day } from '../../units/day.js';
import type { Gib } from '../../units/gib.js';

/** What a store really held at the end of a day. */
export interface Observation {
  readonly day: Day;
  readonly physical: Gib;
}

export const FITTED = ['dailyChange', 'hot', 'compression'] as const;
export type Fitted = (typeof FITTED)[number];

/** What each fitted value of every profile is multiplied by; 1: as planned. */
export type Factors = Readonly<Record<Fitted, number>>;

export interface Calibration {
  readonly factors: Factors;
  /** Values that these observations cannot tell from the others: moving one is made up for by the rest. */
  readonly undecided: readonly Fitted[];
  /** Values that the search took as far as it may: the observations are of something else than this plan's store. */
  readonly atLimit: readonly Fitted[];
  readonly rows: readonly CalibrationRow[];
  /** Mean absolute error as a share of what was observed, before and after, and the largest after. */
  readonly errorPlanned: number;
  readonly errorFitted: number;
  readonly worst: number;
}

export interface CalibrationRow extends Observation {
  readonly planned: Gib;
  readonly fitted: Gib;
}
