import { fork } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { CONTENDERS, type Contender, type Measured } from './inventory-contenders.js';
import { writeRestPages, writeVolumeCsv } from './inventory-data.js';

/**
 * `npm run bench:inventory [volumes]`: volumes of the real CSV form, made from a seed, into cohorts; beside it DuckDB's GROUP BY over the
 * same file, csv-parse, and counting newlines; we and DuckDB with one thread and with two. Each runs in a process of its own, in turn, three
 * times, from when it has loaded what it needs; the best counts. Then a file of four times the volumes, to see what memory does; and a fifth
 * as many as pages of the REST API, about as many bytes, with one thread and with two, beside JSON.parse, which has one, of the same pages: at its best, with their texts in memory before
 * the clock starts, and line by line.
 */
const VOLUMES = 1_000_000;
const SEED = 1;
const ROUNDS = 3;
/** A volume of REST takes about five times the bytes that it takes in CSV. */
const REST_SHARE = 1 / 5;
const MANY_TIMES = 4;
/** Milliseconds. */
const REST_BEFORE = 300;
/** These are slow, and no rivals: once is enough. */
const ONCE: ReadonlySet<Contender> = new Set(['csv-parse', 'stowage-many']);
const OF_REST: ReadonlySet<Contender> = new Set(['rest', 'rest-2', 'json-parse', 'json-parse-stream']);

interface Input {
  readonly file: string;
  readonly volumes: number;
  readonly megabytes: number;
}

type InputOf = (contender: Contender) => Input;

const own = fileURLToPath(import.meta.url);

async function main(): Promise<void> {
  const volumes = process.argv[2] === undefined ? VOLUMES : +process.argv[2];
  const folder = mkdtempSync(join(tmpdir(), 'stowage-bench-'));
  try {
    const csv = inputAt(join(folder, 'volumes.csv'), volumes, writeVolumeCsv);
    const rest = inputAt(join(folder, 'volumes.json'), Math.ceil(volumes * REST_SHARE), writeRestPages);
    const many = inputAt(join(folder, 'many.csv'), volumes * MANY_TIMES, writeVolumeCsv);
    const sizes = `${told(csv)} of CSV, ${told(rest)} of REST pages`;
    console.log(`${sizes}, seed ${SEED}, Node ${process.versions.node}; best of ${ROUNDS}`);
    const inputOf: InputOf = (contender) => (OF_REST.has(contender) ? rest : contender === 'stowage-many' ? many : csv);
    report(await measureAll(inputOf), inputOf);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function inputAt(file: string, volumes: number, write: typeof writeVolumeCsv): Input {
  write(file, volumes, SEED);
  return { file, volumes, megabytes: statSync(file).size / 1e6 };
}

const told = ({ volumes, megabytes }: Input): string => `${volumes} volumes, ${megabytes.toFixed(1)} MB`;

async function measureAll(inputOf: InputOf): Promise<ReadonlyMap<Contender, Measured>> {
  const best = new Map<Contender, Measured>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const contender of Object.keys(CONTENDERS) as Contender[]) {
      if (round > 0 && ONCE.has(contender)) continue;
      const measured = await inOwnProcess(contender, inputOf(contender).file);
      const known = best.get(contender);
      if (known === undefined || measured.seconds < known.seconds) best.set(contender, measured);
    }
  }
  return best;
}

function inOwnProcess(contender: Contender, file: string): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const child = fork(own, ['--contender', contender, file]);
    let measured: Measured | undefined;
    child.on('message', (message) => {
      measured = message as Measured;
    });
    child.on('error', reject);
    child.on('exit', (code) => (measured ? resolve(measured) : reject(new Error(`${contender} ended with ${code}`))));
  });
}

