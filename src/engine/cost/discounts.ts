import type { Scenario } from '../../scenario/types.js';
import { Decimal } from '../../units/decimal.js';

export type Discount = Scenario['discounts'][number];

/** Stands for every item; for every class, as '' does. */
const ANY = '*';

/**
 * The discount that holds for one item of one class. The most exact one wins and they never add up: class and item, every item of
 * the class, the item in every class, everything.
 *
 * @returns undefined if none applies: list price
 */
export function discountFor(discounts: readonly Discount[], storageClass: string, item: string): Discount | undefined {
  const everyClass = (discount: Discount) => discount.storageClass === ANY || discount.storageClass === '';
  const thisClass = (discount: Discount) => discount.storageClass === storageClass && storageClass !== '';
  return (
    discounts.find((discount) => thisClass(discount) && discount.item === item) ??
    discounts.find((discount) => thisClass(discount) && discount.item === ANY) ??
    discounts.find((discount) => everyClass(discount) && discount.item === item) ??
    discounts.find((discount) => everyClass(discount) && discount.item === ANY)
  );
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
