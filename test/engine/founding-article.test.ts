import { describe, expect, it } from 'vitest';
import { priceBookOn } from '../../src/catalog/price-book.js';
import { destinationCost } from '../../src/engine/cost/destination-cost.js';
import { asGib } from '../../src/units/gib.js';
import { plainAmount } from '../../src/units/quantity.js';
import { day, given, shippedPrices } from '../catalog/shipped.js';
import { capacityMonth } from './cost/books.js';

const book = given(priceBookOn(shippedPrices(), day('2016-02-15')));

/** Storage of 102,400 GiB in Glacier for the whole of April 2016, which has 30 days, at the shipped prices of 2016-02-15. */
function storageOf(region: string): readonly string[] {
  const held = asGib(102_400);
  const { months } = destinationCost({
    capacity: [capacityMonth(2016, 4, { backEnd: held, inFirstClass: held })],
    destination: {
      label: region,
      provider: 'aws',
      region,
      storageClass: 'GLACIER',
      archiveClass: undefined,
      transitionAfterDays: undefined,
      pricesAsOf: day('2016-02-15'),
    },
    useCase: 'cold',
    objectMib: 4,
    book,
    discounts: [],
    currency: 'USD',
    exchange: undefined,
    privateStores: {},
  });
  return months.flatMap(({ charges }) =>
    charges.flatMap((charge) => (charge.kind === 'priced' && charge.kindOfCost === 'storage' ? [plainAmount(charge.cost)] : [])),
  );
}

describe('the prices of the founding article, 2016-02-15', () => {
  it('bill 1,228.80 USD for 102,400 GiB held the 30 days of April in Glacier, Frankfurt', () => {
    // 102,400 x 30 / 30 x 0.012
    expect(storageOf('eu-central-1')).toEqual(['1228.80']);
  });

  it('bill 716.80 USD for the same in Glacier, Ireland', () => {
    // 102,400 x 30 / 30 x 0.007
    expect(storageOf('eu-west-1')).toEqual(['716.80']);
  });
});
