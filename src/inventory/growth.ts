import type { Day } from '../units/day.js';
import type { Volume } from './types.js';

const DAYS_A_YEAR = 365;

/** One inventory of a cloud, as it was on a day. Sizes by id; projects and types as few texts shared by many volumes. */
export interface Moment {
  readonly day: Day;
  readonly volumes: ReadonlyMap<string, Kept>;
}

/** What of a volume growth is measured by. */
export interface Kept {
  readonly size: number;
  readonly project: string;
  readonly type: string;
}

/** Keeps of an inventory what growth needs: some 150 bytes a volume. */
export class MomentSink {
  readonly needless = new Set(['attached', 'metadata', 'zone', 'name', 'bootable'] as const);
  readonly volumes = new Map<string, Kept>();
  private readonly kinds = new Map<string, Kept>();

  /** Temporary volumes come and go by themselves: they are no growth. */
  add({ id, size, project = '', type = '', temporary }: Volume): void {
    if (temporary !== undefined) return;
    const key = JSON.stringify([size, project, type]);
    const kept = this.kinds.get(key) ?? { size, project, type };
    this.kinds.set(key, kept);
    this.volumes.set(id, kept);
  }
}

/** Volumes and GiB that came or went between two moments. */
export interface Change {
  readonly volumes: number;
  readonly gib: number;
}

/** What happened from one moment to the next. */
export interface Interval {
  readonly from: Day;
  readonly to: Day;
  /** GiB at its start and end. */
  readonly startGib: number;
  readonly endGib: number;
  readonly added: Change;
  readonly removed: Change;
  /** Volumes with another size than before, and the GiB that they grew (less those that they shrank) by. */
  readonly resized: Change;
}

/** Growth of a whole inventory, or of one project or type in it. */
export interface MeasuredGrowth {
  readonly intervals: readonly Interval[];
  /** GiB a day over the whole time. */
  readonly gibPerDay: number;
  /** Share a year that compounds to what was seen; undefined where there was nothing at the start or is nothing at the end. */
  readonly perYear: number | undefined;
  /**
   * From how much the intervals differ, each weighed by its days: one standard error down and up, on the scale on which growth compounds.
   * Two times in three the truth is within, if times to come are like those seen. undefined for a single interval, which tells nothing of it.
   */
  readonly range: { readonly low: number; readonly high: number } | undefined;
}

export interface GrowthReport {
  readonly from: Day;
  readonly to: Day;
  readonly total: MeasuredGrowth;
  readonly byProject: Readonly<Record<string, MeasuredGrowth>>;
  readonly byType: Readonly<Record<string, MeasuredGrowth>>;
}

/**
 * Measures growth between inventories of the same cloud: a volume is the same if its id is. A volume that changed its type or project counts as
 * removed from one and added to the other.
 *
 * @param moments at least two, on different days, oldest first
 */
export function growthOf(moments: readonly Moment[]): GrowthReport {
  const books = { total: new GrowthBook(), projects: new Map<string, GrowthBook>(), types: new Map<string, GrowthBook>() };
  const pairs = moments.slice(1).map((after, index) => ({ before: moments[index] ?? after, after }));
  for (const [index, { before, after }] of pairs.entries()) {
    const bookOf = (map: Map<string, GrowthBook>, key: string): GrowthBook => {
      const book = map.get(key) ?? new GrowthBook();
      map.set(key, book);
      return book;
    };
    for (const [id, old] of before.volumes) {
      const now = after.volumes.get(id);
      books.total.compare(index, old, now);
      bookOf(books.projects, old.project).compare(index, old, now?.project === old.project ? now : undefined);
      bookOf(books.types, old.type).compare(index, old, now?.type === old.type ? now : undefined);
    }
    for (const [id, now] of after.volumes) {
      const old = before.volumes.get(id);
      if (old === undefined) books.total.compare(index, undefined, now);
      if (old?.project !== now.project) bookOf(books.projects, now.project).compare(index, undefined, now);
      if (old?.type !== now.type) bookOf(books.types, now.type).compare(index, undefined, now);
    }
  }
  const days = moments.map(({ day }) => day);
  const measured = (map: ReadonlyMap<string, GrowthBook>): Readonly<Record<string, MeasuredGrowth>> =>
    Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, book]) => [key, book.measure(days)]));
  const [from, to] = [days[0], days.at(-1)];
  if (from === undefined || to === undefined || from === to) throw new Error('growth is between two days');
  return { from, to, total: books.total.measure(days), byProject: measured(books.projects), byType: measured(books.types) };
}

interface Flow {
  start: number;
  end: number;
  added: { volumes: number; gib: number };
  removed: { volumes: number; gib: number };
  resized: { volumes: number; gib: number };
}

class GrowthBook {
  private readonly flows: Flow[] = [];

  compare(interval: number, old: Kept | undefined, now: Kept | undefined): void {
    const flow = this.flow(interval);
    flow.start += old?.size ?? 0;
    flow.end += now?.size ?? 0;
    if (old === undefined && now !== undefined) count(flow.added, now.size);
    else if (old !== undefined && now === undefined) count(flow.removed, old.size);
    else if (old !== undefined && now !== undefined && old.size !== now.size) count(flow.resized, now.size - old.size);
  }

  measure(days: readonly Day[]): MeasuredGrowth {
    const intervals = days.slice(1).map((to, index): Interval => {
      const { start, end, added, removed, resized } = this.flow(index);
      return { from: days[index] ?? to, to, startGib: start, endGib: end, added, removed, resized };
    });
    const [first, last] = [intervals[0], intervals.at(-1)];
    const span = (last?.to ?? 0) - (first?.from ?? 0);
    const change = (last?.endGib ?? 0) - (first?.startGib ?? 0);
    const rates = intervals.map(({ startGib, endGib, from, to }) => ({
      rate: yearly(startGib, endGib, to - from),
      days: to - from,
    }));
    const whole = yearly(first?.startGib ?? 0, last?.endGib ?? 0, span);
    const error = whole === undefined ? undefined : errorOf(rates, whole);
    return {
      intervals,
      gibPerDay: change / span,
      perYear: whole === undefined ? undefined : Math.expm1(whole),
      range:
        whole === undefined || error === undefined
          ? undefined
          : { low: Math.expm1(whole - error), high: Math.expm1(whole + error) },
    };
  }

  private flow(interval: number): Flow {
    const none = () => ({ volumes: 0, gib: 0 });
    const flow = this.flows[interval] ?? { start: 0, end: 0, added: none(), removed: none(), resized: none() };
    this.flows[interval] = flow;
    return flow;
  }
}

function count(change: { volumes: number; gib: number }, gib: number): void {
  change.volumes++;
  change.gib += gib;
}

/** Logarithm of the growth factor of a year; undefined where nothing can have grown. */
function yearly(start: number, end: number, days: number): number | undefined {
  return start > 0 && end > 0 && days > 0 ? (Math.log(end / start) / days) * DAYS_A_YEAR : undefined;
}

/** Standard error of the mean of the intervals' rates, weighed by their days. */
function errorOf(
  rates: readonly { readonly rate: number | undefined; readonly days: number }[],
  mean: number,
): number | undefined {
  const told = rates.flatMap(({ rate, days }) => (rate === undefined ? [] : [{ rate, days }]));
  if (told.length < 2 || told.length < rates.length) return undefined;
  const days = told.reduce((sum, one) => sum + one.days, 0);
  const spread = told.reduce((sum, one) => sum + (one.days / days) * (one.rate - mean) ** 2, 0);
  return Math.sqrt(spread / (told.length - 1));
}
