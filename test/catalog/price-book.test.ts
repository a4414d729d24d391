import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priceBookOn, rateKey, ruleKey } from '../../src/catalog/price-book.js';
import { parsePriceTable } from '../../src/catalog/price-table.js';
import { asDay } from '../../src/units/day.js';
import { day, given, shippedPrices } from './shipped.js';
import { priceLine, ruleLine, tinyFiles } from './tables.js';

const COLD = rateKey({ provider: 'north', region: 'one', storageClass: 'COLD', item: 'storage' });
const tableOf = (prices: readonly string[], rules?: readonly string[]) =>
  given(parsePriceTable(tinyFiles(rules === undefined ? { prices } : { prices, rules }), 'test'));
const priceOn = (prices: readonly string[], date: string) =>
  given(priceBookOn(tableOf(prices), day(date))).rates[COLD]?.tiers.map(({ price }) => price.toFixed());
const problemsOn = (prices: readonly string[], date: string) => {
  const result = priceBookOn(tableOf(prices), day(date));
  return result.ok ? [] : result.problems;
};

describe('priceBookOn: which row is in force', () => {
  const twoPrices = [
    priceLine({ price: '0.012', effective_to: '2021-12-01' }),
    priceLine({ price: '0.004', effective_from: '2021-12-01' }),
  ];
  it.each([
    ['2020-01-01', '0.012', 'the first day counts'],
    ['2021-11-30', '0.012', 'the last day counts'],
    ['2021-12-01', '0.004', 'effective_to is out'],
    ['2030-01-01', '0.004', 'no end: still in force'],
  ])('on %s the price is %s: %s', (date, price) => {
    expect(priceOn(twoPrices, date)).toEqual([price]);
  });

  it('has no rate in a gap: never an older row', () => {
    const gap = [priceLine({ effective_to: '2020-06-01' }), priceLine({ effective_from: '2021-01-01' })];
    expect(priceOn(gap, '2020-06-01')).toBeUndefined();
    expect(priceOn(gap, '2020-12-31')).toBeUndefined();
  });

  it('names the first day that the tables know when asked for an earlier one', () => {
    const [problem] = problemsOn([priceLine()], '2019-12-31');
    expect(problem).toMatchObject({ code: 'CAT008', found: '2019-12-31', wanted: expect.stringContaining('2020-01-01') });
  });

  it('gives the same price on every day between two changes', () => {
    const table = tableOf(twoPrices);
    fc.assert(
      fc.property(fc.integer({ min: day('2020-01-01'), max: day('2021-11-30') }), (at) => {
        const rate = given(priceBookOn(table, asDay(at))).rates[COLD];
        expect(rate?.tiers[0].price.toFixed()).toBe('0.012');
      }),
    );
  });
});

describe('priceBookOn: tiers, rules, currency', () => {
  it('sorts tiers by number, not by text', () => {
    const tiers = [
      priceLine({ tier_from: '1024', tier_to: '51200', price: '0.029' }),
      priceLine({ tier_from: '51200', price: '0.028' }),
      priceLine({ tier_to: '1024', price: '0.03' }),
    ];
    expect(priceOn(tiers, '2020-01-01')).toEqual(['0.03', '0.029', '0.028']);
  });

  it.each([
    ['a hole', [priceLine({ tier_to: '10' }), priceLine({ tier_from: '20' })]],
    ['a start above 0', [priceLine({ tier_from: '1' })]],
    ['two rows in force', [priceLine(), priceLine({ effective_from: '2020-02-01' })]],
    ['two currencies', [priceLine({ tier_to: '10' }), priceLine({ tier_from: '10', currency: 'EUR' })]],
  ])('refuses tiers with %s', (_, prices) => {
    expect(problemsOn(prices, '2020-03-01').map(({ code }) => code)).toEqual(['CAT009']);
  });

  it('takes the rules of the day', () => {
    const rules = [
      ruleLine({ value: '90', effective_to: '2022-01-01' }),
      ruleLine({ value: '60', effective_from: '2022-01-01' }),
    ];
    const key = ruleKey({ provider: 'north', region: '*', storageClass: 'COLD', rule: 'minimum_days' });
    const table = tableOf([priceLine()], rules);
    expect(given(priceBookOn(table, day('2021-12-31'))).rules[key]?.value.toFixed()).toBe('90');
    expect(given(priceBookOn(table, day('2022-01-01'))).rules[key]?.value.toFixed()).toBe('60');
  });

  it('turns 0.01 USD into 0.008645 EUR at 0.8645, and says so in the source', () => {
    const exchange = { from: 'USD', to: 'EUR', rate: '0.8645', date: '2026-08-14', source: 'ECB' };
    const rate = given(priceBookOn(tableOf([priceLine()]), day('2026-08-14'), exchange)).rates[COLD];
    expect(rate?.currency).toBe('EUR');
    expect(rate?.tiers[0].price.toFixed()).toBe('0.008645');
    expect(rate?.tiers[0].source.note).toBe('0.01 USD at 0.8645 EUR for 1 USD, ECB, 2026-08-14');
  });

  it('leaves a price in a currency that the exchange rate does not cover as published: 0.01 GBP stay 0.01 GBP', () => {
    const exchange = { from: 'USD', to: 'EUR', rate: '0.8645', date: '2026-08-14', source: 'ECB' };
    const rate = given(priceBookOn(tableOf([priceLine({ currency: 'GBP' })]), day('2026-08-14'), exchange)).rates[COLD];
    expect([rate?.currency, rate?.tiers[0].price.toFixed()]).toEqual(['GBP', '0.01']);
  });
});

