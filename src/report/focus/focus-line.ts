import type { Charge } from '../../engine/charge.js';
import type { BillMonth, Plan } from '../../engine/plan-types.js';
import { calendarDate, type Day, dayOf, formatDay } from '../../units/day.js';
import { Decimal } from '../../units/decimal.js';
import { lineAmounts } from '../line-amounts.js';

/** Names that a plan has as codes only, as the catalogue writes them. */
export interface FocusNames {
  /** "aws" -> "Amazon Web Services". */
  readonly provider: (code: string) => string;
  /** "eu-central-1" of "aws" -> "Frankfurt". */
  readonly region: (provider: string, code: string) => string;
}

/** One row before it is text: what the columns are read from. Amounts are plain decimals in the plan's currency; '' is null. */
export interface FocusLine {
  readonly plan: Plan;
  readonly month: BillMonth;
  readonly names: FocusNames;
  /** undefined: the month's value added tax. */
  readonly charge: Charge | undefined;
  readonly amounts: FocusAmounts;
}

export interface FocusAmounts {
  readonly billed: string;
  readonly list: string;
  readonly contracted: string;
  readonly listUnitPrice: string;
  readonly contractedUnitPrice: string;
  readonly pricingQuantity: string;
  readonly pricingUnit: string;
}

/** Digits of a price that had to be divided: far below a cent over any quantity of a plan. */
const PRICE_DIGITS = 20;

/** Every line of the planned destination's bill, month by month, and the month's tax after its lines. */
export function focusLines(plan: Plan, names: FocusNames): readonly FocusLine[] {
  return plan.cost.months.flatMap((month) => {
    const lines = month.charges.map((charge) => ({ plan, month, names, charge, amounts: chargeAmounts(charge, plan) }));
    if (month.vat === undefined) return lines;
    const tax = month.vat.amount.amount.toFixed(2);
    const amounts = { ...NO_PRICE, billed: tax, list: tax, contracted: tax };
    return [...lines, { plan, month, names, charge: undefined, amounts }];
  });
}

const NO_PRICE: FocusAmounts = {
  billed: '0',
  list: '0',
  contracted: '0',
  listUnitPrice: '',
  contractedUnitPrice: '',
  pricingQuantity: '',
  pricingUnit: '',
};

/**
 * A line's money as FOCUS names it. BilledCost is what is printed, in cents. ListCost is exactly ListUnitPrice x PricingQuantity wherever
 * the price is the list's own; where a price was exchanged or drifts, the unit price follows from the line. What has no price is 0, since
 * the column takes no null, and x_Unpriced says so.
 */
function chargeAmounts(charge: Charge, plan: Plan): FocusAmounts {
  const { currency } = plan.scenario;
  const { quantity } = charge;
  if (quantity === undefined) return NO_PRICE;
  if (charge.kind !== 'priced') {
    const used = { ...NO_PRICE, pricingQuantity: quantity.amount.toFixed(), pricingUnit: quantity.unit };
    return charge.kind === 'included' ? { ...used, listUnitPrice: '0', contractedUnitPrice: '0' } : used;
  }
  const { unitPrice, listCost, cost } = charge;
  const per = unitPrice.perAmount;
  const pricingQuantity = quantity.amount.div(per);
  const unitOf = (amount: Decimal) => amount.div(pricingQuantity).toSignificantDigits(PRICE_DIGITS).toFixed();
  const printed = lineAmounts(charge, currency)?.list.amount ?? cost.amount;
  const isList = listCost.currency === currency && listCost.amount.toDecimalPlaces(2, Decimal.ROUND_HALF_UP).eq(printed);
  const list = isList ? listCost.amount : printed;
  const listUnitPrice = isList ? unitPrice.price.amount.toFixed() : unitOf(printed);
  const isReduced = charge.discounted !== undefined;
  return {
    billed: cost.amount.toFixed(2),
    list: list.toFixed(),
    contracted: (isReduced ? cost.amount : list).toFixed(),
    listUnitPrice,
    contractedUnitPrice: isReduced ? unitOf(cost.amount) : listUnitPrice,
    pricingQuantity: pricingQuantity.toFixed(),
    pricingUnit: per.eq(1) ? unitPrice.per : `${per.toFixed()} ${unitPrice.per}`,
  };
}

/** FOCUS date and time: UTC, to the second. */
export const focusTime = (day: Day): string => `${formatDay(day)}T00:00:00Z`;

/** The calendar month that a charge is invoiced in: first day in, first day of the next month out. */
export function billingPeriod({ from }: BillMonth): { readonly start: Day; readonly end: Day } {
  const { year, month } = calendarDate(from);
  return { start: dayOf(year, month, 1), end: month === 12 ? dayOf(year + 1, 1, 1) : dayOf(year, month + 1, 1) };
}
