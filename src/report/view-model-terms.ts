import type { BillMonth, Plan } from '../engine/plan-types.js';
import { Decimal, doubleFromExact } from '../units/decimal.js';
import { addMoney, money } from '../units/quantity.js';
import { formatIsoDate, yearOf } from './format-date.js';
import { formatMoney } from './format-money.js';
import { formatShare } from './format-number.js';
import { type LineAmounts, sumOfLineAmounts } from './line-amounts.js';
import type { RowInput } from './table-view.js';

/** A customer's own terms in the bill: what discounts took off, what tax comes on top, and each in a sentence. */

/** "At list price" and "Discount", by calendar year and in all; nothing where no line has a discount. */
export function discountRows(plan: Plan, years: readonly number[]): readonly RowInput[] {
  const { months } = plan.cost;
  const { currency } = plan.scenario;
  const inYear = (year?: number) => monthsOf(months, year).flatMap(({ charges }) => charges);
  const sums = [...years.map((year) => inYear(year)), inYear()].map((charges) => sumOfLineAmounts(charges, currency));
  if (sums.every(({ discount }) => discount.amount.isZero())) return [];
  const row = (head: string, pick: (sum: LineAmounts) => string): RowInput => ({ head, cells: sums.map(pick) });
  return [
    row('Total at list price', ({ list }) => formatMoney(list)),
    row('Discounts, taken off', ({ discount }) => formatMoney(discount)),
  ];
}

/** The tax and the total with it, by calendar year and in all: the sum of what the months print. */
export function vatRows(plan: Plan, years: readonly number[]): readonly RowInput[] {
  const { vat, currency } = plan.scenario;
  if (vat === undefined) return [];
  const sums = [...years, undefined].map((year) => {
    const lines = monthsOf(plan.cost.months, year).flatMap((month) => month.vat ?? []);
    const nothing = { amount: money(currency, '0'), gross: money(currency, '0') };
    return lines.reduce(
      (sum, line) => ({ amount: addMoney(sum.amount, line.amount), gross: addMoney(sum.gross, line.gross) }),
      nothing,
    );
  });
  return [
    { head: `${vat.name}, ${vat.percent}%`, cells: sums.map(({ amount }) => formatMoney(amount)) },
    { head: `Total with ${vat.name}`, cells: sums.map(({ gross }) => formatMoney(gross)) },
  ];
}

const monthsOf = (months: readonly BillMonth[], year: number | undefined): readonly BillMonth[] =>
  year === undefined ? months : months.filter(({ from }) => yearOf(from) === year);

/** The terms that the scenario states, a sentence each. */
export function termsOf(plan: Plan): readonly string[] {
  const { exchange, currency, vat, destination } = plan.scenario;
  const converted =
    exchange === undefined
      ? []
      : [`1 ${exchange.from} = ${exchange.rate} ${currency} on ${formatIsoDate(exchange.date)} (${exchange.source}).`];
  const bought = (destination.commitments ?? []).map(
    ({ units, storageClass, term }) =>
      `Capacity bought ahead for ${term === '1y' ? 'one year' : 'three years'}: ${units} ${units === 1 ? 'unit' : 'units'} of ${storageClass}, paid whether filled or not.`,
  );
  const taxed =
    vat === undefined ? [] : [`${vat.name} of ${vat.percent}% is taken of each month's total, rounded once, and is in no total.`];
  const { priceDrift } = plan.scenario;
  const drifting =
    priceDrift === undefined
      ? []
      : [
          `Assumption: list prices change by ${formatShare(doubleFromExact(new Decimal(priceDrift)))} a year, on each anniversary of the price date.`,
        ];
  const rounded = 'Every line is rounded once, half up, to cents; a total is the sum of its printed lines.';
  return [...plan.scenario.discounts.map(discountTerm), ...converted, ...bought, ...drifting, ...taxed, rounded];
}

function discountTerm({ percent, item, storageClass, provider, from, reason }: Plan['scenario']['discounts'][number]): string {
  const what = item === '*' ? 'everything' : item;
  const where = storageClass === '' || storageClass === '*' ? '' : ` in ${storageClass}`;
  const whose = provider === undefined ? '' : ` at ${provider}`;
  const since = from === undefined ? '' : `, from ${from} ${item === 'storage' || item === '*' ? 'GiB' : 'units'} a month on`;
  return `Discount of ${percent}% on ${what}${where}${whose}${since}: ${reason}.`;
}
