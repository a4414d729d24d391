import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Row } from '../../batch/types.js';
import { planFor } from '../../engine/plan.js';

/**
 * Times `stowage batch` over distinct quotes (HTML and JSON, one report) of the sample's size on all cores, beside a plain loop over the same
 * rows in one process of its own, beside starting the command once for each report (a few are started, the rest reckoned from them), and
 * beside the floor: rendering alone, of a quote that is there. Warm, each thread and the loop have made as many rows before. Then how rate and
 * memory go from a tenth of the rows to ten times as many, and the rate of whole reports, draws included.
 * `node dist/tools/bench/batch.mjs [rows]`; `... loop ROWS COLD` is the loop.
 */
const ROWS = 1000;
const ROUNDS = 3;
const STARTS = 3;
const WARM_UP = 50;
const RENDERED = 300;
/** Share of its rows after which a thread is warm. */
const COLD = 0.4;
const WHOLE_REPORTS = 40;

const dist = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const command = join(dist, 'stowage.mjs');
// What a worker thread runs.
const { quoteAlone, quoteFrom, readRow, renderRow } = await import(join(dist, 'batch-worker.mjs'));
const sample = join(dirname(dist), 'data', 'samples', 'scenario.yaml');
const folder = mkdtempSync(join(tmpdir(), 'stowage-bench-'));
const [first, ...more] = process.argv.slice(2);
const whole = (text: string | undefined, otherwise: number): number =>
  text === undefined ? otherwise : Number.parseInt(text, 10);
const rows = first === 'loop' ? 0 : whole(first, ROWS);
const cores = availableParallelism();

const growth = (row: number): string => `${(5 + row / 100_000).toFixed(5)}% a year`;

interface Run {
  readonly seconds: number;
  /** Largest resident memory of the process with all its threads. */
  readonly peakMb: number;
  /** Processor time of all threads. */
  readonly cpuSeconds: number;
}

async function batch(count: number, formats: string): Promise<Run> {
  const lines = Array.from(
    { length: count },
    (_, row) => `report-${row},${sample},"${formats}",${growth(row)},Q-${row},Customer ${row}`,
  );
  const manifest = join(folder, 'rows.csv');
  const out = join(folder, 'out');
  writeFileSync(manifest, `name,scenario,formats,set.growth,quote.number,quote.customer.name\n${lines.join('\n')}\n`);
  const started = performance.now();
  const child = spawn(process.execPath, [command, 'batch', manifest, '-o', out, '--quiet'], { stdio: 'inherit' });
  let seen = { peakMb: 0, cpuSeconds: 0 };
  const watch = setInterval(() => {
    const { peakMb, cpuSeconds } = usageOf(child.pid ?? 0);
    seen = { peakMb: Math.max(seen.peakMb, peakMb), cpuSeconds: Math.max(seen.cpuSeconds, cpuSeconds) };
  }, 100);
  const code = await new Promise((resolve) => child.on('exit', resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`the batch of ${count} ended with ${code}`);
  rmSync(out, { recursive: true });
  return { seconds: (performance.now() - started) / 1000, ...seen };
}

/** As Linux counts it; 0 elsewhere, and once the process has ended. */
function usageOf(pid: number): Pick<Run, 'peakMb' | 'cpuSeconds'> {
  try {
    const [, kib = '0'] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    // The name in the second field may hold blanks: the rest begins behind its bracket. User and system time, in hundredths of a second.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    const ticks = Number.parseInt(fields[11] ?? '0', 10) + Number.parseInt(fields[12] ?? '0', 10);
    return { peakMb: Number.parseInt(kib, 10) / 1024, cpuSeconds: ticks / 100 };
  } catch {
    return { peakMb: 0, cpuSeconds: 0 };
  }
}

const today = Math.floor(Date.now() / 86_400_000);
const options = { folder: join(folder, 'loop'), asOf: today, version: 'bench', flags: {} };

function rowOf(index: number): Row {
  const where = { file: 'bench' };
  const number = { value: `Q-${index}`, where };
  const customer = { value: `Customer ${index}`, where };
  return {
    row: index + 1,
    name: `report-${index}`,
    scenario: sample,
    set: { growth: { value: growth(index), where } },
    outputs: { 'quote-html': `${index}.html`, 'quote-json': `${index}.json` },
    where,
    quote: { manifest: sample, audience: 'customer', language: 'en', set: { number, 'customer.name': customer } },
  };
}

interface Rate {
  readonly perSecond: number;
  readonly cpuMs: number;
}

/** So many runs of a piece of work, one after another in this process. */
async function timed(count: number, work: (index: number) => Promise<void>): Promise<Rate> {
  const [started, cpu] = [performance.now(), process.cpuUsage()];
  for (let index = 0; index < count; index++) await work(index);
  const { user, system } = process.cpuUsage(cpu);
  return { perSecond: (count * 1000) / (performance.now() - started), cpuMs: (user + system) / 1000 / count };
}

async function oneRow(index: number): Promise<void> {
  const { status } = await renderRow({ row: rowOf(index), options, known: undefined });
  if (status !== 'done') throw new Error(`row ${index} is ${status}`);
}

/** Seconds of a loop over so many rows in a process of its own: with its start, and from where it is warm to where a thread of a batch ends. */
interface Loop {
  readonly seconds: number;
  readonly warm: Rate;
}

function loop(count: number, cold: number): Loop {
  const started = performance.now();
  const { stdout } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), 'loop', `${count}`, `${cold}`], {
    encoding: 'utf8',
  });
  return { seconds: (performance.now() - started) / 1000, warm: JSON.parse(stdout) };
}

