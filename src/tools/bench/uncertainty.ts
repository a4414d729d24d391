// 10,000 trials x 60 months x 20 cohorts with costs and 10 restores, beside a NumPy program that does the same arithmetic on the same tables.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { planFor } from '../../engine/plan.js';
import type { Model } from '../../engine/uncertainty/model.js';
import { type BlockRange, blocksFor, joinResults, runBlocks, type TrialResults } from '../../engine/uncertainty/trials.js';
import { preparedModel, summaryOf } from '../../engine/uncertainty/uncertainty-of.js';
import { uncertaintySample } from './uncertainty-sample.js';

const TRIALS = 10_000;
const SEED = 1;
const RUNS = 3;
const RIVAL = 'src/tools/bench/uncertainty.py';

interface Timed<T> {
  readonly seconds: number;
  readonly value: T;
}

function timed<T>(work: () => T): Timed<T> {
  const before = performance.now();
  const value = work();
  return { seconds: (performance.now() - before) / 1000, value };
}

function best<T>(work: () => T): Timed<T> {
  let least = timed(work);
  for (let run = 1; run < RUNS; run++) {
    const next = timed(work);
    if (next.seconds < least.seconds) least = next;
  }
  return least;
}

function sampleModel(): Model {
  const input = uncertaintySample();
  return preparedModel(input, planFor(input), []);
}

/** Typed arrays as lists, and infinities as numbers that JSON has. */
function asJson(model: Model, trials: number): string {
  // No prices drift in the sample: one bill is all months’.
  return JSON.stringify({ ...model, bills: undefined, bill: model.bills[0], trials }, (_, value: unknown) => {
    if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return Array.from(value as Float64Array);
    return value === Number.POSITIVE_INFINITY ? 1e300 : value;
  });
}

interface RivalAnswer {
  readonly seconds: number;
  readonly totalCost: { readonly p10: number; readonly p50: number; readonly p90: number };
  readonly restoreP95: readonly number[];
  readonly numpy: string;
}

/** Debian's own interpreter first: that is where python3-numpy goes. */
const PYTHONS = ['/usr/bin/python3', 'python3'];

function rival(model: Model): RivalAnswer | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'stowage-bench-'));
  const file = join(folder, 'model.json');
  try {
    writeFileSync(file, asJson(model, TRIALS));
    for (const python of PYTHONS) {
      if (python.startsWith('/') && !existsSync(python)) continue;
      const { status, stdout, stderr } = spawnSync(python, [RIVAL, file, String(RUNS)], { encoding: 'utf8' });
      if (status === 0) return JSON.parse(stdout) as RivalAnswer;
      if (!stderr.includes("No module named 'numpy'")) console.error(stderr);
    }
    return undefined;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Two workers that have built their model: only trials are timed, as in the single thread. */
async function twoWorkers(): Promise<Timed<TrialResults>> {
  const half = blocksFor(TRIALS) / 2;
  const ranges: readonly BlockRange[] = [
    { seed: SEED, from: 0, until: half },
    { seed: SEED, from: half, until: 2 * half },
  ];
  const workers = ranges.map((range) => new Worker(new URL(import.meta.url), { workerData: range }));
  const answer = (worker: Worker) => new Promise<unknown>((resolve) => worker.once('message', resolve));
  await Promise.all(workers.map(answer));
  const round = async (): Promise<Timed<TrialResults>> => {
    const before = performance.now();
    const parts = workers.map(answer);
    for (const worker of workers) worker.postMessage('go');
    const value = joinResults((await Promise.all(parts)) as TrialResults[]);
    return { seconds: (performance.now() - before) / 1000, value };
  };
  let least = await round();
  for (let run = 1; run < RUNS; run++) {
    const next = await round();
    if (next.seconds < least.seconds) least = next;
  }
  for (const worker of workers) worker.postMessage('stop');
  return least;
}

function work(range: BlockRange): void {
  const model = sampleModel();
  runBlocks(model, { ...range, until: range.from + 2 });
  parentPort?.on('message', (message) => {
    if (message === 'go') parentPort?.postMessage(runBlocks(model, range));
    else parentPort?.close();
  });
  parentPort?.postMessage('ready');
}

const rate = (seconds: number): string => `${Math.round(TRIALS / seconds).toLocaleString('en')} trials/s`;

async function main(): Promise<void> {
  const input = uncertaintySample();
  const plan = planFor(input);
  const built = timed(() => preparedModel(input, plan, []));
  const model = built.value;
  const whole = best(() =>
    summaryOf(model, runBlocks(model, { seed: SEED, from: 0, until: blocksFor(TRIALS) }), { input, seed: SEED }),
  );
  const two = await twoWorkers();
  const joined = timed(() => summaryOf(model, two.value, { input, seed: SEED }));
  const alone = whole.seconds;
  const ours = two.seconds + joined.seconds;
  if (JSON.stringify(joined.value) !== JSON.stringify(whole.value)) throw new Error('two workers gave other bytes than one');
  const sampled = `${TRIALS.toLocaleString('en')} trials x ${model.plan.months} months x ${model.tables.length} cohorts, ${model.restores.length} restores, ${model.inputs.length} inputs`;
  console.log(sampled);
  console.log(`tables from the daily engine, once per plan:  ${built.seconds.toFixed(2)} s`);
  console.log(`two workers, trials to tornado:               ${ours.toFixed(2)} s, ${rate(ours)}`);
  console.log(`one thread, the same bytes:                   ${alone.toFixed(2)} s, ${rate(alone)}`);
  const other = rival(model);
  if (other === undefined) {
    console.log('NumPy is not here (apt-get install python3-numpy): nothing to compare with');
    console.log(JSON.stringify({ bench: 'uncertainty', ours, setUp: built.seconds, rival: null, ratio: null, unit: 's' }));
    return;
  }
  console.log(`NumPy ${other.numpy}, trials and percentiles:         ${other.seconds.toFixed(2)} s, ${rate(other.seconds)}`);
  const apart = other.totalCost.p50 / whole.value.totalCost.p50 - 1;
  console.log(`P50 of the total cost, NumPy against ours: ${(100 * apart).toFixed(2)} %`);
  console.log(
    `NumPy / ours: ${(other.seconds / ours).toFixed(2)} with two workers, ${(other.seconds / alone).toFixed(2)} with one thread`,
  );
  console.log(
    JSON.stringify({
      bench: 'uncertainty',
      ours,
      setUp: built.seconds,
      rival: other.seconds,
      ratio: other.seconds / ours,
      unit: 's',
    }),
  );
}

if (isMainThread) await main();
else work(workerData as BlockRange);
