import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { nodeByteTools } from '../../files/byte-tools.js';
import { readWholeText } from '../../files/read-whole-text.js';
import { type StreamProgress, streamCohorts } from '../../files/stream-cohorts.js';
import type { SortingRequest } from '../../inventory/cohort-sink.js';
import { cohortsOf } from '../../inventory/cohorts-of.js';
import { mergeInventories } from '../../inventory/merge-inventories.js';
import { type InventoryFile as InventoryText, parseInventoryFile } from '../../inventory/parse-inventory-file.js';
import type { Cohorts, Inventory } from '../../inventory/types.js';
import { type Parsed, type Place, type Problem, parsed, parsedUnless } from '../../problems/problem.js';
import { packageRoot } from '../place.js';
import { allOf, closeAll, type OpenInventory, openInventory } from './open-inventory.js';

export interface InventoryFile {
  /** A path, or '-' for standard input. */
  readonly path: string;
  readonly project: string | undefined;
  /** The place that names the file, for problems. */
  readonly where: Place;
}

export interface InventoryRequest {
  readonly files: readonly InventoryFile[];
  readonly sorting: SortingRequest;
  /** As many rows may be no volumes. */
  readonly maxRejects: number;
  /** The place that says so, for problems. */
  readonly rejectsAt: Place;
  readonly progress?: StreamProgress | undefined;
}

export interface LoadedInventory {
  readonly cohorts: Cohorts;
  readonly files: Inventory['files'];
  /** For hints on names: all of them, or those of the largest volumes where there are many. */
  readonly volumeNames: readonly string[];
}

/** Up to so many bytes, files are read whole by the readers that know every form, and merged volume by volume. */
const SMALL = 4 << 20;

/**
 * Reads a plan's inventory: small files whole, large ones in pieces and in memory that does not grow with them. Files may be gzip; lists of
 * types, backups and snapshots may stand among them.
 *
 * @returns CLI002, CLI003 (files), CLI004 (temporary files), INV (their contents), SCN010 (more rejects than allowed)
 */
export async function loadInventory(request: InventoryRequest): Promise<Parsed<LoadedInventory>> {
  const opened = await openInventory(request.files);
  if (!opened.ok) return opened;
  try {
    const bytes = opened.value.volumes.reduce((sum, { source }) => sum + source.size * (source.isGzip ? 16 : 1), 0);
    return bytes > SMALL ? await loadLarge(request, opened.value) : await loadSmall(request, opened.value);
  } finally {
    await closeAll(opened.value);
  }
}

async function loadSmall(request: InventoryRequest, { volumes, lists }: OpenInventory): Promise<Parsed<LoadedInventory>> {
  const { encryptedTypes } = lists;
  const read = await Promise.all(
    volumes.map(async ({ source, project }): Promise<Parsed<InventoryText>> => {
      const whole = await readWholeText(source);
      return whole.ok ? parsed({ file: source.name, project, encryptedTypes, ...whole.value }) : whole;
    }),
  );
  return inventoryOf(request, read);
}

/** The inventory of files that have been read whole. */
export function inventoryOf(
  request: Omit<InventoryRequest, 'files' | 'progress'>,
  read: readonly Parsed<InventoryText>[],
): Parsed<LoadedInventory> {
  const parts = read.map((one) => (one.ok ? parseInventoryFile(one.value) : one));
  if (parts.some((part) => !part.ok)) return allOf(parts);
  const merged = mergeInventories(parts.flatMap((part) => (part.ok ? [part.value] : [])));
  if (!merged.ok) return merged;
  const { rejects, files } = merged.value;
  const problems = [
    ...parts.flatMap((part) => (part.ok ? part.warnings : [])),
    ...merged.warnings,
    ...rejectProblems(request, rejects, rejects.length),
  ];
  return parsedUnless(problems, () => ({
    cohorts: cohortsOf({ ...request.sorting, inventory: merged.value }),
    files,
    volumeNames: merged.value.volumes.map(({ name }) => name),
  }));
}

async function loadLarge(request: InventoryRequest, { volumes, lists }: OpenInventory): Promise<Parsed<LoadedInventory>> {
  const { encryptedTypes } = lists;
  const { progress, sorting } = request;
  const files = volumes.map(({ source, project }) => ({ source, project, encryptedTypes }));
  const streamed = await streamCohorts({ files, tools: nodeByteTools(), hash: true, progress, worker: worker() }, sorting);
  const { cohorts, rejects, rejected, merged } = streamed;
  const problems = [
    ...streamed.problems,
    ...rejectProblems(request, rejects, rejected),
    ...(merged > 0 ? [toldTwice(merged, request.rejectsAt)] : []),
  ];
  return parsedUnless(problems, () => ({
    cohorts,
    files: streamed.files,
    volumeNames: cohorts.cohorts.flatMap(({ largest }) => largest.map(({ name }) => name)),
  }));
}

/**
 * What a second thread runs. A thread of a batch has none, and nobody has one where no processor is idle: a thread that starts takes a quarter of
 * a second of processor time before it gains anything.
 */
function worker(): string | undefined {
  const [load = 0] = loadavg();
  const isIdle = isMainThread && load <= availableParallelism() - 1;
  return isIdle ? join(packageRoot(), 'dist', 'file-worker.cjs') : undefined;
}

/** Rejects are errors where there are more than allowed, else warnings. */
function rejectProblems(
  { maxRejects, rejectsAt }: Pick<InventoryRequest, 'maxRejects' | 'rejectsAt'>,
  rejects: readonly Problem[],
  count: number,
): readonly Problem[] {
  if (count <= maxRejects) return rejects.map((reject): Problem => ({ ...reject, severity: 'warning' }));
  const fix = `put them right, or allow them: inventory: {files: ..., maxRejects: ${count}}, or plan --max-rejects ${count}`;
  const found = `${count} rejected row${count === 1 ? '' : 's'}${count > rejects.length ? `, of which the first ${rejects.length} are shown` : ''}`;
  return [...rejects, { code: 'SCN010', severity: 'error', where: rejectsAt, found, wanted: `at most ${maxRejects}`, fix }];
}

function toldTwice(volumes: number, where: Place): Problem {
  return {
    code: 'INV021',
    severity: 'warning',
    where,
    found: `${volumes} volumes that two files list`,
    wanted: 'each volume once',
    fix: 'in files this large a second list adds nothing to what the first tells of a volume; one with a project label goes first',
  };
}
