import { join } from 'node:path';
import { indexPage } from '../../batch/index-page.js';
import { readLedgers } from '../../batch/ledger.js';
import { readManifest } from '../../batch/manifest-entries.js';
import { rowsOf } from '../../batch/manifest-rows.js';
import { type Results, resultOf } from '../../batch/results.js';
import { type Summary, summaryOf } from '../../batch/summary.js';
import type { Row } from '../../batch/types.js';
import { clearUnfinished } from '../../batch/unfinished.js';
import { type Parsed, type Problem, parsed, problemsOf } from '../../problems/problem.js';
import type { Call } from '../commands.js';
import { readTextFile, writeWhole } from '../files.js';
import { choice, dayFlag, isSet, text } from '../flag-values.js';
import { countOf, type ExitCode } from '../terminal.js';
import { shardFlag, triesFlag, workersFlag } from './batch-flags.js';
import { BATCH_FORMATS } from './batch-formats.js';
import { queueFlag } from './queue/queue-flag.js';
import { queueLines } from './queue/queue-status.js';
import { runOnQueue } from './queue/run-on-queue.js';
import { runRows } from './run-rows.js';

/** What `stowage plan` takes, too, and rows are made with. */
const PLAN_FLAGS = ['check', 'max-monthly', 'max-total', 'require-sla', 'confidential'] as const;

const NOTHING = 'Nothing was written.';

/** `stowage batch MANIFEST`, `stowage batch status MANIFEST`, `stowage batch merge MANIFEST`. */
export async function batchCommand(call: Call): Promise<ExitCode> {
  const { terminal } = call;
  const given = call.flags.manifest;
  const words = Array.isArray(given) ? given.map(String) : [];
  const action = words.length > 1 && (words[0] === 'merge' || words[0] === 'status') ? words[0] : 'run';
  const [file, extra] = action === 'run' ? words : words.slice(1);
  if (file === undefined || extra !== undefined) return terminal.problems([oneManifest(words)], NOTHING);
  const rows = await manifestRows(file);
  if (!rows.ok) return terminal.problems(rows.problems, countOf(rows.problems, NOTHING));
  const folder = text(call, 'out') ?? 'reports';
  if (action === 'run') return run(call, rows.value, folder);
  const summary = summaryOf(rows.value, await readLedgers(folder), call.version);
  return action === 'merge' ? conclude(call, summary, folder) : status(call, summary);
}

/** How far a run is; with --queue also what waits there, and what was given up. */
async function status(call: Call, summary: Summary): Promise<ExitCode> {
  const queue = queueFlag(call);
  if (!queue.ok) return call.terminal.problems(queue.problems, NOTHING);
  const lines = queue.value === undefined ? parsed([]) : await queueLines(queue.value);
  if (!lines.ok) return call.terminal.problems(lines.problems, NOTHING);
  for (const line of lines.value) if (!call.terminal.json) call.terminal.data(`${line}\n`);
  return told(call, summary);
}

async function manifestRows(file: string): Promise<Parsed<readonly Row[]>> {
  const read = await readTextFile(file);
  if (!read.ok) return read;
  const manifest = readManifest(file, read.value.text, BATCH_FORMATS);
  return manifest.ok ? rowsOf(manifest.value, file) : manifest;
}

async function run(call: Call, rows: readonly Row[], folder: string): Promise<ExitCode> {
  const { terminal, version, flags } = call;
  const [asOf, only, shard, workers] = [
    dayFlag(call, 'as-of'),
    choice(call, 'only', ['all', 'failed']),
    shardFlag(call),
    workersFlag(call),
  ];
  if (!asOf.ok || !only.ok || !shard.ok || !workers.ok)
    return terminal.problems([asOf, only, shard, workers].flatMap(problemsOf), NOTHING);
  const { index, of } = shard.value;
  const earlier: Results = isSet(call, 'resume') || only.value === 'failed' || of > 1 ? await readLedgers(folder) : new Map();
  const mine = rows.filter(({ row }) => (row - 1) % of === index - 1);
  const asked = only.value === 'failed' ? mine.filter((row) => resultOf(row, earlier)?.status === 'failed') : mine;
  const options = { folder, asOf: asOf.value, version, flags: Object.fromEntries(PLAN_FLAGS.map((name) => [name, flags[name]])) };
  const known: Results = isSet(call, 'resume') ? earlier : new Map();
  const writable = await writeWhole(join(folder, '.stowage-batch', 'folder'), '');
  if (!writable.ok) return terminal.problems(writable.problems.map(forFolder), NOTHING);
  await clearUnfinished(folder, Date.now());
  const failFast = isSet(call, 'fail-fast');
  const queue = queueFlag(call);
  const tries = triesFlag(call);
  if (!queue.ok || !tries.ok) return terminal.problems([...problemsOf(queue), ...problemsOf(tries)], NOTHING);
  if (queue.value !== undefined) {
    const made = await runOnQueue({ rows: asked, options, known, address: queue.value, tries: tries.value, failFast }, terminal);
    if (!made.ok) return terminal.problems(made.problems, countOf(made.problems, NOTHING));
    return conclude(call, summaryOf(rows, new Map([...earlier, ...made.value]), version), folder);
  }
  const results: Results =
    asked.length === 0
      ? new Map()
      : await runRows({ rows: asked, options, known, shard: `${index}-of-${of}`, workers: workers.value, failFast }, terminal);
  if (of > 1) return told(call, summaryOf(mine, new Map([...earlier, ...results]), version));
  return conclude(call, summaryOf(rows, new Map([...earlier, ...results]), version), folder);
}

/** Writes the index and the summary. Exit code 1 where a row failed, is over, or has no result. */
async function conclude(call: Call, summary: Summary, folder: string): Promise<ExitCode> {
  const { terminal } = call;
  for (const [name, content] of [
    ['summary.json', `${JSON.stringify(summary, null, 2)}\n`],
    ['index.html', indexPage(summary)],
  ] as const) {
    const written = await writeWhole(join(folder, name), content);
    if (!written.ok) return terminal.problems(written.problems, 'The reports stand; their index was not written.');
  }
  terminal.say(`Index: ${join(folder, 'index.html')}`);
  return told(call, summary);
}

function told({ terminal }: Call, { results: _, ...counts }: Summary): ExitCode {
  const { rows, done, over, failed, missing } = counts;
  if (terminal.json) terminal.data(`${JSON.stringify(counts)}\n`);
  else if (!terminal.quiet)
    terminal.data(
      `${rows} rows: ${done} done, ${over} over a budget or check, ${failed} failed, ${missing.length} without a result\n`,
    );
  return over + failed + missing.length > 0 ? 1 : 0;
}

const forFolder = (problem: Problem): Problem => ({ ...problem, wanted: 'a folder that can be written' });

function oneManifest(words: readonly string[]): Problem {
  const found = `${words.length} words: ${words.join(' ')}`;
  return {
    code: 'CLI001',
    severity: 'error',
    where: { file: 'batch' },
    found,
    wanted: 'one manifest, with "merge" or "status" before it or nothing',
  };
}
