import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { openSource } from '../../../src/files/inventory-source.js';
import { OverflowFile } from '../../../src/files/overflow-file.js';
import { streamCohorts } from '../../../src/files/stream-cohorts.js';
import { IdLog } from '../../../src/inventory/stream/id-log.js';
import { SORTING } from './hostile.js';
import { simdTools } from './streaming.js';

const folder = mkdtempSync(join(tmpdir(), 'ids-'));
const temporary = mkdtempSync(join(tmpdir(), 'overflow-'));
afterEach(() => vi.unstubAllEnvs());
afterAll(() => {
  for (const made of [folder, temporary]) rmSync(made, { recursive: true });
});

const BOUND = 64;
type Print = readonly [number, number];
/** In two parts of the log, and few enough for some to come twice. */
const print = fc.tuple(fc.nat(3000), fc.constantFrom(7, 0xff00_0000));

function logged(prints: readonly Print[], batch: number, overflow: OverflowFile): IdLog {
  const log = new IdLog(overflow, BOUND);
  for (let from = 0; from < prints.length; from += batch)
    log.addPrints(Uint32Array.from(prints.slice(from, from + batch).flat()));
  return log;
}

const comesTwice = (prints: readonly Print[]): boolean => new Set(prints.map(String)).size < prints.length;

describe('a log of ids with room for 64 in memory', () => {
  it('says of 100 to 300 prints what a set says: whether one comes twice, read by one thread or by two with one file', () => {
    const seen = { twice: 0, once: 0 };
    const lists = fc.oneof(
      fc.array(print, { minLength: 100, maxLength: 300 }),
      fc.uniqueArray(print, { minLength: 100, maxLength: 300, selector: String }),
    );
    fc.assert(
      fc.property(lists, fc.integer({ min: 1, max: 50 }), fc.nat(300), (prints, batch, cut) => {
        const overflow = new OverflowFile();
        try {
          const wanted = comesTwice(prints);
          seen[wanted ? 'twice' : 'once']++;
          expect(logged(prints, batch, overflow).mayRepeat()).toBe(wanted);
          const joined = new IdLog(overflow);
          joined.absorb(logged(prints.slice(0, cut), batch, overflow).state());
          joined.absorb(logged(prints.slice(cut), batch, new OverflowFile(overflow.open())).state());
          expect(joined.mayRepeat()).toBe(wanted);
        } finally {
          overflow.close();
        }
      }),
    );
    expect(Math.min(seen.twice, seen.once)).toBeGreaterThan(5);
  });

  it.each([
    [[], false],
    [[[5, 0]], true],
  ] as const)('goes over 150,000 prints of one part in rounds; with %j added: %s', (more, wanted) => {
    const overflow = new OverflowFile();
    const prints = Array.from({ length: 150_000 }, (_, index): Print => [index, 0]);
    expect(logged([...prints, ...more], 40_000, overflow).mayRepeat()).toBe(wanted);
    overflow.close();
  });

  it('tells texts that are no UUIDs apart, 5,000 of them, and finds the one that comes twice', () => {
    const log = new IdLog();
    for (let index = 0; index < 5000; index++) log.add({ id: `volume-${index}` }, undefined);
    expect(log.mayRepeat()).toBe(false);
    log.add({ id: 'volume-17' }, undefined);
    expect(log.mayRepeat()).toBe(true);
  });

  it('leaves nothing in the folder for temporary files, not even while its file of 8 bytes is open', () => {
    vi.stubEnv('TMPDIR', temporary);
    const overflow = new OverflowFile();
    const at = overflow.write(Uint32Array.of(3, 4));
    expect(readdirSync(temporary)).toEqual([]);
    const back = new Uint32Array(2);
    overflow.read(at, back);
    expect([...back]).toEqual([3, 4]);
    overflow.close();
  });
});

describe('500 volumes of which 64 ids fit into memory', () => {
  const rows = Array.from(
    { length: 500 },
    (_, index) => `"0108d641-51e0-4100-9ca6-${String(index).padStart(12, '0')}","v","available",1,"a","true","[]","{}"`,
  );
  const read = async (lines: readonly string[]) => {
    const path = join(folder, 'volumes.csv');
    const header = '"ID","Name","Status","Size","Type","Bootable","Attached to","Properties"';
    writeFileSync(path, [header, ...lines, ''].join('\n'));
    return await streamCohorts({ files: [{ source: await openSource(path) }], tools: simdTools, idsInMemory: BOUND }, SORTING);
  };

  it('are read with nothing to say; the first one again as row 501 is told with both lines', async () => {
    vi.stubEnv('TMPDIR', temporary);
    expect(await read(rows)).toMatchObject({ problems: [], rejected: 0, cohorts: { read: { volumes: 500 } } });
    const { rejects, cohorts } = await read([...rows, ...rows.slice(0, 1)]);
    expect(rejects).toHaveLength(1);
    expect(rejects[0]).toMatchObject({ where: { line: 502 } });
    expect(JSON.stringify(rejects[0])).toMatch(/line 2\b/);
    expect(cohorts.read.volumes).toBe(501);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('are one problem, with the folder and what to do, where that folder is not there', async () => {
    const gone = join(temporary, 'gone');
    vi.stubEnv('TMPDIR', gone);
    const { problems } = await read(rows);
    expect(problems).toMatchObject([{ severity: 'error', where: { file: gone }, fix: expect.stringContaining('TMPDIR') }]);
    expect(problems[0]?.found).toContain('ENOENT');
  });
});
