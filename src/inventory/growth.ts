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
  volumes: number;
  gib: number;
}

/** What happened from one moment to the next. */
export interface Interval {
  readonly from: Day;
  readonly to: Day;
  /** GiB at its start and end. */
  readonly startGib: number;
  readonly endGib: number;
  readonly added: Readonly<Change>;
  readonly removed: Readonly<Change>;
  /** Volumes with another size than before, and the GiB that they grew (less those that they shrank) by. */
  readonly resized: Readonly<Change>;
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
  const flows: GrowthFlows = { total: [], byProject: new Map(), byType: new Map() };
  for (const [index, after] of moments.slice(1).entries()) compareMoments(moments[index] ?? after, after, flows, index);
  return measureGrowth(
    moments.map(({ day }) => day),
    flows,
  );
}

/** What came and went in each interval, of all volumes, of each project's and each type's. An interval without an entry saw none of them. */
export interface GrowthFlows {
  readonly total: (Flow | undefined)[];
  readonly byProject: Map<string, (Flow | undefined)[]>;
  readonly byType: Map<string, (Flow | undefined)[]>;
}

/** GiB at the start and end of an interval, and what made the difference. */
export type Flow = Omit<Interval, 'from' | 'to'>;

/**
 * Growth from what came and went between days.
 *
 * @param days at least two, ascending; the interval of index k lies between day k and day k + 1
 */
export function measureGrowth(days: readonly Day[], { total, byProject, byType }: GrowthFlows): GrowthReport {
  const [from, to] = [days[0], days.at(-1)];
  if (from === undefined || to === undefined || from === to) throw new Error('growth is between two days');
  const measured = (map: ReadonlyMap<string, readonly (Flow | undefined)[]>): Readonly<Record<string, MeasuredGrowth>> =>
    Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, flows]) => [key, measure(days, flows)]));
  return { from, to, total: measure(days, total), byProject: measured(byProject), byType: measured(byType) };
}

function compareMoments(before: Moment, after: Moment, flows: GrowthFlows, interval: number): void {
  const project = (key: string): OpenFlow => openFlow(flowsOf(flows.byProject, key), interval);
  const type = (key: string): OpenFlow => openFlow(flowsOf(flows.byType, key), interval);
  const total = openFlow(flows.total, interval);
  for (const [id, old] of before.volumes) {
    const now = after.volumes.get(id);
    compare(total, old, now);
    compare(project(old.project), old, now?.project === old.project ? now : undefined);
    compare(type(old.type), old, now?.type === old.type ? now : undefined);
  }
  for (const [id, now] of after.volumes) {
    const old = before.volumes.get(id);
    if (old === undefined) compare(total, undefined, now);
    if (old?.project !== now.project) compare(project(now.project), undefined, now);
    if (old?.type !== now.type) compare(type(now.type), undefined, now);
  }
}

/** The flows of a project or type; those of a new one, where it is not known. */
export function flowsOf(map: Map<string, (Flow | undefined)[]>, key: string): (Flow | undefined)[] {
  const flows = map.get(key) ?? [];
  map.set(key, flows);
  return flows;
}

interface OpenFlow {
  startGib: number;
  endGib: number;
  readonly added: Change;
  readonly removed: Change;
  readonly resized: Change;
}

const noFlow = (): OpenFlow => ({ startGib: 0, endGib: 0, added: none(), removed: none(), resized: none() });
const none = (): Change => ({ volumes: 0, gib: 0 });

function openFlow(flows: (Flow | undefined)[], interval: number): OpenFlow {
  const flow = flows[interval] ?? noFlow();
  flows[interval] = flow;
  return flow;
}

function compare(flow: OpenFlow, old: Kept | undefined, now: Kept | undefined): void {
  flow.startGib += old?.size ?? 0;
  flow.endGib += now?.size ?? 0;
  if (old === undefined && now !== undefined) count(flow.added, now.size);
  else if (old !== undefined && now === undefined) count(flow.removed, old.size);
  else if (old !== undefined && now !== undefined && old.size !== now.size) count(flow.resized, now.size - old.size);
}

function measure(days: readonly Day[], flows: readonly (Flow | undefined)[]): MeasuredGrowth {
  const intervals = days.slice(1).map((to, index): Interval => ({ from: days[index] ?? to, to, ...(flows[index] ?? noFlow()) }));
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

function count(change: Change, gib: number): void {
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
