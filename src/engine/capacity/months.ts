import type { MonthSpan } from '../../units/day.js';
import { asGib, type Gib } from '../../units/gib.js';
import { add, at, type DayTotals, integer } from './day-totals.js';
import type { Projection } from './project.js';
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

function capacityMonth(terms: MonthTerms, span: MonthSpan, freed: readonly Freed[]): CapacityMonth {
  const { input, projection } = terms;
  const { totals } = projection;
  const days = { from: span.from - input.start, until: span.until - input.start };
  const last = days.until - 1;
  const first = mean(totals.first, days);
  const archive = mean(totals.archive, days);
  const used = mean(totals.retainedUsed, days);
  const { objectsPut, objectsHeldFirst, objectsHeldArchive, objectsMoved } = objects(input, totals, days, { first, archive });
  const provisioned = mean(totals.retainedProvisioned, days);
  const month = {
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
  };
  return withOtherMethod(month, terms, last);
}

/** Beside the versions the ratio is at hand; beside a ratio the versions are a projection of their own, only for who reads it. */
function withOtherMethod(
  month: Omit<CapacityMonth, 'otherMethodAtEnd'>,
  { input, otherMethod }: MonthTerms,
  last: number,
): CapacityMonth {
  const get = () => asGib(otherMethod(last));
  if (input.store.mode === 'versions') return { ...month, otherMethodAtEnd: get() };
  return Object.defineProperty({ ...month, otherMethodAtEnd: asGib(0) }, 'otherMethodAtEnd', { enumerable: true, get });
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
  const { policies, cleaningLagDays, totals } = projection;
  const first = new FreedByAge('first', totals.days);
  const archive = new FreedByAge('archive', totals.days);
  const next = policies.map(() => 0);
  return spans.map(({ until }) => {
    const end = until - input.start;
    for (const [index, { events, reclaimed }] of policies.entries()) {
      const { drops, lifetimes } = events;
      let drop = next[index] ?? 0;
      for (; drop < drops.day.length && integer(drops.day, drop) + cleaningLagDays < end; drop++) {
        const age = integer(drops.day, drop) + cleaningLagDays - integer(lifetimes.day, integer(drops.backup, drop));
        first.add(age, at(reclaimed.first, drop));
        archive.add(Math.max(0, age - (input.transitionAfterDays ?? 0)), at(reclaimed.archive, drop));
      }
      next[index] = drop;
    }
    return [...first.take(), ...archive.take()];
  });
}

/** One month's reclaimed data of one class by its age, in room that the next month uses again. */
class FreedByAge {
  readonly #storageClass: Freed['storageClass'];
  readonly #sizes: Float64Array;
  readonly #ages: number[] = [];

  constructor(storageClass: Freed['storageClass'], days: number) {
    this.#storageClass = storageClass;
    this.#sizes = new Float64Array(days);
  }

  add(ageDays: number, size: number): void {
    if (!(size > 0)) return;
    if (this.#sizes[ageDays] === 0) this.#ages.push(ageDays);
    add(this.#sizes, ageDays, size);
  }

  take(): readonly Freed[] {
    const storageClass = this.#storageClass;
    const ages = this.#ages.splice(0).sort((a, b) => a - b);
    return ages.map((ageDays) => {
      const size = asGib(at(this.#sizes, ageDays));
      this.#sizes[ageDays] = 0;
      return { size, ageDays, storageClass };
    });
  }
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
