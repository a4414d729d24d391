import { exp } from '../../units/portable-math.js';
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

/** Order of a trial's columns: rates first. */
const Place = { far: 4, base: 6, slope: 7 } as const;

/** What a trial needs to put cohorts together, and room that is used again for every cohort of every trial. */
export interface TrialShop {
  readonly plan: RowPlan;
  readonly terms: FeatureTerms;
  readonly growth: GrowthSteps;
  readonly byStep: Float64Array;
  readonly byMonth: Float64Array;
  readonly stencil: Stencil;
  /** Where the columns of a trial begin, and how much of each it has. */
  readonly starts: Int32Array;
  readonly times: Float64Array;
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
    starts: new Int32Array(Place.slope + 1),
    times: new Float64Array(Place.slope + 1),
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
  addColumns(shop, table.columns, rows);
  if (table.writer !== undefined) addSent(shop, table.writer, { drawn, size, shift }, rows);
  addFlat(table.flat, drawn, shop.terms, rows);
}

interface Sized {
  readonly drawn: Drawn;
  /** Of the anchor's. */
  readonly size: number;
  readonly shift: number;
}

/** How much of each column a trial has, and where it begins: four rates, two of the other size, the base, the slope. */
function setShares({ stencil: on, starts, times, plan }: TrialShop, table: CohortTable, { drawn, size, shift }: Sized): void {
  const { anchor, change, shares, bend, writer } = table;
  const unshared = shares ? (size * (anchor.terms.shared - drawn.terms.shared)) / (1 - anchor.terms.shared) : 0;
  const bent = size * shift * (1 + bend * shift);
  const sent = writer === undefined ? 0 : writer.part * sentShare(writer, drawn.terms);
  starts.fill(0);
  times.fill(0);
  if (change === undefined) {
    times[Place.base] = size + unshared;
    times[Place.slope] = bent * (1 + sent);
    return;
  }
  const point = changePoint(drawn.terms, drawn.writeKib, change.segmentKib);
  const hot = point.hot / change.hot;
  setStencil(on, change.grid, point, size * hot);
  for (let index = 0; index < on.count; index++) {
    starts[index] = (Column.points + on.first + index) * plan.rows;
    times[index] = at(on.shares, index);
  }
  if (change.grid.sizes.length > 1) {
    const far = Column.points + change.grid.rates + on.lower;
    starts[Place.far] = far * plan.rows;
    times[Place.far] = on.farLower;
    // With a single rate there is no next one, and nothing of it.
    starts[Place.far + 1] = (on.farUpper === 0 ? far : far + 1) * plan.rows;
    times[Place.far + 1] = on.farUpper;
  }
  times[Place.base] = size * (1 - hot) + unshared;
  times[Place.slope] = bent * (monthlyChange(drawn.terms) / change.monthly + sent);
}

/**
 * The bulk of a trial's arithmetic: eight products a row, written out, from columns that lie one after another. Elements are read in
 * place: `at` is shared with the whole engine, and one reader that once asked it for an element that is not there makes it slow for all.
 */
function addColumns({ plan: { monthOf }, byMonth, starts, times }: TrialShop, columns: Float64Array, rows: Float64Array): void {
  // One by one from typed arrays: so the compiler knows whole numbers from doubles.
  const long = rows.length;
  const a = starts[0] ?? 0;
  const b = starts[1] ?? 0;
  const c = starts[2] ?? 0;
  const d = starts[3] ?? 0;
  const e = starts[4] ?? 0;
  const f = starts[5] ?? 0;
  const ofA = times[0] ?? 0;
  const ofB = times[1] ?? 0;
  const ofC = times[2] ?? 0;
  const ofD = times[3] ?? 0;
  const ofE = times[4] ?? 0;
  const ofF = times[5] ?? 0;
  const ofBase = times[6] ?? 0;
  const ofSlope = times[7] ?? 0;
  for (let row = 0; row < long; row++) {
    const near =
      (columns[a + row] ?? 0) * ofA +
      (columns[b + row] ?? 0) * ofB +
      ((columns[c + row] ?? 0) * ofC + (columns[d + row] ?? 0) * ofD);
    const rest =
      (columns[row] ?? 0) * ofBase +
      (columns[long + row] ?? 0) * ofSlope +
      ((columns[e + row] ?? 0) * ofE + (columns[f + row] ?? 0) * ofF);
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
  for (let step = 0; step < steps.length; step++) byStep[step] = exp((shift * at(steps, step)) / DAYS_PER_YEAR);
  let factor = 1;
  for (let month = 0; month < byMonth.length; month++) {
    factor *= at(byStep, stepOf[month] ?? 0);
    byMonth[month] = factor;
  }
}
