import { describe, expect, it } from 'vitest';
import { given } from '../shipped.js';
import { leftOf, read, readOne, told } from './importing.js';

interface SkuFields {
  readonly description?: string;
  readonly group?: string;
  readonly usageType?: string;
  readonly regions?: readonly string[];
  readonly unit?: string;
  readonly rates?: readonly (readonly [start: number, units: string, nanos: number])[];
  readonly since?: string;
}

/** A SKU as the Billing Catalog gives it. */
function sku({
  description = 'Standard Storage Frankfurt',
  group = 'RegionalStorage',
  usageType = 'OnDemand',
  regions = ['europe-west3'],
  unit = 'GiBy.mo',
  rates = [[0, '0', 23000000]],
  since = '2023-04-01T00:00:00.000Z',
}: SkuFields) {
  const skuId = description.replace(/\W/g, '').slice(0, 12);
  const tieredRates = rates.map(([startUsageAmount, units, nanos]) => ({
    startUsageAmount,
    unitPrice: { currencyCode: 'USD', units, nanos },
  }));
  return {
    name: `services/95FF-2EF5-5EA1/skus/${skuId}`,
    skuId,
    description,
    category: { serviceDisplayName: 'Cloud Storage', resourceFamily: 'Storage', resourceGroup: group, usageType },
    serviceRegions: regions,
    pricingInfo: [
      {
        summary: '',
        effectiveTime: since,
        pricingExpression: { usageUnit: unit, displayQuantity: 1, tieredRates },
        currencyConversionRate: 1,
      },
    ],
    serviceProviderName: 'Google',
  };
}

const page = (skus: readonly unknown[], nextPageToken = ''): string => JSON.stringify({ skus, nextPageToken });
const rates = (...fields: readonly SkuFields[]): readonly string[] => readOne(page(fields.map(sku))).rates.map(told);

describe('Google Billing Catalog', () => {
  it('adds units, which are text, and nanos: "1" and 230000000 are 1.23', () => {
    expect(rates({ rates: [[0, '1', 230000000]] })).toEqual(['europe-west3 STANDARD storage 2023-04-01: 0-:1.23 GiB-Months']);
  });

  it('reads a price by the GiB-hour as 730 hours a month, and says so: 0.000027397 x 730 = 0.01999981', () => {
    const prices = readOne(page([sku({ unit: 'GiBy.h', rates: [[0, '0', 27397]] })]));
    expect(prices.rates.map(told)).toEqual(['europe-west3 STANDARD storage 2023-04-01: 0-:0.01999981 GiB-Months']);
    expect(prices.rates[0]?.note).toBe('quoted by the GiB-hour, times 730');
  });

  it('reads tiers by their start, in any order', () => {
    expect(
      rates({
        description: 'Download Worldwide Destinations (excluding Asia & Australia)',
        group: 'PremiumInternetEgress',
        unit: 'GiBy',
        rates: [
          [1024, '0', 110000000],
          [0, '0', 120000000],
          [10240, '0', 80000000],
        ],
      }),
    ).toEqual(['europe-west3 - egress 2023-04-01: 0-1024:0.12 1024-10240:0.11 10240-:0.08 GiB']);
  });

  it('reads operations and retrieval of a class, a row for each region', () => {
    const ops = { group: 'NearlineOps', regions: ['us-east1', 'us-west1'] };
    expect(
      rates(
        { ...ops, description: 'Regional Nearline Class A Operations', unit: 'count', rates: [[0, '0', 10000]] },
        { ...ops, description: 'Nearline Data Retrieval', unit: 'GiBy', rates: [[0, '0', 10000000]] },
      ),
    ).toEqual([
      'us-east1 NEARLINE put 2023-04-01: 0-:0.01 1000 Requests',
      'us-west1 NEARLINE put 2023-04-01: 0-:0.01 1000 Requests',
      'us-east1 NEARLINE retrieval 2023-04-01: 0-:0.01 GiB',
      'us-west1 NEARLINE retrieval 2023-04-01: 0-:0.01 GiB',
    ]);
  });

  it('leaves early deletes, commitments, other groups, variants, units and regions that it does not know', () => {
    const prices = readOne(
      page([
        sku({ description: 'Nearline Storage Frankfurt (Early Delete)', group: 'NearlineStorage' }),
        sku({ usageType: 'Commit1Yr' }),
        sku({ description: 'Network Vpn Internet Egress', group: 'VPNInternetEgress' }),
        sku({ description: 'Standard Storage Finland/Netherlands Dual-region' }),
        sku({ unit: 'TiBy.d' }),
        sku({ regions: ['atlantis-north1'] }),
      ]),
    );
    expect(prices.rates).toEqual([]);
    expect(leftOf(prices)).toEqual({
      'early delete: a rule, paid at the storage price': 1,
      'not on demand: Commit1Yr': 1,
      'another resource: VPNInternetEgress': 1,
      'a variant of storage that the table does not have': 1,
      'a unit that does not fit the item: TiBy.d for storage': 1,
      'a region that data/regions.csv does not have: atlantis-north1': 1,
    });
  });

  it('wants all pages: CAT024 while a token is left', () => {
    const first = page([sku({})], 'next');
    const second = page([sku({ description: 'Archive Storage Frankfurt', group: 'ArchiveStorage', rates: [[0, '0', 1200000]] })]);
    expect(read({ 'a.json': first })).toMatchObject({ ok: false, problems: [{ code: 'CAT024' }] });
    expect(given(read({ 'a.json': first, 'b.json': second })).flatMap((list) => list.rates.map(told))).toHaveLength(2);
  });
});
