import { exp, expm1 } from '../../units/portable-math.js';
import { at } from '../capacity/day-totals.js';
import { sentIncremental } from '../capacity/sent-by-writer.js';
import { DAYS_PER_YEAR, type Drawn, type FeatureTerms } from './features.js';

/** Objects of incrementals in a plain bucket: as many at the end as at the start, however the data grows. */
export interface ObjectPart {
  readonly gap: number;
  /** Of a cohort without data. */
  readonly none: number;
  /** Rows of one object more in every incremental. */
  readonly column: Float64Array;
}

/**
 * Uncompressed fulls in a plain bucket: as large as the volumes until the data outgrows them. What they outgrow the volumes by is a sum of
 * cohorts that do so at given days, all growing at one rate.
 */
export interface OutgrownPart {
  /** Days, ascending; a cohort for each but the last. */
  readonly days: readonly number[];
  /** ln(1 + growth) a year of those cohorts. */
  readonly growth: number;
  readonly columns: readonly Float64Array[];
}

/** What of a cohort's rows does not grow with its size. */
export interface FlatPart {
  /** Rows of a cohort without data: side files, and in a plain bucket the zeros. */
  readonly constant: Float64Array;
  readonly objects: ObjectPart | undefined;
  readonly outgrown: OutgrownPart | undefined;
}

/** Objects of one incremental of the cohort. */
export function objectsOf({ terms }: Drawn, { writer }: FeatureTerms, gap: number): number {
  return sentIncremental(terms, writer, gap).objects;
}

/** By how much the data is larger than the volumes after some days, as a share of the volumes. */
export function outgrownOn({ terms, growth }: Drawn, day: number): number {
  return Math.max(0, (terms.used / terms.provisioned) * exp((growth * day) / DAYS_PER_YEAR) - 1);
}

/** The same for a cohort that begins to outgrow its volumes on a day. */
export function outgrownSince(since: number, growth: number, day: number): number {
  return Math.max(0, expm1((growth * (day - since)) / DAYS_PER_YEAR));
}

/**
 * Adds a trial's flat part, the constant left out. Amounts of the outgrown cohorts follow one after another: only those that began before a
 * day count on it.
 *
 * Source: docs/methodology-uncertainty.md M-85.
 */
export function addFlat(part: FlatPart, drawn: Drawn, terms: FeatureTerms, rows: Float64Array): void {
  const { objects, outgrown } = part;
  if (objects !== undefined) addTimes(rows, objects.column, objectsOf(drawn, terms, objects.gap) - objects.none);
  if (outgrown === undefined) return;
  const amounts: number[] = [];
  outgrown.columns.forEach((column, index) => {
    const day = outgrown.days[index + 1] ?? 0;
    let left = outgrownOn(drawn, day);
    for (let other = 0; other < index; other++) {
      left -= (amounts[other] ?? 0) * outgrownSince(outgrown.days[other] ?? 0, outgrown.growth, day);
    }
    const amount = left / outgrownSince(outgrown.days[index] ?? 0, outgrown.growth, day);
    amounts.push(amount);
    addTimes(rows, column, amount);
  });
}

function addTimes(rows: Float64Array, column: Float64Array, times: number): void {
  if (times === 0) return;
  for (let row = 0; row < rows.length; row++) rows[row] = at(rows, row) + at(column, row) * times;
}
