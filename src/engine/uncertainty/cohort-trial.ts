import { at } from '../capacity/day-totals.js';
import { changePoint, monthlyChange, type Stencil, setStencil, stencil } from './change-grid.js';
import { type CohortTable, Column, sentShare, type WriterPart } from './cohort-table.js';
import { DAYS_PER_YEAR, type Drawn, type FeatureTerms, sizeOf } from './features.js';
import { addFlat } from './flat-part.js';
import type { RowPlan } from './rows.js';

/** Months' middles as steps from one to the next: few lengths, so that growth takes few exponentials. */
interface GrowthSteps {
  readonly steps: Float64Array;
  readonly stepOf: Int32Array;
}

/** What a trial needs to put cohorts together, and room that is used again for every cohort of every trial. */
export interface TrialShop {
  readonly plan: RowPlan;
  readonly terms: FeatureTerms;
  readonly growth: GrowthSteps;
  readonly byStep: Float64Array;
  readonly byMonth: Float64Array;
  readonly stencil: Stencil;
  /** Shares of a table's columns before the points. */
  readonly fixed: Float64Array;
}

export function trialShop(plan: RowPlan, terms: FeatureTerms): TrialShop {
  const steps = Array.from(plan.middles, (middle, month) => (month === 0 ? middle : middle - at(plan.middles, month - 1)));
  const distinct = [...new Set(steps)];
  return {
    plan,
    terms,
    growth: { steps: Float64Array.from(distinct), stepOf: Int32Array.from(steps, (step) => distinct.indexOf(step)) },
    byStep: new Float64Array(distinct.length),
    byMonth: new Float64Array(plan.months),
    stencil: stencil(),
    fixed: new Float64Array(Column.points),
  };
}

/**
 * Adds one cohort's rows of one trial, side files apart: its size times its growth times what its table says of its law.
 *
 * Source: docs/methodology-uncertainty.md M-84, M-85; held to the daily engine by a test.
 */
export function addCohort(shop: TrialShop, table: CohortTable, drawn: Drawn, rows: Float64Array): void {
  const shift = drawn.growth - table.anchor.growth;
  const size = sizeOf(drawn.terms, shop.terms.store) / table.size;
  setGrowth(shop, shift);
  setShares(shop, table, { drawn, size, shift });
  addColumns(shop, table, rows);
  if (table.writer !== undefined) addSent(shop, table.writer, { drawn, size, shift }, rows);
  addFlat(table.flat, drawn, shop.terms, rows);
}

interface Sized {
  readonly drawn: Drawn;
  /** Of the anchor's. */
  readonly size: number;
  readonly shift: number;
}

/** How much of each column a trial has. */
function setShares({ fixed, stencil: on }: TrialShop, table: CohortTable, { drawn, size, shift }: Sized): void {
  const { anchor, change, shares, bend, writer } = table;
  const unshared = shares ? (size * (anchor.terms.shared - drawn.terms.shared)) / (1 - anchor.terms.shared) : 0;
  const bent = shift * (1 + bend * shift);
  fixed[Column.base] = size + unshared;
  const sent = writer === undefined ? 0 : writer.part * sentShare(writer, drawn.terms);
  fixed[Column.slope] = size * (1 + sent) * bent;
  on.count = 0;
  on.farLower = 0;
  on.farUpper = 0;
  if (change === undefined) return;
  const point = changePoint(drawn.terms, drawn.writeKib, change.segmentKib);
  const hot = point.hot / change.hot;
  setStencil(on, change.grid, point, size * hot);
  fixed[Column.base] = size * (1 - hot) + unshared;
  fixed[Column.slope] = size * (monthlyChange(drawn.terms) / change.monthly + sent) * bent;
}

/**
 * The bulk of a trial's arithmetic: eight products a row, written out, from columns that lie one after another. Elements are read in
 * place: `at` is shared with the whole engine, and one reader that once asked it for an element that is not there makes it slow for all.
 */
function addColumns({ plan, fixed, stencil: on, byMonth }: TrialShop, table: CohortTable, rows: Float64Array): void {
  const { columns, change } = table;
  const { monthOf } = plan;
  const long = rows.length;
  const { first, count, shares, farLower, farUpper } = on;
  const [ofBase, ofSlope] = [at(fixed, Column.base), at(fixed, Column.slope)];
  const share = (index: number): number => (index < count ? at(shares, index) : 0);
  const start = (index: number): number => (index < count ? (Column.points + first + index) * long : 0);
  const [a, b, c, d] = [start(0), start(1), start(2), start(3)];
  const [ofA, ofB, ofC, ofD] = [share(0), share(1), share(2), share(3)];
  const hasFar = farLower !== 0 || farUpper !== 0;
  const e = hasFar ? (Column.points + (change?.grid.rates ?? 0) + on.lower) * long : 0;
  const f = farUpper === 0 ? e : e + long;
  for (let row = 0; row < long; row++) {
    const near =
      (columns[a + row] ?? 0) * ofA +
      (columns[b + row] ?? 0) * ofB +
      ((columns[c + row] ?? 0) * ofC + (columns[d + row] ?? 0) * ofD);
    const rest =
      (columns[row] ?? 0) * ofBase +
      (columns[long + row] ?? 0) * ofSlope +
      ((columns[e + row] ?? 0) * farLower + (columns[f + row] ?? 0) * farUpper);
    rows[row] = (rows[row] ?? 0) + (near + rest) * (byMonth[monthOf[row] ?? 0] ?? 0);
  }
}

/** Incrementals whose data follows no law of the store. */
function addSent({ plan, byMonth }: TrialShop, writer: WriterPart, { drawn, size }: Sized, rows: Float64Array): void {
  const amount = size * sentShare(writer, drawn.terms);
  for (let row = 0; row < rows.length; row++) {
    rows[row] = at(rows, row) + at(writer.column, row) * amount * at(byMonth, plan.monthOf[row] ?? 0);
  }
}

function setGrowth({ growth: { steps, stepOf }, byStep, byMonth }: TrialShop, shift: number): void {
  for (let step = 0; step < steps.length; step++) byStep[step] = Math.exp((shift * at(steps, step)) / DAYS_PER_YEAR);
  let factor = 1;
  for (let month = 0; month < byMonth.length; month++) {
    factor *= at(byStep, stepOf[month] ?? 0);
    byMonth[month] = factor;
  }
}
