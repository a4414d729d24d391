import { Decimal } from '../../units/decimal.js';
import { type Money, money, roundToCents } from '../../units/quantity.js';
import type { MigrationMonth, MigrationTerms } from './migrate-types.js';

/** NPV at the first day: SUM saving(k) / (1 + rate)^(k / 12), each month's saving at its end (M-105). */
export function presentValue(
  months: readonly Pick<MigrationMonth, 'saving'>[],
  { discountRate }: Pick<MigrationTerms, 'discountRate'>,
): Money {
  const monthly = new Decimal(1).plus(discountRate).pow(new Decimal(1).div(12));
  let factor = new Decimal(1);
  let sum = new Decimal(0);
  for (const { saving } of months) {
    factor = factor.times(monthly);
    sum = sum.plus(saving.amount.div(factor));
  }
  return roundToCents(money(months[0]?.saving.currency ?? '', sum));
}
