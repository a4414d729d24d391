import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { readCsvPart } from '../../../src/files/csv-part.js';
import { piecesFrom } from '../../../src/files/csv-share.js';
import { joinParts, readByTwo } from '../../../src/files/csv-threads.js';
import { openSource } from '../../../src/files/inventory-source.js';
import { streamCohorts } from '../../../src/files/stream-cohorts.js';
import type { CsvDialect } from '../../../src/inventory/csv-dialect.js';
import { dialectOf } from '../../../src/inventory/stream/csv-parts.js';
import type { Cohorts } from '../../../src/inventory/types.js';
import { captured } from '../captured.js';
import { csvOf, row, SORTING } from './hostile.js';
import { bytesOf, simdTools, streamedCohorts } from './streaming.js';

const folder = mkdtempSync(join(tmpdir(), 'halves-'));
afterAll(() => rmSync(folder, { recursive: true }));
const worker = fileURLToPath(new URL('../../../dist/csv-worker.cjs', import.meta.url));

const fileOf = (text: string): string => {
  const path = join(folder, 'volumes.csv');
  writeFileSync(path, text);
  return path;
};

/** What two readers come to, of which the second begins at the offset, wherever that is. */
async function inParts(path: string, bytes: Uint8Array, at: number, dialect: CsvDialect): Promise<Cohorts | undefined> {
  const common = { name: 'inventory', beside: {}, sorting: SORTING };
  const [first, second] = await Promise.all([
    readCsvPart({ ...common, ranges: [{ path, from: 0, to: at }] }, simdTools, () => undefined),
    readCsvPart({ ...common, ranges: [{ path, from: at, to: bytes.length }], restOf: dialect }, simdTools, () => undefined),
  ]);
  return first && second && joinParts(SORTING, [first, second])?.sink.result(0);
}

/** Hostile in its texts only. */
const goodRow = fc
  .tuple(row, fc.uuid(), fc.constantFrom('db-1', 'a,b', 'say "hi"', 'two\nlines', '高速', 'b\\\\s', 'temp-1'))
  .map(([of, id, name]) => ({ ...of, id, name, size: '40' as const, extra: '' as const }));

describe('two readers of one CSV', () => {
  it('come to what one comes to, or to nothing, wherever the second begins behind a line break', async () => {
    let joined = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof({ weight: 4, arbitrary: goodRow }, { weight: 1, arbitrary: row }), { minLength: 2, maxLength: 8 }),
        fc.constantFrom('\n', '\r\n'),
        async (rows, end) => {
          const text = csvOf(rows, end);
          const bytes = bytesOf(text);
          const [path, dialect] = [fileOf(text), dialectOf(bytes, simdTools)];
          if (dialect === undefined) return;
          const wanted = streamedCohorts(bytes, SORTING);
          for (let at = bytes.indexOf(10) + 1; at > 0 && at < bytes.length; at = bytes.indexOf(10, at) + 1) {
            const cohorts = await inParts(path, bytes, at, dialect);
            if (cohorts === undefined) continue;
            joined++;
            expect(wanted).toEqual({ cohorts, problems: [] });
          }
        },
      ),
      { numRuns: 20 },
    );
    expect(joined).toBeGreaterThan(8);
  });

  it('come to what one comes to at every fourth of 200 line breaks outside quotes, and to nothing at those inside', async () => {
    const text = captured('volume-list-all-long.quote-all.csv');
    const bytes = bytesOf(text);
    const [path, dialect] = [fileOf(text), dialectOf(bytes, simdTools)];
    const wanted = streamedCohorts(bytes, SORTING)?.cohorts;
    let [outside, inside, seen] = [0, 0, 0];
    for (let at = bytes.indexOf(10) + 1; at < bytes.length && dialect; at = bytes.indexOf(10, at) + 1) {
      const quotes = bytes.subarray(0, at).filter((byte) => byte === 34).length;
      if (quotes % 2 === 0 && seen++ % 4 !== 0) continue;
      const cohorts = await inParts(path, bytes, at, dialect);
      if (quotes % 2 === 1) inside++;
      // With no row before it or behind it, a half has no volumes: nothing is said of it.
      else if (cohorts !== undefined) outside++;
      if (cohorts !== undefined || quotes % 2 === 1) expect(cohorts).toEqual(quotes % 2 === 1 ? undefined : wanted);
    }
    expect([outside, inside]).toEqual([49, 2]);
  });
});

