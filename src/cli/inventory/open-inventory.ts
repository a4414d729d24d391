import { EndlessLine, type InventorySource, openSource } from '../../files/inventory-source.js';
import { gzipProblem, readWholeText } from '../../files/read-whole-text.js';
import { NoTemporary } from '../../files/temporary.js';
import { parseBeside } from '../../inventory/lists/parse-beside.js';
import type { BesideLists } from '../../inventory/lists/types.js';
import { type Parsed, type Place, type Problem, parsed } from '../../problems/problem.js';
import { codeOf, readTextFile } from '../files.js';

/** Lists of backups, snapshots and types are looked for in files up to this size. */
const LARGEST_LIST = 64 << 20;

export interface OpenFile {
  readonly source: InventorySource;
  readonly project: string | undefined;
}

/** The files of an inventory: those that list volumes, and what the others tell. */
export interface OpenInventory {
  /** All of them, to be closed. */
  readonly sources: readonly InventorySource[];
  readonly volumes: readonly OpenFile[];
  readonly lists: BesideLists;
}

interface Named {
  readonly path: string;
  readonly project?: string | undefined;
  readonly where?: Place | undefined;
}

/**
 * Opens the files of an inventory and reads the lists that stand beside those of volumes: of backups, snapshots, types.
 * A snapshot file is both. Close what was opened with `closeAll`.
 *
 * @returns CLI002 (not there), CLI003 (not readable), INV008 and INV009 (gzip that is cut or damaged, a broken list)
 */
export async function openInventory(files: readonly Named[]): Promise<Parsed<OpenInventory>> {
  const opened = await Promise.all(files.map(openNamed));
  const sources = opened.flatMap((one) => (one.ok ? [one.value] : []));
  const failed = opened.some((one) => !one.ok);
  const read = failed ? [] : await Promise.all(sources.map(readLists));
  if (failed || read.some((one) => !one.ok)) {
    await Promise.all(sources.map(({ source }) => source.close()));
    return allOf([...opened, ...read]);
  }
  const told = read.flatMap((one) => (one.ok ? [one.value] : []));
  const lists = told.flatMap(({ lists }) => (lists === undefined ? [] : [lists]));
  return parsed({
    sources: sources.map(({ source }) => source),
    volumes: told.flatMap(({ file, hasVolumes }) => (hasVolumes ? [file] : [])),
    lists: {
      backups: lists.flatMap(({ backups }) => backups),
      snapshots: lists.flatMap(({ snapshots }) => snapshots),
      encryptedTypes: new Map(lists.flatMap(({ encryptedTypes }) => [...encryptedTypes])),
    },
  });
}

export async function closeAll({ sources }: OpenInventory): Promise<void> {
  await Promise.all(sources.map((source) => source.close()));
}

/** The problems of several results as one. @throws Error where none of them failed: a bug in the caller. */
export function allOf(results: readonly Parsed<unknown>[]): {
  readonly ok: false;
  readonly problems: readonly [Problem, ...Problem[]];
} {
  const [first, ...rest] = results.flatMap((result) => (result.ok ? result.warnings : result.problems));
  if (first === undefined) throw new Error('asked for the problems of results that have none');
  return { ok: false, problems: [first, ...rest] };
}

async function openNamed({ path, project, where }: Named): Promise<Parsed<OpenFile>> {
  try {
    return parsed({ source: await openSource(path), project });
  } catch (error) {
    if (error instanceof EndlessLine) return { ok: false, problems: [endless(error)] };
    if (error instanceof NoTemporary) return { ok: false, problems: [error.problem] };
    if (codeOf(error) === undefined) throw error;
    // The same words for a file that is not there, wherever it is asked for.
    const read = await readTextFile(path, where);
    if (!read.ok) return read;
    throw error;
  }
}

const endless = ({ of }: EndlessLine): Problem => ({
  code: 'INV009',
  severity: 'error',
  where: { file: 'standard input' },
  found: `more than ${EndlessLine.longest / 2 ** 20} MiB without ${of === 'line' ? 'a line break' : 'the end of a volume'}`,
  wanted: 'a list of volumes',
  fix: 'run: openstack volume list --all-projects --long -f csv',
});

interface WithLists {
  readonly file: OpenFile;
  readonly hasVolumes: boolean;
  readonly lists: BesideLists | undefined;
}

async function readLists(file: OpenFile): Promise<Parsed<WithLists>> {
  const { source } = file;
  try {
    const read = source.size * (source.isGzip ? 16 : 1) > LARGEST_LIST ? undefined : await readWholeText(source);
    if (read === undefined || !read.ok) return parsed({ file, hasVolumes: true, lists: undefined });
    const { text } = read.value;
    const lists = parseBeside(source.name, text);
    if (lists === undefined) return parsed({ file, hasVolumes: true, lists: undefined });
    if (!lists.ok) return lists;
    const hasVolumes = /^\uFEFF?\s*\{\s*"format"\s*:\s*"stowage-inventory"/.test(text.slice(0, 1000));
    return parsed({ file, hasVolumes, lists: lists.value }, lists.warnings);
  } catch (error) {
    const problem = gzipProblem(error, source.name);
    if (problem === undefined) throw error;
    return { ok: false, problems: [problem] };
  }
}
