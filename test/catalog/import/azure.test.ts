import { describe, expect, it } from 'vitest';
import { mergePrices } from '../../../src/catalog/import/merge-prices.js';
import { given } from '../shipped.js';
import { leftOf, read, readOne, shippedRows, told } from './importing.js';

/** An item as the Retail Prices API gives it. */
function item(fields: Readonly<Record<string, unknown>>) {
  return {
    currencyCode: 'USD',
    tierMinimumUnits: 0.0,
    retailPrice: 0.0184,
    unitPrice: 0.0184,
    armRegionName: 'westeurope',
    location: 'EU West',
    effectiveStartDate: '2020-01-01T00:00:00Z',
    meterId: 'd1',
    meterName: 'Hot LRS Data Stored',
    productId: 'DZH318Z0BPH7',
    skuId: 'DZH318Z0BPH7/0001',
    productName: 'General Block Blob v2',
    skuName: 'Hot LRS',
    serviceName: 'Storage',
    serviceId: 'DZH317F1HKN0',
    serviceFamily: 'Storage',
    unitOfMeasure: '1 GB/Month',
    type: 'Consumption',
    isPrimaryMeterRegion: true,
    armSkuName: '',
    ...fields,
  };
}

function page(items: readonly unknown[], next: string | null = null): string {
  return JSON.stringify({
    BillingCurrency: 'USD',
    CustomerEntityId: 'Default',
    CustomerEntityType: 'Retail',
    Items: items,
    NextPageLink: next,
    Count: items.length,
  });
}

const TIERS = [
  item({ tierMinimumUnits: 51200, retailPrice: 0.0177 }),
  item({ tierMinimumUnits: 0 }),
  item({ tierMinimumUnits: 512000, retailPrice: 0.017 }),
];

