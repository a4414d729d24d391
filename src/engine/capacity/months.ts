import type { MonthSpan } from '../../units/day.js';
import { asGib, type Gib } from '../../units/gib.js';
import { at, type DayTotals, integer } from './day-totals.js';
import type { PolicyRun, Projection } from './project.js';
import type { CapacityInput, CapacityMonth, Freed } from './types.js';

const MIB_PER_GIB = 1024;

/** What turns a projection into months. */
export interface MonthTerms {
  readonly input: CapacityInput;
  readonly spans: readonly MonthSpan[];
  readonly projection: Projection;
  /** Back-end GiB by the other method on a day, counted from the start. */
  readonly otherMethod: (day: number) => number;
}

/**
 * Sums and means of the daily totals by calendar month; the first and last may be partial.
 *
 * Source: docs/methodology-capacity.md M-17.
 */
export function capacityMonths(terms: MonthTerms): readonly CapacityMonth[] {
  const freed = freedByMonth(terms);
  return terms.spans.map((span, index) => capacityMonth(terms, span, freed[index] ?? []));
}

function capacityMonth({ input, projection, otherMethod }: MonthTerms, span: MonthSpan, freed: readonly Freed[]): CapacityMonth {
  const { totals } = projection;
  const days = { from: span.from - input.start, until: span.until - input.start };
  const last = days.until - 1;
  const first = mean(totals.first, days);
  const archive = mean(totals.archive, days);
  const used = mean(totals.retainedUsed, days);
  const { objectsPut, objectsHeldFirst, objectsHeldArchive, objectsMoved } = objects(input, totals, days, { first, archive });
  const provisioned = mean(totals.retainedProvisioned, days);
  return {
    from: span.from,
    until: span.until,
    days: days.until - days.from,
    daysOfMonth: span.daysOfMonth,
    provisioned: asGib(mean(totals.provisioned, days)),
    frontEnd: asGib(mean(totals.frontEnd, days)),
    restorePoints: ratio(sum(totals.weightedPoints, days), sum(totals.provisioned, days)),
    retainedUsed: asGib(used),
    retainedProvisioned: asGib(provisioned),
    backEnd: asGib(first + archive),
    backEndAtEnd: backEndOn(totals, last),
    inFirstClass: asGib(first),
    inArchiveClass: asGib(archive),
    chainOverhead: asGib(mean(totals.onlyParents, days)),
    sideFiles: asGib(mean(totals.sideFiles, days)),
    newBackEnd: asGib(sum(totals.newData, days)),
    peakDayNew: asGib(peak(totals.newData, days)),
    transitioned: asGib(sum(totals.moved, days)),
    freed,
    sourceRead: asGib(sum(totals.sourceRead, days)),
    sent: asGib(sum(totals.sent, days)),
    peakDayRead: asGib(peak(totals.sourceRead, days)),
    peakDaySent: asGib(peak(totals.sent, days)),
    objectsPut,
    objectsHeldFirst,
    objectsHeldArchive,
    objectsMoved,
    dedupeRatioUsed: ratio(used, first + archive),
    dedupeRatioProvisioned: ratio(provisioned, first + archive),
    // A projection of its own: only for who reads it.
    get otherMethodAtEnd() {
      return asGib(otherMethod(last));
    },
  };
}

/** Back-end GiB on a day. */
export function backEndOn(totals: DayTotals, day: number): Gib {
  return asGib(at(totals.first, day) + at(totals.archive, day));
}

interface Days {
  readonly from: number;
  readonly until: number;
}

type Objects = Pick<CapacityMonth, 'objectsPut' | 'objectsHeldFirst' | 'objectsHeldArchive' | 'objectsMoved'>;

/** A gateway packs its data into objects of one size; a plain bucket holds the writer's own. */
function objects({ store }: CapacityInput, totals: DayTotals, days: Days, held: { first: number; archive: number }): Objects {
  if (store.kind === 'plain' && store.mode === 'versions') {
    return {
      objectsPut: sum(totals.writerObjects, days),
      objectsHeldFirst: mean(totals.objectsFirst, days),
      objectsHeldArchive: mean(totals.objectsArchive, days),
      objectsMoved: sum(totals.objectsMoved, days),
    };
  }
  const perGib = MIB_PER_GIB / store.objectMib;
  return {
    objectsPut: sum(totals.newData, days) * perGib,
    objectsHeldFirst: held.first * perGib,
    objectsHeldArchive: held.archive * perGib,
    objectsMoved: sum(totals.moved, days) * perGib,
  };
}

/** Reclaimed data by month, class and age, ages ascending. */
function freedByMonth({ input, spans, projection }: MonthTerms): readonly (readonly Freed[])[] {
  const byMonth = spans.map(() => ({ first: new Map<number, number>(), archive: new Map<number, number>() }));
  const monthOf = spans.flatMap((span, index) => Array.from({ length: span.until - span.from }, () => index));
  for (const policy of projection.policies)
    collect(policy, projection.cleaningLagDays, (day, age, first, archive) => {
      const month = byMonth[monthOf[day] ?? -1];
      if (month === undefined) return;
      if (first > 0) month.first.set(age, (month.first.get(age) ?? 0) + first);
      const ageInArchive = Math.max(0, age - (input.transitionAfterDays ?? 0));
      if (archive > 0) month.archive.set(ageInArchive, (month.archive.get(ageInArchive) ?? 0) + archive);
    });
  return byMonth.map(({ first, archive }) => [...records(first, 'first'), ...records(archive, 'archive')]);
}

type OnFreed = (day: number, ageDays: number, first: number, archive: number) => void;

function collect({ events, reclaimed }: PolicyRun, cleaningLagDays: number, onFreed: OnFreed): void {
  const { drops, lifetimes } = events;
  for (let drop = 0; drop < drops.day.length; drop++) {
    const first = at(reclaimed.first, drop);
    const archive = at(reclaimed.archive, drop);
    if (first === 0 && archive === 0) continue;
    const day = integer(drops.day, drop) + cleaningLagDays;
    onFreed(day, day - integer(lifetimes.day, integer(drops.backup, drop)), first, archive);
  }
}

function records(ages: ReadonlyMap<number, number>, storageClass: Freed['storageClass']): readonly Freed[] {
  return [...ages].sort(([a], [b]) => a - b).map(([ageDays, size]) => ({ size: asGib(size), ageDays, storageClass }));
}

function sum(values: Float64Array, { from, until }: Days): number {
  let total = 0;
  for (let day = from; day < until; day++) total += at(values, day);
  return total;
}

function mean(values: Float64Array, days: Days): number {
  return ratio(sum(values, days), days.until - days.from);
}

function peak(values: Float64Array, { from, until }: Days): number {
  let most = 0;
  for (let day = from; day < until; day++) most = Math.max(most, at(values, day));
  return most;
}

/** A share of nothing is 0: a plan without data has no ratio to speak of. */
function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
