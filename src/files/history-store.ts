import { randomBytes } from 'node:crypto';
import { access, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { type Flow, flowsOf, type GrowthFlows, type Kept } from '../inventory/growth.js';
import { type Day, formatDay, parseDay } from '../units/day.js';
import { changeQuery, PAIRS_AT_ONCE } from './change-query.js';

/** Folder inside the store for what came and went between two days: worked out once, read ever after. */
const CHANGES = 'changes';
/** There while a process writes: its host and number. */
const LOCK = 'keep.lock';
const DAY_FILE = /^(\d{4}-\d{2}-\d{2})\.parquet$/;
const APPEND_ROWS = 50_000;

/**
 * Inventories of many days in a folder: a Parquet file a day (id, size, project, type; in the order of ids), and beside them what came and went
 * between one day and the next. Any tool that reads Parquet reads it. DuckDB does the work and is loaded when a store is opened.
 */
export class HistoryStore {
  private constructor(
    readonly folder: string,
    private readonly database: DuckDBConnection,
  ) {}

  /** @throws the loader's error where this platform has no DuckDB */
  static async open(folder: string): Promise<HistoryStore> {
    const { DuckDBInstance } = await import('@duckdb/node-api');
    // Nothing is ever fetched: all that is needed is built in.
    const instance = await DuckDBInstance.create(':memory:', { autoinstall_known_extensions: 'false' });
    return new HistoryStore(folder, await instance.connect());
  }

  close(): void {
    this.database.closeSync();
  }

  /** The days that the store has, ascending; none where there is no such folder. */
  async days(): Promise<readonly Day[]> {
    const names = await readdir(this.folder).catch(() => []);
    const days = names.flatMap((name) => parseDay(DAY_FILE.exec(name)?.[1] ?? '') ?? []);
    return days.sort((a, b) => a - b);
  }

  /**
   * Does work that writes, alone: of two writers of one day, each would measure changes against what the other is replacing.
   *
   * @throws StoreInUse where another process writes; a lock that a process has left behind when it was killed holds nobody up
   */
  async alone<T>(work: () => Promise<T>): Promise<T> {
    await mkdir(this.folder, { recursive: true });
    const lock = join(this.folder, LOCK);
    await takeLock(lock);
    try {
      return await work();
    } finally {
      await rm(lock, { force: true });
    }
  }

  /** Keeps the inventory of a day, in place of one that the store may have of it, and measures what changed since the day before it. */
  async add(day: Day, volumes: ReadonlyMap<string, Kept>): Promise<void> {
    await mkdir(join(this.folder, CHANGES), { recursive: true });
    await this.database.run('CREATE OR REPLACE TEMP TABLE fresh (id VARCHAR, size DOUBLE, project VARCHAR, type VARCHAR)');
    await this.fill(volumes);
    await this.write(this.dayFile(day), 'SELECT * FROM fresh ORDER BY id');
    await this.database.run('DROP TABLE fresh');
    await this.forgetChanges(day);
    const days = await this.days();
    const index = days.indexOf(day);
    await this.measureChanges(pairsOf(days.slice(Math.max(0, index - 1), index + 2)));
  }

  /**
   * What came and went from each of these days to the next.
   *
   * @param progress told, of the pairs of days that were not measured before, how many now are
   */
  async flows(days: readonly Day[], progress: (done: number, of: number) => Promise<void>): Promise<GrowthFlows> {
    const pairs = pairsOf(days);
    const missing: (readonly [Day, Day])[] = [];
    for (const [from, to] of pairs) if (!(await exists(this.changeFile(from, to)))) missing.push([from, to]);
    if (missing.length > 0) await mkdir(join(this.folder, CHANGES), { recursive: true });
    for (let done = 0; done < missing.length; done += PAIRS_AT_ONCE) {
      const batch = missing.slice(done, done + PAIRS_AT_ONCE);
      await this.measureChanges(batch);
      await progress(done + batch.length, missing.length);
    }
    return await this.readChanges(pairs);
  }

  private async fill(volumes: ReadonlyMap<string, Kept>): Promise<void> {
    const appender = await this.database.createAppender('fresh');
    let rows = 0;
    for (const [id, { size, project, type }] of volumes) {
      appender.appendVarchar(id);
      appender.appendDouble(size);
      appender.appendVarchar(project);
      appender.appendVarchar(type);
      appender.endRow();
      if (++rows % APPEND_ROWS === 0) appender.flushSync();
    }
    appender.closeSync();
  }

  private async measureChanges(pairs: readonly (readonly [Day, Day])[]): Promise<void> {
    if (pairs.length === 0) return;
    const query = changeQuery(pairs, (day) => readable(this.dayFile(day)));
    await this.database.run(`CREATE OR REPLACE TEMP TABLE measured AS ${query}`);
    for (const [from, to] of pairs)
      await this.write(this.changeFile(from, to), `SELECT * FROM measured WHERE day = '${formatDay(from)}' ORDER BY kind, label`);
    await this.database.run('DROP TABLE measured');
  }

  private async readChanges(pairs: readonly (readonly [Day, Day])[]): Promise<GrowthFlows> {
    const flows: GrowthFlows = { total: [], byProject: new Map(), byType: new Map() };
    const interval = new Map(pairs.map(([from], index) => [formatDay(from), index]));
    const files = pairs.map(([from, to]) => readable(this.changeFile(from, to))).join(', ');
    const result = await this.database.runAndReadAll(`SELECT * FROM read_parquet([${files}])`);
    for (const row of result.getRowObjectsJS() as unknown as readonly ChangeRow[]) {
      const index = interval.get(row.day) ?? 0;
      const book = row.kind === 'total' ? flows.total : flowsOf(row.kind === 'type' ? flows.byType : flows.byProject, row.label);
      book[index] = flowOf(row);
    }
    return flows;
  }

  /** Changes that tell of a day as it was before. */
  private async forgetChanges(day: Day): Promise<void> {
    const text = formatDay(day);
    for (const name of await readdir(join(this.folder, CHANGES)))
      if (name.includes(text)) await rm(join(this.folder, CHANGES, name));
  }

  /** Whole or not at all: to a temporary file, then renamed. */
  private async write(path: string, query: string): Promise<void> {
    const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
    try {
      await this.database.run(`COPY (${query}) TO ${quoted(temporary)} (FORMAT parquet, COMPRESSION zstd)`);
      await rename(temporary, path);
    } finally {
      await rm(temporary, { force: true });
    }
  }

  private dayFile(day: Day): string {
    return join(this.folder, `${formatDay(day)}.parquet`);
  }

  private changeFile(from: Day, to: Day): string {
    return join(this.folder, CHANGES, `${formatDay(from)}_${formatDay(to)}.parquet`);
  }
}

/** Another process writes to the store. */
export class StoreInUse extends Error {}

async function takeLock(lock: string): Promise<void> {
  const own = `${hostname()} ${process.pid}\n`;
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      await writeFile(lock, own, { flag: 'wx' });
      return;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const holder = (await readFile(lock, 'utf8').catch(() => '')).trim();
    const [host, pid = ''] = holder.split(' ');
    if (host !== hostname() || isAlive(+pid)) throw new StoreInUse(holder === '' ? 'another process' : holder);
    await rm(lock, { force: true });
  }
  throw new StoreInUse('another process');
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

interface ChangeRow {
  readonly day: string;
  readonly kind: 'total' | 'project' | 'type';
  readonly label: string;
  readonly start_gib: number;
  readonly end_gib: number;
  readonly added: number;
  readonly added_gib: number;
  readonly removed: number;
  readonly removed_gib: number;
  readonly resized: number;
  readonly resized_gib: number;
}

function flowOf(row: ChangeRow): Flow {
  return {
    startGib: row.start_gib,
    endGib: row.end_gib,
    added: { volumes: row.added, gib: row.added_gib },
    removed: { volumes: row.removed, gib: row.removed_gib },
    resized: { volumes: row.resized, gib: row.resized_gib },
  };
}

function pairsOf(days: readonly Day[]): readonly (readonly [Day, Day])[] {
  return days.slice(1).map((to, index) => [days[index] ?? to, to] as const);
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A path for DuckDB to read, which takes it for a pattern. */
const readable = (path: string): string => quoted(path.replaceAll(/[*?[]/g, '[$&]'));
