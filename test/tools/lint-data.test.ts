import { describe, expect, it } from 'vitest';
import type { CatalogFile, CatalogFiles } from '../../src/catalog/files.js';
import { gap, overlap, span } from '../../src/catalog/lint/dates.js';
import { LINTERS, lint, lintData, schema } from '../../src/catalog/lint/lint.js';
import type { Linter } from '../../src/catalog/lint/linter.js';
import { csvText, inOrder, order } from '../../src/catalog/lint/order.js';
import { step, tiers } from '../../src/catalog/lint/tiers.js';
import { names, source, units } from '../../src/catalog/lint/words.js';
import { readTable } from '../../src/catalog/read-table.js';
import { TABLES } from '../../src/catalog/tables.js';
import { priceLine, ruleLine, tinyFiles } from '../catalog/tables.js';

/** "CAT103 3 effective_from" for each finding, line and field included. */
function found(linter: Linter, files: CatalogFiles): readonly string[] {
  return linter
    .check(lintData(files))
    .map(({ problem: { code, where } }) => `${code} ${where.line ?? '-'} ${where.field ?? '-'}`);
}
const inPrices = (linter: Linter, ...prices: readonly string[]) => found(linter, tinyFiles({ prices }));
const inRules = (linter: Linter, ...rules: readonly string[]) => found(linter, tinyFiles({ rules }));
const EXCEPTIONS = 'linter,pattern,reason\n';

describe('the linters on a sound little catalogue', () => {
  it.each(LINTERS.map((linter) => [linter.name, linter] as const))('%s finds nothing', (_, linter) => {
    expect(found(linter, tinyFiles())).toEqual([]);
  });

  it('have one name each', () => {
    expect(new Set(LINTERS.map(({ name }) => name)).size).toBe(LINTERS.length);
  });
});

describe('schema', () => {
  it('hands on what the parsers say: a price of "free" on line 2, a profile without its symbols', () => {
    expect(inPrices(schema, priceLine({ price: 'free' }))).toEqual(['CAT005 2 price']);
    const files = { ...tinyFiles(), 'data/ladder.csv': 'name\n' };
    expect(found(schema, files)).toContain('CAT003 1 cache_tb');
  });
});

describe('order', () => {
  it('names the first row that stands elsewhere', () => {
    expect(inPrices(order, priceLine({ region: 'two' }), priceLine())).toEqual(['CAT101 2 -']);
  });

  it('takes tiers by number: 1024 goes before 51200, and 51200 before 512000', () => {
    const at = (from: string) => priceLine({ tier_from: from });
    expect(inPrices(order, at('0'), at('1024'), at('51200'), at('512000'))).toEqual([]);
    expect(inPrices(order, at('0'), at('51200'), at('1024'))).toEqual(['CAT101 3 -']);
  });

  it('writes a table that it then finds in order, with the same rows', () => {
    const prices = [priceLine({ region: 'two', note: '"x, y"' }), priceLine({ tier_from: '51200' }), priceLine()];
    const files = tinyFiles({ prices });
    const file: CatalogFile = 'data/prices/aws.csv';
    const { rows } = readTable(file, files[file], TABLES[file]);
    const fixed = csvText(Object.keys(TABLES[file]), inOrder(file, rows));
    expect(found(order, { ...files, [file]: fixed })).toEqual([]);
    expect(fixed.split('\n').sort()).toEqual((files[file] ?? '').split('\n').sort());
  });
});

describe('overlap', () => {
  it('finds two prices in force on the same day, whether the earlier has an end or none', () => {
    const later = priceLine({ effective_from: '2021-01-01' });
    expect(inPrices(overlap, priceLine(), later)).toEqual(['CAT102 3 effective_from']);
    expect(inPrices(overlap, priceLine({ effective_to: '2021-01-02' }), later)).toEqual(['CAT102 3 effective_from']);
    expect(inPrices(overlap, priceLine({ effective_to: '2021-01-01' }), later)).toEqual([]);
  });

  it('finds six tiers that reach into the days of three', () => {
    const old = [priceLine({ tier_to: '1024' }), priceLine({ tier_from: '1024' })];
    expect(inPrices(overlap, ...old, priceLine({ effective_from: '2021-01-01' }))).toEqual(['CAT102 4 effective_from']);
  });

  it('looks at rules too', () => {
    expect(inRules(overlap, ruleLine(), ruleLine({ effective_from: '2021-01-01' }))).toEqual(['CAT102 3 effective_from']);
  });
});

describe('gap', () => {
  const rows = [priceLine({ effective_to: '2020-06-01' }), priceLine({ effective_from: '2021-01-01' })];

  it('finds seven months without a price', () => {
    expect(inPrices(gap, ...rows)).toEqual(['CAT103 3 effective_from']);
  });

  it('says nothing of a price that simply ended', () => {
    expect(inPrices(gap, priceLine({ effective_to: '2020-06-01' }))).toEqual([]);
  });
});

