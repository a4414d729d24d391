import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdir, open, readdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { didYouMean, nearestNames } from '../problems/nearest.js';
import { type Parsed, type Place, type Problem, parsed } from '../problems/problem.js';

export interface ReadText {
  readonly text: string;
  /** Of the bytes on disk, hexadecimal. */
  readonly sha256: string;
}

/** More than this and a string cannot hold it (V8's limit is 512 MiB). */
const LARGEST_TEXT = 400 * 2 ** 20;

/**
 * Reads a person's file as UTF-8.
 *
 * @param where the place that names the file, for the problem; by default the file itself
 * @returns CLI002 (not there, with the nearest names of its folder), CLI003 (there, but not readable as text)
 */
export async function readTextFile(path: string, where: Place = { file: path }): Promise<Parsed<ReadText>> {
  try {
    const { size } = await stat(path);
    if (size > LARGEST_TEXT) return failed(unreadable(where, path, `${Math.round(size / 2 ** 20)} MiB`, 'a file up to 400 MiB'));
    const bytes = await readFile(path);
    return parsed({ text: new TextDecoder().decode(bytes), sha256: createHash('sha256').update(bytes).digest('hex') });
  } catch (error) {
    return failed(
      codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR'
        ? await missing(path, where)
        : unreadable(where, path, reasonOf(error), 'a readable file'),
    );
  }
}

/**
 * Writes a file whole or not at all: to a temporary file, then renamed over the target. It is on the disk when this ends.
 *
 * @returns CLI004 when it cannot be written; then neither the target nor a temporary file has changed or appeared
 */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<Parsed<string>> {
  const temporary = temporaryFor(path, dirname(path));
  try {
    const handle = await inFolder(temporary, () => open(temporary, 'wx'));
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await inFolder(path, () => rename(temporary, path));
    return parsed(path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    return unwritten(path, error);
  }
}

/**
 * The same for one of thousands of small files: a power cut may take it, but no kill. It is written at once, for a third of the
 * processor's time that it takes to wait for it. Only its name is waited for: to take the place of another file may take the disk a while.
 *
 * @param aside folder for the temporary file, on the same disk
 */
export async function writeSmall(path: string, content: Uint8Array, aside: string): Promise<Parsed<string>> {
  const temporary = temporaryFor(path, aside);
  try {
    atOnceIn(temporary, () => writeFileSync(temporary, content, { flag: 'wx' }));
    await inFolder(path, () => rename(temporary, path));
    return parsed(path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    return unwritten(path, error);
  }
}

const temporaryFor = (path: string, aside: string): string =>
  join(aside, `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);

const unwritten = (file: string, error: unknown): { readonly ok: false; readonly problems: readonly [Problem] } =>
  failed({
    code: 'CLI004',
    severity: 'error',
    where: { file },
    found: reasonOf(error),
    wanted: 'a file that can be written',
    fix: 'choose another place with -o',
  });

/** Does what needs a path's folder, which is made where it is not there. */
async function inFolder<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    await mkdir(dirname(path), { recursive: true });
    return work();
  }
}

function atOnceIn(path: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    mkdirSync(dirname(path), { recursive: true });
    work();
  }
}

/**
 * Refuses to write over a file that the plan was read from.
 *
 * @returns CLI004, or undefined where `target` is none of them
 */
export async function overwritesInput(target: string, inputs: readonly string[]): Promise<Problem | undefined> {
  const real = (path: string): Promise<string> => realpath(path).catch(() => resolve(path));
  const wanted = await real(target);
  for (const input of inputs)
    if ((await real(input)) === wanted)
      return {
        code: 'CLI004',
        severity: 'error',
        where: { file: target },
        found: 'a file that this plan is read from',
        wanted: 'a file of its own for the result',
        fix: 'choose another name with -o',
      };
  return undefined;
}

async function missing(path: string, where: Place): Promise<Problem> {
  const folder = dirname(path);
  const names = await readdir(folder).catch(() => undefined);
  const hint =
    names === undefined
      ? `there is no folder ${folder}`
      : didYouMean(
          nearestNames(
            basename(path),
            names.filter((name) => extname(name) === extname(path)),
          ),
        );
  return {
    code: 'CLI002',
    severity: 'error',
    where,
    found: `no file ${path}`,
    wanted: 'a file that is there',
    ...(hint === undefined ? {} : { fix: hint }),
  };
}

function unreadable(where: Place, path: string, found: string, wanted: string): Problem {
  return { code: 'CLI003', severity: 'error', where, found: `${path}: ${found}`, wanted };
}

const failed = (problem: Problem): { readonly ok: false; readonly problems: readonly [Problem] } => ({
  ok: false,
  problems: [problem],
});

/** "EACCES" of a failed system call; undefined for any other error. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  const known: Readonly<Record<string, string>> = {
    EACCES: 'no permission',
    EPERM: 'no permission',
    EISDIR: 'a folder',
    ENOSPC: 'no space left on the disk',
    EROFS: 'a read-only disk',
    ENOTDIR: 'a folder of that name is a file',
    EEXIST: 'a folder of that name is a file',
    ENAMETOOLONG: 'a name that is too long',
  };
  if (code !== undefined && Object.hasOwn(known, code)) return known[code] ?? code;
  return code ?? (error instanceof Error ? error.message : `${error}`);
}
