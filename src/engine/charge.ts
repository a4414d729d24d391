import type { Source } from '../catalog/types.js';
import type { Money, Quantity, UnitPrice } from '../units/quantity.js';

/** One input of a formula, as it is printed: "12.34 GiB-Months". */
export interface ExplainedInput {
  readonly name: string;
  readonly value: string;
  /** Where it comes from: a catalogue row's id, "scenario", "engine" or "default". */
  readonly from: string;
}

/** Why a number is what it is: the rule in docs/methodology.md, its formula in words, its inputs, their sources. */
export interface Explanation {
  readonly rule: `M-${number}`;
  readonly formula: string;
  readonly inputs: readonly ExplainedInput[];
  readonly sources: readonly Source[];
}

export const COST_KINDS = [
  'storage',
  'requests',
  'transition',
  'early deletion',
  'retrieval',
  'egress',
  'appliance',
  'private store',
] as const;
export type CostKind = (typeof COST_KINDS)[number];

interface ChargeBase {
  readonly kindOfCost: CostKind;
  /** What a customer reads: "Storage, Glacier, Frankfurt". One line of the bill; graduated tiers are lines of their own. */
  readonly label: string;
  readonly because: Explanation;
}

/**
 * What a discount took off one line, in the plan's currency and in cents: `list - off` is the line's `cost`, so the three columns of a
 * printed line add up, and so do their sums.
 */
export interface Discounted {
  /** The line without the discount, after the exchange rate. */
  readonly list: Money;
  /** 0 or more. */
  readonly off: Money;
}

/** One line of the bill. `unpriced` exists so that a missing price is never a silent zero. */
export type Charge =
  | (ChargeBase & {
      readonly kind: 'priced';
      readonly quantity: Quantity;
      readonly unitPrice: UnitPrice;
      /** List cost, exact. */
      readonly listCost: Money;
      /** After discounts, in the plan's currency, rounded to cents: what is printed and added up. */
      readonly cost: Money;
      /** Only where a discount lowered the line: see `lineAmounts`, which quotes and bills print from. */
      readonly discounted?: Discounted;
    })
  | (ChargeBase & { readonly kind: 'included'; readonly quantity: Quantity })
  | (ChargeBase & { readonly kind: 'unpriced'; readonly quantity: Quantity | undefined; readonly missing: string });

/** A sum of printed lines. `atLeast` says that something could not be priced, and what. */
export type Total =
  | { readonly kind: 'complete'; readonly cost: Money }
  | { readonly kind: 'atLeast'; readonly cost: Money; readonly unpriced: readonly string[] };
