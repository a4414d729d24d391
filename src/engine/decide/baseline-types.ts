import type { Source } from '../../catalog/types.js';
import type { Decimal } from '../../units/decimal.js';
import type { Gib } from '../../units/gib.js';
import type { Money } from '../../units/quantity.js';
import type { Explanation, Total } from '../charge.js';

/** How an alternative keeps the same points: deduplicated as the plan does; backup files whole; snapshots of each volume. */
export type Keeping = 'deduplicated' | 'backup files' | 'snapshots';

export interface MoneyRange {
  readonly low: Money;
  readonly likely: Money;
  readonly high: Money;
}

/** The estate's protection without the plan, over the horizon. */
export interface Baseline {
  readonly name: string;
  readonly title: string;
  readonly keeping: Keeping;
  readonly sites: 1 | 2;
  /** What it holds at the end, on all sites. */
  readonly heldAtEnd: Gib;
  /** Plan's currency a TB held and month. */
  readonly perTbMonth: MoneyRange;
  readonly cost: MoneyRange;
  /** 1 - plan / baseline: shares; below 0: the plan costs more. */
  readonly saving: { readonly low: number; readonly likely: number; readonly high: number };
  /** What it would have to cost, over the horizon and a TB held and month, for the claim to hold; as a multiple of its likely cost. */
  readonly needed: { readonly cost: Money; readonly perTbMonth: Money; readonly timesLikely: number };
  readonly sources: readonly Source[];
  readonly because: Explanation;
}

export interface BaselineResult {
  readonly plan: Total;
  /** Share claimed to be saved, such as 0.9. */
  readonly claim: Decimal;
  readonly baselines: readonly Baseline[];
  /** Baselines that have no price in the plan's currency. */
  readonly leftOut: readonly string[];
}
