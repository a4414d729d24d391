import { describe, expect, it } from 'vitest';
import { destinationCost } from '../../../src/engine/cost/destination-cost.js';
import { driftFactor } from '../../../src/engine/cost/price-drift.js';
import { wholeYearsBetween } from '../../../src/units/day.js';
import { asGib } from '../../../src/units/gib.js';
import { plainAmount } from '../../../src/units/quantity.js';
import { capacityMonth, day, frankfurt, inputFor } from './books.js';

describe('price drift', () => {
  it('is 1.0609 after 2 years at 3 %, exact, and 1 before the first anniversary', () => {
    expect(driftFactor({ perYear: '0.03', years: 2 }).toFixed()).toBe('1.0609');
    expect(driftFactor({ perYear: '-0.5', years: 0 }).toFixed()).toBe('1');
    expect(() => driftFactor({ perYear: '-1', years: 1 })).toThrow(RangeError);
  });
  it.each([
    ['2016-02-15', '2017-02-14', 0],
    ['2016-02-15', '2017-02-15', 1],
    ['2016-02-29', '2017-02-28', 0],
    ['2016-02-29', '2017-03-01', 1],
    ['2016-02-15', '2015-01-01', 0],
  ])('counts the anniversaries from %s to %s: %i', (from, to, years) => {
    expect(wholeYearsBetween(day(from), day(to))).toBe(years);
  });
  it('makes 12.00 USD of 1,000 GiB in Glacier 12.36 after a year and 12.73 after two, and says so on the line', () => {
    const capacity = [2016, 2017, 2018].map((year) =>
      capacityMonth(year, 4, { frontEnd: asGib(1000), inArchiveClass: asGib(1000) }),
    );
    const { months, yardstick } = destinationCost({ ...inputFor(frankfurt), capacity, priceDrift: '0.03' });
    expect(months.map(({ total }) => plainAmount(total.cost))).toEqual(['12.00', '12.36', '12.73']);
    expect(months[2]?.charges[0]?.because.inputs.at(-1)?.value).toBe(
      'x 1.0609: 3% a year, 2 years after the price date (assumption)',
    );
    expect(yardstick.kind === 'priced' && plainAmount(yardstick.cost)).toBe('1228.80');
  });
});
