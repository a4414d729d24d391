import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { type InventoryFile, type LoadedInventory, loadInventory } from '../../../src/cli/inventory/load-inventory.js';
import type { WorkloadRule } from '../../../src/inventory/types.js';
import type { Problem } from '../../../src/problems/problem.js';

const folder = mkdtempSync(join(tmpdir(), 'stowage-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

const fixture = (name: string): Buffer => readFileSync(new URL(`../../fixtures/cinder/${name}`, import.meta.url));

function put(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

const RULES: readonly WorkloadRule[] = [
  { match: { name: 'db*' }, action: { kind: 'plan', profile: 'database', policy: 'daily', encrypted: undefined } },
  { match: {}, action: { kind: 'plan', profile: 'general', policy: 'daily', encrypted: undefined } },
];

async function load(files: readonly (string | Partial<InventoryFile>)[], maxRejects = 0) {
  const named = files.map((file) => (typeof file === 'string' ? { path: file } : file));
  return await loadInventory({
    files: named.map(({ path = '', project }) => ({ path, project, where: { file: 'scenario.yaml', line: 2 } })),
    sorting: { rules: RULES, excludedStatuses: [], named: ['db-00001'] },
    maxRejects,
    rejectsAt: { file: 'scenario.yaml', line: 3 },
  });
}

async function loaded(files: readonly (string | Partial<InventoryFile>)[], maxRejects?: number): Promise<LoadedInventory> {
  const result = await load(files, maxRejects);
  if (!result.ok) throw new Error(JSON.stringify(result.problems.slice(0, 3)));
  return result.value;
}

const failure = async (files: readonly string[], maxRejects?: number): Promise<readonly Problem[]> => {
  const result = await load(files, maxRejects);
  return result.ok ? [] : result.problems;
};

const HEAD = '"ID","Name","Status","Size","Type"\n';
const id = (index: number): string => `00000000-0000-4000-a000-${String(index).padStart(12, '0')}`;
/** Long names, so that few rows make a file that is read in pieces. */
const rows = (from: number, to: number, size = 10, type = 'ssd'): string =>
  Array.from(
    { length: to - from },
    (_, index) => `"${id(from + index)}","${index % 2 ? 'db-00001' : `web-${'x'.repeat(200)}`}","in-use",${size},"${type}"\n`,
  ).join('');
const large = HEAD + rows(0, 30_000);

describe('the inventory of a plan', () => {
  it('is the same from a file read whole and from one read in pieces: 30,000 volumes of 300,000 GiB, half of them databases', async () => {
    const small = await loaded([put('small.csv', HEAD + rows(0, 100))]);
    const { cohorts, files } = await loaded([put('large.csv', large)]);
    expect(small.cohorts.planned).toEqual({ volumes: 100, size: 1000 });
    expect(cohorts.planned).toEqual({ volumes: 30_000, size: 300_000 });
    expect(cohorts.cohorts.map(({ profile, volumes }) => [profile, volumes])).toEqual([
      ['database', 15_000],
      ['general', 15_000],
    ]);
    expect(cohorts.named['db-00001']?.id).toBe(id(1));
    expect(files).toEqual([
      {
        file: join(folder, 'large.csv'),
        form: 'openstack volume list, CSV',
        volumes: 30_000,
        sha256: createHash('sha256').update(large).digest('hex'),
      },
    ]);
  });

  it.each([
    ['small', fixture('volume-list-all-long.quote-all.csv'), 200],
    ['small JSON', fixture('rest-volumes-detail-all.json'), 200],
    ['small table', fixture('volume-list-all-long.table'), 200],
    ['large', Buffer.from(large), 30_000],
  ])('comes unzipped, too: %s', async (name, bytes, volumes) => {
    const plain = await loaded([put(`${name}`, bytes)]);
    const zipped = await loaded([put(`${name}.data`, gzipSync(bytes))]);
    expect(zipped.cohorts).toEqual(plain.cohorts);
    expect(zipped.cohorts.read.volumes).toBe(volumes);
  });

  it('says INV008 of a gzip file that is cut and INV009 of one that is damaged, and gives no sum', async () => {
    for (const bytes of [Buffer.from(HEAD + rows(0, 100)), Buffer.from(large)]) {
      const zipped = gzipSync(bytes);
      const damaged = Buffer.from(zipped);
      damaged.fill(0x55, 40, 80);
      expect((await failure([put('cut.gz', zipped.subarray(0, zipped.length - 20))])).map(({ code }) => code)).toEqual([
        'INV008',
      ]);
      expect((await failure([put('damaged.gz', damaged)])).map(({ code }) => code)).toEqual(['INV009']);
    }
  });

  it('says CLI002 of a file that is not there, with the nearest name', async () => {
    put('volumes-x.csv', HEAD);
    expect((await failure([join(folder, 'volume-x.csv')])).map(({ code, fix }) => [code, fix])).toEqual([
      ['CLI002', 'did you mean volumes-x.csv?'],
    ]);
  });

  it('takes the encryption of volumes from a list of types beside them, small and large', async () => {
    const types = put('types.csv', fixture('type-list-long-encryption.csv'));
    for (const [name, count] of [
      ['small', 100],
      ['large', 30_000],
    ] as const) {
      const volumes = put(`secret-${name}.csv`, HEAD + rows(0, count, 10, 'ceph-ssd-encrypted'));
      const { cohorts } = await loaded([volumes, types]);
      expect(cohorts.cohorts.map(({ encrypted, volumes: n }) => [encrypted, n])).toEqual([
        [true, count / 2],
        [true, count / 2],
      ]);
    }
  });

  it('counts a volume of two large files once, in the project of the file that has a label, and warns', async () => {
    const all = put('all.csv', large);
    const finance = put('finance.csv', HEAD + rows(0, 10_000));
    const result = await load([all, { path: finance, project: 'finance' }]);
    expect(result.ok && [result.value.cohorts.read.volumes, result.value.cohorts.byProject.finance]).toEqual([
      30_000,
      { volumes: 10_000, size: 100_000 },
    ]);
    expect(result.ok && result.warnings.map(({ code, found }) => [code, found])).toEqual([
      ['INV021', '10000 volumes that two files list'],
    ]);
  });

  it('rejects a volume that a second large file has with another size', async () => {
    const problems = await failure([put('a.csv', large), put('b.csv', HEAD + rows(5, 6, 11))]);
    expect(problems.map(({ code, found, where }) => [code, found, where.line])).toEqual([
      ['INV014', '11 GiB', 2],
      ['SCN010', '1 rejected row', 3],
    ]);
  });

  it('counts all rejects of a large file and shows the first 100: allowed, they are warnings', async () => {
    const file = put('rejects.csv', large + 'x,y,in-use,1.5,ssd\n'.repeat(500));
    const result = await load([file], 500);
    expect(result.ok && [result.value.cohorts.rejected, result.warnings.length, result.warnings[0]?.where.line]).toEqual([
      500, 100, 30_002,
    ]);
    expect((await failure([file], 499)).at(-1)?.found).toBe('500 rejected rows, of which the first 100 are shown');
  });

  it('reads again from the start where a late row shows that backslashes are single', async () => {
    const back = `"${id(90_000)}","back\\\\slash","in-use",1,"ssd"\n`;
    const late = `"${id(90_001)}","one\\slash","in-use",1,"ssd"\n`;
    const { cohorts } = await loaded([put('backslashes.csv', HEAD + back + rows(0, 30_000) + late)]);
    expect(cohorts.planned.volumes).toBe(30_002);
  });

  it('hands a large table to the reader of whole texts', async () => {
    const table = fixture('volume-list-all-long.table').toString();
    const copies = Array.from({ length: 80 }, (_, copy) =>
      table.replaceAll(/^\| [0-9a-f]{8}/gm, `| ${String(copy).padStart(8, '0')}`),
    );
    const { cohorts } = await loaded([put('large.table', copies.join('\n'))], 1_000_000);
    // One volume of 1 GiB has the type "live" in each of the 80 copies.
    expect(cohorts.byType.live).toEqual({ volumes: 80, size: 80 });
  });
});

describe('a snapshot file of inventory pull', () => {
  const header = { format: 'stowage-inventory', version: 1, cloud: 'lab', pulledAt: '2026-03-31T01:02:03.000Z', counts: {} };
  const lines = (volumes: number, counted = volumes): string => {
    const objects = [
      header,
      { kind: 'project', id: 'p', name: 'finance' },
      { kind: 'type', id: 't', name: 'ssd', encryption: { cipher: 'aes' } },
      { kind: 'type', id: 'u', name: 'hdd', encryption: null },
      ...Array.from({ length: volumes }, (_, index) => ({
        kind: 'volume',
        id: id(index),
        name: `db ${'"\\'.repeat(100)}`,
        size: 10,
        status: 'in-use',
        volume_type: index % 2 ? 'ssd' : 'hdd',
        'os-vol-tenant-attr:tenant_id': 'p',
        project_name: 'finance',
        metadata: { kind: 'x' },
      })),
      { kind: 'backup', id: 'b', size: 10, volume_id: id(0), status: 'available' },
      { kind: 'end', counts: { volumes: counted }, sha256: '' },
    ];
    return objects.map((object) => `${JSON.stringify(object)}\n`).join('');
  };

  it.each([
    ['read whole', 100],
    ['read in pieces', 30_000],
  ])('gives its volumes with the project names and the encryption of their types, %s', async (_how, volumes) => {
    const { cohorts, files } = await loaded([put('lab.jsonl.gz', gzipSync(lines(volumes)))]);
    expect(cohorts.byProject).toEqual({ finance: { volumes, size: volumes * 10 } });
    expect(cohorts.cohorts.map(({ name, volumes: n }) => [name, n])).toEqual([
      ['database / daily', volumes / 2],
      ['database / daily (encrypted)', volumes / 2],
    ]);
    expect(files[0]?.form).toBe('snapshot file of stowage inventory pull');
  });

  it.each([100, 30_000])('that lost its last line, or volumes, is an error: %d', async (volumes) => {
    const whole = lines(volumes);
    const codes = async (text: string) => (await failure([put('lab.jsonl', text)])).map(({ code }) => code);
    expect(await codes(whole.slice(0, whole.lastIndexOf('{"kind":"end"')))).toEqual(['INV008']);
    expect(await codes(lines(volumes, volumes + 1))).toEqual(['INV008']);
    expect(await codes(whole.slice(0, whole.length - 30))).toEqual(['INV008']);
    expect(await codes(whole.replace('"version":1', '"version":2'))).toEqual(['INV009']);
  });
});
