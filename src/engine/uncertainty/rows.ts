import type { MonthSpan } from '../../units/day.js';
import { at, integer } from '../capacity/day-totals.js';
import type { Projection } from '../capacity/project.js';
import { FLOWS, Flow } from './bill-lines.js';
import { type FlowTerms, flowsOf, type MonthGrid } from './month-flows.js';

/** One figure beside the months': the back-end on the last day, new data of one day, or of a month's mean day without the first full. */
export type ExtraRow =
  | { readonly kind: 'back-end at end' }
  | { readonly kind: 'new on'; readonly day: number }
  | { readonly kind: 'new a day'; readonly month: number };

/**
 * The figures of a trial that are sums over cohorts, in one array: for each month its mean back-end GiB, the money at single prices and the
 * amounts at graduated prices; then the extra rows.
 */
export interface RowPlan {
  readonly months: number;
  readonly perMonth: number;
  readonly rows: number;
  readonly extras: readonly ExtraRow[];
  readonly flows: FlowTerms;
  /** Month that each row belongs to. */
  readonly monthOf: Int32Array;
  /** Day in the middle of each month, counted from the start: the date up to which its rows grow. */
  readonly middles: Float64Array;
}

/** Place of a month's mean back-end, of its money at single prices, of its first amount at a graduated price. */
export const MonthRow = { backEnd: 0, flat: 1, graduated: 2 } as const;

export function monthGrid(spans: readonly MonthSpan[]): MonthGrid {
  const start = spans[0]?.from ?? 0;
  return {
    starts: Int32Array.from(spans, (span) => span.from - start),
    lengths: Int32Array.from(spans, (span) => span.until - span.from),
    daysOfMonth: Int32Array.from(spans, (span) => span.daysOfMonth),
    monthOfDay: Int32Array.from(spans.flatMap((span, month) => Array<number>(span.until - span.from).fill(month))),
  };
}

export function rowPlan(flows: FlowTerms, extras: readonly ExtraRow[]): RowPlan {
  const { starts, lengths, monthOfDay } = flows.grid;
  const months = starts.length;
  const perMonth = MonthRow.graduated + flows.bill.graduated.length;
  const ofExtra = (extra: ExtraRow): number => {
    if (extra.kind === 'new on') return integer(monthOfDay, extra.day);
    return extra.kind === 'new a day' ? extra.month : months - 1;
  };
  const monthOf = [...Array.from({ length: months * perMonth }, (_, row) => Math.floor(row / perMonth)), ...extras.map(ofExtra)];
  return {
    months,
    perMonth,
    rows: monthOf.length,
    extras,
    flows,
    monthOf: Int32Array.from(monthOf),
    middles: Float64Array.from(starts, (start, month) => start + integer(lengths, month) / 2),
  };
}

/** Reads the rows off a projection, of one cohort or of several. */
export function rowsOf(plan: RowPlan, projection: Projection): Float64Array {
  const { months, perMonth, flows: terms, extras } = plan;
  const { bill, bills, grid } = terms;
  const flows = flowsOf(projection, terms);
  const rows = new Float64Array(plan.rows);
  for (let month = 0; month < months; month++) {
    const base = month * FLOWS;
    const row = month * perMonth;
    const share = integer(grid.lengths, month) / integer(grid.daysOfMonth, month);
    rows[row + MonthRow.backEnd] = (at(flows, base + Flow.first) + at(flows, base + Flow.archive)) / share;
    rows[row + MonthRow.flat] = weighted((bills[month] ?? bill).flat, flows, base);
    bill.graduated.forEach((line, index) => {
      rows[row + MonthRow.graduated + index] = weighted(line.weights, flows, base);
    });
  }
  extras.forEach((extra, index) => {
    rows[months * perMonth + index] = extraOf(extra, grid, projection);
  });
  return rows;
}

function weighted(weights: Float64Array, flows: Float64Array, base: number): number {
  let sum = 0;
  for (let flow = 0; flow < FLOWS; flow++) sum += at(weights, flow) * at(flows, base + flow);
  return sum;
}

function extraOf(extra: ExtraRow, { starts, lengths }: MonthGrid, { totals }: Projection): number {
  switch (extra.kind) {
    case 'back-end at end':
      return at(totals.first, totals.days - 1) + at(totals.archive, totals.days - 1);
    case 'new on':
      return at(totals.newData, extra.day);
    case 'new a day': {
      const from = integer(starts, extra.month);
      const length = integer(lengths, extra.month);
      const fresh = totals.newData.subarray(from, from + length).reduce((sum, size) => sum + size, 0);
      const seed = extra.month === 0 ? at(totals.newData, 0) : 0;
      return Math.max(0, fresh - seed) / Math.max(1, length);
    }
  }
}

/** Month of a row. */
export const monthOfRow = ({ monthOf }: RowPlan, row: number): number => integer(monthOf, row);