describe('a second thread', () => {
  const volumes = (count: number): string[] =>
    Array.from({ length: count }, (_, index) => {
      const id = `0108d641-51e0-4100-9ca6-${index.toString(16).padStart(12, '0')}`;
      return `"${id}","db, ""${index}""\nof ${index % 7}","available",${1 + (index % 900)},"type ${index % 5}","true","[]","{}"`;
    });
  const header = '"ID","Name","Status","Size","Type","Bootable","Attached to","Properties"';
  const byTwo = async (rows: readonly string[], pieceBytes: number) => {
    const source = await openSource(fileOf([header, ...rows, ''].join('\n')));
    const request = { tools: simdTools, hash: true };
    const two = await readByTwo({ ...request, file: { source }, sorting: SORTING, worker, from: 0, pieceBytes });
    const one = await streamCohorts({ ...request, files: [{ source }] }, SORTING);
    return { two, one };
  };

  it.each([3000, 20_000, 300_000])(
    'shares 5,000 volumes in pieces of %d bytes: same cohorts, same SHA-256, whoever takes which',
    async (pieceBytes) => {
      const { two, one } = await byTwo(volumes(5000), pieceBytes);
      expect(two?.sink.result(0)).toEqual(one.cohorts);
      expect([two?.volumes, two?.sha256]).toEqual([5000, one.files[0]?.sha256]);
      expect(one.cohorts.read.volumes).toBe(5000);
    },
  );

  it("comes to one reader's cohorts where a row is longer than three pieces, in two of which no row begins", async () => {
    const long = `"0108d641-51e0-4100-9ca6-ffffffffffff","x","available",7,"a","true","[]","${'p'.repeat(250_000)}"`;
    const { two, one } = await byTwo([...volumes(400), long, ...volumes(900).slice(400)], 70_000);
    expect([two?.sink.result(0), two?.volumes, two?.sha256]).toEqual([one.cohorts, 901, one.files[0]?.sha256]);
  });

  it('reads each byte of a file once: the pieces of one taker are the file, in its order', async () => {
    const text = [header, ...volumes(500), ''].join('\n');
    const path = fileOf(text);
    const dialect = dialectOf(bytesOf(text), simdTools);
    if (dialect === undefined) throw new Error('no CSV');
    const [next, seen] = [new Int32Array(1), new Float64Array(1)];
    const overflow = { file: -1, end: new BigInt64Array(1) };
    const common = { name: '', beside: {}, sorting: SORTING, next, seen, overflow };
    const ranges = [...piecesFrom({ ...common, path, size: text.length, dialect, pieceBytes: 999 }, simdTools)];
    expect(ranges.map(({ from, to }) => text.slice(from, to)).join('')).toBe(text);
    expect(ranges.length).toBe(Math.ceil(text.length / 999));
  });

  it.each([
    ['an id that comes twice', '"0108d641-51e0-4100-9ca6-000000000001","x","available",1,"a","true","[]","{}"', 1],
    ['a size of half a GiB near the end', '"0108d641-51e0-4100-9ca6-ffffffffffff","x","available",0.5,"a","true","[]","{}"', 1],
    ['a last row that is cut', '"0108d641-51e0-4100-9ca6-ffffffffffff","x"', 0],
    ['a quote that is never closed', '"0108d641-51e0-4100-9ca6-ffffffffffff","x', 0],
  ])('comes to nothing with %s, which one thread then tells', async (_what, last, rejects) => {
    const { two, one } = await byTwo([...volumes(2000), last], 50_000);
    expect(two).toBeUndefined();
    expect([one.rejected, one.problems.length + one.rejects.length]).toEqual([rejects, 1]);
  });
});
