import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal, exactFromDouble, parseDecimal } from '../../src/units/decimal.js';

describe('parseDecimal', () => {
  it('reads 0.0125 exactly', () => {
    expect(parseDecimal('0.0125')?.toFixed()).toBe('0.0125');
  });
  it.each(['NaN', 'Infinity', '0x1f', '1_000', '1e9', '', ' 1', '1.', '.5', '1,5'])('refuses %j', (text) => {
    expect(parseDecimal(text)).toBeUndefined();
  });
});

describe('Decimal', () => {
  it('keeps 114,000,000,000,000,001 bytes (57 PB twice over, and one) apart from its neighbour', () => {
    const bytes = new Decimal('114000000000000001');
    expect(bytes.minus('114000000000000000').toFixed()).toBe('1');
    expect(bytes.times('0.023000000001').toFixed()).toBe('2622000000114000.023000000001');
  });
});

describe('exactFromDouble', () => {
  it('takes the shortest decimal form of a double', () => {
    expect(exactFromDouble(0.1).toFixed()).toBe('0.1');
  });
  it('is the number that decimal.js makes of the same double, to the last digit', () => {
    const sizes = fc.tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.integer({ min: -30, max: 30 }));
    const doubles = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      sizes.map(([share, power]) => share * 10 ** power),
      fc.integer().map((whole) => whole / 128),
    );
    fc.assert(
      fc.property(doubles, (value) => {
        const [{ s, e, d }, theirs] = [exactFromDouble(value), new Decimal(value)];
        expect({ s, e, d }).toEqual({ s: theirs.s, e: theirs.e, d: theirs.d });
      }),
    );
  });
  it.each([Number.NaN, Number.POSITIVE_INFINITY])('throws for %s, which no bill can hold', (value) => {
    expect(() => exactFromDouble(value)).toThrow(RangeError);
  });
});
