import { exactFromDouble, parseDecimal } from '../../units/decimal.js';
import { costOf, money, quantity, roundToCents } from '../../units/quantity.js';
import { cached } from '../cached.js';
import type { Charge } from '../charge.js';
import { type MonthPart, monthInputs } from './billing-month.js';
import { type Usage, unpricedLine } from './charge-lines.js';
import { fromEngine } from './explained.js';
import { explanation } from './explanation.js';

/** How many appliances, and what one costs a month by the person's own quote, in the plan's currency. */
export interface ApplianceMonthly {
  /** A plain decimal such as "1250.00"; undefined: not told, and no vendor publishes a list price. */
  readonly price: string | undefined;
  readonly units: number;
  /** What is not told, where the price is undefined; absent: the quote. */
  readonly missing?: string | undefined;
}

/**
 * The appliances of one month: units x monthly price, pro rata of the days that the plan covers. Exact until the line's cents.
 *
 * @throws RangeError for a price that is no plain decimal: the scenario's parser lets none through
 *
 * Source: docs/methodology.md M-33.
 */
export function applianceCharges(
  { price, units, missing }: ApplianceMonthly,
  month: MonthPart,
  currency: string,
): readonly Charge[] {
  if (units === 0) return [];
  const used = quantity(
    'Unit-Months',
    exactFromDouble(units).times(exactFromDouble(month.days)).div(exactFromDouble(month.daysOfMonth)),
  );
  const usage: Usage = {
    kindOfCost: 'appliance',
    label: 'Appliances',
    rule: 'M-33',
    formula: 'units x days of the plan / days of the month x monthly price',
    used,
    inputs: () => [fromEngine('units', `${units}`), ...monthInputs(month, undefined)],
    sources: [],
  };
  if (price === undefined) return [unpricedLine(usage, used, missing ?? 'no public list price; enter appliance.monthlyPrice')];
  const monthly = parseDecimal(price);
  if (monthly === undefined) throw new RangeError(`appliance.monthlyPrice is ${price}, expected a plain decimal`);
  const { kindOfCost, label, rule, formula } = usage;
  const unitPrice = { price: money(currency, monthly), per: 'Unit-Months', perAmount: exactFromDouble(1) } as const;
  const listCost = costOf(used, unitPrice);
  const asked = () => ({ name: 'monthly price', value: `${monthly.toFixed()} ${currency}`, from: 'scenario' });
  const because = explanation({ rule, formula, inputs: () => [...usage.inputs(), asked()], sources: [] });
  return [{ kind: 'priced', kindOfCost, label, quantity: used, unitPrice, listCost, cost: roundToCents(listCost), because }];
}

/** The same by month, for all months of a bill: those of equal length have the same lines. @param monthly undefined: no appliances */
export function appliancesIn(monthly: ApplianceMonthly | undefined, currency: string): (month: MonthPart) => readonly Charge[] {
  const byLength = new Map<string, readonly Charge[]>();
  return (month) => {
    if (monthly === undefined) return [];
    return cached(byLength, `${month.days} of ${month.daysOfMonth}`, () => applianceCharges(monthly, month, currency));
  };
}
