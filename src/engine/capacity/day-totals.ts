/**
 * Sums over all cohorts for each day of the plan, in GiB or objects. Until `settle`, stocks hold each day's change, so that a
 * cohort costs as many additions as it has events, not days.
 */
export interface DayTotals {
  readonly days: number;
  readonly first: Float64Array;
  readonly archive: Float64Array;
  readonly sideFiles: Float64Array;
  readonly onlyParents: Float64Array;
  readonly retainedUsed: Float64Array;
  readonly retainedProvisioned: Float64Array;
  readonly objectsFirst: Float64Array;
  readonly objectsArchive: Float64Array;
  readonly newData: Float64Array;
  readonly moved: Float64Array;
  readonly sourceRead: Float64Array;
  readonly sent: Float64Array;
  readonly writerObjects: Float64Array;
  readonly objectsMoved: Float64Array;
  readonly frontEnd: Float64Array;
  readonly provisioned: Float64Array;
  /** Kept points times provisioned GiB. */
  readonly weightedPoints: Float64Array;
}

const STOCKS = [
  'first',
  'archive',
  'retainedUsed',
  'retainedProvisioned',
  'sideFiles',
  'onlyParents',
  'objectsFirst',
  'objectsArchive',
] as const;

/** Empty totals for a horizon. */
export function dayTotals(days: number): DayTotals {
  const empty = (): Float64Array => new Float64Array(days);
  return {
    days,
    first: empty(),
    archive: empty(),
    sideFiles: empty(),
    onlyParents: empty(),
    retainedUsed: empty(),
    retainedProvisioned: empty(),
    objectsFirst: empty(),
    objectsArchive: empty(),
    newData: empty(),
    moved: empty(),
    sourceRead: empty(),
    sent: empty(),
    writerObjects: empty(),
    objectsMoved: empty(),
    frontEnd: empty(),
    provisioned: empty(),
    weightedPoints: empty(),
  };
}

/** Sums up each stock's daily changes, once, after the last cohort. Rounding dust below zero becomes zero. */
export function settle(totals: DayTotals): void {
  for (const name of STOCKS) sumUp(totals[name]);
}

function sumUp(stock: Float64Array): void {
  let level = 0;
  for (let day = 0; day < stock.length; day++) {
    level += stock[day] ?? 0;
    stock[day] = level > 0 ? level : 0;
  }
}

/** Element of an array of doubles that is known to exist; 0 where a caller is wrong about that. */
export function at(array: Float64Array, index: number): number {
  return array[index] ?? 0;
}

/** The same for integers, and for bytes below. Apart, because one function for several kinds of array is several times slower. */
export function integer(array: Int32Array, index: number): number {
  return array[index] ?? 0;
}

export function byte(array: Uint8Array, index: number): number {
  return array[index] ?? 0;
}

/** Adds to an element of a typed array. */
export function add(array: Float64Array, index: number, amount: number): void {
  array[index] = at(array, index) + amount;
}
