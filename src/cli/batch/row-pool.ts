import { join } from 'node:path';
import { Piscina } from 'piscina';
import type { RowResult } from '../../batch/types.js';
import { packageRoot } from '../place.js';
import type { RowTask } from './render-row.js';

/** Threads that make rows, each with the catalogue, templates and inventories at hand. */
export const rowPool = (threads: number): Piscina<RowTask, RowResult> =>
  new Piscina<RowTask, RowResult>({
    filename: join(packageRoot(), 'dist', 'batch-worker.mjs'),
    name: 'renderRow',
    minThreads: threads,
    maxThreads: threads,
  });
