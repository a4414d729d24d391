import type { Charge, CostKind } from '../engine/charge.js';
import type { Plan } from '../engine/plan-types.js';
import { lazily } from '../units/lazily.js';
import { sumText, yearsOf } from './bill-lines.js';
import { KINDS_IN_ORDER, kindTitle } from './cost-kinds.js';
import { formatDate, formatMonth, yearOf } from './format-date.js';
import { formatMoney, formatTotal, missingFrom } from './format-money.js';
import { type RowInput, type TableView, table } from './table-view.js';
import { type BillLineView, billView } from './view-model-bill.js';
import type { SourceNumbers } from './view-model-sources.js';
import { discountRows, termsOf, vatRows } from './view-model-terms.js';

export interface CostView {
  readonly lead: string;
  readonly incomplete: boolean;
  readonly missing: string;
  readonly years: TableView;
  readonly months: TableView;
  readonly lines: readonly BillLineView[];
  readonly total: string;
  readonly terms: readonly string[];
}

/** The bill: by kind and year, by month, and line by line down to the price row. */
export function costView(plan: Plan, numbers: SourceNumbers): CostView {
  const { cost } = plan;
  const missing = missingFrom(cost.total);
  return lazily<CostView>({
    lead: () => costLead(plan),
    incomplete: () => missing !== '',
    missing: () => `Not in the total, because no price is known: ${missing}.`,
    years: () => yearTable(plan),
    months: () => monthTable(plan),
    lines: () => billView(plan, numbers),
    total: () => formatTotal(cost.total),
    terms: () => termsOf(plan),
  });
}

function costLead(plan: Plan): string {
  const { cost, scenario } = plan;
  const [first, last] = [cost.months[0], cost.months.at(-1)];
  if (first === undefined || last === undefined) return 'The horizon has no month, so there is no bill.';
  const period = `${formatDate(first.from)} to ${formatDate(last.until)}`;
  return (
    `${cost.destination.label} costs ${formatTotal(cost.total)} from ${period} (the last day not included), at prices in force on ` +
    `${formatDate(cost.destination.pricesAsOf)}. The last whole month costs ${formatTotal(cost.lastMonth)}; over the horizon that is ` +
    `${formatMoney(cost.perTbMonth)} per protected TB and month. All amounts are in ${scenario.currency}, without tax.`
  );
}

const chargesOf = (plan: Plan, year?: number): readonly Charge[] =>
  plan.cost.months.filter(({ from }) => year === undefined || yearOf(from) === year).flatMap(({ charges }) => charges);

/** The kinds that have a line in the bill, in the bill's order. */
export function kindsInPlan(plan: Plan): readonly CostKind[] {
  const used = new Set(chargesOf(plan).map(({ kindOfCost }) => kindOfCost));
  return KINDS_IN_ORDER.filter((kind) => used.has(kind));
}

function yearTable(plan: Plan): TableView {
  const years = yearsOf(plan.cost.months);
  const { currency } = plan.scenario;
  const row = (head: string, pick: (charge: Charge) => boolean, strong: boolean): RowInput => ({
    head,
    strong,
    cells: [
      ...years.map((year) => sumText(chargesOf(plan, year).filter(pick), currency)),
      sumText(chargesOf(plan).filter(pick), currency),
    ],
  });
  const kinds = kindsInPlan(plan).map((kind) => row(kindTitle(kind), (charge) => charge.kindOfCost === kind, false));
  return table({
    caption: `Cost by kind and calendar year, ${currency}`,
    corner: 'Kind',
    columns: [...years.map((year) => `#${year}`), '#Total'],
    rows: [...kinds, row('Total', () => true, true), ...discountRows(plan, years), ...vatRows(plan, years)],
    note: partYears(plan),
  });
}

function partYears(plan: Plan): string {
  const [first, last] = [plan.cost.months[0], plan.cost.months.at(-1)];
  if (first === undefined || last === undefined) return '';
  return `The plan runs from ${formatDate(first.from)} until ${formatDate(last.until)}: the first and the last year may be parts of a year.`;
}

function monthTable(plan: Plan): TableView {
  const kinds = kindsInPlan(plan);
  const { currency } = plan.scenario;
  return table({
    caption: `Cost by month, ${currency}`,
    corner: 'Month',
    columns: [...kinds.map((kind) => `#${kindTitle(kind)}`), '#Total'],
    rows: plan.cost.months.map(({ from, charges, total }) => ({
      head: formatMonth(from),
      cells: [
        ...kinds.map((kind) =>
          sumText(
            charges.filter((charge) => charge.kindOfCost === kind),
            currency,
          ),
        ),
        formatTotal(total),
      ],
    })),
  });
}
