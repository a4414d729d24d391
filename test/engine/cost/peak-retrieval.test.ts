import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { billablePeakGibPerHour } from '../../../src/engine/cost/peak-retrieval.js';
import { Decimal } from '../../../src/units/decimal.js';

const FREE = new Decimal('0.05');
const US_RATE = '0.01';
const fee = (storedGib: number, retrievedGib: number, spreadHours: number, daysOfMonth = 30) =>
  billablePeakGibPerHour({ storedGib, retrievedGib, spreadHours, daysOfMonth, freeShareOfStored: FREE })
    .times(24 * daysOfMonth)
    .times(US_RATE);

describe('the peak-hour retrieval fee of 2012 to 2016', () => {
  it('is 179.70 USD for a vault of 100 GB read at once', () => {
    // (25 - 100 x 0.05 / 30 / 4) x 720 x 0.01
    expect(fee(100, 100, 4).toFixed(2)).toBe('179.70');
  });

  it('is 1,797.00 USD for 1 TB, stored and read as 1,000 GB', () => {
    expect(fee(1000, 1000, 4).toFixed(2)).toBe('1797.00');
  });

  it('is nothing for a day that stays within the allowance: 20 GiB of 12,288 stored', () => {
    // 12,288 x 5 % / 30 = 20.48 GiB a day
    expect(fee(12_288, 20, 4).isZero()).toBe(true);
  });

  it('bills 0.1467 GiB an hour of 24 GiB read evenly over a day from 12,288 stored', () => {
    // (24 - 20.48) / 24; the published case rounds 1/24 to 4 % and says 0.18
    const billable = billablePeakGibPerHour({
      storedGib: 12_288,
      retrievedGib: 24,
      spreadHours: 24,
      daysOfMonth: 30,
      freeShareOfStored: FREE,
    });
    expect(billable.toFixed(4)).toBe('0.1467');
  });

  it('counts 696 hours in February 2016', () => {
    // 25 - 100 x 0.05 / 29 / 4 = 24.956897; x 696 x 0.01
    expect(fee(100, 100, 4, 29).toFixed(2)).toBe('173.70');
  });

  it('never grows when the same bytes are spread over more hours of a day', () => {
    const hours = fc.double({ min: 4, max: 24, noNaN: true });
    fc.assert(
      fc.property(hours, hours, (a, b) => fee(5000, 3000, Math.max(a, b)).lte(fee(5000, 3000, Math.min(a, b)).plus('1e-20'))),
    );
  });

  it('refuses a retrieval in no time as a bug of the caller', () => {
    expect(() => fee(1, 1, 0)).toThrow(RangeError);
  });
});
