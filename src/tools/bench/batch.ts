import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Times `stowage batch` over distinct reports (HTML and JSON) of the sample's size, on all cores, beside a plain loop in one process, and
 * beside starting the command once for each report, of which a few are started. `node dist/tools/bench/batch.mjs [rows]`.
 */
const ROWS = 1000;
const STARTS = 3;
const WARM_UP = 5;

const dist = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const command = join(dist, 'stowage.mjs');
const sample = join(dirname(dist), 'data', 'samples', 'scenario.yaml');
const folder = mkdtempSync(join(tmpdir(), 'stowage-bench-'));
const rows = process.argv[2] === undefined ? ROWS : Number.parseInt(process.argv[2], 10);

const growth = (row: number): string => `${(5 + row / 10_000).toFixed(4)}% a year`;

interface Run {
  readonly seconds: number;
  /** Largest resident memory of the process with all its threads. */
  readonly peakMb: number;
}

async function batch(count: number): Promise<Run> {
  const lines = Array.from({ length: count }, (_, row) => `report-${row},${sample},"html,json",${growth(row)}`);
  const manifest = join(folder, `${count}.csv`);
  writeFileSync(manifest, `name,scenario,formats,set.growth\n${lines.join('\n')}\n`);
  const started = performance.now();
  const child = spawn(process.execPath, [command, 'batch', manifest, '-o', join(folder, `${count}`), '--quiet'], {
    stdio: 'inherit',
  });
  let peakMb = 0;
  const watch = setInterval(() => {
    peakMb = Math.max(peakMb, peakOf(child.pid ?? 0));
  }, 250);
  const code = await new Promise((resolve) => child.on('exit', resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`the batch of ${count} ended with ${code}`);
  rmSync(join(folder, `${count}`), { recursive: true });
  return { seconds: (performance.now() - started) / 1000, peakMb };
}

/** As Linux counts it; 0 elsewhere. */
function peakOf(pid: number): number {
  try {
    const [, kib = '0'] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number.parseInt(kib, 10) / 1024;
  } catch {
    return 0;
  }
}

/** The same work in a loop, in this process, once it is warm: seconds a report. */
async function loop(count: number): Promise<number> {
  const { renderRow } = await import(join(dist, 'batch-worker.mjs'));
  const options = { folder: join(folder, 'loop'), asOf: Math.floor(Date.now() / 86_400_000), version: 'bench', flags: {} };
  const one = async (row: number): Promise<void> => {
    const outputs = { html: `${row}.html`, json: `${row}.json` };
    const task = { row, name: `report-${row}`, scenario: sample, set: { growth: growth(row) }, outputs };
    const { status } = await renderRow({ row: task, options, known: undefined });
    if (status !== 'done') throw new Error(`row ${row} is ${status}`);
  };
  for (let row = 0; row < WARM_UP; row++) await one(row);
  const started = performance.now();
  for (let row = 0; row < count; row++) await one(row);
  return (performance.now() - started) / 1000 / count;
}

function starts(): number {
  const started = performance.now();
  for (let start = 0; start < STARTS; start++)
    for (const format of ['html', 'json'])
      spawnSync(process.execPath, [command, 'plan', sample, '--format', format, '-o', join(folder, `one.${format}`), '--quiet']);
  return (performance.now() - started) / 1000 / STARTS;
}

try {
  const small = await batch(Math.max(1, Math.round(rows / 10)));
  const whole = await batch(rows);
  const single = await loop(Math.min(rows, 100));
  const started = starts();
  const [ours, rival] = [rows / whole.seconds, 1 / single];
  console.log(
    `${rows} reports, HTML and JSON, ${availableParallelism()} cores: ${ours.toFixed(2)} a second, ${whole.peakMb.toFixed(0)} MB`,
  );
  console.log(`a tenth of them: ${(rows / 10 / small.seconds).toFixed(2)} a second, ${small.peakMb.toFixed(0)} MB`);
  console.log(
    `a loop in one process, warm: ${rival.toFixed(2)} a second; one start of the command each: ${(1 / started).toFixed(2)}`,
  );
  const figures = { ours, rival, ratio: ours / rival, unit: 'reports/s' };
  console.log(JSON.stringify({ bench: 'batch', ...figures, perStart: 1 / started, rows, peakMb: [small.peakMb, whole.peakMb] }));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
