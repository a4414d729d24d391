import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { HistoryStore } from '../../files/history-store.js';
import { type Kept, measureGrowth } from '../../inventory/growth.js';
import { addDays, asDay, type Day } from '../../units/day.js';
import { randomFrom } from './inventory-data.js';

/**
 * `npm run bench:history [days] [volumes]`: inventories of as many days, made from a seed, are kept in a store; then the growth of all days, by
 * project and type, is asked for: as kept, and of each week, which has to be measured first. Beside it one window query of DuckDB over the same
 * Parquet files, which knows of no changes measured before.
 */
const [DAYS, VOLUMES, SEED] = [365, 100_000, 1];
const FIRST = asDay(20_000);

/** Of 1000 volumes a day, 3 go, 4 come and 2 grow. */
function nextDay(volumes: Map<string, Kept>, random: () => number): void {
  const ids = [...volumes.keys()];
  for (const id of ids) {
    const die = random() % 1000;
    const kept = volumes.get(id);
    if (kept === undefined) continue;
    if (die < 3) volumes.delete(id);
    else if (die < 5) volumes.set(id, { ...kept, size: kept.size * 2 });
  }
  for (let count = Math.round(ids.length * 0.004); count > 0; count--) addVolume(volumes, random);
}

function addVolume(volumes: Map<string, Kept>, random: () => number): void {
  const id = [random(), random(), random(), random()].map((word) => word.toString(16).padStart(8, '0')).join('');
  volumes.set(id, { size: 1 + (random() % 500), project: `project-${random() % 100}`, type: `type-${random() % 6}` });
}

async function seconds<T>(work: () => Promise<T>): Promise<readonly [number, T]> {
  const start = performance.now();
  const value = await work();
  return [(performance.now() - start) / 1000, value];
}

async function fill(store: HistoryStore, days: number, count: number): Promise<number> {
  const random = randomFrom(SEED);
  const volumes = new Map<string, Kept>();
  for (let index = 0; index < count; index++) addVolume(volumes, random);
  let spent = 0;
  for (let day = 0; day < days; day++) {
    spent += (await seconds(() => store.add(addDays(FIRST, day), volumes)))[0];
    nextDay(volumes, random);
  }
  return spent;
}

async function windowQuery(folder: string): Promise<void> {
  const connection = await (await DuckDBInstance.create(join(folder, 'window.duckdb'))).connect();
  const files = `'${folder}/*.parquet'`;
  await connection.runAndReadAll(`
    WITH steps AS (SELECT *, lag(size) OVER one AS was FROM read_parquet(${files}, filename = true) WINDOW one AS (PARTITION BY id ORDER BY filename))
    SELECT filename, project, type, count(*), sum(size), sum(was), count(*) FILTER (was IS NULL), count(*) FILTER (was <> size) FROM steps GROUP BY ALL`);
  connection.closeSync();
}

const [days, volumes] = [+(process.argv[2] ?? DAYS), +(process.argv[3] ?? VOLUMES)];
const folder = mkdtempSync(join(tmpdir(), 'stowage-history-'));
const store = await HistoryStore.open(folder);
try {
  const filled = await fill(store, days, volumes);
  const all = await store.days();
  const growth = async (of: readonly Day[]) => measureGrowth(of, await store.flows(of, async () => undefined));
  const [ours, report] = await seconds(() => growth(all));
  const [weekly] = await seconds(() => growth(all.filter((day) => (day - FIRST) % 7 === 0)));
  const [rival] = await seconds(() => windowQuery(folder));
  console.log(
    `${days} days of ${volumes} volumes and more, seed ${SEED}: ${report.total.intervals.at(-1)?.endGib} GiB at the end`,
  );
  console.log(`kept in ${(filled / days).toFixed(2)} s a day`);
  console.log(`growth, every day: ${ours.toFixed(2)} s; every week, not measured before: ${weekly.toFixed(2)} s`);
  console.log(`one window query over the same files: ${rival.toFixed(2)} s`);
  console.log(
    JSON.stringify({ bench: 'history', ours, rival, ratio: rival / ours, unit: 's', weekly, keepSecondsADay: filled / days }),
  );
} finally {
  store.close();
  rmSync(folder, { recursive: true });
}
