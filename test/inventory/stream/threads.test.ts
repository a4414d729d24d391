import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { readPart } from '../../../src/files/file-part.js';
import { piecesFrom } from '../../../src/files/file-share.js';
import { joinParts, readByTwo } from '../../../src/files/file-threads.js';
import { openSource } from '../../../src/files/inventory-source.js';
import { streamCohorts } from '../../../src/files/stream-cohorts.js';
import { type Middle, middleOf } from '../../../src/inventory/stream/file-parts.js';
import type { Cohorts } from '../../../src/inventory/types.js';
import { captured } from '../captured.js';
import { csvOf, row, SORTING } from './hostile.js';
import { bytesOf, simdTools, streamedCohorts } from './streaming.js';

const folder = mkdtempSync(join(tmpdir(), 'halves-'));
afterAll(() => rmSync(folder, { recursive: true }));
const worker = fileURLToPath(new URL('../../../dist/file-worker.cjs', import.meta.url));

const fileOf = (text: string): string => {
  const path = join(folder, 'volumes.csv');
  writeFileSync(path, text);
  return path;
};

/** What two readers come to, of which the second begins at the offset, wherever that is. */
async function inParts(path: string, bytes: Uint8Array, at: number, middle: Middle): Promise<Cohorts | undefined> {
  const common = { name: 'inventory', size: bytes.length, middle, beside: {}, sorting: SORTING };
  const [first, second] = await Promise.all([
    readPart({ ...common, ranges: [{ path, from: 0, to: at }], isRest: false }, simdTools, () => undefined),
    readPart({ ...common, ranges: [{ path, from: at, to: bytes.length }], isRest: true }, simdTools, () => undefined),
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
          const [path, middle] = [fileOf(text), middleOf(bytes, simdTools)];
          if (middle === undefined) return;
          const wanted = streamedCohorts(bytes, SORTING);
          for (let at = bytes.indexOf(10) + 1; at > 0 && at < bytes.length; at = bytes.indexOf(10, at) + 1) {
            const cohorts = await inParts(path, bytes, at, middle);
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
    const [path, middle] = [fileOf(text), middleOf(bytes, simdTools)];
    const wanted = streamedCohorts(bytes, SORTING)?.cohorts;
    let [outside, inside, seen] = [0, 0, 0];
    for (let at = bytes.indexOf(10) + 1; at < bytes.length && middle; at = bytes.indexOf(10, at) + 1) {
      const quotes = bytes.subarray(0, at).filter((byte) => byte === 34).length;
      if (quotes % 2 === 0 && seen++ % 4 !== 0) continue;
      const cohorts = await inParts(path, bytes, at, middle);
      if (quotes % 2 === 1) inside++;
      // With no row before it or behind it, a half has no volumes: nothing is said of it.
      else if (cohorts !== undefined) outside++;
      if (cohorts !== undefined || quotes % 2 === 1) expect(cohorts).toEqual(quotes % 2 === 1 ? undefined : wanted);
    }
    expect([outside, inside]).toEqual([49, 2]);
  });
});

const ID = '0108d641-51e0-4100-9ca6-';
const id = (index: number): string => ID + index.toString(16).padStart(12, '0');
/** A volume of REST whose texts and attachments look like other volumes. */
const restVolume = fc.record({
  name: fc.constantFrom('db-1', 'x", {"id": "y', `{"id": "${id(99)}", "size": 9}`, '高速', 'temp-1', ']}', ''),
  size: fc.constantFrom(1, 8, 40, 1000),
  status: fc.constantFrom('in-use', 'available', 'error'),
  volume_type: fc.constantFrom('ceph-ssd', 'ceph-ssd-encrypted', null),
  attachments: fc.array(fc.constantFrom({ id: id(1) }, { id: id(2), size: 7 }, { id: id(3), note: '[{' }), { maxLength: 2 }),
});
const restPage = fc.array(restVolume, { minLength: 1, maxLength: 3 });
/** Pages one behind the other; some with a link to the next one, before or behind the volumes. */
const restPages = fc
  .tuple(
    fc.array(restPage, { minLength: 1, maxLength: 3 }),
    fc.constantFrom('none', 'behind', 'before'),
    fc.constantFrom(' ', '\n', ''),
  )
  .map(([pages, links, blank]) => {
    let index = 10;
    return pages
      .map((volumes, page) => {
        const next = page < pages.length - 1 && links !== 'none' ? { volumes_links: [{ rel: 'next', href: 'http://x/' }] } : {};
        const list = { volumes: volumes.map((volume) => ({ id: id(index++), ...volume })) };
        return JSON.stringify(links === 'before' ? { ...next, ...list } : { ...list, ...next }).replaceAll(',"', `,${blank}"`);
      })
      .join(blank);
  });

