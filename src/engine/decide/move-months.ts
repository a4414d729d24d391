import type { Day } from '../../units/day.js';
import { asGib, type Gib } from '../../units/gib.js';
import type { CapacityMonth, Freed } from '../capacity/types.js';

const MIB_PER_GIB = 1024;

/** Share of the copy that is done, on any day: nothing before it begins, evenly while it lasts. */
export function copiedBy(day: number, begin: number, finish: number): number {
  if (day <= begin) return 0;
  return day >= finish ? 1 : (day - begin) / (finish - begin);
}

/** The mean of `copiedBy` over [from, until): the area under a ramp, in closed form. */
export function meanCopied(from: number, until: number, begin: number, finish: number): number {
  const area = (day: number): number => {
    if (day <= begin) return 0;
    if (day <= finish) return (day - begin) ** 2 / (2 * (finish - begin));
    return (finish - begin) / 2 + (day - finish);
  };
  return (area(until) - area(from)) / (until - from);
}

/** The old store from the move's first day on: what it held, whole, no backup and no retention any more. */
export function frozenMonth(month: CapacityMonth, last: CapacityMonth): CapacityMonth {
  const grown = last.backEnd > 0 ? last.backEndAtEnd / last.backEnd : 0;
  return {
    ...month,
    backEnd: last.backEndAtEnd,
    backEndAtEnd: last.backEndAtEnd,
    inFirstClass: asGib(last.inFirstClass * grown),
    inArchiveClass: asGib(last.inArchiveClass * grown),
    objectsHeldFirst: last.objectsHeldFirst * grown,
    objectsHeldArchive: last.objectsHeldArchive * grown,
    newBackEnd: asGib(0),
    transitioned: asGib(0),
    objectsPut: 0,
    objectsMoved: 0,
    freed: [],
  };
}

export interface Move {
  readonly begin: Day;
  readonly finish: Day;
  readonly size: Gib;
  readonly objectMib: number;
  /** Age at which the new store's rule moves data on; undefined: it moves none. */
  readonly transitionAfterDays: number | undefined;
}

export const movedObjects = (size: number, objectMib: number): number => (size * MIB_PER_GIB) / objectMib;

/**
 * A month of the new store while and after it is filled: the plan's own month less what is not copied yet, and the PUTs of what is.
 *
 * Lifecycle rules and minimum durations count from the day an object is written, and the copy is written anew: until the copy's middle
 * is A days old, everything lies in the first class, then the old part moves at once; nothing that leaves is older than the copy.
 *
 * Source: docs/methodology-decide.md M-103.
 */
export function newStoreMonth(month: CapacityMonth, move: Move): CapacityMonth {
  const { begin, finish, size, objectMib } = move;
  const { from, until } = month;
  const missing = size * (1 - meanCopied(from, until, begin, finish));
  const backEnd = Math.max(0, month.backEnd - missing);
  const kept = month.backEnd > 0 ? backEnd / month.backEnd : 0;
  const copied = size * (copiedBy(until, begin, finish) - copiedBy(from, begin, finish));
  const middle = (begin + finish) / 2;
  return {
    ...month,
    ...classesOf(month, { kept, backEnd, matures: middle + (move.transitionAfterDays ?? 0) }, move),
    backEnd: asGib(backEnd),
    objectsPut: month.objectsPut + movedObjects(copied, objectMib),
    freed: month.freed.map((freed) => youngerThan(freed, (from + until) / 2 - middle, move.transitionAfterDays)),
  };
}

interface Filling {
  readonly kept: number;
  readonly backEnd: number;
  /** Day on which the copy reaches the age of the rule. */
  readonly matures: number;
}

type Classes = Pick<
  CapacityMonth,
  'inFirstClass' | 'inArchiveClass' | 'objectsHeldFirst' | 'objectsHeldArchive' | 'objectsMoved' | 'transitioned'
>;

function classesOf(month: CapacityMonth, { kept, backEnd, matures }: Filling, { transitionAfterDays }: Move): Classes {
  const objects = (month.objectsHeldFirst + month.objectsHeldArchive) * kept;
  // Where nothing moves, the plan's own classes stand: all in the one.
  if (transitionAfterDays === undefined || month.from >= matures) {
    return {
      inFirstClass: asGib(month.inFirstClass * kept),
      inArchiveClass: asGib(month.inArchiveClass * kept),
      objectsHeldFirst: month.objectsHeldFirst * kept,
      objectsHeldArchive: month.objectsHeldArchive * kept,
      objectsMoved: month.objectsMoved,
      transitioned: month.transitioned,
    };
  }
  const allFirst = { inFirstClass: asGib(backEnd), inArchiveClass: asGib(0), objectsHeldFirst: objects, objectsHeldArchive: 0 };
  if (month.until <= matures) return { ...allFirst, objectsMoved: 0, transitioned: asGib(0) };
  const share = (month.until - matures) / (month.until - month.from);
  return {
    inFirstClass: asGib(backEnd - month.inArchiveClass * kept * share),
    inArchiveClass: asGib(month.inArchiveClass * kept * share),
    objectsHeldFirst: objects - month.objectsHeldArchive * kept * share,
    objectsHeldArchive: month.objectsHeldArchive * kept * share,
    objectsMoved: month.objectsHeldArchive * kept,
    transitioned: asGib(month.inArchiveClass * kept),
  };
}

function youngerThan(freed: Freed, copyAge: number, transitionAfterDays: number | undefined): Freed {
  const age = Math.max(0, copyAge);
  if (transitionAfterDays === undefined) return { ...freed, ageDays: Math.min(freed.ageDays, age) };
  // In the archive class its age counts from the move into it.
  if (freed.storageClass === 'first') return { ...freed, ageDays: Math.min(freed.ageDays, age) };
  if (age < transitionAfterDays)
    return { ...freed, storageClass: 'first', ageDays: Math.min(freed.ageDays + transitionAfterDays, age) };
  return { ...freed, ageDays: Math.min(freed.ageDays, age - transitionAfterDays) };
}
