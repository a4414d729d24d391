import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expOf, lnOf, normalQuantile } from '../../../src/engine/uncertainty/repeatable-math.js';

const relative = (value: number, wanted: number): number => Math.abs(value / wanted - 1);

describe('expOf and lnOf', () => {
  it('agree with the machine to 1e-14, relatively', () => {
    fc.assert(
      fc.property(fc.double({ min: -300, max: 300, noNaN: true }), (x) => {
        expect(relative(expOf(x), Math.exp(x))).toBeLessThan(1e-14 + 1e-15 * Math.abs(x));
      }),
    );
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (x) => {
        expect(Math.abs(lnOf(x) - Math.log(x))).toBeLessThan(1e-14 * Math.max(1, Math.abs(Math.log(x))));
      }),
    );
  });

  it('are 1 and 0 at 0 and 1', () => {
    expect([expOf(0), lnOf(1)]).toEqual([1, 0]);
  });
});

describe('normalQuantile', () => {
  it('gives 1.2815515655446004 at 90 %, 1.959963984540054 at 97.5 % and 3.090232306167813 at 99.9 %', () => {
    expect(normalQuantile(0.9)).toBeCloseTo(1.2815515655446004, 14);
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 14);
    expect(normalQuantile(0.999)).toBeCloseTo(3.090232306167813, 13);
    expect(normalQuantile(1e-9)).toBeCloseTo(-5.997807015007686, 10);
  });

  it('is as far below the middle as above, and rises', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 0.5, noNaN: true }), fc.double({ min: 1e-6, max: 0.4, noNaN: true }), (u, more) => {
        expect(normalQuantile(u)).toBeCloseTo(-normalQuantile(1 - u), 6);
        expect(normalQuantile(u + more)).toBeGreaterThan(normalQuantile(u));
      }),
    );
  });
});
