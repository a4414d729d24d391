import { DelayedError, type Job, UnrecoverableError, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { RowResult } from '../types.js';
import { QUEUE_NAME, type RowJob, readJob, resultsKey } from './job.js';

export interface Serving {
  readonly redis: Redis;
  readonly version: string;
  readonly catalog: string;
  /** Rows at a time. */
  readonly atOnce: number;
  /** A row is given up after its thread or machine was lost so often. */
  readonly losses: number;
  readonly make: (job: RowJob) => Promise<RowResult>;
  readonly onDone: (result: RowResult) => void;
  /** A job of another version or catalogue came: this worker cannot make its bytes. */
  readonly onOther: (what: string) => void;
}

/** After so long without a sign, a worker's row is given to another. */
const LOCK_MS = 15_000;
const LOOK_MS = 5000;
const GIVE_BACK_MS = 1000;

/** Takes rows from the queue until it is closed; `close` lets those in hand end. */
export function serveQueue(serving: Serving): { close(): Promise<void> } {
  const { redis, atOnce, losses } = serving;
  // Waiting for a row holds a connection of its own.
  const connection = redis.duplicate();
  connection.on('error', () => undefined);
  const worker = new Worker(QUEUE_NAME, (job, token) => rowOf(job, token, serving), {
    connection,
    concurrency: atOnce,
    lockDuration: LOCK_MS,
    stalledInterval: LOOK_MS,
    maxStalledCount: losses,
  });
  // Told by the queue's own lists; a broken connection comes back.
  worker.on('error', () => undefined);
  return {
    close: async () => {
      await worker.close();
      connection.disconnect();
    },
  };
}

async function rowOf(job: Job, token: string | undefined, serving: Serving): Promise<void> {
  const read = readJob(job.data);
  if (!read.ok) throw new UnrecoverableError(`no row of ours: ${read.why}`);
  const { version, catalog, run } = read.value;
  if (version !== serving.version || catalog !== serving.catalog) {
    // Back it goes, for a worker that can.
    await job.moveToDelayed(Date.now() + GIVE_BACK_MS, token);
    serving.onOther(version === serving.version ? `catalogue ${catalog}` : `version ${version}`);
    throw new DelayedError();
  }
  const result = await serving.make(read.value);
  // First the result, then the end of the job: a worker lost between the two makes it again, and it is the same.
  await serving.redis.hset(resultsKey(run), `${result.row}`, JSON.stringify(result));
  serving.onDone(result);
}
