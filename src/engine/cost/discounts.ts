import type { Scenario } from '../../scenario/types.js';
import { Decimal } from '../../units/decimal.js';

export type Discount = Scenario['discounts'][number];

/** Stands for every item; for every class, as '' does. */
const ANY = '*';

/**
 * The discounts that hold for one item of one class, by the volume from which each does. The most exact kind wins and they never add
 * up: class and item, every item of the class, the item in every class, everything. Of two from the same volume the first wins.
 *
 * @returns none: list price
 *
 * Source: docs/methodology.md M-34.
 */
export function discountSteps(discounts: readonly Discount[], storageClass: string, item: string): readonly Discount[] {
  const everyClass = (discount: Discount) => discount.storageClass === ANY || discount.storageClass === '';
  const thisClass = (discount: Discount) => discount.storageClass === storageClass && storageClass !== '';
  const kinds: readonly ((discount: Discount) => boolean)[] = [
    (discount) => thisClass(discount) && discount.item === item,
    (discount) => thisClass(discount) && discount.item === ANY,
    (discount) => everyClass(discount) && discount.item === item,
    (discount) => everyClass(discount) && discount.item === ANY,
  ];
  const exact = kinds.find((holds) => discounts.some(holds));
  return exact === undefined ? [] : byVolume(discounts.filter(exact));
}

/** The discounts that a provider gives: what one provider agreed to, no other has to. */
export function discountsOf(discounts: readonly Discount[], provider: string): readonly Discount[] {
  return discounts.every((one) => one.provider === undefined || one.provider === provider)
    ? discounts
    : discounts.filter((one) => one.provider === undefined || one.provider === provider);
}

function byVolume(discounts: readonly Discount[]): readonly Discount[] {
  const sorted = [...discounts].sort((a, b) => volumeOf(a).comparedTo(volumeOf(b)));
  return sorted.filter((discount, at) => {
    const before = sorted[at - 1];
    return before === undefined || !volumeOf(before).eq(volumeOf(discount));
  });
}

/** The volume from which a discount holds; 0: all of it. */
export function volumeOf({ from }: Discount): Decimal {
  return new Decimal(from ?? '0');
}

/**
 * What is still paid after a discount: 8 % off leaves 0.92.
 *
 * @throws RangeError outside 0 to 100: the scenario's parser lets nothing else through
 *
 * Source: docs/methodology.md M-34; worked example cur-2026-05-eu-west-1-standard.
 */
export function paidShare(discount: Discount): Decimal {
  const percent = new Decimal(discount.percent);
  if (percent.lt(0) || percent.gt(100)) throw new RangeError(`a discount of ${discount.percent} %, expected 0 to 100`);
  return new Decimal(100).minus(percent).div(100);
}

/** A part of a price tier that one discount, or none, holds for. */
export interface DiscountedTier<T> {
  readonly tier: T;
  readonly discount: Discount | undefined;
}

/**
 * Cuts tiers where a discount begins: what lies above a discount's volume pays less, what lies below pays as before, so a bill never
 * falls when a volume is passed.
 *
 * @param perUnit the tiers' units in one unit of the discounts' volumes; undefined: the same unit
 *
 * Source: docs/methodology.md M-34.
 */
export function discountedTiers<T extends { readonly from: Decimal; readonly to: Decimal | undefined }>(
  tiers: readonly T[],
  steps: readonly Discount[],
  perUnit: Decimal | undefined,
): readonly DiscountedTier<T>[] {
  const edges = steps.map((step) => (perUnit === undefined ? volumeOf(step) : volumeOf(step).times(perUnit)));
  return tiers.flatMap((tier) => {
    const inside = edges.filter((edge) => edge.gt(tier.from) && (tier.to === undefined || edge.lt(tier.to)));
    const starts = [tier.from, ...inside];
    return starts.map((from, at) => {
      const holding = edges.findLastIndex((edge) => edge.lte(from));
      return { tier: { ...tier, from, to: starts[at + 1] ?? tier.to }, discount: steps[holding] };
    });
  });
}
