import { createHash } from 'node:crypto';
import { openLedger } from '../../../batch/ledger.js';
import type { QueueAddress } from '../../../batch/queue/address.js';
import { isInside, pathsOf, type RowJob } from '../../../batch/queue/job.js';
import { type Results, resultOf } from '../../../batch/results.js';
import type { Row, RowResult } from '../../../batch/types.js';
import { type Parsed, type Problem, parsed } from '../../../problems/problem.js';
import { loadShelf } from '../../load-catalog.js';
import type { Terminal } from '../../terminal.js';
import type { BatchOptions } from '../read-row.js';
import { failed } from '../render-row.js';
import { failureText, progressLine } from '../run-rows.js';
import { onStopSign } from '../stop-sign.js';

export interface QueueRunRequest {
  readonly rows: readonly Row[];
  readonly options: BatchOptions;
  /** Earlier results: a row whose inputs have not changed, and whose files stand where the worker writes, is kept. */
  readonly known: Results;
  readonly address: QueueAddress;
  readonly tries: number;
  readonly failFast: boolean;
}

/** Makes rows on the machines behind a queue: hands them in, takes results back, notes each. Ctrl-C or SIGTERM takes the rest out again. */
export async function runOnQueue(given: QueueRunRequest, terminal: Terminal): Promise<Parsed<Results>> {
  const { rows, options, address, tries } = given;
  const outside = rows.flatMap((row) => pathsOf(row).flatMap((path) => (isInside(path) ? [] : [notShared(row, path)])));
  const [first, ...rest] = outside;
  if (first !== undefined) return { ok: false, problems: [first, ...rest] };
  const shelf = await loadShelf();
  if (!shelf.ok) return shelf;
  const { connectQueue } = await import('../../../batch/queue/connect.js');
  const connected = await connectQueue(address);
  if (!connected.ok) return connected;
  const { coordinate, forgetGivenUp } = await import('../../../batch/queue/coordinate.js');
  const redis = connected.value;
  const flags = Object.fromEntries(
    Object.entries(options.flags).flatMap(([name, value]) => (isFlag(value) ? [[name, value]] : [])),
  );
  const common = { version: options.version, catalog: shelf.value.prices.version, asOf: options.asOf, flags };
  const run = createHash('sha256')
    .update(JSON.stringify([common, rows]))
    .digest('hex')
    .slice(0, 16);
  const ledger = await openLedger(options.folder, '1-of-1');
  const progress = progressLine(rows.length, terminal);
  const results = new Map<string, RowResult>();
  let stopped = false;
  const listenNoMore = onStopSign(() => {
    stopped = true;
  });
  try {
    await forgetGivenUp(redis, run);
    await coordinate({
      redis,
      run,
      rows,
      tries,
      jobOf: (row): RowJob => ({ run, ...common, row, known: resultOf(row, given.known) }),
      onResult: async (result) => {
        results.set(result.id, result);
        await ledger.add(result);
        if (result.status === 'failed') terminal.say(failureText(result));
        if (given.failFast && result.status !== 'done') stopped = true;
        progress.tell(results.size);
      },
      givenUp: (row, why) => failed(row, [givenUpProblem(row, tries, why)]),
      isOver: () => stopped,
    });
  } finally {
    progress.done();
    await ledger.close();
    redis.disconnect();
    listenNoMore();
  }
  return parsed(results);
}

const isFlag = (value: unknown): value is string | boolean => typeof value === 'string' || typeof value === 'boolean';

const notShared = ({ where }: Row, path: string): Problem => ({
  code: 'BAT013',
  severity: 'error',
  where,
  found: `${path}, outside the folder that this command runs in`,
  wanted: 'a path inside it: workers run in the same folder, shared, on other machines',
  fix: 'run it in the shared folder, with relative paths',
});

const givenUpProblem = ({ scenario }: Row, tries: number, why: string): Problem => ({
  code: 'BAT014',
  severity: 'error',
  where: { file: scenario },
  found: `a row that was given up after ${tries} tries: ${why}`,
  wanted: 'a worker that can make it',
  fix: 'it stays in the dead-letter list ("batch status --queue") until it is asked for again',
});