/** The loop itself. */
async function looped(count: number, cold: number): Promise<void> {
  const end = Math.max(cold + 1, Math.round(count / cores));
  await timed(cold, oneRow);
  const warm = await timed(end - cold, (index) => oneRow(cold + index));
  await timed(count - end, (index) => oneRow(end + index));
  console.log(JSON.stringify(warm));
}

/** HTML and JSON of a quote that has been made: what no batch can be quicker than. */
async function floor(): Promise<Rate> {
  const read = await readRow(rowOf(0), options);
  const parts = read.ok ? read.value.quote : undefined;
  if (!read.ok || parts === undefined) throw new Error('the sample cannot be quoted');
  const quote = quoteFrom(planFor(read.value.input), parts, options.asOf);
  const render = async (): Promise<void> => {
    for (const format of ['html', 'json'] as const) await quoteAlone(quote, parts.brand, format);
  };
  await timed(WARM_UP, render);
  return timed(RENDERED, render);
}

/** Seconds for the two formats of one report, each by a start of the command. */
function secondsPerStart(): number {
  const started = performance.now();
  for (let start = 0; start < STARTS; start++)
    for (const format of ['html', 'json'])
      spawnSync(process.execPath, [command, 'quote', sample, '--format', format, '-o', join(folder, `one.${format}`), '--quiet']);
  return (performance.now() - started) / 1000 / STARTS;
}

const short = (value: number): number => +value.toFixed(2);

async function compare(): Promise<void> {
  const QUOTE = 'quote-html quote-json';
  const cold = Math.round((rows / cores) * COLD);
  const loops: Loop[] = [];
  const runs: Run[] = [];
  const colds: Run[] = [];
  // By turns, so that a machine that slows down slows all.
  for (let round = 0; round < ROUNDS; round++) {
    loops.push(loop(rows, cold));
    colds.push(await batch(cold * cores, QUOTE));
    runs.push(await batch(rows, QUOTE));
  }
  const best = runs.reduce((least, run) => (run.seconds < least.seconds ? run : least));
  const least = (values: readonly number[]): number => Math.min(...values);
  const withStart = rows / best.seconds;
  const warm = (rows - cold * cores) / (best.seconds - least(colds.map(({ seconds }) => seconds)));
  const loopWithStart = rows / least(loops.map(({ seconds }) => seconds));
  const loopWarm = Math.max(...loops.map(({ warm: { perSecond } }) => perSecond));
  const loopCpu = least(loops.map(({ warm: { cpuMs } }) => cpuMs));
  const batchCpu = least(runs.map(({ cpuSeconds }) => (cpuSeconds * 1000) / rows));
  const coldCpu = least(colds.map(({ cpuSeconds }) => cpuSeconds * 1000));
  const warmCpu = (batchCpu * rows - coldCpu) / (rows - cold * cores);
  console.log(
    `${rows} quotes, HTML and JSON, ${cores} cores: ${short(withStart)} reports/s with the start, ${short(warm)} once each thread has made ${cold}`,
  );
  console.log(
    `a loop in one process: ${short(loopWithStart)} with the start, ${short(loopWarm)} once it has made ${cold}; ${cores} cores are ${short(withStart / loopWithStart)} and ${short(warm / loopWarm)} times that`,
  );
  console.log(
    `processor time for a report: ${short(batchCpu)} ms in the batch with its start, ${short(warmCpu)} ms warm, ${short(loopCpu)} ms in the warm loop`,
  );
  const { perSecond: rendering } = await floor();
  console.log(`the floor, rendering alone on one core: ${short(rendering)}`);
  const start = secondsPerStart();
  console.log(
    `the command started for each report: ${short(1 / start)} (${STARTS} started, ${rows} would take ${short(start * rows)} s)`,
  );
  const growthOf = async (count: number): Promise<object> => {
    const { seconds, peakMb } = count === rows ? best : await batch(count, QUOTE);
    const figures = { rows: count, perSecond: short(count / seconds), peakMb: Math.round(peakMb) };
    console.log(`${count} rows: ${figures.perSecond} reports/s, ${figures.peakMb} MB at most`);
    return figures;
  };
  const grown = [await growthOf(Math.max(1, Math.round(rows / 10))), await growthOf(rows), await growthOf(rows * 10)];
  const plans = Math.min(rows, WHOLE_REPORTS);
  const report = (plans - 2) / ((await batch(plans, 'html json')).seconds - (await batch(2, 'html json')).seconds);
  console.log(`whole reports (plan, HTML and JSON, with draws), once it runs: ${short(report)} a second`);
  const figures = { ours: short(warm), rival: short(loopWarm), ratio: short(warm / loopWarm), unit: 'reports/s' };
  const started = {
    withStart: short(withStart),
    loopWithStart: short(loopWithStart),
    ratioWithStart: short(withStart / loopWithStart),
  };
  const beside = { floor: short(rendering), perStart: short(1 / start), wholeReports: short(report) };
  const cpu = { batch: short(batchCpu), batchWarm: short(warmCpu), loopWarm: short(loopCpu) };
  console.log(
    JSON.stringify({ bench: 'batch', ...figures, ...started, ...beside, cores, rows, cpuMsPerReport: cpu, growth: grown }),
  );
}

try {
  if (first === 'loop') await looped(whole(more[0], ROWS), whole(more[1], 0));
  else await compare();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
