import { expm1, log1p } from '../../units/portable-math.js';
import { changedWithin } from '../capacity/changed-share.js';
import type { CohortTerms } from '../capacity/cohort-terms.js';
import { at } from '../capacity/day-totals.js';
import type { Behaviour, CohortInput } from '../capacity/types.js';
import { behaviourAt, type ChangeGrid, changeGrid, changePoint, monthlyChange, rateAt } from './change-grid.js';
import { drawnWith, minus, normalisedRun, type Subject, subjectOf, type Workshop } from './cohort-runs.js';
import { type Drawn, incrementalGap, sharesData } from './features.js';
import type { FlatPart } from './flat-part.js';
import { MonthRow } from './rows.js';

/** Places of a table's columns. */
export const Column = { base: 0, slope: 1, points: 2 } as const;

/** Behaviours that a cohort may be drawn with, and the ends of its growth as ln(1 + g). */
export interface Reach {
  readonly likely: Behaviour;
  readonly candidates: readonly Behaviour[];
  readonly slowest: number;
  readonly fastest: number;
}

/** The part of a table that follows the change law: where the points of its grid stand. */
export interface ChangePart {
  readonly grid: ChangeGrid;
  /** Of the anchor; and what of it changes in a month, by which growth's slope follows a draw. */
  readonly hot: number;
  readonly monthly: number;
  readonly segmentKib: number;
}

/** What incrementals send, where their data follows no change law of the store: of the anchor, and rows of as much again. */
export interface WriterPart {
  readonly gap: number;
  readonly changed: number;
  readonly column: Float64Array;
  /** Its part of the anchor's back-end in the last month: growth's slope follows it so far. */
  readonly part: number;
}

/** A cohort's rows taken apart, so that a trial puts them together again without a daily run. */
export interface CohortTable {
  readonly input: CohortInput;
  readonly anchor: Drawn;
  readonly size: number;
  readonly flat: FlatPart;
  /**
   * Columns one after another, each as long as there are rows, in the order of `Column`: the base, growth's slope, the points of the grid at the
   * likely size of a write, and what another size adds to each.
   */
  readonly columns: Float64Array;
  /** Bend of growth for one of its slope: the slope's column times shift + bend x shift^2. */
  readonly bend: number;
  /** Does the live set hold shared data once? */
  readonly shares: boolean;
  /** undefined where no change law rules. The base is then the likely cohort, else one that never changes. */
  readonly change: ChangePart | undefined;
  /** undefined where there are no incrementals, or where their data follows the law as the fulls' does. */
  readonly writer: WriterPart | undefined;
}

/**
 * Takes one cohort apart around its likely behaviour, with a few runs of the daily engine. Its rows grow with its size, are linear in its
 * live set and in the part of its data that changes (M-12 to M-16), and bend with growth, since older points are smaller in a fast-growing
 * estate.
 *
 * Source: docs/methodology-uncertainty.md M-84, M-85.
 */
export function cohortTable(shop: Workshop, cohort: CohortInput, reach: Reach): CohortTable {
  const subject = subjectOf(shop, { ...cohort, behaviour: visible(reach) });
  const { anchor, size, flat, likely } = subject;
  const growth = growthOf(subject, reach);
  const writer = writerPart(subject);
  const { change, base, points } = changeColumns(subject, reach, writer) ?? { change: undefined, base: likely, points: [] };
  return {
    ...{ input: cohort, anchor, size, flat, change, writer },
    columns: joined([base, growth.slope, ...points]),
    bend: growth.bend,
    shares: sharesData(shop.terms.store),
  };
}

function joined(columns: readonly Float64Array[]): Float64Array {
  const rows = columns[0]?.length ?? 0;
  const all = new Float64Array(columns.length * rows);
  columns.forEach((column, index) => {
    all.set(column, index * rows);
  });
  return all;
}

/** The likely behaviour, but where a likely 0 would hide what a drawn value shows: there the largest candidate's. */
function visible({ likely, candidates }: Reach): Behaviour {
  const shown = (of: (behaviour: Behaviour) => number): number =>
    of(likely) > 0 ? of(likely) : candidates.reduce((most, one) => Math.max(most, of(one)), 0);
  return {
    ...likely,
    used: shown((one) => one.used),
    dailyChange: shown((one) => one.dailyChange),
    hot: shown((one) => one.hot),
  };
}

interface Growth {
  readonly slope: Float64Array;
  readonly bend: number;
}

/** A parabola through the anchor and both ends of the growth's reach; all rows of a cohort bend alike. */
function growthOf(subject: Subject, { slowest, fastest }: Reach): Growth {
  const { anchor, cohort, likely } = subject;
  const above = fastest - anchor.growth;
  const below = slowest - anchor.growth;
  if (above <= 0 || below >= 0) return { slope: new Float64Array(likely.length), bend: 0 };
  const secant = (shift: number): Float64Array => {
    const behaviour = { ...cohort.behaviour, annualGrowth: expm1(anchor.growth + shift) };
    return minus(normalisedRun(subject, behaviour), likely).map((value) => value / shift);
  };
  const [up, down] = [secant(above), secant(below)];
  const bends = up.map((value, row) => (value - at(down, row)) / (above - below));
  const slope = up.map((value, row) => value - at(bends, row) * above);
  return { slope, bend: ratioOf(bends, slope, subject.shop.plan) };
}

