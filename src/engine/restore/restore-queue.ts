import type { TimelineEntry } from '../plan-types.js';
import { grouped } from '../sizing/words.js';
import { type Load, type Passage, sharePipe } from './priority-pipe.js';
import { type RestorePipes, type RestoreWork, slowest } from './restore-time.js';

const SECONDS_PER_HOUR = 3600;

/** One group of volumes to restore. Its remote data is there after `waitHours`. */
export interface QueueItem {
  readonly name: string;
  readonly policy: string;
  readonly work: RestoreWork;
  readonly waitHours: number;
  readonly waitWords: string;
}

const perHour = (rate: number): number => rate * SECONDS_PER_HOUR;

/**
 * What a group writes: its largest volume is one worker's alone, the rest takes no more workers than it has volumes. One volume's full and
 * incrementals are written one after the other.
 */
function writesOf({ work }: QueueItem, release: number, pipes: RestorePipes): readonly [Load, Load] {
  const oneWorker = perHour(pipes.write);
  const alone = work.volumes > 1 ? Math.min(work.largest, work.written) : work.written;
  const workers = Math.max(1, Math.min(pipes.parallel, work.volumes - 1));
  return [
    { release, amount: alone, most: oneWorker },
    { release, amount: work.written - alone, most: oneWorker * workers },
  ];
}

/** Two loads of one group: started with the first, through with the last. */
function together(a: Passage | undefined = NEVER, b: Passage | undefined = NEVER): Passage {
  return { start: Math.min(a.start, b.start), finish: Math.max(a.finish, b.finish) };
}

const NEVER: Passage = { start: Number.POSITIVE_INFINITY, finish: Number.POSITIVE_INFINITY };

/** A group and its way through the three pipes. */
interface Passed {
  readonly item: QueueItem;
  readonly fetch: Passage;
  readonly rehydrate: Passage;
  readonly write: Passage;
}

const readyOf = ({ work, waitHours }: QueueItem, { declareHours }: RestorePipes): number =>
  declareHours + (work.remote > 0 ? waitHours : 0);

/** The three pipes stream: a group is read as soon as its first data is fetched, and written as soon as it is read. */
function passedOf(items: readonly QueueItem[], pipes: RestorePipes): readonly Passed[] {
  const most = Number.POSITIVE_INFINITY;
  const fetch = sharePipe(
    items.map((item) => ({ release: readyOf(item, pipes), amount: item.work.remote, most })),
    perHour(slowest(pipes.fetch).rate),
  );
  const after = (passages: readonly Passage[], index: number) => (passages[index] ?? NEVER).start;
  const rehydrate = sharePipe(
    items.map(({ work }, index) => ({ release: after(fetch, index), amount: work.read, most })),
    perHour(slowest(pipes.rehydrate).rate),
  );
  const write = sharePipe(
    items.flatMap((item, index) => writesOf(item, after(rehydrate, index), pipes)),
    perHour(pipes.write * pipes.parallel),
  );
  return items.map((item, index) => ({
    item,
    fetch: fetch[index] ?? NEVER,
    rehydrate: rehydrate[index] ?? NEVER,
    write: together(write[2 * index], write[2 * index + 1]),
  }));
}

const lastOf = ({ fetch, rehydrate, write }: Passed): number => Math.max(fetch.finish, rehydrate.finish, write.finish);

/** What the group waits for longest: the archive, or the pipe that is through with it last. */
function stageOf(passed: Passed, pipes: RestorePipes): Pick<TimelineEntry, 'stage' | 'pipe'> {
  const { item, fetch, write } = passed;
  const last = lastOf(passed);
  const isRemote = item.work.remote > 0;
  if (isRemote && item.waitHours > last - readyOf(item, pipes)) return { stage: 'wait', pipe: item.waitWords };
  if (isRemote && fetch.finish >= last) return { stage: 'fetch', pipe: slowest(pipes.fetch).name };
  if (write.finish >= last) return { stage: 'write', pipe: `${grouped(pipes.parallel)} workers` };
  return { stage: 'rehydrate', pipe: slowest(pipes.rehydrate).name };
}

const earliestFirst = (a: Passed, b: Passed): number => {
  const [first, second] = [lastOf(a), lastOf(b)];
  return first === second ? 0 : first < second ? -1 : 1;
};

/** Hours of opening backups (M-68) up to and with each group, in the order in which they are through. */
function openingHours(passed: readonly Passed[], pipes: RestorePipes): ReadonlyMap<Passed, number> {
  const hours = new Map<Passed, number>();
  let links = 0;
  let volumes = 0;
  let chain = 0;
  for (const one of [...passed].sort(earliestFirst)) {
    links += one.item.work.links;
    volumes += one.item.work.volumes;
    chain = Math.max(chain, one.item.work.chain);
    const workers = Math.max(1, Math.min(pipes.parallel, volumes));
    hours.set(one, (Math.max(chain, links / workers) * pipes.linkSeconds) / SECONDS_PER_HOUR);
  }
  return hours;
}

/**
 * Many restores at once on shared pipes, in order of priority: who is back when (M-77). Each pipe serves the first group that has data
 * for it; local groups go ahead while others wait for the archive. A group is back when the slowest of its pipes is through with
 * it and its backups, with those of the groups before it, are opened.
 *
 * The last finish is never before `declare + bytes / pipe` of any pipe, and is that where one pipe is the bottleneck all along. It can be
 * later than the restore time of M-69, which takes the volumes in the best order.
 *
 * @param items most important first
 */
export function restoreQueue(items: readonly QueueItem[], pipes: RestorePipes): readonly TimelineEntry[] {
  const passed = passedOf(items, pipes);
  const opening = openingHours(passed, pipes);
  return passed.map((one) => ({
    name: one.item.name,
    policy: one.item.policy,
    volumes: one.item.work.volumes,
    startHours: one.item.work.remote > 0 ? one.fetch.start : one.rehydrate.start,
    finishHours: lastOf(one) + (opening.get(one) ?? 0),
    ...stageOf(one, pipes),
  }));
}
