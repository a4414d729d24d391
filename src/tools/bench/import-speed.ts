import { createReadStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PriceFiles } from '../../catalog/import/price-files.js';
import { priceNames } from '../../catalog/import/price-names.js';
import { writeOfferFile } from './offer-file.js';

export interface ImportSpeed {
  readonly bytes: number;
  /** Prices taken from the file. */
  readonly taken: number;
  readonly importMbPerSecond: number;
  readonly parseMbPerSecond: number;
  /** Most memory of the process while importing, in MB, above what it had before. */
  readonly extraMb: number;
}

/** JSON.parse needs the whole text in memory, and its objects: so it gets pieces of this many MB, as many as the file is long. */
const PIECE_MB = 30;
const FILES = ['data/regions.csv', 'data/storage-classes.csv'] as const;

/** Imports a generated offer file from disk, and parses as many bytes with JSON.parse, read from disk too. */
export async function measureImport(megabytes: number): Promise<ImportSpeed> {
  const folder = mkdtempSync(join(tmpdir(), 'stowage-bench-'));
  try {
    const names = priceNames(Object.fromEntries(FILES.map((file) => [file, readFileSync(file, 'utf8')])));
    if (!names.ok) throw new Error('run it in a checkout: data/ cannot be read');
    const regions = names.value.regions('aws');
    const whole = join(folder, 'offer.json');
    const piece = join(folder, 'piece.json');
    const bytes = writeOfferFile(whole, megabytes, regions);
    const pieceBytes = writeOfferFile(piece, PIECE_MB, regions);
    const imported = await timedImport(whole, new PriceFiles(names.value, '2026-09-28', () => new TextDecoder()));
    const parseMs = timedParse(piece, Math.max(1, Math.round(bytes / pieceBytes)));
    const parsed = Math.max(1, Math.round(bytes / pieceBytes)) * pieceBytes;
    return {
      bytes,
      taken: imported.taken,
      importMbPerSecond: bytes / 1e3 / imported.ms,
      parseMbPerSecond: parsed / 1e3 / parseMs,
      extraMb: imported.extraMb,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function timedImport(
  path: string,
  files: PriceFiles,
): Promise<{ readonly ms: number; readonly taken: number; readonly extraMb: number }> {
  const memoryBefore = process.memoryUsage().rss;
  let memoryMost = memoryBefore;
  const before = performance.now();
  const reader = files.open(path);
  for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20 })) {
    reader.push(chunk);
    memoryMost = Math.max(memoryMost, process.memoryUsage.rss());
  }
  reader.end();
  const results = files.results();
  const ms = performance.now() - before;
  if (!results.ok) throw new Error(JSON.stringify(results.problems));
  const taken = results.value.reduce((sum, { rates }) => sum + rates.length, 0);
  return { ms, taken, extraMb: (memoryMost - memoryBefore) / 1e6 };
}

function timedParse(path: string, times: number): number {
  const before = performance.now();
  for (let time = 0; time < times; time++) JSON.parse(readFileSync(path, 'utf8'));
  return performance.now() - before;
}
