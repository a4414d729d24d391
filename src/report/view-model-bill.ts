import type { Charge } from '../engine/charge.js';
import type { Plan } from '../engine/plan-types.js';
import { lazily } from '../units/lazily.js';
import { type BillLine, billLines, sumText, yearsOf } from './bill-lines.js';
import { kindTitle } from './cost-kinds.js';
import { formatMonth, yearOf } from './format-date.js';
import { formatMoney, formatQuantity, formatUnitPrice } from './format-money.js';
import { type TableView, table } from './table-view.js';
import type { SourceNumbers } from './view-model-sources.js';
import { type WhyView, whyView } from './view-model-why.js';

export interface BillLineView {
  readonly kind: string;
  readonly label: string;
  readonly cost: string;
  /** Said beside the cost: "included", "not priced: ...". */
  readonly note: string;
  readonly years: TableView;
  readonly months: TableView;
  /** "January 2019: 161.35 GiB-Months at $0.0314 = $5.07". */
  readonly example: string;
  readonly why: WhyView;
}

/** Every line of the bill with its years, its months and its derivation. */
export function billView(plan: Plan, numbers: SourceNumbers): readonly BillLineView[] {
  const { currency } = plan.scenario;
  const years = yearsOf(plan.cost.months);
  return billLines(plan.cost.months, currency).map((line) =>
    lazily<BillLineView>({
      kind: () => kindTitle(line.kind),
      label: () => line.label,
      cost: () => lineCost(line),
      note: () => lineNote(line),
      years: () => yearTable(line, years, currency),
      months: () => monthTable(line),
      example: () => exampleOf(line),
      why: () => whyView(line.shown.charge.because, numbers),
    }),
  );
}

function lineCost(line: BillLine): string {
  if (line.included) return 'included';
  const unpriced = line.months.every(({ charge }) => charge.kind !== 'priced');
  if (line.missing !== '' && unpriced) return 'not priced';
  return line.missing === '' ? formatMoney(line.cost) : `at least ${formatMoney(line.cost)}`;
}

/** The sum of one month, so that a reader can follow one figure from quantity to cents. */
function exampleOf({ shown: { from, charge } }: BillLine): string {
  const [quantity, price, cost] = chargeCells(charge);
  return charge.kind === 'priced' ? `${formatMonth(from)}: ${quantity} at ${price} = ${cost}` : `${formatMonth(from)}: ${cost}`;
}

function lineNote(line: BillLine): string {
  return line.missing === '' ? '' : `No price for: ${line.missing}`;
}

function yearTable(line: BillLine, years: readonly number[], currency: string): TableView {
  const inYear = (year: number) => line.months.filter(({ from }) => yearOf(from) === year).map(({ charge }) => charge);
  return table({
    caption: `${line.label}: by calendar year`,
    corner: 'Calendar year',
    columns: [...years.map((year) => `#${year}`), '#Total'],
    rows: [{ head: 'Cost', cells: [...years.map((year) => sumText(inYear(year), currency)), lineCost(line)] }],
  });
}

function monthTable(line: BillLine): TableView {
  return table({
    caption: `${line.label}: by month`,
    corner: 'Month',
    columns: ['#Quantity', '#Unit price', '#Cost'],
    rows: line.months.map(({ from, charge }) => ({ head: formatMonth(from), cells: chargeCells(charge) })),
  });
}

/** Quantity, unit price and cost of one charge, each as text. */
export function chargeCells(charge: Charge): readonly [string, string, string] {
  switch (charge.kind) {
    case 'priced':
      return [formatQuantity(charge.quantity), formatUnitPrice(charge.unitPrice), formatMoney(charge.cost)];
    case 'included':
      return [formatQuantity(charge.quantity), 'included', 'included'];
    case 'unpriced':
      return [charge.quantity === undefined ? 'unknown' : formatQuantity(charge.quantity), 'no price', 'not priced'];
  }
}
