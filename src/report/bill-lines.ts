import type { Charge, CostKind } from '../engine/charge.js';
import type { BillMonth } from '../engine/plan-types.js';
import { sumOfCents } from '../units/cents.js';
import { calendarDate, type Day, daysInMonth } from '../units/day.js';
import { type Money, money } from '../units/quantity.js';
import { KINDS_IN_ORDER } from './cost-kinds.js';
import { yearOf } from './format-date.js';
import { formatMoney } from './format-money.js';

/** One line of the bill over the whole horizon: the charges of its months that have the same kind and label. */
export interface BillLine {
  readonly kind: CostKind;
  readonly label: string;
  readonly months: readonly { readonly from: Day; readonly charge: Charge }[];
  readonly cost: Money;
  /** The charge whose derivation is shown, and its month: of the last whole month that has a price, else of the last that has one, else the last. */
  readonly shown: { readonly from: Day; readonly charge: Charge };
  /** What could not be priced in some month; '' for nothing. */
  readonly missing: string;
  /** True where every month is included in something else: the line costs nothing, by rule and not by omission. */
  readonly included: boolean;
}

/** The bill by line, in the order of the kinds, then of first appearance. Costs are the sums of the months' printed costs. */
export function billLines(months: readonly BillMonth[], currency: string): readonly BillLine[] {
  const groups = new Map<string, { readonly from: Day; readonly charge: Charge }[]>();
  const whole = new Set<Day>(months.filter(({ from, until }) => coversMonth(from, until)).map(({ from }) => from));
  for (const { from, charges } of months) {
    for (const charge of charges) {
      const key = `${charge.kindOfCost}|${charge.label}`;
      const group = groups.get(key);
      if (group) group.push({ from, charge });
      else groups.set(key, [{ from, charge }]);
    }
  }
  const lines = [...groups.values()].flatMap((group) => billLine(group, currency, (from) => whole.has(from)) ?? []);
  return KINDS_IN_ORDER.flatMap((kind) => lines.filter((line) => line.kind === kind));
}

function coversMonth(from: Day, until: Day): boolean {
  const { year, month } = calendarDate(from);
  return until - from === daysInMonth(year, month);
}

function billLine(
  months: readonly { readonly from: Day; readonly charge: Charge }[],
  currency: string,
  isWhole: (from: Day) => boolean,
): BillLine | undefined {
  const last = months.at(-1);
  if (last === undefined) return undefined;
  const priced = months.filter(({ charge }) => charge.kind === 'priced');
  // A plan may end within a month: the month before shows the sum with all its days.
  const shown = priced.findLast(({ from }) => isWhole(from)) ?? priced.at(-1) ?? last;
  return {
    kind: last.charge.kindOfCost,
    label: last.charge.label,
    months,
    cost: sumCharges(
      months.map(({ charge }) => charge),
      currency,
    ),
    shown,
    missing: [...new Set(months.flatMap(({ charge }) => (charge.kind === 'unpriced' ? [charge.missing] : [])))].join('; '),
    included: months.every(({ charge }) => charge.kind === 'included'),
  };
}

/** Sum of the printed costs; what has no price adds nothing and is told by the caller. */
export function sumCharges(charges: readonly Charge[], currency: string): Money {
  const costs = charges.flatMap((charge) => (charge.kind === 'priced' ? [charge.cost.amount] : []));
  return money(currency, sumOfCents(costs));
}

/** Text of a sum over charges: "at least" where one of them has no price, "not priced" where none has. */
export function sumText(charges: readonly Charge[], currency: string): string {
  if (charges.length === 0) return '';
  const unpriced = charges.filter(({ kind }) => kind === 'unpriced').length;
  if (unpriced === charges.length) return 'not priced';
  if (charges.every(({ kind }) => kind === 'included')) return 'included';
  const sum = formatMoney(sumCharges(charges, currency));
  return unpriced > 0 ? `at least ${sum}` : sum;
}

/** The calendar years that the months touch, in order. */
export function yearsOf(months: readonly { readonly from: Day }[]): readonly number[] {
  return [...new Set(months.map(({ from }) => yearOf(from)))];
}
