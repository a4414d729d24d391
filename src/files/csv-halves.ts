import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { CohortSink, type SortingRequest } from '../inventory/cohort-sink.js';
import type { ByteTools } from '../inventory/stream/byte-tools.js';
import { agree, dialectOf, guessRowStart, type PartRead } from '../inventory/stream/csv-parts.js';
import { IdLog } from '../inventory/stream/id-log.js';
import { HEAD } from '../inventory/stream/sniff.js';
import { type CsvPart, readCsvPart } from './csv-part.js';
import { readPiece, readRange } from './inventory-source.js';
import type { SourceFile, StreamProgress } from './stream-cohorts.js';

/** Smaller files are read before a second thread has begun. */
const WORTHWHILE = 32 << 20;
/** How much of the file the first thread takes: a second one has to start, and only the first can hash. */
const [SHARE, SHARE_WITH_HASH] = [0.53, 0.4];

export interface Halving {
  readonly file: SourceFile;
  readonly tools: ByteTools;
  readonly sorting: SortingRequest;
  /** The file that the second thread runs. */
  readonly worker: string;
  readonly progress?: StreamProgress | undefined;
  readonly hash?: boolean | undefined;
  /** Bytes from which on a file is worth a second thread, and the first one's share: for tests. */
  readonly from?: number | undefined;
  readonly share?: number | undefined;
}

/** What the halves of a file came to together. */
export interface Halved {
  readonly sink: CohortSink;
  readonly form: string;
  readonly volumes: number;
  readonly sha256: string | undefined;
}

/**
 * Reads a large CSV with two threads: the second begins behind a line break near the middle, and the first proves that a row ends there by
 * ending exactly there. The result is the same as one thread's.
 *
 * @returns undefined for any other file, and wherever something is odd: a row that is no volume, an id that may come twice, a character that
 *   is no UTF-8, a doubt. One reader then goes over all of it, and says what is to be said
 */
export async function readHalves(halving: Halving): Promise<Halved | undefined> {
  const { file, sorting, hash } = halving;
  const parts = partsOf(halving);
  if (parts === undefined) return undefined;
  const seen = new Float64Array(new SharedArrayBuffer(8));
  const second = new SecondThread(halving.worker, parts.second, seen);
  try {
    const digest = hash ? createHash('sha256') : undefined;
    const { source } = file;
    let bytes = 0;
    const first = await readCsvPart(parts.first, halving.tools, (chunk) => {
      digest?.update(chunk);
      bytes += chunk.length;
      halving.progress?.(source.name, bytes + (seen[0] ?? 0), source.size);
    });
    if (first === undefined) return undefined;
    if (digest) await readRange(parts.second.range, discarding(), (chunk) => void digest.update(chunk));
    const other = await second.result;
    const sha256 = digest?.digest('hex');
    const joined = other === undefined ? undefined : joinParts(sorting, first, other);
    return joined && { ...joined, sha256 };
  } finally {
    await second.end();
  }
}

function partsOf(halving: Halving): { readonly first: CsvPart; readonly second: CsvPart } | undefined {
  const { file, tools, sorting, hash, from = WORTHWHILE } = halving;
  const { source, project, encryptedTypes } = file;
  if (source.isGzip || source.size < from || availableParallelism() < 2) return undefined;
  const { path, size } = source;
  const dialect = dialectOf(readPiece(source, 0, HEAD), tools);
  if (dialect === undefined) return undefined;
  const near = Math.floor(size * (halving.share ?? (hash ? SHARE_WITH_HASH : SHARE)));
  const start = guessRowStart(readPiece(source, near, HEAD), dialect, tools);
  if (start < 0) return undefined;
  const common = { name: source.name, beside: { project, encryptedTypes }, sorting };
  return {
    first: { ...common, range: { path, from: 0, to: near + start } },
    second: { ...common, range: { path, from: near + start, to: size }, restOf: dialect },
  };
}

/** @returns undefined where an id may stand in both, or they do not agree on backslashes */
export function joinParts(sorting: SortingRequest, first: PartRead, second: PartRead): Omit<Halved, 'sha256'> | undefined {
  if (!agree(first, second)) return undefined;
  const [sink, log] = [new CohortSink(sorting), new IdLog()];
  for (const part of [first, second]) {
    sink.absorb(part.sink);
    log.absorb(part.log);
  }
  if (log.mayRepeat()) return undefined;
  return { sink, form: first.form, volumes: first.volumes + second.volumes };
}

class SecondThread {
  /** undefined where the thread could not do its part, whatever the reason: the first one will meet it, too. */
  readonly result: Promise<PartRead | undefined>;
  private readonly worker: Worker;

  constructor(file: string, part: CsvPart, seen: Float64Array) {
    const worker = new Worker(file, { workerData: { part, seen } });
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

function discarding(): { space(): Uint8Array; filled(): void } {
  const space = new Uint8Array(1 << 18);
  return { space: () => space, filled: () => undefined };
}
