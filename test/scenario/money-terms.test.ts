import { describe, expect, it } from 'vitest';
import { brief, problemsOf, scenarioOf } from './shipped-resolver.js';

const AZURE = 'destination: {provider: azure, region: West Europe, class: Hot';

describe('discounts of a scenario', () => {
  it('are the destination provider’s unless another is named, and hold from 500 TiB, which is 512,000 GiB', () => {
    const { discounts } = scenarioOf(
      'inventory: a.csv\ndiscounts: [{item: storage, percent: 8%, reason: x}, {provider: wasabi, item: storage, percent: 5, from: 500 TiB, reason: y}]',
    );
    expect(discounts).toEqual([
      { provider: 'aws', storageClass: '*', item: 'storage', percent: '8', reason: 'x' },
      { provider: 'wasabi', storageClass: '*', item: 'storage', percent: '5', from: '512000', reason: 'y' },
    ]);
  });
  it('take a plain number as requests a month, and refuse "a lot" and an unknown provider where they stand', () => {
    expect(
      scenarioOf('inventory: a.csv\ndiscounts: [{item: put, percent: 8, from: 1000000, reason: x}]').discounts[0]?.from,
    ).toBe('1000000');
    const wrong = (discount: string) => problemsOf(`inventory: a.csv\ndiscounts: [${discount}]`).map(brief);
    expect(wrong('{item: storage, percent: 8, from: a lot, reason: x}')).toEqual(['2:47 SCN004 discounts[0].from']);
    expect(wrong('{provider: awz, item: put, percent: 1, reason: y}')).toEqual(['2:24 CAT014 discounts[0].provider']);
  });
});

describe('commitments of a scenario', () => {
  it('are of the destination’s class, for one year or three, with a price and a size of one’s own: 100 TiB are 102,400 GiB', () => {
    const { destination } = scenarioOf(
      `inventory: a.csv\n${AZURE}, commitments: [{units: 2, term: 3 years, monthlyPrice: 1545.50, unit: 100 TiB}, {class: Cool, units: 1, term: 1 year}]}`,
    );
    expect(destination.commitments).toEqual([
      { storageClass: 'HOT_LRS', units: 2, term: '3y', monthlyPrice: '1545.50', unitGib: 102_400 },
      { storageClass: 'COOL_LRS', units: 1, term: '1y' },
    ]);
  });
  it('stay where they were bought: a comparison with another region has none, one on another day has', () => {
    const { compare } = scenarioOf(
      `inventory: a.csv\n${AZURE}, commitments: [{units: 1, term: 1 year}]}\ncompare: [{region: North Europe}, {name: again}]`,
    );
    expect(compare.map(({ commitments }) => commitments?.length ?? 0)).toEqual([0, 1]);
  });
  it('are refused for 2 years, for 0 units and with a private store', () => {
    const wrong = `inventory: a.csv\n${AZURE}, commitments: [{units: 0, term: 2 years}]}`;
    expect(problemsOf(wrong).map(({ where }) => where.field)).toEqual([
      'destination.commitments[0].units',
      'destination.commitments[0].term',
    ]);
    const own = 'inventory: a.csv\ndestination: {store: swift-3-replicas, commitments: [{units: 1, term: 1 year}]}';
    expect(problemsOf(own).map(brief)).toEqual(['2:53 SCN007 destination.commitments']);
  });
});

describe('value added tax of a scenario', () => {
  it('is 19 % by the name of VAT where none is given', () => {
    expect(scenarioOf('inventory: a.csv\nvat: {percent: 19%}').vat).toEqual({ name: 'VAT', percent: '19' });
    expect(scenarioOf('inventory: a.csv')).not.toHaveProperty('vat');
  });
});
