import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal, exactFromDouble } from '../../src/units/decimal.js';
import { compared, product, sumOf } from '../../src/units/exact.js';

/** The digits themselves: what decimal.js goes on calculating with. */
const kept = (one: Decimal): unknown => ({ s: one.s, e: one.e, d: one.d, constructor: one.constructor });

/** Plain decimals of up to 27 digits, from 10^-24 to 10^27, 0 among them. */
const amounts = fc
  .tuple(
    fc.oneof(fc.bigInt({ min: -(10n ** 26n), max: 10n ** 26n }), fc.bigInt({ min: 0n, max: 10n ** 9n }), fc.constant(0n)),
    fc.integer({ min: 0, max: 24 }),
    fc.constantFrom('1', '0.0000001', '10000000'),
  )
  .map(([digits, places, factor]) => new Decimal(digits.toString()).times(new Decimal(10).pow(-places)).times(factor));
/** As a bill has them: doubles of the simulation, and short prices. */
const quantities = fc.double({ min: 0, max: 1e14, noNaN: true }).map(exactFromDouble);
const numbers = fc.oneof(amounts, quantities);
const anything = fc.oneof(numbers, fc.constantFrom(...['-0', 'NaN', 'Infinity', '-Infinity'].map((text) => new Decimal(text))));

describe('product', () => {
  it.each([
    ['39837.40646167516', '0.0324', '1290.731969358275184'],
    ['0.01', '0.01', '0.0001'],
    ['9999999', '9999999', '99999980000001'],
    ['5000000', '0.2', '1000000'],
    ['99999999999999999999', '99999999999999999999', '9999999999999999999800000000000000000001'],
    // 41 digits: the last is rounded away, half up.
    ['99999999999999999999', '199999999999999999999', '19999999999999999999700000000000000000000'],
  ])('%s x %s is %s', (a, b, wanted) => {
    expect(product(new Decimal(a), new Decimal(b)).toFixed()).toBe(wanted);
  });
  it('is times() to the last digit, whatever the numbers', () => {
    fc.assert(
      fc.property(anything, anything, (a, b) => {
        expect(kept(product(a, b))).toEqual(kept(a.times(b)));
      }),
    );
  });
});

describe('sumOf', () => {
  it('is 0 for nothing, and 10000000 for 9999999 and 1', () => {
    expect(sumOf([]).toFixed()).toBe('0');
    expect(sumOf([new Decimal(9_999_999), new Decimal(1)]).toFixed()).toBe('10000000');
  });
  it('is 1110 for 1,110 ones, and 999.9 for 9,999 tenths', () => {
    expect(sumOf(Array.from({ length: 1110 }, () => new Decimal(1))).toFixed()).toBe('1110');
    expect(sumOf(Array.from({ length: 9999 }, () => new Decimal('0.1'))).toFixed()).toBe('999.9');
  });
  it('is plus() one after another to the last digit, whatever the numbers', () => {
    fc.assert(
      fc.property(fc.array(anything, { minLength: 1, maxLength: 40 }), (all) => {
        expect(kept(sumOf(all))).toEqual(kept(all.reduce((sum, one) => sum.plus(one))));
      }),
    );
    fc.assert(
      fc.property(fc.array(quantities, { minLength: 1, maxLength: 120 }), (all) => {
        expect(kept(sumOf(all))).toEqual(kept(all.reduce((sum, one) => sum.plus(one))));
      }),
    );
  });
});

describe('compared', () => {
  it('is cmp(), whatever the numbers', () => {
    fc.assert(
      fc.property(anything, anything, (a, b) => {
        expect(compared(a, b)).toBe(a.cmp(b));
        expect(compared(a, a)).toBe(a.cmp(a));
      }),
    );
  });
});