function report(best: ReadonlyMap<Contender, Measured>, inputOf: InputOf): void {
  const line = (name: string, cells: readonly string[]): string =>
    name.padEnd(34) + cells.map((cell) => cell.padStart(12)).join('');
  console.log(line('', ['seconds', 'CPU s', 'MB/s', 'Mvolumes/s', 'peak MB']));
  for (const [contender, { seconds, cpuSeconds, peakMb }] of best) {
    const { volumes, megabytes } = inputOf(contender);
    const rates = [megabytes / seconds, volumes / seconds / 1e6].map((rate) => rate.toFixed(2));
    console.log(line(CONTENDERS[contender].title, [seconds.toFixed(3), cpuSeconds.toFixed(3), ...rates, peakMb.toFixed(0)]));
  }
  const [ours, rival] = [best.get('stowage'), best.get('duckdb-1')];
  const [oursOfTwo, rivalOfTwo] = [best.get('stowage-2'), best.get('duckdb-2')];
  if (ours === undefined || rival === undefined || oursOfTwo === undefined || rivalOfTwo === undefined) return;
  const [ratio, ratioOfTwo] = [rival.seconds / ours.seconds, rivalOfTwo.seconds / oursOfTwo.seconds];
  const memory = `${Math.max(ours.peakMb, oursOfTwo.peakMb).toFixed(0)} MB at the most (wanted: 200)`;
  console.log(`\n${ratio.toFixed(2)} times DuckDB's rate with one thread, ${ratioOfTwo.toFixed(2)} times with two; ${memory}`);
  const many = best.get('stowage-many');
  const volumesOf = (contender: Contender): number => inputOf(contender).volumes;
  if (many) {
    const each = ((many.peakMb - ours.peakMb) * 1e6) / (volumesOf('stowage-many') - volumesOf('stowage'));
    const peaks = `${ours.peakMb.toFixed(0)} MB for ${volumesOf('stowage')} volumes, ${many.peakMb.toFixed(0)} MB for ${volumesOf('stowage-many')}`;
    console.log(`one thread takes ${peaks}: ${each.toFixed(1)} bytes for each more (wanted: 0)`);
  }
  const [rest, restOfTwo, jsonParse] = [best.get('rest'), best.get('rest-2'), best.get('json-parse')];
  const stream = best.get('json-parse-stream');
  const over = (rival: Measured | undefined, own: Measured | undefined): number | null =>
    rival && own ? rival.seconds / own.seconds : null;
  const [ratioToJsonParse, ratioOfTwoToJsonParse] = [over(jsonParse, rest), over(jsonParse, restOfTwo)];
  const ratioToStream = over(stream, rest);
  const restMemory = `${Math.max(rest?.peakMb ?? 0, restOfTwo?.peakMb ?? 0).toFixed(0)} MB at the most`;
  const ofMemory = `${ratioToJsonParse?.toFixed(2)} times the rate of JSON.parse on pages in memory with one thread, ${ratioOfTwoToJsonParse?.toFixed(2)} times with two (wanted: 2)`;
  console.log(`REST pages: ${ofMemory}; ${ratioToStream?.toFixed(2)} times line by line with one; ${restMemory}`);
  const rate = (contender: Contender): number | null => {
    const measured = best.get(contender);
    return measured === undefined ? null : Math.round(inputOf(contender).volumes / measured.seconds);
  };
  const result = {
    bench: 'inventory',
    ours: rate('stowage'),
    rival: rate('duckdb-1'),
    ratio,
    oursTwoThreads: rate('stowage-2'),
    ratioOfTwoThreads: ratioOfTwo,
    unit: 'volumes/s',
    peakMb: ours.peakMb,
    peakMbOfFourTimes: many?.peakMb ?? null,
    peakMbTwoThreads: oursOfTwo.peakMb,
    rivalPeakMb: rival.peakMb,
  };
  console.log(
    JSON.stringify({
      ...result,
      rivalTwoThreads: rate('duckdb-2'),
      newlines: rate('newlines'),
      csvParse: rate('csv-parse'),
      rest: rate('rest'),
      restTwoThreads: rate('rest-2'),
      jsonParse: rate('json-parse'),
      ratioToJsonParse,
      ratioOfTwoToJsonParse,
      ratioToStream,
      restPeakMb: rest?.peakMb ?? null,
      restPeakMbTwoThreads: restOfTwo?.peakMb ?? null,
    }),
  );
}

const [, , flag, contender = '', file = ''] = process.argv;
if (flag === '--contender') {
  const { run, prepare } = CONTENDERS[contender as Contender];
  await prepare?.(file);
  // V8 compiles on threads of its own what the process has just loaded: not at the cost of what is timed.
  await setTimeout(REST_BEFORE);
  const [cpu, start] = [process.cpuUsage(), performance.now()];
  await run(file);
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  process.send?.({
    seconds,
    cpuSeconds: (user + system) / 1e6,
    peakMb: process.resourceUsage().maxRSS / 1000,
  } satisfies Measured);
  process.disconnect?.();
} else await main();
