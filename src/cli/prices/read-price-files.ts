import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { PriceFiles } from '../../catalog/import/price-files.js';
import type { PriceNames } from '../../catalog/import/price-names.js';
import type { PublishedPrices } from '../../catalog/import/published.js';
import { type Parsed, type Problem, problemsOf } from '../../problems/problem.js';
import { codeOf } from '../files.js';

/** Large enough to spare the calls, small enough that memory stays flat. */
const CHUNK = 2 ** 20;

export interface ReadOptions {
  readonly names: PriceNames;
  /** ISO day, for answers without a date. */
  readonly readOn: string;
  /** What a file is called in reports; by default its path. */
  readonly calledAs?: (path: string) => string;
}

/** Streams price files, gzipped ones included, one after the other. Every problem of every file: CAT020 to CAT024, CLI002, CLI003. */
export async function readPriceFiles(
  paths: readonly string[],
  options: ReadOptions,
): Promise<Parsed<readonly PublishedPrices[]>> {
  const files = new PriceFiles(options.names, options.readOn, () => new TextDecoder());
  const unreadable: Problem[] = [];
  for (const path of paths) {
    const reader = files.open(options.calledAs?.(path) ?? path);
    try {
      await feed(path, (chunk) => reader.push(chunk));
      reader.end();
    } catch (error) {
      unreadable.push(cannotRead(path, error));
    }
  }
  const results = files.results();
  const [first, ...rest] = [...unreadable, ...problemsOf(results)];
  return first === undefined ? results : { ok: false, problems: [first, ...rest] };
}

/** Hands the bytes over in pieces until there is no more, or no more is wanted. */
async function feed(path: string, push: (chunk: Uint8Array) => boolean): Promise<void> {
  const packed = await isGzip(path);
  const source = createReadStream(path, { highWaterMark: CHUNK });
  const bytes: Readable = packed ? gunzip(source) : source;
  for await (const chunk of bytes) if (chunk instanceof Uint8Array && !push(chunk)) break;
  source.destroy();
}

function gunzip(source: Readable): PassThrough {
  const out = new PassThrough({ highWaterMark: CHUNK });
  pipeline(source, createGunzip({ chunkSize: CHUNK }), out).catch((error: unknown) =>
    out.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  return out;
}

async function isGzip(path: string): Promise<boolean> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}

function cannotRead(path: string, error: unknown): Problem {
  const code = codeOf(error) ?? '';
  if (code === 'ENOENT')
    return { code: 'CLI002', severity: 'error', where: { file: path }, found: `no file ${path}`, wanted: 'a file that is there' };
  if (!/^[A-Z]/.test(code)) throw error;
  const found = code.startsWith('Z_') ? 'compressed data that is cut short or damaged' : code === 'EISDIR' ? 'a folder' : code;
  return { code: 'CLI003', severity: 'error', where: { file: path }, found, wanted: 'a readable file' };
}
