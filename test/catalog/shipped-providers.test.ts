import { describe, expect, it } from 'vitest';
import { priceBookOn } from '../../src/catalog/price-book.js';
import type { PriceItem } from '../../src/catalog/types.js';
import { day, given, shippedPrices } from './shipped.js';

const table = shippedPrices();
const price = (on: string, provider: string, region: string, storageClass: string, item: PriceItem = 'storage') => {
  const rate = given(priceBookOn(table, day(on))).rates[`${provider}|${region}|${storageClass}|${item}`];
  return rate?.tiers.map((tier) => `${tier.from.toFixed()}: ${tier.price.toFixed()} ${rate.currency}`).join(', ');
};

describe('the shipped prices of other providers', () => {
  it.each([
    ['2016-02-15', 'google', 'all', 'STANDARD', '0: 0.026 USD'],
    ['2016-02-15', 'google', 'all', 'NEARLINE', '0: 0.01 USD'],
    ['2022-03-01', 'google', 'eur4', 'STANDARD', '0: 0.036 USD'],
    ['2026-09-20', 'google', 'eur4', 'STANDARD', '0: 0.044 USD'],
    ['2026-09-20', 'google', 'europe-west3', 'ARCHIVE', '0: 0.0025 USD'],
    ['2026-09-20', 'azure', 'eastus', 'HOT_LRS', '0: 0.0208 USD, 51200: 0.019968 USD, 512000: 0.019136 USD'],
    ['2026-09-20', 'azure', 'westeurope', 'COOL_ZRS', '0: 0.0131 USD'],
    ['2026-09-20', 'azure', 'austriaeast', 'HOT_LRS', '0: 0.0168 EUR'],
    ['2022-02-03', 'azure', 'westus', 'COOL_LRS', '0: 0.0152 USD'],
    ['2022-02-04', 'azure', 'westus', 'COOL_LRS', '0: 0.0115 USD'],
    ['2026-06-30', 'wasabi', 'all', 'STANDARD', '0: 6.99 USD'],
    ['2026-07-01', 'wasabi', 'all', 'STANDARD', '0: 7.99 USD'],
    ['2026-09-20', 'ovh', 'eu', 'COLD_ARCHIVE', '0: 0.00197 EUR'],
    ['2026-03-31', 'hetzner', 'eu', 'STANDARD', '0: 0 EUR, 1000: 0.005 EUR'],
    ['2026-04-01', 'hetzner', 'eu', 'STANDARD', '0: 0 EUR, 1000: 0.0104 EUR'],
    ['2026-09-20', 'cleura', 'eu', 'STANDARD', '0: 0.02 EUR'],
  ])('on %s have %s %s %s at %s', (on, provider, region, storageClass, wanted) => {
    expect(price(on, provider, region, storageClass)).toBe(wanted);
  });

  it('know no Google price of one place before it was read: nothing in Frankfurt in February 2016', () => {
    expect(price('2016-02-15', 'google', 'europe-west3', 'STANDARD')).toBeUndefined();
  });

  it('are in 32 tables of their own beside Amazon, each of one provider', () => {
    const files = new Map(table.prices.map(({ provider, source }) => [provider, source.id.split(':')[0]]));
    expect(files.size).toBe(33);
    for (const [provider, file] of files) expect(file).toBe(`data/prices/${provider}.csv`);
  });

  it('never carry a converted figure: what was published in euro is in euro', () => {
    const euro = new Set(table.prices.filter(({ currency }) => currency === 'EUR').map(({ provider }) => provider));
    for (const provider of ['ovh', 'hetzner', 'scaleway', 'cleura', 'infomaniak', 'stackit']) expect(euro).toContain(provider);
    expect(table.prices.filter(({ source }) => /converted/.test(source.title))).toEqual([]);
  });
});
