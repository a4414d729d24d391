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
  it.each([Number.NaN, Number.POSITIVE_INFINITY])('throws for %s, which no bill can hold', (value) => {
    expect(() => exactFromDouble(value)).toThrow(RangeError);
  });
});
