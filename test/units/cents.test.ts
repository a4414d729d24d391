import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { centsText, sumOfCents, toCents } from '../../src/units/cents.js';
import { Decimal } from '../../src/units/decimal.js';

/** The digits themselves: what two numbers print alike, and what decimal.js goes on calculating with. */
const kept = ({ s, e, d }: Decimal): unknown => ({ s, e, d });

/** Plain decimals from 10^-20 to 10^20, many of them near a half, an edge of a word or in whole cents. */
const amounts = fc
  .tuple(
    fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }),
    fc.integer({ min: 0, max: 20 }),
    fc.constantFrom('0', '0.005', '0.01', '1e7'),
  )
  .map(([digits, places, more]) => new Decimal(digits.toString()).times(new Decimal(10).pow(-places)).plus(more));
const inCents = amounts.map((amount) => amount.toDecimalPlaces(2, Decimal.ROUND_HALF_UP));

describe('toCents', () => {
  it.each([
    ['0.005', '0.01'],
    ['0.00499999999999999999999', '0'],
    ['-0.005', '-0.01'],
    ['9999999.995', '10000000'],
    ['1272.38112215406291', '1272.38'],
    ['123456789012345678.905', '123456789012345678.91'],
  ])('rounds %s to %s', (amount, cents) => {
    expect(toCents(new Decimal(amount)).toFixed()).toBe(cents);
  });
  it('is toDecimalPlaces(2), half up, to the last digit', () => {
    fc.assert(
      fc.property(amounts, (amount) => {
        expect(kept(toCents(amount))).toEqual(kept(amount.toDecimalPlaces(2, Decimal.ROUND_HALF_UP)));
      }),
    );
  });
});

describe('sumOfCents', () => {
  it('is 0 for nothing, and 0 again for 0.10 less 0.10', () => {
    expect(sumOfCents([]).toFixed()).toBe('0');
    expect(sumOfCents([new Decimal('0.1'), new Decimal('-0.1')]).toFixed()).toBe('0');
  });
  it('is the sum of decimal.js, to the last digit', () => {
    fc.assert(
      fc.property(fc.array(inCents), (all) => {
        const sum = all.reduce((before, amount) => before.plus(amount), new Decimal(0));
        expect(kept(sumOfCents(all))).toEqual(kept(sum));
      }),
    );
  });
  it('adds up what is no whole cent, too', () => {
    expect(sumOfCents(['0.005', '1.01', '0.0001', '2'].map((amount) => new Decimal(amount))).toFixed()).toBe('3.0151');
  });
});

describe('centsText', () => {
  it.each([
    ['0', '0.00'],
    ['-0', '0.00'],
    ['1228.8', '1228.80'],
    ['-0.05', '-0.05'],
    ['-0.004', '-0.00'],
    ['1272.385', '1272.39'],
    ['123456789012345678.9', '123456789012345678.90'],
  ])('writes %s as %s', (amount, text) => {
    expect(centsText(new Decimal(amount))).toBe(text);
  });
  it('is toFixed(2), half up, in cents and out of them', () => {
    fc.assert(
      fc.property(fc.oneof(amounts, inCents), (amount) => {
        expect(centsText(amount)).toBe(amount.toFixed(2, Decimal.ROUND_HALF_UP));
      }),
    );
  });
});
