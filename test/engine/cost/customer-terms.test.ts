import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { destinationCost } from '../../../src/engine/cost/destination-cost.js';
import { destinationTerms } from '../../../src/engine/cost/destination-terms.js';
import { monthCharges } from '../../../src/engine/cost/month-charges.js';
import { Decimal } from '../../../src/units/decimal.js';
import { asGib } from '../../../src/units/gib.js';
import { capacityMonth, frankfurt, inputFor } from './books.js';
import { billOf } from './shipped-book.js';

const april = (gib: number) => capacityMonth(2016, 4, { frontEnd: asGib(1000), inArchiveClass: asGib(gib) });
const bill = (input: ReturnType<typeof inputFor>, gib: number) => billOf(monthCharges(destinationTerms(input), april(gib)));
const discount = (percent: string, from?: string) => ({
  storageClass: 'GLACIER',
  item: 'storage',
  percent,
  reason: 'contract',
  ...(from === undefined ? {} : { from }),
});

describe('discounts from a volume on', () => {
  const steps = [discount('10', '1000'), discount('20', '2000')];

  it('take 10 % from 1,000 GiB and 20 % from 2,000 on: 3,000 GiB in Glacier are 12.00, 10.80 and 9.60 USD', () => {
    expect(bill(inputFor(frankfurt, { discounts: steps }), 3000)).toEqual([
      'Storage, Glacier, Frankfurt, from 0 GiB-Months: 12.00',
      'Storage, Glacier, Frankfurt, from 1000 GiB-Months: 10.80',
      'Storage, Glacier, Frankfurt, from 2000 GiB-Months: 9.60',
    ]);
  });

  it('say from which volume, beside the percentage', () => {
    const lines = monthCharges(destinationTerms(inputFor(frankfurt, { discounts: steps })), april(3000));
    expect(lines[2]?.because.inputs.at(-1)?.value).toBe('20% from a volume of 2000 a month on (contract)');
  });

  it('never make a larger volume cheaper than a smaller one', () => {
    const terms = destinationTerms(inputFor(frankfurt, { discounts: steps }));
    const cost = (gib: number) =>
      monthCharges(terms, april(gib)).reduce(
        (sum, line) => (line.kind === 'priced' ? sum.plus(line.listCost.amount) : sum),
        new Decimal(0),
      );
    const size = fc.double({ min: 1, max: 1e6, noNaN: true });
    fc.assert(fc.property(size, size, (a, b) => cost(Math.min(a, b)).lte(cost(Math.max(a, b)))));
  });
});

describe('committed capacity', () => {
  const unit = { storageClass: 'GLACIER', units: 2, term: '1y', monthlyPrice: '183', unitGib: 1000 } as const;

  it('bills 2 units at 183.00 and of 3,000 GiB the 1,000 that they do not cover at list price: 366.00 and 12.00 USD', () => {
    expect(bill(inputFor({ ...frankfurt, commitments: [unit] }), 3000)).toEqual([
      'Committed capacity, Glacier, one year: 366.00',
      'Storage, Glacier, Frankfurt, committed: included',
      'Storage, Glacier, Frankfurt: 12.00',
    ]);
  });

  it('is paid when it is not filled', () => {
    expect(bill(inputFor({ ...frankfurt, commitments: [unit] }), 10)).toEqual([
      'Committed capacity, Glacier, one year: 366.00',
      'Storage, Glacier, Frankfurt, committed: included',
    ]);
  });

  it('is unpriced, and covers nothing, where neither list nor person says what a unit is or costs', () => {
    const unknown = { storageClass: 'GLACIER', units: 1, term: '3y' } as const;
    expect(bill(inputFor({ ...frankfurt, commitments: [unknown] }), 1000)).toEqual([
      'Committed capacity, Glacier, three years: unpriced',
      'Committed capacity, Glacier, three years: unpriced',
      'Storage, Glacier, Frankfurt: 12.00',
    ]);
  });
});

describe('value added tax', () => {
  const vat = { name: 'VAT, Germany', percent: '19' };

  it('is 6.84 on a bill of 36.00 and stands beside the total, which it does not change', () => {
    const { months, total, vat: sum } = destinationCost({ ...inputFor(frankfurt), capacity: [april(3000)], vat });
    expect(total.cost.amount.toFixed(2)).toBe('36.00');
    expect([months[0]?.vat?.amount.amount.toFixed(2), months[0]?.vat?.gross.amount.toFixed(2)]).toEqual(['6.84', '42.84']);
    expect(sum?.amount).toEqual(months[0]?.vat?.amount);
  });

  it('is the sum of what the months print: twelve times 0.02 of 12 x 0.12 USD, not 0.27', () => {
    const months = Array.from({ length: 12 }, () => april(10));
    const { vat: sum } = destinationCost({ ...inputFor(frankfurt), capacity: months, vat });
    expect([sum?.net.amount.toFixed(2), sum?.amount.amount.toFixed(2)]).toEqual(['1.44', '0.24']);
  });

  it('is not there where nobody asked', () => {
    expect(destinationCost({ ...inputFor(frankfurt), capacity: [april(10)] })).not.toHaveProperty('vat');
  });
});
