import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { HistoryStore, StoreInUse } from '../../src/files/history-store.js';
import { growthOf, type Moment, measureGrowth } from '../../src/inventory/growth.js';
import { asDay } from '../../src/units/day.js';
import { stowage } from '../cli/stowage.js';

const folder = mkdtempSync(join(tmpdir(), 'stowage-store-'));
afterAll(() => rmSync(folder, { recursive: true }));
let stores = 0;
// Brackets and quotes are DuckDB's own signs: a path is no pattern and no SQL.
const newFolder = (): string => join(folder, `a [b]* 'c' ${stores++}`);

async function withStore<T>(path: string, work: (store: HistoryStore) => Promise<T>): Promise<T> {
  const store = await HistoryStore.open(path);
  try {
    return await work(store);
  } finally {
    store.close();
  }
}

const still = async (): Promise<void> => undefined;
const words = fc.constantFrom('', 'p', "x'; --", '日本', '__proto__');
const volumes = fc.uniqueArray(
  fc.record({ id: fc.integer({ min: 0, max: 12 }), size: fc.integer({ min: 0, max: 3 }), project: words, type: words }),
  {
    selector: ({ id }) => id,
    maxLength: 10,
  },
);
const momentsOf = (
  lists: readonly (readonly { id: number; size: number; project: string; type: string }[])[],
): readonly Moment[] =>
  lists.map((list, index) => ({
    day: asDay(20_000 + index * 7),
    volumes: new Map(list.map(({ id, ...kept }) => [`id-${id}`, kept])),
  }));

describe('a store of inventories', () => {
  it('gives the growth that the same inventories give without it, in whatever order they were added', async () => {
    const lists = fc.array(volumes, { minLength: 2, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(lists, fc.boolean(), async (made, backwards) => {
        const moments = momentsOf(made);
        const measured = await withStore(newFolder(), async (store) => {
          for (const { day, volumes } of backwards ? [...moments].reverse() : moments) await store.add(day, volumes);
          return measureGrowth(await store.days(), await store.flows(await store.days(), still));
        });
        expect(measured).toEqual(growthOf(moments));
      }),
      { numRuns: 12 },
    );
  });

  it('gives of 70 inventories the growth that every 2nd, 7th and 30th give without it: volumes go and come back in between', async () => {
    const lists = fc.array(volumes, { minLength: 70, maxLength: 70 });
    await fc.assert(
      fc.asyncProperty(lists, async (made) => {
        const moments = momentsOf(made);
        await withStore(newFolder(), async (store) => {
          for (const { day, volumes } of moments) await store.add(day, volumes);
          for (const step of [2, 7, 30]) {
            const asked = moments.filter((_, index) => index % step === 0);
            const days = asked.map(({ day }) => day);
            expect(measureGrowth(days, await store.flows(days, still))).toEqual(growthOf(asked));
          }
        });
      }),
      { numRuns: 1 },
    );
  });

  it('adds up sizes without rounding on the way: 2^53 GiB and four of 0.5 GiB are 2^53 + 2 GiB', async () => {
    const inventory = new Map([2 ** 53, 0.5, 0.5, 0.5, 0.5].map((size, id) => [`${id}`, { size, project: '', type: '' }]));
    const days = [asDay(20_000), asDay(20_001)];
    const flows = await withStore(newFolder(), async (store) => {
      for (const day of days) await store.add(day, inventory);
      return store.flows(days, still);
    });
    expect(flows.total[0]).toMatchObject({ startGib: 2 ** 53 + 2, endGib: 2 ** 53 + 2 });
  });

  it('forgets what it measured of a day that is added again: 10 GiB, then 30 GiB in its place', async () => {
    const path = newFolder();
    const of = (size: number) => new Map([['a', { size, project: '', type: '' }]]);
    const [first, second] = [asDay(20_000), asDay(20_001)];
    const ends = await withStore(path, async (store) => {
      await store.add(first, of(5));
      await store.add(second, of(10));
      const before = await store.flows([first, second], still);
      await store.add(second, of(30));
      return [before, await store.flows([first, second], still)].map(({ total }) => total[0]?.endGib);
    });
    expect(ends).toEqual([10, 30]);
    expect(readdirSync(path).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('is written to by one process at a time; what a killed one has left behind holds nobody up', async () => {
    const path = newFolder();
    const names = await withStore(path, async (store) => {
      await expect(store.alone(() => store.alone(still))).rejects.toThrow(StoreInUse);
      writeFileSync(join(path, 'keep.lock'), `${hostname()} 999999999\n`);
      await store.alone(still);
      return readdirSync(path);
    });
    expect(names).toEqual([]);
  });

  it('is filled and asked from the command line, and names a file that is no Parquet: exit 2', () => {
    const csv = (size: number): string =>
      `"ID","Name","Status","Size"\n"a0000000-0000-4000-a000-000000000001","n","available",${size}\n`;
    const path = newFolder();
    const files = [100, 110].map((size, index) => {
      const file = join(folder, `volumes-202${5 + index}-01-01.csv`);
      writeFileSync(file, csv(size));
      return file;
    });
    expect(stowage(folder, 'inventory', 'keep', path, ...files).stdout).toContain(
      '2 added, 0 replaced; 2 days from 2025-01-01 to 2026-01-01',
    );
    const [stored, read] = [['--store', path], files].map((from) => stowage(folder, 'inventory', 'growth', ...from));
    expect(stored).toMatchObject({ code: 0, stdout: read?.stdout });
    writeFileSync(join(path, '2026-02-01.parquet'), 'PAR1');
    const broken = stowage(folder, 'inventory', 'growth', '--store', path);
    expect(broken.code).toBe(2);
    expect(broken.stderr).toContain('INV023');
    expect(broken.stderr).toContain('2026-02-01.parquet');
  });
});
