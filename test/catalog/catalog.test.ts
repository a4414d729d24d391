import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseCatalog } from '../../src/catalog/catalog.js';
import { CATALOG_FILES } from '../../src/catalog/files.js';
import { readTable } from '../../src/catalog/read-table.js';
import { catalogJsonSchemas, rowSchema } from '../../src/catalog/schema.js';
import { TABLES } from '../../src/catalog/tables.js';
import { given, shippedFiles } from './shipped.js';
import { tinyFiles } from './tables.js';

const codesOf = (files: Parameters<typeof parseCatalog>[0]) => {
  const result = parseCatalog(files);
  return result.ok ? [] : result.problems.map(({ code, where }) => `${code} ${where.file}:${where.line ?? '-'}`);
};
const edited = (file: (typeof CATALOG_FILES)[number], from: string, to: string) => {
  const files = tinyFiles();
  return { ...files, [file]: (files[file] ?? '').replace(from, to) };
};

describe('parseCatalog on the shipped data', () => {
  const catalog = given(parseCatalog(shippedFiles));

  it('has a ladder from 8 TB to 57.6 PB whose cloud limit is 5 times the cache and 1/30 of what it protects', () => {
    expect(catalog.ladder).toHaveLength(14);
    expect(catalog.ladder[0]).toMatchObject({ name: '8 TB', protectedTb: 8 });
    expect(catalog.ladder[13]).toMatchObject({ name: '57.6 PB', protectedTb: 57600, cacheTb: 384, maxCloudTb: 1920 });
    for (const { protectedTb, cacheTb, maxCloudTb, source } of catalog.ladder) {
      expect(maxCloudTb).toBeCloseTo(protectedTb / 30, 5);
      expect(cacheTb).toBeCloseTo(protectedTb / 150, 5);
      expect(source.label).toBe('assumption');
    }
  });

  it('leaves what no source says of an appliance unknown: the AVA400 has no cache figure, the AVA-v8 8 TB', () => {
    const cache = (model: string) => catalog.appliances.find((found) => found.model.includes(model))?.cacheTb;
    expect(cache('AVA-v8')).toBe(8);
    expect(catalog.appliances.some(({ model }) => model.includes('AVA400'))).toBe(true);
    expect(cache('AVA400')).toBeUndefined();
  });

  it('neither compresses nor shares encrypted volumes', () => {
    expect(catalog.profiles.encrypted?.compression).toMatchObject({ low: 1, likely: 1, high: 1 });
    expect(catalog.profiles.encrypted?.shared).toMatchObject({ low: 0, likely: 0, high: 0 });
  });

  it('has six private stores: 3 raw bytes a usable one with three replicas, 1.5 with 8+4, 2 with two tapes', () => {
    expect(Object.keys(catalog.privateStores)).toEqual([
      'backup-appliance-on-premises',
      'ceph-rgw-replicated',
      'minio-ec-8-4',
      'storagegrid-like',
      'swift-3-replicas',
      'tape-library-2-copies',
    ]);
    expect(catalog.privateStores['tape-library-2-copies']?.parameters.rawPerUsable.value.toFixed()).toBe('2');
    expect(catalog.privateStores['swift-3-replicas']?.parameters.rawPerUsable.value.toFixed()).toBe('3');
    expect(catalog.privateStores['minio-ec-8-4']?.parameters.rawPerUsable.value.toFixed()).toBe('1.5');
  });

  it('has published reductions from 1:1 to 75:1', () => {
    const ratios = catalog.ratios.map(({ ratio }) => ratio);
    expect([Math.min(...ratios), Math.max(...ratios)]).toEqual([1, 75]);
  });
});

describe('parseCatalog on bad tables', () => {
  it('reads the tiny catalogue without a problem', () => {
    expect(codesOf(tinyFiles())).toEqual([]);
  });

  it('refuses a profile whose likely value is above its high, or whose share is above 1', () => {
    expect(codesOf(edited('data/profiles.csv', 'used,share,0.1,0.2,0.3', 'used,share,0.1,0.4,0.3'))).toEqual([
      'CAT012 data/profiles.csv:2',
    ]);
    expect(codesOf(edited('data/profiles.csv', 'used,share,0.1,0.2,0.3', 'used,share,0.1,0.4,1.3'))).toEqual([
      'CAT012 data/profiles.csv:2',
    ]);
    expect(codesOf(edited('data/profiles.csv', '1,1.5,2', '0.5,1.5,2'))).toEqual(['CAT012 data/profiles.csv:4']);
  });

  it('refuses a profile that lacks a symbol, and names the symbol', () => {
    const files = tinyFiles();
    const lines = (files['data/profiles.csv'] ?? '').split('\n').filter((line) => !line.includes('hot'));
    const result = parseCatalog({ ...files, 'data/profiles.csv': lines.join('\n') });
    expect(result).toMatchObject({ ok: false, problems: [{ code: 'CAT013', found: 'plain without hot' }] });
  });

  it('names every missing file at once', () => {
    expect(codesOf({})).toEqual([
      'CAT001 data/profiles.csv:-',
      'CAT001 data/appliances.csv:-',
      'CAT001 data/ladder.csv:-',
      'CAT001 data/private-stores.csv:-',
      'CAT001 data/reduction-ratios.csv:-',
      'CAT001 data/defaults.csv:-',
    ]);
  });

  it('refuses a default that is there twice', () => {
    const files = tinyFiles();
    const defaults = files['data/defaults.csv'] ?? '';
    expect(codesOf({ ...files, 'data/defaults.csv': defaults + (defaults.split('\n')[1] ?? '') })).toEqual([
      'CAT007 data/defaults.csv:3',
    ]);
  });
});

describe('the row schemas', () => {
  it.each(CATALOG_FILES)('%s: zod accepts every row that the parser accepts, and its columns are required', (file) => {
    const schema = rowSchema(TABLES[file]);
    const { rows } = readTable(file, shippedFiles[file], TABLES[file]);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ fields }) => !schema.safeParse(fields).success)).toEqual([]);
    expect(catalogJsonSchemas()[file]).toMatchObject({ required: Object.keys(TABLES[file]), additionalProperties: false });
  });

  it('refuses a price with an exponent, as the parser does', () => {
    const schema = rowSchema({ price: TABLES['data/prices/aws.csv'].price ?? { pattern: /^$/, wanted: '' } });
    expect(schema.safeParse({ price: '0.012' }).success).toBe(true);
    expect(schema.safeParse({ price: '1e-3' })).toMatchObject({ success: false, error: expect.any(z.ZodError) });
  });
});
