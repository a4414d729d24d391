import { describe, expect, it } from 'vitest';
import { priceBookOn, rateKey } from '../../src/catalog/price-book.js';
import { layeredBook, parsePrivatePrices } from '../../src/catalog/private-prices.js';
import { day, given, shippedPrices } from './shipped.js';
import { priceLine, tinyFiles } from './tables.js';

const table = shippedPrices();
const on = day('2016-02-15');
const list = given(priceBookOn(table, on));
const own = (fields: Readonly<Record<string, string>>, ...more: readonly string[]) => {
  const header = tinyFiles()['data/prices/aws.csv']?.split('\n')[0] ?? '';
  const line = priceLine({ provider: 'Amazon', region: 'Frankfurt', storage_class: 'Glacier', source_url: '', ...fields });
  return { file: 'own-prices.csv', version: 'abc', text: `${[header, line, ...more].join('\n')}\n` };
};
const glacier = rateKey({ provider: 'aws', region: 'eu-central-1', storageClass: 'GLACIER', item: 'storage' });

describe('layeredBook', () => {
  it("lays one's own 0.009 over the list's 0.012 in Frankfurt, and leaves Ireland at 0.007", () => {
    const book = given(
      layeredBook(list, given(parsePrivatePrices(own({ price: '0.009', effective_from: '2016-01-01' }), table))),
    );
    const ireland = rateKey({ provider: 'aws', region: 'eu-west-1', storageClass: 'GLACIER', item: 'storage' });
    expect(book.rates[glacier]?.tiers.map(({ price }) => price.toFixed())).toEqual(['0.009']);
    expect(book.rates[ireland]?.tiers[0].price.toFixed()).toBe('0.007');
    expect(book.version).toBe(`${list.version}+abc`);
  });

  it('marks every private price as confidential and as a contract, and no list price', () => {
    const book = given(layeredBook(list, given(parsePrivatePrices(own({ effective_from: '2016-01-01' }), table))));
    expect(book.rates[glacier]?.tiers[0].source).toMatchObject({ confidential: true, label: 'contract', id: 'own-prices.csv:2' });
    const rest = Object.entries(book.rates).filter(([key]) => key !== glacier);
    expect(rest.filter(([, rate]) => rate.tiers[0].source.confidential === true)).toEqual([]);
  });

  it('keeps the list price before a private price begins', () => {
    const book = given(layeredBook(list, given(parsePrivatePrices(own({ effective_from: '2016-03-01' }), table))));
    expect(book.rates[glacier]).toEqual(list.rates[glacier]);
  });

  it('replaces a graduated list price whole, its tiers included', () => {
    const flat = own({ storage_class: 'STANDARD', price: '0.02', effective_from: '2016-01-01' });
    const book = given(layeredBook(list, given(parsePrivatePrices(flat, table))));
    const standard = rateKey({ provider: 'aws', region: 'eu-central-1', storageClass: 'STANDARD', item: 'storage' });
    expect([list.rates[standard]?.tiers.length, book.rates[standard]?.tiers.length]).toEqual([6, 1]);
  });
});

describe('parsePrivatePrices', () => {
  it('refuses a region that the catalogue does not know, at its line: its price would never be asked for', () => {
    const result = parsePrivatePrices(own({ region: 'Frankfort' }), table);
    expect(result.ok ? [] : result.problems.map(({ code, where }) => [code, where.file, where.line])).toEqual([
      ['CAT015', 'own-prices.csv', 2],
    ]);
  });
});
