import { describe, expect, it } from 'vitest';
import { parsePriceTable } from '../../src/catalog/price-table.js';
import { given } from './shipped.js';
import { priceLine, ruleLine, tinyFiles } from './tables.js';

const codes = (files: Parameters<typeof parsePriceTable>[0]) => {
  const result = parsePriceTable(files, 'test');
  return result.ok ? [] : result.problems.map(({ code, where }) => `${code} ${where.file}:${where.line}`);
};

describe('parsePriceTable', () => {
  it('reads "1000 Requests" as a price for 1,000 of the unit Requests, and keeps the line as the source', () => {
    const put = priceLine({ item: 'put', pricing_unit: '1000 Requests', price: '0.05' });
    const [record] = given(parsePriceTable(tinyFiles({ prices: [put] }), 'v7')).prices;
    expect(record?.per).toBe('Requests');
    expect(record?.perAmount.toFixed()).toBe('1000');
    expect(record?.price.toFixed()).toBe('0.05');
    expect(record?.source).toMatchObject({ id: 'data/prices/aws.csv:2', label: 'list', effectiveFrom: '2020-01-01' });
  });

  it('carries the version that the caller gave', () => {
    expect(given(parsePriceTable(tinyFiles(), 'v7')).version).toBe('v7');
  });

  it('collects the problems of all files at once', () => {
    const files = tinyFiles({
      prices: [priceLine({ price: '1,5' }), priceLine({ item: 'rent' })],
      rules: [ruleLine({ value: 'x' })],
    });
    expect(codes({ ...files, 'data/regions.csv': 'region\n' })).toEqual([
      'CAT004 data/prices/aws.csv:2',
      'CAT005 data/prices/aws.csv:3',
      'CAT005 data/prices/rules.csv:2',
      ...Array.from({ length: 9 }, () => 'CAT003 data/regions.csv:1'),
    ]);
  });

  it('refuses 30 February, and an end on the day of the start', () => {
    const prices = [priceLine({ effective_from: '2020-02-30' }), priceLine({ effective_to: '2020-01-01' })];
    expect(codes(tinyFiles({ prices }))).toEqual(['CAT006 data/prices/aws.csv:2', 'CAT006 data/prices/aws.csv:3']);
  });

  it('names both lines when a region is there twice', () => {
    const files = tinyFiles();
    const regions = files['data/regions.csv'] ?? '';
    const result = parsePriceTable({ ...files, 'data/regions.csv': regions + (regions.split('\n')[1] ?? '') }, 'test');
    expect(result.ok).toBe(false);
    const [problem] = result.ok ? [] : result.problems;
    expect(problem).toMatchObject({ code: 'CAT007', where: { line: 3 }, wanted: expect.stringContaining('line 2') });
  });
});