describe('tiers', () => {
  it.each([
    ['a start at 1', [priceLine({ tier_from: '1' })], ['CAT104 2 tier_from']],
    ['a hole from 10 to 20', [priceLine({ tier_to: '10' }), priceLine({ tier_from: '20' })], ['CAT104 3 tier_from']],
    ['a last tier with an end', [priceLine({ tier_to: '10' })], ['CAT104 2 tier_to']],
    ['a tier above an endless one', [priceLine(), priceLine({ tier_from: '10' })], ['CAT104 3 tier_from']],
  ])('finds %s', (_, prices, wanted) => {
    expect(inPrices(tiers, ...prices)).toEqual(wanted);
  });
});

describe('span', () => {
  it('finds an end on the day of the start, since the end is the first day out', () => {
    expect(inPrices(span, priceLine({ effective_to: '2020-01-01' }))).toEqual(['CAT105 2 effective_to']);
    expect(inPrices(span, priceLine({ effective_to: '2020-01-02' }))).toEqual([]);
  });
});

describe('units', () => {
  it('finds storage by the GiB, PUTs by the month, an unknown currency, and days counted in hours', () => {
    expect(inPrices(units, priceLine({ pricing_unit: 'GiB' }))).toEqual(['CAT106 2 pricing_unit']);
    expect(inPrices(units, priceLine({ item: 'put' }))).toEqual(['CAT106 2 pricing_unit']);
    expect(inPrices(units, priceLine({ currency: 'XXX' }))).toEqual(['CAT106 2 currency']);
    expect(inRules(units, ruleLine({ unit: 'hours' }))).toEqual(['CAT106 2 unit']);
  });

  it('takes 1000 Requests for a PUT and for a retrieval request', () => {
    const requests = { pricing_unit: '1000 Requests' };
    expect(
      inPrices(units, priceLine({ item: 'put', ...requests }), priceLine({ item: 'retrieval_request_bulk', ...requests })),
    ).toEqual([]);
  });
});

describe('source', () => {
  it('finds a rule without an address that is not labelled an assumption', () => {
    const bare = { source_title: '', source_url: '' };
    expect(inRules(source, ruleLine(bare))).toEqual(['CAT107 2 source_title', 'CAT107 2 source_url']);
    expect(inRules(source, ruleLine({ ...bare, label: 'assumption' }))).toEqual([]);
    expect(inRules(source, ruleLine({ source_url: '', label: 'measured' }))).toEqual([]);
  });
});

describe('step', () => {
  const old = priceLine({ price: '0.012', effective_to: '2021-01-01' });
  const cheaper = { price: '0.0059', effective_from: '2021-01-01' };

  it('finds a price that more than halves, or more than doubles, without a note', () => {
    expect(inPrices(step, old, priceLine(cheaper))).toEqual(['CAT108 3 note']);
    expect(inPrices(step, old, priceLine({ ...cheaper, price: '0.025' }))).toEqual(['CAT108 3 note']);
    expect(inPrices(step, old, priceLine({ ...cheaper, note: 'price cut' }))).toEqual([]);
    expect(inPrices(step, old, priceLine({ ...cheaper, price: '0.006' }))).toEqual([]);
  });

  it('finds a price that falls to nothing', () => {
    expect(inPrices(step, old, priceLine({ ...cheaper, price: '0' }))).toEqual(['CAT108 3 note']);
  });
});

describe('names', () => {
  it('finds a region, a class and a provider that no table has', () => {
    expect(inPrices(names, priceLine({ region: 'nine' }))).toEqual(['CAT110 2 region']);
    expect(inPrices(names, priceLine({ storage_class: 'HOT' }))).toEqual(['CAT110 2 storage_class']);
    expect(inPrices(names, priceLine({ provider: 'south', storage_class: '' }))).toEqual([
      'CAT110 2 provider',
      'CAT110 2 region',
    ]);
    expect(inRules(names, ruleLine({ region: '*', storage_class: '' }))).toEqual([]);
  });
});

describe('exceptions', () => {
  const prices = [priceLine({ effective_to: '2020-06-01' }), priceLine({ effective_from: '2021-01-01' })];
  const codes = (exceptions: string | undefined, rows = prices) =>
    lint(tinyFiles({ prices: rows }), exceptions).map(({ code }) => code);

  it('covers a gap by its exact name and by a pattern, with the right linter only', () => {
    expect(codes(EXCEPTIONS)).toEqual(['CAT103']);
    expect(codes(`${EXCEPTIONS}gap,north/one/COLD/storage,no list found\n`)).toEqual([]);
    expect(codes(`${EXCEPTIONS}gap,north/*/storage,no list found\n`)).toEqual([]);
    expect(codes(`${EXCEPTIONS}step,north/one/COLD/storage,no list found\n`)).toEqual(['CAT103', 'CAT111']);
  });

  it('is an error itself once it covers nothing', () => {
    expect(codes(`${EXCEPTIONS}gap,north/one/COLD/storage,no list found\n`, [priceLine()])).toEqual(['CAT111']);
  });

  it('needs a reason, and the file has to be there', () => {
    expect(codes(`${EXCEPTIONS}gap,north/one/COLD/storage,\n`)).toEqual(['CAT005', 'CAT103']);
    expect(codes(undefined, [priceLine()])).toEqual(['CAT001']);
  });
});
