import { createHash } from 'node:crypto';
import { closeSync, createReadStream, createWriteStream, openSync, readSync } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { NoTemporary } from './temporary.js';

/** A file to read an inventory from, or what came through standard input. */
export interface InventorySource {
  /** As a person calls it. */
  readonly name: string;
  /** Where the bytes are. */
  readonly path: string;
  /** Bytes on disk. */
  readonly size: number;
  readonly isGzip: boolean;
  /** Removes what was kept for a time. */
  close(): Promise<void>;
}

/** Takes bytes in pieces: the next ones go to the start of `space`. */
export interface ByteTarget {
  space(): Uint8Array;
  filled(count: number): void;
  /** Reading on is needless. */
  readonly isOver?: boolean;
}

/** Bytes of a file in [from, to). */
export interface ByteRange {
  readonly path: string;
  readonly from: number;
  readonly to: number;
}

export interface ReadOptions {
  /** Told of bytes on disk that were read, now and then. */
  readonly progress?: ((bytes: number, of: number) => void) | undefined;
  readonly hash?: boolean | undefined;
}

const STANDARD_INPUT = '-';
const READS_A_TURN = 64;

/**
 * Opens a file, or standard input for '-'. That is kept in a temporary file, because a reader may have to go back to the start.
 *
 * @throws the system's error where the file cannot be opened, `NoTemporary` or `EndlessLine` for standard input
 */
export async function openSource(path: string): Promise<InventorySource> {
  if (path !== STANDARD_INPUT) return await sourceOf(path, path, async () => undefined);
  const folder = await orNoCopy(mkdtemp(join(tmpdir(), 'stowage-')));
  const close = () => rm(folder, { recursive: true, force: true });
  try {
    const copy = join(folder, 'stdin');
    await orNoCopy(pipeline(process.stdin, refusingEndlessLines, createWriteStream(copy, { mode: 0o600 })));
    return await sourceOf('standard input', copy, close);
  } catch (error) {
    await close();
    throw error;
  }
}

const USE = {
  what: 'a copy of standard input',
  wanted: 'as many bytes as standard input has',
  fix: 'make room there, name another folder (TMPDIR=/var/tmp), or name a file instead of -',
};

async function orNoCopy<T>(act: Promise<T>): Promise<T> {
  try {
    return await act;
  } catch (error) {
    if (error instanceof Error && 'code' in error) throw new NoTemporary(USE, error.message);
    throw error;
  }
}

/** Standard input is no list: a line, or in JSON a volume, does not end. */
export class EndlessLine extends Error {
  static readonly longest = 16 << 20;

  constructor(readonly of: 'line' | 'JSON volume') {
    super(`an endless ${of}`);
  }
}

const [LF, CLOSE_BRACE] = [10, 125];

/** Passes bytes on until a line gets too long for any form, so that a disk is not filled with what is no list. In JSON, which may have no lines, volumes end. */
async function* refusingEndlessLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let [length, form] = [0, undefined as 'gzip' | 'JSON' | 'lines' | undefined];
  for await (const chunk of chunks) {
    form ??= formOf(chunk);
    const last = form === 'JSON' ? Math.max(chunk.lastIndexOf(LF), chunk.lastIndexOf(CLOSE_BRACE)) : chunk.lastIndexOf(LF);
    length = last < 0 ? length + chunk.length : chunk.length - last - 1;
    if (length > EndlessLine.longest && form !== 'gzip') throw new EndlessLine(form === 'JSON' ? 'JSON volume' : 'line');
    yield chunk;
  }
}

function formOf(start: Buffer): 'gzip' | 'JSON' | 'lines' {
  if (start[0] === 0x1f && (start[1] ?? 0x8b) === 0x8b) return 'gzip';
  return /^\uFEFF?\s*[[{]/.test(start.toString('utf8', 0, 1000)) ? 'JSON' : 'lines';
}

/**
 * Reads all bytes of a source, unzipped, into a target.
 *
 * @returns the SHA-256 of the bytes on disk, if it was asked for and all of them were read
 * @throws zlib's error for a gzip file that is cut or damaged
 */
export async function readSource(
  source: InventorySource,
  target: ByteTarget,
  options: ReadOptions = {},
): Promise<string | undefined> {
  const hash = options.hash ? createHash('sha256') : undefined;
  let bytes = 0;
  const saw = (chunk: Uint8Array): void => {
    hash?.update(chunk);
    bytes += chunk.length;
    options.progress?.(bytes, source.size);
  };
  if (source.isGzip) await readGzip(source, target, saw);
  else await readRange({ path: source.path, from: 0, to: Number.POSITIVE_INFINITY }, target, saw);
  return bytes >= source.size ? hash?.digest('hex') : undefined;
}

/** Up to so many bytes of a file that is not zipped, from a place in it on. */
export function readPiece(path: string, from: number, length: number): Uint8Array {
  const piece = new Uint8Array(length);
  const file = openSync(path, 'r');
  try {
    return piece.subarray(0, readSync(file, piece, 0, length, from));
  } finally {
    closeSync(file);
  }
}

async function sourceOf(name: string, path: string, close: () => Promise<void>): Promise<InventorySource> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const magic = new Uint8Array(2);
    await handle.read(magic, 0, 2, 0);
    return { name, path, size, isGzip: magic[0] === 0x1f && magic[1] === 0x8b, close };
  } finally {
    await handle.close();
  }
}

/** Reads bytes of a file that is not zipped into a target; `saw` is told of each chunk first. */
export async function readRange(
  { path, from, to }: ByteRange,
  target: ByteTarget,
  saw: (chunk: Uint8Array) => void,
): Promise<void> {
  const file = openSync(path, 'r');
  let at = from;
  try {
    for (let reads = 1; target.isOver !== true; reads++) {
      const space = target.space();
      // A read that is waited for costs more than the copy from the system's cache; other work gets its turn now and then.
      const count = readSync(file, space, 0, Math.min(space.length, to - at), at);
      at += count;
      if (count === 0) return;
      saw(space.subarray(0, count));
      target.filled(count);
      if (reads % READS_A_TURN === 0) await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    closeSync(file);
  }
}

async function readGzip({ path }: InventorySource, target: ByteTarget, saw: (chunk: Uint8Array) => void): Promise<void> {
  const file = createReadStream(path, { highWaterMark: 1 << 18 });
  file.on('data', (chunk) => {
    if (typeof chunk !== 'string') saw(chunk);
  });
  const unzipped = file.pipe(createGunzip({ chunkSize: 1 << 18 }));
  file.on('error', (error) => unzipped.destroy(error));
  try {
    for await (const chunk of unzipped as AsyncIterable<Uint8Array>) {
      if (target.isOver === true) return;
      put(chunk, target);
    }
  } finally {
    file.destroy();
    unzipped.destroy();
  }
}

/** Copies a chunk into a target, in as many pieces as it has room for. */
export function put(chunk: Uint8Array, target: ByteTarget): void {
  for (let from = 0; from < chunk.length && target.isOver !== true; ) {
    const space = target.space();
    if (space.length === 0) return;
    const piece = chunk.subarray(from, from + space.length);
    space.set(piece);
    target.filled(piece.length);
    from += piece.length;
  }
}