describe('Azure Retail Prices', () => {
  it('puts tiers that are items of their own together: 0.0184, from 51200 GB 0.0177, from 512000 GB 0.017', () => {
    expect(readOne(page(TIERS)).rates.map(told)).toEqual([
      'westeurope HOT_LRS storage 2020-01-01: 0-51200:0.0184 51200-512000:0.0177 512000-:0.017 GiB-Months',
    ]);
  });

  it('puts them together across pages, and refuses pages without the last one: CAT024', () => {
    const first = page(TIERS.slice(0, 2), 'https://prices.azure.com:443/api/retail/prices?$skip=100');
    const both = given(read({ 'page-0.json': first, 'page-1.json': page(TIERS.slice(2)) }));
    expect(both.map(({ file }) => file)).toEqual(['page-0.json and 1 more']);
    expect(both.flatMap(({ rates }) => rates.map(({ tiers }) => tiers.length))).toEqual([3]);
    expect(read({ 'page-0.json': first })).toMatchObject({ ok: false, problems: [{ code: 'CAT024' }] });
  });

  it('reads 10K as 10,000 requests, 1 GB as a GiB, and a write as what moving into the class costs too', () => {
    const cool = { skuName: 'Cool LRS' };
    const { rates } = readOne(
      page([
        item({ ...cool, meterId: 'a', meterName: 'Cool LRS Write Operations', unitOfMeasure: '10K', retailPrice: 0.1 }),
        item({ ...cool, meterId: 'b', meterName: 'Cool Data Retrieval', unitOfMeasure: '1 GB', retailPrice: 0.01 }),
        item({ meterId: 'c', meterName: 'Hot Read Operations', unitOfMeasure: '10K', retailPrice: 0.004 }),
      ]),
    );
    expect(rates.map(told)).toEqual([
      'westeurope COOL_LRS put 2020-01-01: 0-:0.1 10000 Requests',
      'westeurope COOL_LRS transition 2020-01-01: 0-:0.1 10000 Requests',
      'westeurope COOL_LRS retrieval 2020-01-01: 0-:0.01 GiB',
      'westeurope HOT_LRS get 2020-01-01: 0-:0.004 10000 Requests',
    ]);
  });

  it('reads reading out of the archive as a restore, at the standard and the high priority', () => {
    const archive = (meterId: string, meterName: string, unitOfMeasure: string, retailPrice: number) =>
      item({ skuName: 'Archive LRS', meterId, meterName, unitOfMeasure, retailPrice });
    const { rates } = readOne(
      page([
        archive('a', 'Archive Read Operations', '10K', 5),
        archive('b', 'Archive Data Retrieval', '1 GB', 0.02),
        archive('c', 'Archive Priority Read Operations', '10K', 50),
        archive('d', 'Archive Priority Data Retrieval', '1 GB', 0.1),
      ]),
    );
    expect(rates.map(({ item: name }) => name)).toEqual([
      'retrieval_request_standard',
      'retrieval_standard',
      'retrieval_request_expedited',
      'retrieval_expedited',
    ]);
  });

  it('reads prices of seven digits without a rounding: 0.0000001 is not 1e-7', () => {
    expect(readOne(page([item({ retailPrice: 1e-7 })])).rates.map(told)).toEqual([
      'westeurope HOT_LRS storage 2020-01-01: 0-:0.0000001 GiB-Months',
    ]);
  });

  it('leaves reservations, other products, other services and secondary listings, each with its reason', () => {
    const prices = readOne(
      page([
        item({}),
        item({ meterId: 'older', productName: 'Blob Storage', retailPrice: 0.02 }),
        item({ type: 'Reservation', reservationTerm: '1 Year' }),
        item({ productName: 'Files v2' }),
        item({ serviceName: 'Backup', productName: 'Backup' }),
        item({ armRegionName: 'atlantis', location: 'Atlantis' }),
        item({ unitOfMeasure: '1 Hour' }),
      ]),
    );
    expect(prices.rates.map(told)).toEqual(['westeurope HOT_LRS storage 2020-01-01: 0-:0.0184 GiB-Months']);
    expect(leftOf(prices)).toEqual({
      'the same price is listed elsewhere too': 1,
      'not on demand: Reservation': 1,
      'another product: Files v2': 1,
      'another service: Backup': 1,
      'a region that data/regions.csv does not have: atlantis': 1,
      'a unit that does not fit the item: 1 Hour for storage': 1,
    });
  });

  it('takes the older product where the newer has no such row', () => {
    expect(readOne(page([item({ productName: 'Blob Storage', retailPrice: 0.02 })])).rates.map(told)).toEqual([
      'westeurope HOT_LRS storage 2020-01-01: 0-:0.02 GiB-Months',
    ]);
  });

  it('ends a price where the file says so: the last moment of a day, or the first of the next', () => {
    const ended = (effectiveEndDate: string) => readOne(page([item({ effectiveEndDate })])).rates.map(({ to }) => to);
    expect([ended('2021-05-31T23:59:59Z'), ended('2021-06-01T00:00:00Z')]).toEqual([['2021-06-01'], ['2021-06-01']]);
  });

  it('reads the CSV form: the early-delete row of westus is the one that the shipped table has', () => {
    const text = `currencyCode,tierMinimumUnits,retailPrice,unitPrice,armRegionName,location,effectiveStartDate,meterId,meterName,productId,skuId,productName,skuName,serviceName,serviceId,serviceFamily,unitOfMeasure,type,isPrimaryMeterRegion,armSkuName
USD,0.0,0.035,0.035,westus,US West,2017-10-01T00:00:00Z,0062de40,Cool RA-GRS Early Delete,DZH318Z0BPH7,DZH318Z0BPH7/004Z,General Block Blob v2,Cool RA-GRS,Storage,DZH317F1HKN0,Storage,1 GB,Consumption,True,
`;
    const prices = readOne(text);
    expect(prices.rates.map(told)).toEqual(['westus COOL_RA_GRS early_delete 2017-10-01: 0-:0.035 GiB-Months']);
    expect(mergePrices(shippedRows('data/prices/azure.csv'), [prices], false).rates.map(({ outcome }) => outcome)).toEqual([
      'read again',
    ]);
  });
});
