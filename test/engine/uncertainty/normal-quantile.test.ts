import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalQuantile } from '../../../src/engine/uncertainty/normal-quantile.js';

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
