import { setTimeout as pause } from 'node:timers/promises';
import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Row, RowResult } from '../types.js';
import { QUEUE_NAME, type RowJob, readResult, resultsKey } from './job.js';

export interface QueueRun {
  readonly redis: Redis;
  /** Names this run: the same rows and options have the same name, so that work handed in twice is done once. */
  readonly run: string;
  readonly rows: readonly Row[];
  readonly jobOf: (row: Row) => RowJob;
  /** A row is given up after so many tries. */
  readonly tries: number;
  readonly onResult: (result: RowResult) => Promise<void>;
  /** What a row becomes that was given up, with the queue's last word on it. */
  readonly givenUp: (row: Row, why: string) => RowResult;
  readonly isOver: () => boolean;
}

/** Rows handed in and not back: the queue stays short however long the list is. */
const AHEAD = 1000;
const TICK_MS = 250;
/** So often, rows that nobody speaks of are looked for: a Redis that lost its last second may have lost them. */
const LOOK_MS = 3000;

/** Hands rows to the queue and takes results back until none is missing. At-least-once work; a row's result counts once. */
export async function coordinate(given: QueueRun): Promise<void> {
  const { redis, run, rows, isOver } = given;
  const queue = new Queue(QUEUE_NAME, { connection: redis });
  const waiting = rows[Symbol.iterator]();
  const out = new Map<number, Row>();
  let looked = performance.now();
  try {
    while (!isOver()) {
      await handIn(queue, waiting, out, given);
      const finished = await takeBack(redis, run, out, given);
      if (out.size === 0) return;
      if (finished > 0) looked = performance.now();
      else if (performance.now() - looked > LOOK_MS) {
        await lookFor(queue, out, given);
        looked = performance.now();
      }
      await pause(TICK_MS);
    }
    await takeBack(redis, run, out, given);
    // What was not begun is taken out again; what is being made ends, and its result waits for a run that goes on.
    for (const row of out.values()) await queue.remove(idOf(run, row)).catch(() => 0);
  } finally {
    await queue.close();
  }
}

const idOf = (run: string, { row }: Row): string => `${run}-${row}`;

async function handIn(queue: Queue, waiting: Iterator<Row>, out: Map<number, Row>, given: QueueRun): Promise<void> {
  const added: Row[] = [];
  while (out.size < AHEAD) {
    const next = waiting.next();
    if (next.done === true) break;
    out.set(next.value.row, next.value);
    added.push(next.value);
  }
  if (added.length > 0) await submit(queue, added, given);
}

async function submit(queue: Queue, rows: readonly Row[], { run, jobOf, tries }: QueueRun): Promise<void> {
  await queue.addBulk(
    rows.map((row) => ({
      name: 'row',
      data: jobOf(row),
      opts: {
        jobId: idOf(run, row),
        attempts: tries,
        backoff: { type: 'exponential', delay: 200 },
        removeOnComplete: true,
      },
    })),
  );
}

async function takeBack(redis: Redis, run: string, out: Map<number, Row>, { onResult }: QueueRun): Promise<number> {
  const texts = await redis.hgetall(resultsKey(run));
  const fields = Object.keys(texts);
  for (const text of Object.values(texts)) {
    const result = readResult(text);
    // Counted once, whoever made it how often.
    if (result === undefined || !out.delete(result.row)) continue;
    await onResult(result);
  }
  if (fields.length > 0) await redis.hdel(resultsKey(run), ...fields);
  return fields.length;
}

async function lookFor(queue: Queue, out: Map<number, Row>, given: QueueRun): Promise<void> {
  const lost: Row[] = [];
  for (const row of out.values()) {
    const id = idOf(given.run, row);
    const state = await queue.getJobState(id);
    if (state === 'unknown') lost.push(row);
    if (state !== 'failed') continue;
    const job = await queue.getJob(id);
    out.delete(row.row);
    await given.onResult(given.givenUp(row, job?.failedReason ?? 'it failed'));
  }
  // A result may have come between the two looks: it is taken back at the next turn, and the row made twice is one result.
  if (lost.length > 0) await submit(queue, lost, given);
}

/** Rows of a run that were given up before are tried afresh. */
export async function forgetGivenUp(redis: Redis, run: string): Promise<void> {
  const queue = new Queue(QUEUE_NAME, { connection: redis });
  try {
    const failed = await queue.getFailed();
    for (const job of failed) if (job.id?.startsWith(`${run}-`) === true) await job.remove();
  } finally {
    await queue.close();
  }
}

/** How the queue stands: for `stowage batch status --queue`. */
export interface QueueStatus {
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  /** The dead-letter list: rows that were given up, with the last error of each. */
  readonly givenUp: readonly { readonly row: number; readonly name: string; readonly tries: number; readonly why: string }[];
}

const MOST_SHOWN = 1000;

export async function queueStatus(redis: Redis): Promise<QueueStatus> {
  const queue = new Queue<RowJob>(QUEUE_NAME, { connection: redis });
  try {
    const [counts, failed] = await Promise.all([
      queue.getJobCounts('waiting', 'active', 'delayed'),
      queue.getFailed(0, MOST_SHOWN - 1),
    ]);
    return {
      waiting: counts.waiting ?? 0,
      active: counts.active ?? 0,
      delayed: counts.delayed ?? 0,
      givenUp: failed.map(({ data, attemptsMade, failedReason }) => ({
        row: data.row?.row ?? 0,
        name: data.row?.name ?? '',
        tries: attemptsMade,
        why: failedReason,
      })),
    };
  } finally {
    await queue.close();
  }
}
