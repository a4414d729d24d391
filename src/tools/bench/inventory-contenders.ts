import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { DuckDBConnection } from '@duckdb/node-api';
import { parse } from 'csv-parse';
import { nodeByteTools } from '../../files/byte-tools.js';
import { openSource } from '../../files/inventory-source.js';
import { streamCohorts } from '../../files/stream-cohorts.js';
import type { WorkloadRule } from '../../inventory/types.js';

/** What one run took. */
export interface Measured {
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** Most memory that the process had, in MB. */
  readonly peakMb: number;
}

export type Contender =
  | 'stowage'
  | 'stowage-2'
  | 'stowage-many'
  | 'duckdb-1'
  | 'duckdb-2'
  | 'newlines'
  | 'csv-parse'
  | 'rest'
  | 'rest-2'
  | 'json-parse'
  | 'json-parse-stream';

/** Beside dist/tools/bench, where this runs. */
const WORKER = fileURLToPath(new URL('../../file-worker.cjs', import.meta.url));

interface Run {
  readonly title: string;
  readonly run: (file: string) => Promise<void>;
  /** What is done before the clock starts: rivals are loaded by their own processes only. */
  readonly prepare?: (file: string) => void | Promise<void>;
}

export const CONTENDERS: Readonly<Record<Contender, Run>> = {
  stowage: { title: 'stowage: cohorts, 1 thread', run: (file) => cohorts(file) },
  'stowage-2': { title: 'stowage: cohorts, 2 threads', run: (file) => cohorts(file, WORKER) },
  'stowage-many': { title: 'stowage: 4 times the volumes', run: (file) => cohorts(file) },
  'duckdb-1': { title: 'DuckDB GROUP BY, 1 thread', run: groupBy, prepare: () => connect(1) },
  'duckdb-2': { title: 'DuckDB GROUP BY, 2 threads', run: groupBy, prepare: () => connect(2) },
  newlines: { title: 'counting newlines', run: newlines },
  'csv-parse': { title: 'csv-parse: every row', run: everyRow },
  rest: { title: 'stowage: REST pages, 1 thread', run: (file) => cohorts(file) },
  'rest-2': { title: 'stowage: REST pages, 2 threads', run: (file) => cohorts(file, WORKER) },
  'json-parse': { title: 'JSON.parse, pages in memory', run: pagesInMemory, prepare: readPages },
  'json-parse-stream': { title: 'JSON.parse, pages read line by line', run: everyPage },
};

/** The rules of the sample scenario: by name, by type, and one for the rest. */
const plan = (match: WorkloadRule['match'], profile: string, encrypted?: boolean): WorkloadRule => ({
  match,
  action: { kind: 'plan', profile, policy: 'daily', encrypted },
});
const RULES: readonly WorkloadRule[] = [
  { match: { name: 'temp-no-quota' }, action: { kind: 'exclude', reason: "a temporary volume of Cinder's own" } },
  plan({ type: '*encrypted*' }, 'encrypted', true),
  ...['db*', 'pg-data*', 'mysql*', 'oracle*'].map((name) => plan({ name }, 'database')),
  ...['log*', 'prometheus*', 'es-node*', 'kafka*'].map((name) => plan({ name }, 'log-heavy')),
  plan({ name: 'media*' }, 'media'),
  plan({ name: 'home*' }, 'file-service'),
  plan({ type: 'nfs, archive "cold"' }, 'file-service'),
  plan({}, 'general-vm'),
];

async function cohorts(file: string, worker?: string): Promise<void> {
  const source = await openSource(file);
  const sorting = {
    rules: RULES,
    excludedStatuses: ['error', 'deleting', 'error_deleting'],
    named: ['db-00151', 'oracle-00092'],
  };
  const { problems, rejected } = await streamCohorts(
    { files: [{ source }], tools: nodeByteTools(), worker, sharedFrom: 0 },
    sorting,
  );
  if (problems.length + rejected > 0) throw new Error(`${problems.length} problems, ${rejected} rejects`);
}

let connection: DuckDBConnection | undefined;

async function connect(threads: number): Promise<void> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', { threads: String(threads) });
  connection = await instance.connect();
}

async function groupBy(file: string): Promise<void> {
  const query = `SELECT "Type", "Status", count(*), sum("Size") FROM read_csv('${file.replaceAll("'", "''")}') GROUP BY 1, 2`;
  const result = await connection?.runAndReadAll(query);
  if (!result?.getRows().length) throw new Error('DuckDB found nothing');
}

async function newlines(file: string): Promise<void> {
  let lines = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>)
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines++;
  if (lines === 0) throw new Error('no lines');
}

async function everyRow(file: string): Promise<void> {
  let rows = 0;
  for await (const _row of createReadStream(file).pipe(parse())) rows++;
  if (rows === 0) throw new Error('no rows');
}

/** Pages of 1000 volumes, one on a line: nothing is made of what JSON.parse gives. */
async function everyPage(file: string): Promise<void> {
  let volumes = 0;
  for await (const page of createInterface(createReadStream(file, { highWaterMark: 1 << 20 }))) volumes += volumesOf(page).length;
  if (volumes === 0) throw new Error('no volumes');
}

const volumesOf = (page: string) => (JSON.parse(page) as { readonly volumes: readonly { readonly size: number }[] }).volumes;

const pages: string[] = [];

function readPages(file: string): void {
  const bytes = readFileSync(file);
  for (let from = 0, end = bytes.indexOf(10); end >= 0; from = end + 1, end = bytes.indexOf(10, from))
    pages.push(bytes.toString('utf8', from, end));
}

/** JSON.parse at its best: nothing is read, split or decoded while the clock runs. Memory holds the file, of course. */
async function pagesInMemory(): Promise<void> {
  const size = pages.reduce((sum, page) => sum + volumesOf(page).reduce((gib, volume) => gib + volume.size, 0), 0);
  if (size === 0) throw new Error('no volumes');
}
