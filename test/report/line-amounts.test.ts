import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { destinationCost } from '../../src/engine/cost/destination-cost.js';
import { lineAmounts, sumOfLineAmounts } from '../../src/report/line-amounts.js';
import { asGib } from '../../src/units/gib.js';
import { plainAmount } from '../../src/units/quantity.js';
import { capacityMonth, frankfurt, inputFor } from '../engine/cost/books.js';

const discounts = [{ storageClass: 'GLACIER', item: 'storage', percent: '8', reason: 'contract' }];
const chargesOf = (gib: number, percent = '8') => {
  const terms = discounts.map((one) => ({ ...one, percent }));
  const april = capacityMonth(2016, 4, { frontEnd: asGib(1000), inArchiveClass: asGib(gib) });
  return destinationCost({ ...inputFor(frankfurt, { discounts: terms }), capacity: [april] }).months.flatMap(
    ({ charges }) => charges,
  );
};

describe('lineAmounts', () => {
  it('is list 36.00, discount 2.88, net 33.12 USD for 3,000 GiB in Glacier at 8 % off', () => {
    const [line] = chargesOf(3000);
    const amounts = line && lineAmounts(line, 'USD');
    expect(amounts && [amounts.list, amounts.discount, amounts.net].map(plainAmount)).toEqual(['36.00', '2.88', '33.12']);
  });
  it('has no discount on a line that none holds for', () => {
    const [line] = chargesOf(3000, '0');
    expect(line && lineAmounts(line, 'USD')?.discount.amount.toFixed()).toBe('0');
  });
  it('adds up to the cent: list minus discount is net, for a line and for the bill, whatever the size and the percentage', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1e7, noNaN: true }), fc.integer({ min: 0, max: 100 }), (gib, percent) => {
        const { list, discount, net } = sumOfLineAmounts(chargesOf(gib, `${percent}`), 'USD');
        expect(list.amount.minus(discount.amount).eq(net.amount)).toBe(true);
        expect(discount.amount.isNegative()).toBe(false);
      }),
    );
  });
});
