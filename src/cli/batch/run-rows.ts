import { availableParallelism } from 'node:os';
import { openLedger } from '../../batch/ledger.js';
import { rateText } from '../../batch/rate.js';
import { type Results, resultOf } from '../../batch/results.js';
import type { Row, RowResult } from '../../batch/types.js';
import { printable, renderPlace } from '../../problems/render.js';
import { reasonOf } from '../files.js';
import type { Terminal } from '../terminal.js';
import type { BatchOptions } from './read-row.js';
import { failed } from './render-row.js';
import { rowPool } from './row-pool.js';
import { onStopSign } from './stop-sign.js';

export interface BatchRun {
  readonly rows: readonly Row[];
  readonly options: BatchOptions;
  /** Earlier results; those whose inputs have not changed are kept. */
  readonly known: Results;
  readonly shard: string;
  readonly workers: number | undefined;
  readonly failFast: boolean;
}

/** In hand or next in line: a thread never waits for the one that hands rows out. */
const ROWS_PER_THREAD = 4;

/**
 * Runs rows on worker threads, never more in flight than keeps them busy, and notes each as it ends. After Ctrl-C or SIGTERM no row is
 * begun, and those in hand end.
 */
export async function runRows(run: BatchRun, terminal: Terminal): Promise<Results> {
  const threads = Math.min(run.workers ?? availableParallelism(), run.rows.length);
  const pool = rowPool(threads);
  const ledger = await openLedger(run.options.folder, run.shard);
  const results = new Map<string, RowResult>();
  const progress = progressLine(run.rows.length, terminal);
  let next = 0;
  let stopped = false;
  let unnoted = false;
  const listenNoMore = onStopSign(() => {
    stopped = true;
    terminal.say('Told to stop: the rows in hand are being finished. --resume goes on.');
  });
  // A disk that is full takes no notes either: the row is what it is, and --resume will make it again.
  const note = (result: RowResult): Promise<void> =>
    ledger.add(result).catch((error: unknown) => {
      if (!unnoted) terminal.say(`results are not noted any more: ${reasonOf(error)}`);
      unnoted = true;
    });
  const lane = async (): Promise<void> => {
    while (!stopped) {
      const row = run.rows[next++];
      if (row === undefined) return;
      const known = resultOf(row, run.known);
      const result = await pool.run({ row, options: run.options, known }).catch((error: unknown) => broken(row, error));
      if (result.key === '' || result.key !== known?.key) await note(result);
      results.set(result.id, result);
      if (result.status === 'failed') terminal.say(failureText(result));
      if (run.failFast && result.status !== 'done') stopped = true;
      progress.tell(results.size);
    }
  };
  try {
    await Promise.all(Array.from({ length: threads * ROWS_PER_THREAD }, lane));
  } finally {
    listenNoMore();
    progress.done();
    await ledger.close();
    await pool.destroy();
  }
  return results;
}

/** A row that broke the program, or its thread: a bug of ours, told of that row alone. */
function broken(row: Row, error: unknown): RowResult {
  const found = `an error of the program: ${error instanceof Error ? error.message : `${error}`}`;
  const fix = 'this is a bug in stowage: please report it with the scenario';
  return failed(row, [{ code: 'BAT009', severity: 'error', where: { file: row.scenario }, found, wanted: 'a plan', fix }]);
}

export function failureText({ row, name, problems }: RowResult): string {
  const [first] = problems;
  if (first === undefined) return printable(`row ${row} (${name}) failed`);
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  const { where, code, found, wanted } = first;
  return printable(`row ${row} (${name}) failed: ${renderPlace(where)}: ${code}: found ${found}, wanted ${wanted}${more}`);
}

/** One line that is written over on a terminal; else a line every ten seconds. */
export function progressLine(of: number, { say, quiet }: Terminal): { tell(count: number): void; done(): void } {
  const started = performance.now();
  const live = process.stderr.isTTY === true && !quiet;
  let last = started;
  return {
    tell: (count) => {
      const now = performance.now();
      if (now - last < (live ? 250 : 10_000)) return;
      last = now;
      const text = rateText(count, of, (now - started) / 1000);
      if (live) process.stderr.write(`\r\u001b[K${text}`);
      else say(text);
    },
    done: () => {
      if (live) process.stderr.write('\r\u001b[K');
    },
  };
}
