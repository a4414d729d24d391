import { join } from 'node:path';
import { Piscina } from 'piscina';
import type { RowResult } from '../../batch/types.js';
import { packageRoot } from '../place.js';
import type { RowTask } from './render-row.js';

const ROWS_AT_ONCE = 2;

/** Threads that make rows, each with the catalogue, templates and inventories at hand. */
export const rowPool = (threads: number): Piscina<RowTask, RowResult> =>
  new Piscina<RowTask, RowResult>({
    filename: join(packageRoot(), 'dist', 'batch-worker.mjs'),
    name: 'renderRow',
    minThreads: threads,
    maxThreads: threads,
    // While the files of one row are written, the next is planned.
    concurrentTasksPerWorker: ROWS_AT_ONCE,
  });
