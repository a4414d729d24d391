import type { Gib } from '../../units/gib.js';
import type { Money } from '../../units/quantity.js';
import type { Total } from '../charge.js';
import type { PlanInput } from '../plan-types.js';

/**
 * Why two plans differ, in the order in which B's part takes the place of A's. What comes later is seen with B's earlier parts in place:
 * more volumes at old prices, then new prices on all of them. `version` is what the same input gives with this tool and catalogue.
 */
export const CAUSES = [
  'version',
  'period',
  'volumes',
  'growth',
  'data',
  'policy',
  'system',
  'destination',
  'exchange rate',
  'prices',
] as const;
export type Cause = (typeof CAUSES)[number];
/** A cause that is a part of the input. */
export type InputCause = Exclude<Cause, 'version'>;

/** What of a plan's input differs between plans; prices follow from the scenario and a catalogue. */
export type DiffInput = Pick<PlanInput, 'scenario' | 'cohorts' | 'inventoryFiles'>;

/** What a plan comes to. */
export interface Outcome {
  readonly total: Total;
  readonly lastMonth: Total;
  /** Held in the store at the end. */
  readonly held: Gib;
}

/** One value that is not the same: "policies.daily.retention.daily", "30", "60". '' where one side has none. */
export interface Change {
  readonly key: string;
  readonly before: string;
  readonly after: string;
}

/** One step from A to B. */
export interface DiffPart {
  readonly cause: Cause;
  readonly total: Money;
  readonly lastMonth: Money;
  /** GiB more in the store at the end. */
  readonly held: number;
  readonly changes: readonly Change[];
}

export interface PlanDiff {
  readonly before: Outcome;
  readonly after: Outcome;
  /** B - A: exactly the sum of the parts. */
  readonly difference: { readonly total: Money; readonly lastMonth: Money; readonly held: number };
  readonly parts: readonly DiffPart[];
  /** What some step has no price for, each once: such a step counts only what is priced. */
  readonly unpriced: readonly string[];
}