/** Mean of a / b over the months' back-end, the large ones first. */
function ratioOf(a: Float64Array, b: Float64Array, { months, perMonth }: Workshop['plan']): number {
  let products = 0;
  let squares = 0;
  for (let month = 0; month < months; month++) {
    const row = month * perMonth + MonthRow.backEnd;
    products += at(a, row) * at(b, row);
    squares += at(b, row) * at(b, row);
  }
  return squares > 0 ? products / squares : 0;
}

/** Share by which the part that changes is moved to see what it weighs. */
const SMALL = 0.01;

interface ChangeColumns {
  readonly change: ChangePart;
  readonly base: Float64Array;
  readonly points: readonly Float64Array[];
}

/** Runs at the points of the grid, and one with a smaller part that changes, from which follows a cohort without any. */
function changeColumns(subject: Subject, { candidates }: Reach, writer: WriterPart | undefined): ChangeColumns | undefined {
  const { shop, cohort, anchor, likely } = subject;
  const { behaviour } = cohort;
  if (!sharesData(shop.terms.store) || behaviour.dailyChange <= 0 || behaviour.hot <= 0) return undefined;
  const segmentKib = shop.terms.store.segmentSpreadKib;
  const pointOf = (drawn: Drawn) => changePoint(drawn.terms, drawn.writeKib, segmentKib);
  const own = pointOf(anchor);
  const grid = changeGrid(
    own,
    candidates.map(({ dailyChange, hot, writeKib }) =>
      pointOf(drawnWith(shop, cohort, { ...behaviour, dailyChange, hot, writeKib })),
    ),
  );
  const termsOf = (of: Behaviour) => drawnWith(shop, cohort, of).terms;
  const runs = grid.sizes.map((size) =>
    Array.from({ length: grid.rates }, (_, index) => {
      const rate = rateAt(grid, index);
      if (rate === own.rate && size === own.size) return likely;
      const there = behaviourAt(behaviour, { rate, size }, segmentKib, termsOf);
      const rows = normalisedRun(subject, there);
      return writer === undefined ? rows : withoutSent(rows, writer, sentShare(writer, termsOf(there)));
    }),
  );
  const [near = [], far = []] = runs;
  const points = [...near, ...far.map((rows, index) => minus(rows, near[index] ?? likely))];
  const less = { ...behaviour, hot: behaviour.hot * (1 - SMALL), dailyChange: behaviour.dailyChange * (1 - SMALL) };
  const falls = anchor.terms.inStore.kind === 'spoiled objects' ? likely : minus(likely, normalisedRun(subject, less));
  return {
    change: { grid, hot: own.hot, monthly: monthlyChange(anchor.terms), segmentKib },
    base: likely.map((value, row) => value - at(falls, row) / SMALL),
    points,
  };
}

/** What an incremental sends, relative to the anchor's, less 1. */
export function sentShare({ gap, changed }: Pick<WriterPart, 'gap' | 'changed'>, { atWriter }: CohortTerms): number {
  return changedWithin(atWriter, gap) / changed - 1;
}

function withoutSent(rows: Float64Array, { column }: WriterPart, share: number): Float64Array {
  return rows.map((value, row) => value - share * at(column, row));
}

/** A run whose incrementals send more and whose fulls are as new to the store as the anchor's. */
function writerPart(subject: Subject): WriterPart | undefined {
  const { shop, cohort, anchor, likely } = subject;
  const { behaviour } = cohort;
  const gap = incrementalGap(cohort.policy);
  const follows = sharesData(shop.terms.store) && anchor.terms.inStore.kind !== 'spoiled objects';
  if (gap === undefined || shop.terms.store.mode === 'ratio' || follows || behaviour.dailyChange <= 0) return undefined;
  // As many writes of another size: behind a compressing writer they spoil as many objects.
  const writes = -log1p(-Math.min(NEARLY_ALL, behaviour.dailyChange / behaviour.hot));
  const larger = { ...behaviour, writeKib: behaviour.writeKib * 2, dailyChange: behaviour.hot * -expm1(-writes * 2) };
  const part = { gap, changed: changedWithin(anchor.terms.atWriter, gap) };
  const share = sentShare(part, drawnWith(shop, cohort, larger).terms);
  if (share === 0) return undefined;
  const column = minus(normalisedRun(subject, larger), likely).map((value) => value / share);
  const row = (shop.plan.months - 1) * shop.plan.perMonth + MonthRow.backEnd;
  return { ...part, column, part: at(likely, row) > 0 ? at(column, row) / at(likely, row) : 0 };
}

/** A day in which all is rewritten has no finite number of writes. */
const NEARLY_ALL = 1 - 1e-9;
