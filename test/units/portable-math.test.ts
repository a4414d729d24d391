import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exp, expm1, log, log1p, pow } from '../../src/units/portable-math.js';

const ULPS = 2 ** -52;
const close = (got: number, wanted: number, ulps: number): void => {
  expect(Math.abs(got - wanted)).toBeLessThanOrEqual(Math.abs(wanted) * ULPS * ulps + Number.MIN_VALUE * 2);
};
const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

describe('exp and log without the engine’s own', () => {
  it('law: exp is within 2 units in the last place', () => {
    fc.assert(
      fc.property(between(-700, 700), (x) => close(exp(x), Math.exp(x), 2)),
      { numRuns: 5000 },
    );
  });
  it('law: log is within 2 units in the last place', () => {
    fc.assert(
      fc.property(between(1e-300, 1e300), (x) => close(log(x), Math.log(x), 2)),
      { numRuns: 5000 },
    );
    fc.assert(
      fc.property(between(0.5, 2), (x) => close(log(x), Math.log(x), 2)),
      { numRuns: 5000 },
    );
  });
  it('law: expm1 and log1p keep their digits near 0', () => {
    fc.assert(
      fc.property(between(-1, 1), (x) => close(expm1(x), Math.expm1(x), 6)),
      { numRuns: 5000 },
    );
    fc.assert(
      fc.property(between(-0.999, 1), (x) => close(log1p(x), Math.log1p(x), 6)),
      { numRuns: 5000 },
    );
  });
  it('law: pow is right to 13 digits for growth over a century', () => {
    fc.assert(
      fc.property(between(0.01, 20), between(-100, 100), (base, power) => {
        const wanted = base ** power;
        expect(Math.abs(pow(base, power) - wanted)).toBeLessThanOrEqual(Math.abs(wanted) * 1e-13);
      }),
      { numRuns: 5000 },
    );
  });
  it.each([
    [exp(0), 1],
    [exp(-800), 0],
    [exp(800), Number.POSITIVE_INFINITY],
    [log(1), 0],
    [log(5e-324), Math.log(5e-324)],
    [log(0), Number.NEGATIVE_INFINITY],
    [expm1(1e-18), 1e-18],
    [expm1(-800), -1],
    [log1p(1e-18), 1e-18],
    [pow(1.05, 2), 1.05 * 1.05],
    [pow(0, 0.5), 0],
    [pow(7, 0), 1],
  ])('gives %d for %d', (got, wanted) => expect(got).toBe(wanted));
});
