import type { Rule } from '../../catalog/types.js';
import { type Decimal, exactFromDouble } from '../../units/decimal.js';
import { type Quantity, quantity } from '../../units/quantity.js';
import type { CapacityMonth } from '../capacity/types.js';
import type { ExplainedInput } from '../charge.js';
import { fromEngine, fromRule } from './explained.js';

/** The part of a calendar month that the plan covers. */
export type MonthPart = Pick<CapacityMonth, 'days' | 'daysOfMonth'>;

const HOURS_PER_DAY = 24;

/**
 * Stock x time: mean GiB x days / days of the calendar month, which is byte-hours / hours of that month. Where the provider's month has
 * a fixed length, mean GiB x hours / hours of that month: 31 days of a month of 730 h bill 744 / 730.
 *
 * @param monthHours the provider's billing month; undefined: the calendar month
 *
 * Source: docs/methodology.md M-20; worked examples s3faq-versioning, usage-report-2021-03 and wasabi-daily-to-month.
 */
export function gibMonths(meanGib: Decimal, month: MonthPart, monthHours?: Decimal): Quantity<'GiB-Months'> {
  return quantity('GiB-Months', shareOfMonth(meanGib, month, monthHours));
}

/** An amount a whole month x the part of the billing month that the plan covers. */
export function shareOfMonth(amount: Decimal, { days, daysOfMonth }: MonthPart, monthHours?: Decimal): Decimal {
  if (monthHours !== undefined) return amount.times(exactFromDouble(days * HOURS_PER_DAY)).div(monthHours);
  return days === daysOfMonth ? amount : amount.times(exactFromDouble(days)).div(exactFromDouble(daysOfMonth));
}

/** "30 of 31" days; for a billing month of its own length also how long that is. */
export function monthInputs({ days, daysOfMonth }: MonthPart, monthHours: Rule | undefined): readonly ExplainedInput[] {
  const inDays = fromEngine('days', `${days} of ${daysOfMonth}`);
  return monthHours === undefined ? [inDays] : [inDays, fromRule('billing month', monthHours)];
}
