import { describe, expect, it } from 'vitest';
import { listPrices, priceHistory } from '../../src/catalog/history.js';
import { formatDay } from '../../src/units/day.js';
import { day, shippedPrices } from './shipped.js';

const table = shippedPrices();

describe('priceHistory', () => {
  it('has two prices of Glacier in Frankfurt, 0.012 of 2016 and 0.00405 seen in 2026, with a gap between', () => {
    const rows = priceHistory(table, { region: 'eu-central-1', storageClass: 'GLACIER', item: 'storage' });
    const told = rows.map(
      ({ price, span }) => `${price.toFixed()} ${formatDay(span.from)} ${span.to === undefined ? '' : formatDay(span.to)}`,
    );
    expect(told).toEqual(['0.012 2016-01-01 2016-12-01', '0.00405 2026-09-30 ']);
  });
});

describe('listPrices', () => {
  it('has Glacier storage of eight Regions on 2016-02-15', () => {
    const rows = listPrices(table, { storageClass: 'GLACIER', item: 'storage', on: day('2016-02-15') });
    expect(rows.map(({ region }) => region)).toEqual([
      ...['ap-northeast-1', 'ap-northeast-2', 'ap-southeast-2', 'eu-central-1'],
      ...['eu-west-1', 'us-east-1', 'us-west-1', 'us-west-2'],
    ]);
  });

  it('is empty for a provider that has no table', () => {
    expect(listPrices(table, { provider: 'nobody', on: day('2016-02-15') })).toEqual([]);
  });
});
