import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergePrices } from '../../../src/catalog/import/merge-prices.js';
import { priceCsv } from '../../../src/catalog/import/price-csv.js';
import type { PriceRow } from '../../../src/catalog/import/price-periods.js';
import type { PublishedPrices } from '../../../src/catalog/import/published.js';
import { readTable } from '../../../src/catalog/read-table.js';
import { PRICE_COLUMNS } from '../../../src/catalog/tables.js';
import { Decimal } from '../../../src/units/decimal.js';
import { shippedFiles } from '../shipped.js';
import { shippedRows } from './importing.js';

/** A list of one flat storage price. */
function list(price: string, from: string, checkedOn: string, to = ''): PublishedPrices {
  const tiers = [{ from: new Decimal(0), to: undefined, price: new Decimal(price) }] as const;
  const rate = {
    provider: 'north',
    region: 'one',
    storageClass: 'COLD',
    item: 'storage',
    service: 'objects',
    pricingUnit: 'GiB-Months',
    publishedUnit: 'GB-Mo',
    currency: 'USD',
    from,
    to,
    tiers,
    note: '',
  } as const;
  const source = { title: `List of ${checkedOn}`, tag: `List ${checkedOn}`, url: 'https://example.com/list', checkedOn };
  return { file: `${checkedOn}.json`, provider: 'north', title: 'List', source, rates: [rate], left: [] };
}

const spans = (rows: readonly PriceRow[]): readonly string[] =>
  rows.map(({ effective_from, effective_to, price }) => `${effective_from}..${effective_to} ${price}`);
const merge = (rows: readonly PriceRow[], ...lists: readonly PublishedPrices[]) => mergePrices(rows, lists, false);
const first = merge([], list('0.03', '2020-01-01', '2020-01-10')).rows;

describe('mergePrices', () => {
  it('ends the price before on the day that the file names for the new one', () => {
    expect(spans(merge(first, list('0.02', '2021-06-01', '2021-06-10')).rows)).toEqual([
      '2020-01-01..2021-06-01 0.03',
      '2021-06-01.. 0.02',
    ]);
  });

  it('refuses another price for a day that was read already, and leaves the table as it is', () => {
    const { rows, rates } = merge(first, list('0.02', '2020-01-05', '2020-02-10'));
    expect(rates).toMatchObject([{ outcome: 'refused', against: [{ from: '2020-01-01' }] }]);
    expect(rows).toEqual(first);
  });

  it('changes that past price with revise: what was before the day stays', () => {
    const { rows, rates } = mergePrices(first, [list('0.02', '2020-01-05', '2020-02-10')], true);
    expect(rates).toMatchObject([{ outcome: 'revised' }]);
    expect(spans(rows)).toEqual(['2020-01-01..2020-01-05 0.03', '2020-01-05.. 0.02']);
  });

  it('keeps the day of a price that was only read again, and says by which list', () => {
    const { rows, rates } = merge(first, list('0.03', '2020-03-01', '2020-03-10'));
    expect(rates).toMatchObject([{ outcome: 'read again' }]);
    expect(rows).toMatchObject([
      { effective_from: '2020-01-01', last_checked: '2020-03-10', note: 'the same on 2020-03-10 (List 2020-03-10)' },
    ]);
    const twice = merge(rows, list('0.03', '2020-05-01', '2020-05-10')).rows;
    expect(twice.map(({ note }) => note)).toEqual(['the same on 2020-05-10 (List 2020-05-10)']);
  });

  it('takes an old list only as far as it vouches for its price: to the day after it was published', () => {
    const { rows } = merge(first, list('0.05', '2016-01-01', '2016-01-07'));
    expect(spans(rows)).toEqual(['2016-01-01..2016-01-08 0.05', '2020-01-01.. 0.03']);
    expect(rows[0]?.note).toBe('not known after the last reading');
  });

  it('takes a history out of one file: each price ends where the next begins', () => {
    const history = [list('0.03', '2020-01-01', '2022-01-01', '2021-01-01'), list('0.02', '2021-01-01', '2022-01-01')];
    expect(spans(merge([], ...history).rows)).toEqual(['2020-01-01..2021-01-01 0.03', '2021-01-01.. 0.02']);
  });

  it('counts 0.0000054 for one request and 0.0054 for a thousand as one price', () => {
    const [row] = first;
    const perThousand = first.map((one) => ({ ...one, pricing_unit: '1000 GiB-Months', price: '30' }));
    expect(row?.price).toBe('0.03');
    expect(merge(perThousand, list('0.03', '2020-01-01', '2020-01-10')).rates).toMatchObject([{ outcome: 'known' }]);
  });

  const day = fc.integer({ min: 0, max: 1500 }).map((days) => new Date(Date.UTC(2020, 0, 1 + days)).toISOString().slice(0, 10));
  const lists = fc.array(
    fc.tuple(fc.constantFrom('0.01', '0.02', '0.03'), day, day).map(([price, a, b]) => list(price, a < b ? a : b, a < b ? b : a)),
    { maxLength: 8 },
  );

  it('leaves no overlap and no empty span, whatever lists come in whatever order, revised or not', () => {
    fc.assert(
      fc.property(lists, fc.boolean(), (all, revise) => {
        let rows: readonly PriceRow[] = [];
        for (const one of all) rows = mergePrices(rows, [one], revise).rows;
        for (const [at, row] of rows.entries()) {
          const next = rows[at + 1];
          expect(row.effective_to === '' || row.effective_to > row.effective_from).toBe(true);
          if (next !== undefined) expect(row.effective_to !== '' && row.effective_to <= next.effective_from).toBe(true);
        }
      }),
    );
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(lists, (all) => {
        const once = merge([], ...all).rows;
        const taken = all.filter((one) => merge(once, one).rates.every(({ outcome }) => outcome !== 'refused'));
        expect(merge(once, ...taken).rows).toEqual(merge(merge(once, ...taken).rows, ...taken).rows);
      }),
    );
  });

  it('never changes what a table says of a day that was read, unless it is told to', () => {
    fc.assert(
      fc.property(lists, list1(), (all, more) => {
        const before = merge([], ...all).rows;
        const after = merge(before, more).rows;
        for (const row of before) {
          const same = after.find((one) => one.effective_from === row.effective_from);
          expect(same?.price).toBe(row.price);
          expect(
            (same?.effective_to ?? '') === '' ||
              (same?.effective_to ?? '') > row.last_checked ||
              same?.effective_to === row.effective_to,
          ).toBe(true);
        }
      }),
    );
    function list1() {
      return fc
        .tuple(fc.constantFrom('0.01', '0.02'), day, day)
        .map(([price, a, b]) => list(price, a < b ? a : b, a < b ? b : a));
    }
  });
});

describe('priceCsv', () => {
  it('writes the shipped tables byte for byte as they are', () => {
    for (const file of ['data/prices/aws.csv', 'data/prices/azure.csv', 'data/prices/google.csv'] as const)
      expect(priceCsv(mergePrices(shippedRows(file), [], false).rows)).toBe(shippedFiles[file]);
  });

  it('makes one line of strangers’ words, so that the table can be read again', () => {
    const rows = first.map((row) => ({ ...row, published_unit: 'GB,\n"Mo"\u0007' }));
    expect(readTable('x.csv', priceCsv(rows), PRICE_COLUMNS).rows.map(({ fields }) => fields.published_unit)).toEqual([
      'GB, "Mo"',
    ]);
  });
});