describe('two readers of REST pages', () => {
  /** @returns how often they came to something */
  const joinedAt = async (text: string, isTried: (byte: number) => boolean): Promise<number> => {
    const bytes = bytesOf(text);
    const [path, middle] = [fileOf(text), middleOf(bytes, simdTools)];
    if (middle === undefined) throw new Error('no list');
    const wanted = streamedCohorts(bytes, SORTING);
    let joined = 0;
    for (const [at, byte] of bytes.entries()) {
      if (at === 0 || !isTried(byte)) continue;
      const cohorts = await inParts(path, bytes, at, middle);
      if (cohorts === undefined) continue;
      joined++;
      expect(wanted).toEqual({ cohorts, problems: [] });
    }
    return joined;
  };

  it('come to what one comes to, or to nothing, where the second begins with any brace of hostile pages', async () => {
    let joined = 0;
    const property = fc.asyncProperty(restPages, async (text) => {
      joined += await joinedAt(text, (byte) => byte === 123);
    });
    await fc.assert(property, { numRuns: 12 });
    expect(joined).toBeGreaterThan(0);
  });

  it('and of two pages of three volumes at 14 bytes of all: a volume behind the first, the comma and blank before it, the end of a list', async () => {
    const volume = (index: number) =>
      `{"id": "${id(index)}", "size": 8, "status": "", "name": "x\\", {\\"id\\": ", "attachments": [{"id": "${id(9)}", "size": 7}]}`;
    const page = (from: number) => `{"volumes": [${[0, 1, 2].map((index) => volume(from + index)).join(', ')}]}`;
    expect(await joinedAt(`${page(10)}\n${page(20)}`, () => true)).toBe(14);
  });

  it('join in front of each volume behind the first of two captured pages, and in front of no other object in them', async () => {
    const text = captured('rest-volumes-page1.json') + captured('rest-volumes-page3.json');
    const bytes = bytesOf(text);
    const [path, middle] = [fileOf(text), middleOf(bytes, simdTools)];
    const wanted = streamedCohorts(bytes, SORTING)?.cohorts;
    const isVolume = (at: number): boolean =>
      /^\{"id": "[^"]*", "status"/.test(new TextDecoder().decode(bytes.subarray(at, at + 60)));
    const seen = { volumes: 0, others: 0 };
    for (let at = bytes.indexOf(123, 20); at > 0 && middle; at = bytes.indexOf(123, at + 1)) {
      if (!isVolume(at) && seen.others++ % 9 !== 0) continue;
      if (isVolume(at)) seen.volumes++;
      // No page may begin in a list, nor the last volume's list end in nothing.
      expect(await inParts(path, bytes, at, middle)).toEqual(isVolume(at) ? wanted : undefined);
    }
    expect(seen).toEqual({ volumes: 119, others: 472 });
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

  it.each([3000, 90_000])(
    'shares 2,000 volumes of 10 REST pages in pieces of %d bytes: same cohorts, pages and SHA-256',
    async (pieceBytes) => {
      const volume = (index: number) => ({
        ...{
          id: id(index),
          status: 'in-use',
          size: 1 + (index % 900),
          name: `db-${index % 300}`,
          volume_type: `type ${index % 5}`,
        },
        attachments: [{ id: id(index), server_id: id(7) }],
      });
      const page = (from: number) => JSON.stringify({ volumes: Array.from({ length: 200 }, (_, index) => volume(from + index)) });
      const source = await openSource(fileOf(Array.from({ length: 10 }, (_, index) => page(index * 200)).join('\n')));
      const request = { tools: simdTools, hash: true };
      const two = await readByTwo({ ...request, file: { source }, sorting: SORTING, worker, from: 0, pieceBytes });
      const one = await streamCohorts({ ...request, files: [{ source }] }, SORTING);
      expect(two?.sink.result(0)).toEqual(one.cohorts);
      expect([two?.volumes, two?.form, two?.sha256]).toEqual([2000, one.files[0]?.form, one.files[0]?.sha256]);
      expect(one.files[0]?.form).toBe('REST volumes, JSON, 10 pages');
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
    const middle = middleOf(bytesOf(text), simdTools);
    if (middle === undefined) throw new Error('no CSV');
    const [next, seen] = [new Int32Array(1), new Float64Array(1)];
    const overflow = { file: -1, end: new BigInt64Array(1) };
    const common = { name: '', beside: {}, sorting: SORTING, next, seen, overflow };
    const ranges = [...piecesFrom({ ...common, path, size: text.length, middle, pieceBytes: 999 }, simdTools)];
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