describe('the shipped price book of 2016-02-15', () => {
  const book = given(priceBookOn(shippedPrices(), day('2016-02-15')));
  const tiersOf = (key: string) =>
    book.rates[key]?.tiers.map(({ from, to, price }) => [from.toFixed(), to?.toFixed(), price.toFixed()]);

  it('has Glacier at 0.012 USD a GiB-month in Frankfurt and 0.007 in Ireland', () => {
    expect(tiersOf('aws|eu-central-1|GLACIER|storage')).toEqual([['0', undefined, '0.012']]);
    expect(tiersOf('aws|eu-west-1|GLACIER|storage')).toEqual([['0', undefined, '0.007']]);
  });

  // AWS Price List, offer AmazonS3 version 20160107021538, EU (Frankfurt), six tiers in GB of 2^30 bytes.
  it('has the six Standard tiers of Frankfurt as the price list of January 2016 states them', () => {
    expect(tiersOf('aws|eu-central-1|STANDARD|storage')).toEqual([
      ['0', '1024', '0.0324'],
      ['1024', '51200', '0.0319'],
      ['51200', '512000', '0.0314'],
      ['512000', '1024000', '0.0308'],
      ['1024000', '5120000', '0.0303'],
      ['5120000', undefined, '0.0297'],
    ]);
  });

  it('has the peak-hour retrieval of that time: 0.012 in Frankfurt, 5 % of the stored free, jobs of 4 hours', () => {
    expect(tiersOf('aws|eu-central-1|GLACIER|retrieval_peak_rate')).toEqual([['0', undefined, '0.012']]);
    expect(book.rules['aws|*|GLACIER|retrieval_free_share_of_stored']?.value.toFixed()).toBe('0.05');
    expect(book.rules['aws|*|GLACIER|retrieval_job_hours']?.value.toFixed()).toBe('4');
    expect(book.rates['aws|eu-central-1|GLACIER|retrieval_standard']).toBeUndefined();
  });

  it('has the rules of both cold classes: 90 days for Glacier, 30 days and 128 KiB for Standard-IA, 1 GiB of free egress', () => {
    const rule = (key: string) => book.rules[key]?.value.toFixed();
    expect(rule('aws|*|GLACIER|minimum_days')).toBe('90');
    expect(rule('aws|*|GLACIER|overhead_archive_kib')).toBe('32');
    expect(rule('aws|*|GLACIER|overhead_standard_kib')).toBe('8');
    expect(rule('aws|*|STANDARD_IA|minimum_days')).toBe('30');
    expect(rule('aws|*|STANDARD_IA|minimum_billable_kib')).toBe('128');
    expect(rule('aws|eu-west-1||egress_free_gib_per_month')).toBe('1');
  });
});

describe('the shipped price book of 2026-11-22', () => {
  const book = given(priceBookOn(shippedPrices(), day('2026-11-22')));
  const REGIONS = [
    ...['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'ca-central-1', 'sa-east-1', 'ap-south-1', 'ap-northeast-1'],
    ...['ap-southeast-1', 'ap-southeast-2', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'eu-central-1', 'eu-north-1', 'eu-south-1'],
  ];

  it.each(REGIONS)('prices storage, PUT and retrieval of five classes, egress and transfer between Regions in %s', (region) => {
    const wanted = [
      ...['STANDARD', 'STANDARD_IA', 'GLACIER_IR', 'GLACIER', 'DEEP_ARCHIVE'].flatMap((name) => [
        `${name}|storage`,
        `${name}|put`,
      ]),
      ...['STANDARD_IA|retrieval', 'GLACIER_IR|retrieval', 'GLACIER|retrieval_standard', 'GLACIER|retrieval_bulk'],
      ...['DEEP_ARCHIVE|retrieval_standard', 'GLACIER|transition', 'DEEP_ARCHIVE|transition', '|egress', '|inter_region'],
    ];
    expect(wanted.filter((name) => book.rates[`aws|${region}|${name}`] === undefined)).toEqual([]);
  });

  it('has nothing left of the peak-hour formula of before December 2016', () => {
    expect(Object.keys(book.rates).filter((key) => key.endsWith('retrieval_peak_rate'))).toEqual([]);
    expect(book.rules['aws|*|GLACIER|retrieval_free_share_of_stored']).toBeUndefined();
  });
});
