import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Journal } from './journal.js';
import { type Json, textAt } from './json.js';
import { jsonLine } from './json-lines.js';
import { LISTS } from './lists.js';
import { type ProjectNames, projectNames } from './projects.js';
import type { InventoryScope } from './scope.js';

export interface SnapshotCounts {
  readonly projects: number;
  readonly types: number;
  readonly volumes: number;
  readonly snapshots: number;
  readonly backups: number;
}

/** The first line of a snapshot file. */
export interface SnapshotHeader {
  readonly format: 'stowage-inventory';
  readonly version: 1;
  readonly cloud: string;
  readonly region: string;
  readonly scope: InventoryScope;
  /** Such as 3.70. */
  readonly microversion: string;
  /** URL of the block-storage endpoint. */
  readonly pulledFrom: string;
  /** When the pull began and ended: ISO 8601, UTC. */
  readonly pulledAt: string;
  readonly finishedAt: string;
  readonly counts: SnapshotCounts;
  /** Cinder's own counts at the end of each list; a list it does not count is absent. */
  readonly counted: Readonly<Record<string, number>>;
}

/** Where each kind of object keeps its project's id. */
const PROJECT_OF: Readonly<Record<string, string>> = {
  volume: 'os-vol-tenant-attr:tenant_id',
  snapshot: 'os-extended-snapshot-attributes:project_id',
  backup: 'os-backup-project-attr:project_id',
};

export interface SnapshotParts {
  readonly header: SnapshotHeader;
  readonly projects: readonly Json[];
  readonly journal: Journal;
}

/**
 * Writes a snapshot file: gzip of JSON lines. First the header, then one line an object with its `kind` and, where known,
 * its `project_name`, last a trailer with the counts and the SHA-256 of all lines before it, so that a cut file is known as one.
 * The file appears whole or not at all.
 */
export async function writeSnapshotFile(file: string, parts: SnapshotParts): Promise<void> {
  const unfinished = `${file}.writing`;
  try {
    await pipeline(Readable.from(batches(lines(parts))), createGzip(), createWriteStream(unfinished));
    const handle = await open(unfinished, 'r+');
    await handle.sync();
    await handle.close();
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function* lines({ header, projects, journal }: SnapshotParts): AsyncGenerator<string> {
  const hash = createHash('sha256');
  const hashed = (line: string): string => {
    hash.update(line);
    return line;
  };
  const names = projectNames(projects);
  yield hashed(jsonLine({ ...header }));
  for (const project of projects) yield hashed(jsonLine({ kind: 'project', ...project }));
  for (const list of LISTS) for await (const object of journal.objects(list)) yield hashed(jsonLine(named(object, names)));
  yield jsonLine({ kind: 'end', counts: header.counts, sha256: hash.digest('hex') });
}

function named({ kind, ...object }: Json, names: ProjectNames): Json {
  const id = textAt(object, PROJECT_OF[String(kind)] ?? '');
  const name = id === undefined ? undefined : names.get(id);
  return { kind, ...object, ...(name !== undefined && { project_name: name }) };
}

/** Many lines a write: a million small writes would be slow. */
async function* batches(all: AsyncIterable<string>): AsyncGenerator<string> {
  let batch = '';
  for await (const line of all) {
    batch += line;
    if (batch.length < 65_536) continue;
    yield batch;
    batch = '';
  }
  yield batch;
}
