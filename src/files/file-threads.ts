import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { CohortSink, type SortingRequest } from '../inventory/cohort-sink.js';
import { jsonForm } from '../inventory/read-json.js';
import type { ByteTools } from '../inventory/stream/byte-tools.js';
import { agree, middleOf, type PartRead } from '../inventory/stream/file-parts.js';
import { IdLog, type Overflow } from '../inventory/stream/id-log.js';
import { HEAD } from '../inventory/stream/sniff.js';
import { readPart } from './file-part.js';
import { type FileShare, piecesFrom, piecesOf, stopSharing } from './file-share.js';
import { type ByteRange, readPiece, readRange } from './inventory-source.js';
import { OverflowFile } from './overflow-file.js';
import type { SourceFile, StreamProgress } from './stream-cohorts.js';
import { NoTemporary } from './temporary.js';

/**
 * Smaller files are read before a second thread has begun. JSON of 0.5 GB takes two threads half as much again of processor time, and as
 * long as one at best; of 1.08 GB, they need 0.72 of one's time.
 */
const WORTHWHILE = { csv: 128 << 20, json: 1 << 30 } as const;
/** A hundredth of a second of work: so long may one thread wait for the other at the end. */
const PIECE = 4 << 20;

export interface Sharing {
  readonly file: SourceFile;
  readonly tools: ByteTools;
  readonly sorting: SortingRequest;
  /** The file that the second thread runs. */
  readonly worker: string;
  readonly progress?: StreamProgress | undefined;
  readonly hash?: boolean | undefined;
  /** Bytes from which on a file is worth a second thread, and those of a piece: for tests and benchmarks. */
  readonly from?: number | undefined;
  readonly pieceBytes?: number | undefined;
}

/** What two threads have made of a file. */
export interface ReadByTwo {
  readonly sink: CohortSink;
  readonly form: string;
  readonly volumes: number;
  readonly sha256: string | undefined;
}

/**
 * Reads a large list in CSV or JSON with two threads, in pieces: whoever is free takes the next one, so that a thread that starts late or has
 * to wait for a processor holds nobody up. The result is the same as one thread's.
 *
 * @returns undefined for any other file, and wherever something is odd: a row that is no volume, an id that may come twice, a character that
 *   is no UTF-8, a doubt, no room for temporary files. One reader then goes over all of it, and says what is to be said
 */
export async function readByTwo(sharing: Sharing): Promise<ReadByTwo | undefined> {
  const overflow = new OverflowFile();
  try {
    return await readShared(sharing, overflow);
  } catch (error) {
    if (error instanceof NoTemporary) return undefined;
    throw error;
  } finally {
    overflow.close();
  }
}

async function readShared(sharing: Sharing, overflow: OverflowFile): Promise<ReadByTwo | undefined> {
  const { tools, sorting, hash, worker, progress } = sharing;
  const share = shareOf(sharing, overflow);
  if (share === undefined) return undefined;
  const second = new SecondThread(worker, share);
  try {
    const digest = hash ? new Digest(share.path) : undefined;
    const { name, size, middle, beside, seen } = share;
    let [bytes, pieces] = [0, 0];
    const ranges = async function* (): AsyncGenerator<ByteRange> {
      for (const range of piecesFrom(share, tools, 0)) {
        pieces++;
        await digest?.upTo(range.from);
        yield range;
      }
    };
    const first = await readPart(
      { name, size, middle, ranges: ranges(), isRest: false, beside, sorting, overflow },
      tools,
      (chunk) => {
        digest?.add(chunk);
        bytes += chunk.length;
        progress?.(name, bytes + (seen[0] ?? 0), share.size);
      },
    );
    if (first === undefined) return undefined;
    await digest?.upTo(share.size);
    // Where the second thread came too late for a single piece, it is not waited for.
    const other = pieces === piecesOf(share) ? 'nothing' : await second.result;
    const joined = other && joinParts(sorting, other === 'nothing' ? [first] : [first, other], overflow);
    return joined && { ...joined, sha256: digest?.hex() };
  } finally {
    stopSharing(share);
    await second.end();
  }
}

function shareOf({ file, tools, sorting, from, pieceBytes = PIECE }: Sharing, overflow: OverflowFile): FileShare | undefined {
  const { source, project, encryptedTypes } = file;
  const { name, path, size, isGzip } = source;
  if (isGzip || size < (from ?? WORTHWHILE.csv) || availableParallelism() < 2) return undefined;
  const middle = middleOf(readPiece(path, 0, HEAD), tools);
  if (middle === undefined || size < (from ?? WORTHWHILE[middle.kind])) return undefined;
  // The first piece is the first thread's: the head of the file is in it.
  const next = new Int32Array(new SharedArrayBuffer(4)).fill(1);
  const seen = new Float64Array(new SharedArrayBuffer(8));
  return {
    name,
    path,
    size,
    middle,
    beside: { project, encryptedTypes },
    sorting,
    pieceBytes,
    next,
    seen,
    overflow: overflow.open(),
  };
}

/** @returns undefined where an id may stand in two parts, or they do not agree on backslashes */
export function joinParts(
  sorting: SortingRequest,
  parts: readonly PartRead[],
  overflow?: Overflow,
): Omit<ReadByTwo, 'sha256'> | undefined {
  const [first] = parts;
  if (first === undefined || !agree(parts)) return undefined;
  const [sink, log] = [new CohortSink(sorting), new IdLog(overflow)];
  for (const part of parts) {
    sink.absorb(part.sink);
    log.absorb(part.log);
  }
  if (log.mayRepeat()) return undefined;
  const pages = parts.reduce((sum, part) => sum + part.pages, 0);
  const volumes = parts.reduce((sum, part) => sum + part.volumes, 0);
  return { sink, form: pages > 0 ? jsonForm(pages) : first.form, volumes };
}

class SecondThread {
  /** undefined where the thread could not do its part, whatever the reason: the first one will meet it, too. */
  readonly result: Promise<PartRead | undefined>;
  private readonly worker: Worker;

  constructor(file: string, share: FileShare) {
    const worker = new Worker(file, { workerData: share });
    this.worker = worker;
    this.result = new Promise((resolve) => {
      worker.once('message', (read: PartRead | undefined) => resolve(read));
      worker.once('error', () => resolve(undefined));
      worker.once('exit', () => resolve(undefined));
    });
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }
}

/** The SHA-256 of a file of which one thread reads only some pieces: the bytes between them are read for it alone. */
class Digest {
  private readonly hash = createHash('sha256');
  private at = 0;

  constructor(private readonly path: string) {}

  add(chunk: Uint8Array): void {
    this.hash.update(chunk);
    this.at += chunk.length;
  }

  async upTo(to: number): Promise<void> {
    if (to <= this.at) return;
    const space = new Uint8Array(1 << 18);
    const target = { space: () => space, filled: () => undefined };
    await readRange({ path: this.path, from: this.at, to }, target, (chunk) => this.add(chunk));
  }

  hex(): string {
    return this.hash.digest('hex');
  }
}
