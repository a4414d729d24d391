import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graduated } from '../../../src/engine/cost/graduated.js';
import { Decimal } from '../../../src/units/decimal.js';

/** S3 Standard, Ireland, January 2016. */
const STEPS = [
  ['0', '1024', '0.03'],
  ['1024', '51200', '0.0295'],
  ['51200', '512000', '0.029'],
  ['512000', '1024000', '0.0285'],
  ['1024000', '5120000', '0.028'],
  ['5120000', undefined, '0.0275'],
] as const;
const tiers = STEPS.map(([from, to, price]) => ({
  from: new Decimal(from),
  to: to === undefined ? undefined : new Decimal(to),
  price: new Decimal(price),
}));

const costOf = (amount: Decimal, startAt?: Decimal) =>
  graduated(amount, tiers, startAt).slices.reduce((sum, slice) => sum.plus(slice.amount.times(slice.tier.price)), new Decimal(0));

/** 57 PB twice over: 114e15 / 2^30. */
const LARGEST_GIB = 106_170_774.46;
const gib = fc.double({ min: 1, max: LARGEST_GIB, noNaN: true }).map((value) => new Decimal(value));

describe('graduated', () => {
  it('fills 1,024 at 0.03 and 1,536 at 0.0295 with 2,560 GiB-Months: 76.032', () => {
    // 1024 x 0.03 = 30.72; 1536 x 0.0295 = 45.312
    const { slices, beyond } = graduated(new Decimal(2560), tiers);
    expect(slices.map((slice) => slice.amount.toFixed())).toEqual(['1024', '1536']);
    expect(costOf(new Decimal(2560)).toFixed()).toBe('76.032');
    expect(beyond.isZero()).toBe(true);
  });

  it('starts 1,536 GiB-Months at the second tier when 1,024 are filled already', () => {
    expect(graduated(new Decimal(1536), tiers, new Decimal(1024)).slices.map((slice) => slice.tier.price.toFixed())).toEqual([
      '0.0295',
    ]);
  });

  it('leaves 5 beyond a table that ends at 10, and does not give them away', () => {
    const closed = [{ from: new Decimal(0), to: new Decimal(10), price: new Decimal(1) }];
    const { slices, beyond } = graduated(new Decimal(15), closed);
    expect([slices[0]?.amount.toFixed(), beyond.toFixed()]).toEqual(['10', '5']);
  });

  it('leaves what a table starting at 5 does not cover', () => {
    const late = [{ from: new Decimal(5), to: undefined, price: new Decimal(1) }];
    expect(graduated(new Decimal(15), late).beyond.toFixed()).toBe('5');
  });

  it('adds up to the whole quantity, from 1 GiB to 57 PB twice over', () => {
    fc.assert(
      fc.property(gib, fc.double({ min: 0, max: LARGEST_GIB, noNaN: true }), (amount, start) => {
        const { slices, beyond } = graduated(amount, tiers, new Decimal(start));
        const sum = slices.reduce((total, slice) => total.plus(slice.amount), beyond);
        return sum.minus(amount).abs().lt('1e-20');
      }),
    );
  });

  it('never costs less for more', () => {
    fc.assert(fc.property(gib, gib, (a, b) => costOf(Decimal.max(a, b)).gte(costOf(Decimal.min(a, b)))));
  });

  it('is continuous at every edge: a billionth of a GiB changes at most a billionth of the dearest price', () => {
    for (const [, to] of STEPS) {
      if (to === undefined) continue;
      const edge = new Decimal(to);
      const step = costOf(edge.plus('1e-9')).minus(costOf(edge.minus('1e-9')));
      expect(step.gt(0) && step.lte('6e-11')).toBe(true);
    }
  });

  it('costs the same in two parts, the second on top of the first', () => {
    fc.assert(
      fc.property(gib, gib, (a, b) =>
        costOf(a)
          .plus(costOf(b, a))
          .minus(costOf(a.plus(b)))
          .abs()
          .lt('1e-20'),
      ),
    );
  });
});
