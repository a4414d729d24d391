import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `npm run bench:start`: whole processes from the first byte: a first plan of the sample and `--version`, beside Node with nothing to do. */
const RUNS = 9;

const root = fileURLToPath(new URL('../../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'stowage-start-'));
const command = join(root, 'dist', 'stowage.mjs');
const plan = [command, 'plan', join(root, 'data', 'samples', 'scenario.yaml')];
const PROCESSES = {
  node: ['-e', '0'],
  version: [command, '--version'],
  json: [...plan, '--format', 'json', '-o', join(folder, 'plan.json')],
  html: [...plan, '-o', join(folder, 'plan.html')],
} as const;

/** Milliseconds of one process. */
function timed(args: readonly string[]): number {
  const from = performance.now();
  const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}`);
  return performance.now() - from;
}

const median = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

try {
  // By turns, so that a machine that becomes slower does so for all.
  const rounds = Array.from({ length: RUNS }, () =>
    Object.fromEntries(Object.entries(PROCESSES).map(([name, args]) => [name, timed(args)])),
  );
  const medianOf = (name: keyof typeof PROCESSES): number => Math.round(median(rounds.map((round) => round[name] ?? 0)));
  const figures = { node: medianOf('node'), version: medianOf('version'), json: medianOf('json'), html: medianOf('html') };
  const times = (ms: number): string => `${ms} ms, ${(ms / figures.node).toFixed(2)} times Node's own start`;
  console.log(`medians of ${RUNS} runs by turns; node -e 0: ${figures.node} ms`);
  console.log(`stowage --version:          ${times(figures.version)}`);
  console.log(`stowage plan, JSON:         ${times(figures.json)}`);
  console.log(`stowage plan, HTML report:  ${times(figures.html)}`);
  const [ours, rival] = [figures.html, figures.node];
  console.log(JSON.stringify({ bench: 'start', ours, rival, ratio: +(rival / ours).toFixed(3), unit: 'ms', ...figures }));
} finally {
  rmSync(folder, { recursive: true });
}
