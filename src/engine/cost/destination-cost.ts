import { type Day, wholeYearsBetween } from '../../units/day.js';
import { exactFromDouble } from '../../units/decimal.js';
import { tbFromGib } from '../../units/gib.js';
import { lazily } from '../../units/lazily.js';
import { type Money, money, roundToCents } from '../../units/quantity.js';
import { cached } from '../cached.js';
import type { CapacityMonth } from '../capacity/types.js';
import type { Charge, Total } from '../charge.js';
import type { BillMonth, DestinationCost } from '../plan-types.js';
import { type ApplianceMonthly, appliancesIn } from './appliance.js';
import { type DestinationInput, type DestinationTerms, destinationTerms } from './destination-terms.js';
import { monthCharges } from './month-charges.js';
import { costByKind, sumOfTotals, totalOf } from './totals.js';
import { sumOfVat, type Vat, type VatLine, vatLine } from './vat.js';
import { yardstickCharge } from './yardstick.js';

export interface DestinationCostInput extends DestinationInput {
  readonly capacity: readonly CapacityMonth[];
  /** undefined: the plan has no appliance. */
  readonly applianceMonthly?: ApplianceMonthly | undefined;
  /** undefined: prices stay without tax and nothing is said of it. */
  readonly vat?: Vat | undefined;
  /** Assumed change of list prices a year, a plain decimal share; undefined: none. */
  readonly priceDrift?: string | undefined;
}

/**
 * What keeping the plan's back-end data at one destination costs, month by month: every line with its explanation, in the plan's
 * currency; what is summed up of them when it is read. Prices and rules are looked up once. Lines of quantity 0 are left out; what has no price is a line that says so, and the
 * totals are then "at least".
 *
 * Source: model sections 0, 4 and 9; docs/methodology.md M-20 to M-48.
 */
export function destinationCost(input: DestinationCostInput): DestinationCost {
  const terms = destinationTerms(input);
  const termsOn = driftingTerms(terms, input);
  const appliances = appliancesIn(input.applianceMonthly, input.currency);
  const months = input.capacity.map((month) =>
    billMonth(month, [...monthCharges(termsOn(month.from), month), ...appliances(month)], input),
  );
  const { vat, currency } = input;
  const totals = months.map((month) => month.total);
  const cost: DestinationCost = lazily<DestinationCost>({
    destination: () => input.destination,
    months: () => months,
    byKind: () => costByKind(months.flatMap((month) => month.charges)),
    total: () => sumOfTotals(totals, currency),
    lastMonth: () => lastWholeMonth(months, input),
    perTbMonth: () => perTbMonth(cost.total.cost, input.capacity),
    yardstick: () => yardstickCharge(input, terms),
    ...(vat === undefined ? {} : { vat: () => horizonVat(months, vat, currency) }),
  });
  return cost;
}

/** The terms of each month: looked up again on each anniversary of the price date where prices drift, else the same throughout. */
export function driftingTerms(
  first: DestinationTerms,
  input: Omit<DestinationCostInput, 'capacity'>,
): (day: Day) => DestinationTerms {
  const { priceDrift: perYear, destination } = input;
  if (perYear === undefined) return () => first;
  const byYear = new Map([[0, first]]);
  return (day) => {
    const years = wholeYearsBetween(destination.pricesAsOf, day);
    return cached(byYear, years, () => destinationTerms({ ...input, drift: { perYear, years } }));
  };
}

function horizonVat(months: readonly BillMonth[], vat: Vat, currency: string): VatLine {
  return sumOfVat(
    months.flatMap((month) => month.vat ?? []),
    vat,
    currency,
  );
}

function billMonth(month: CapacityMonth, charges: readonly Charge[], { currency, vat }: DestinationCostInput): BillMonth {
  const total = totalOf(charges, currency);
  const bill = { from: month.from, until: month.until, charges, total };
  return vat === undefined ? bill : { ...bill, vat: vatLine(total.cost, vat) };
}

/** The total of the last month that the plan covers wholly; of its last month if it covers none. */
function lastWholeMonth(months: readonly BillMonth[], { capacity, currency }: DestinationCostInput): Total {
  const whole = capacity.findLastIndex((month) => month.days === month.daysOfMonth);
  return months.at(whole)?.total ?? totalOf([], currency);
}

/**
 * Mean money per front-end TB (10^12 B of used data protected) and month: total / sum over the months of mean TB x share of the month.
 * Zero where nothing is protected.
 *
 * Source: docs/methodology.md M-38.
 */
export function perTbMonth(total: Money, capacity: readonly Pick<CapacityMonth, 'frontEnd' | 'days' | 'daysOfMonth'>[]): Money {
  const tbMonths = capacity.reduce((sum, month) => sum + (tbFromGib(month.frontEnd) * month.days) / month.daysOfMonth, 0);
  if (tbMonths === 0) return money(total.currency, '0');
  return roundToCents(money(total.currency, total.amount.div(exactFromDouble(tbMonths))));
}
