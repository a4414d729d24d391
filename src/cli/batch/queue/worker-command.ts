import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { RowJob } from '../../../batch/queue/job.js';
import { type S3Place, s3Place } from '../../../batch/queue/s3-place.js';
import type { RowResult } from '../../../batch/types.js';
import { type Problem, problemsOf } from '../../../problems/problem.js';
import { printable } from '../../../problems/render.js';
import { asDay } from '../../../units/day.js';
import type { Call } from '../../commands.js';
import { text } from '../../flag-values.js';
import { loadShelf } from '../../load-catalog.js';
import { countOf, type ExitCode } from '../../terminal.js';
import { workersFlag } from '../batch-flags.js';
import { rowPool } from '../row-pool.js';
import { failureText } from '../run-rows.js';
import { onStopSign } from '../stop-sign.js';
import { queueFlag } from './queue-flag.js';

const NOTHING = 'Nothing was started.';
/** A row may be lost with its machine more often than it may fail by itself: machines are killed for reasons of their own. */
const LOSSES = 10;

/** `stowage worker`: makes rows that runs on other machines hand in, until it is told to stop. */
export async function workerCommand(call: Call): Promise<ExitCode> {
  const { terminal, version } = call;
  const address = queueFlag(call);
  const workers = workersFlag(call);
  const flaws = [...problemsOf(address), ...problemsOf(workers)];
  if (!address.ok || !workers.ok) return terminal.problems(flaws, NOTHING);
  if (address.value === undefined) return terminal.problems([noQueue], NOTHING);
  const shelf = await loadShelf();
  if (!shelf.ok) return terminal.problems(shelf.problems, countOf(shelf.problems, NOTHING));
  const { connectQueue } = await import('../../../batch/queue/connect.js');
  const connected = await connectQueue(address.value);
  if (!connected.ok) return terminal.problems(connected.problems, NOTHING);
  const { serveQueue } = await import('../../../batch/queue/serve-queue.js');
  const threads = workers.value ?? availableParallelism();
  const maker = await rowMaker(text(call, 'out') ?? 'reports', threads, version);
  let other: string | undefined;
  let stop = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    stop = resolve;
  });
  onStopSign(stop);
  const serving = serveQueue({
    redis: connected.value,
    version,
    catalog: shelf.value.prices.version,
    atOnce: threads,
    losses: LOSSES,
    make: maker.make,
    onDone: (result) => {
      if (result.status === 'failed') terminal.say(failureText(result));
    },
    onOther: (what) => {
      other = what;
      stop();
    },
  });
  terminal.say(`Working for ${address.value.shown}, ${threads} rows at a time. Stop with Ctrl-C.`);
  await ended;
  await serving.close();
  await maker.close();
  connected.value.disconnect();
  if (other === undefined) return 0;
  return terminal.problems(
    [otherVersion(other, `version ${version}, catalogue ${shelf.value.prices.version}`)],
    'Its rows are left to others.',
  );
}

interface RowMaker {
  make(job: RowJob): Promise<RowResult>;
  close(): Promise<void>;
}

/** Rows into a folder, or by way of a folder of its own into a bucket. */
async function rowMaker(out: string, threads: number, version: string): Promise<RowMaker> {
  const pool = rowPool(threads);
  const place: S3Place | undefined = s3Place(out);
  const store = place === undefined ? undefined : (await import('../../../batch/queue/s3-store.js')).s3Store(place);
  const folder = store === undefined ? resolve(out) : await mkdtemp(join(tmpdir(), 'stowage-worker-'));
  return {
    make: async ({ row, asOf, flags, known }) => {
      const result = await pool.run({ row, options: { folder, asOf: asDay(asOf), version, flags }, known });
      // What this machine could not write another may: the queue gives it on.
      const unwritten = result.problems.find(({ code }) => code === 'CLI004' || code === 'BAT008');
      if (result.status === 'failed' && unwritten !== undefined) throw new Error(`${unwritten.where.file}: ${unwritten.found}`);
      if (store !== undefined) {
        await store.put(folder, result.outputs);
        await Promise.all(result.outputs.map(({ path }) => rm(join(folder, path), { force: true })));
      }
      return result;
    },
    close: async () => {
      await pool.destroy();
      store?.close();
      if (store !== undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

const noQueue: Problem = {
  code: 'CLI001',
  severity: 'error',
  where: { file: '--queue' },
  found: 'no queue',
  wanted: 'the address of a Redis',
  fix: '--queue redis://host:6379, or set STOWAGE_QUEUE',
};

const otherVersion = (found: string, own: string): Problem => ({
  code: 'BAT015',
  severity: 'error',
  where: { file: '--queue' },
  found: printable(`rows of ${found}`),
  wanted: own,
  fix: 'install the same version on every machine: other versions make other bytes',
});
