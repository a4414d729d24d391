import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distributionOf, valueAt } from '../../../src/engine/uncertainty/distribution.js';
import { BLOCK_TRIALS, drawBlock } from '../../../src/engine/uncertainty/draws.js';
import { percentiles } from '../../../src/engine/uncertainty/percentiles.js';
import type { InputScale, UncertainInput } from '../../../src/engine/uncertainty/types.js';

function input(
  scale: InputScale,
  [low, likely, high]: readonly [number, number, number],
  change: Partial<UncertainInput> = {},
): UncertainInput {
  return {
    ...{ key: 'x', title: 'x', unit: '', low, likely, high, scale, label: 'assumption', source: 'test' },
    reading: 'quantiles',
    shape: 'lognormal',
    ...change,
  };
}

const CASES: readonly UncertainInput[] = [
  input('share', [0.4, 0.6, 0.85]),
  input('share', [0, 0.03, 0.1]),
  input('ratio', [1.5, 1.9, 2.2]),
  input('ratio', [1, 1.2, 2]),
  input('amount', [16, 64, 256]),
  input('growth', [-0.05, 0.1, 0.5]),
  input('amount', [10, 20, 60], { shape: 'triangular' }),
];

describe('a range read as a distribution', () => {
  it.each(CASES)('has exactly its low, likely and high at the scores -1, 0 and 1: $scale $low $likely $high', (one) => {
    const distribution = distributionOf(one);
    expect([-1, 0, 1].map((score) => valueAt(distribution, score))).toEqual([
      expect.closeTo(one.low, 12),
      one.likely,
      expect.closeTo(one.high, 12),
    ]);
  });

  it.each(CASES)('draws P10, P50 and P90 within 2 % of its width: $scale $low $likely $high', (one) => {
    const distribution = distributionOf(one);
    const drawn = new Float64Array(20 * BLOCK_TRIALS);
    for (let block = 0; block < 20; block++) drawn.set(drawBlock([distribution], 5, block).values, block * BLOCK_TRIALS);
    const [p10 = 0, p50 = 0, p90 = 0] = percentiles(drawn, [0.1, 0.5, 0.9]);
    // Growth has a part that is common to all profiles and is drawn apart, so it is not stratified.
    const width = (one.high - one.low) * (one.scale === 'growth' ? 0.06 : 0.02);
    expect(Math.abs(p10 - one.low)).toBeLessThan(width);
    expect(Math.abs(p50 - one.likely)).toBeLessThan(width);
    expect(Math.abs(p90 - one.high)).toBeLessThan(width);
  });

  it('never leaves its legal bounds and rises with the score', () => {
    const triple = fc.tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(
        triple,
        fc.constantFrom<InputScale>('share', 'ratio', 'amount', 'growth'),
        fc.double({ min: -6, max: 6, noNaN: true }),
        fc.double({ min: 0, max: 6, noNaN: true }),
        (values, scale, score, more) => {
          const [a = 0, b = 0, c = 0] = [...values].sort((x, y) => x - y).map((x) => (scale === 'ratio' ? 1 + 4 * x : x));
          const distribution = distributionOf(input(scale, [a, b, c]));
          const value = valueAt(distribution, score);
          expect(value).toBeGreaterThanOrEqual(scale === 'ratio' ? 1 : scale === 'growth' ? -0.95 : 0);
          if (scale === 'share') expect(value).toBeLessThanOrEqual(1);
          expect(valueAt(distribution, score + more)).toBeGreaterThanOrEqual(value * (1 - 1e-12) - 1e-12);
        },
      ),
    );
  });

  it('stays between the ends that a provider publishes: 3 to 5 hours', () => {
    const wait = distributionOf(input('amount', [3, 4, 5], { reading: 'bounds', shape: 'triangular' }));
    const { values } = drawBlock([wait], 1, 0);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(3);
    expect(Math.max(...values)).toBeLessThanOrEqual(5);
    // A symmetrical triangle from 3 to 5: P10 = 3 + sqrt(0.2) = 3.447
    expect(percentiles(values, [0.1])[0]).toBeCloseTo(3.447, 1);
  });

  it('refuses a range that does not rise', () => {
    expect(() => distributionOf(input('amount', [3, 2, 5]))).toThrow('x: 3, 2, 5 do not rise');
  });
});

describe('percentiles', () => {
  it('are those of the sorted values, in proportion between two of them', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 200 }), (values) => {
        const sorted = Float64Array.from(values).sort();
        const wanted = [0, 0.1, 0.5, 0.9, 0.99, 1].map((share) => {
          const place = share * (sorted.length - 1);
          const low = sorted[Math.floor(place)] ?? 0;
          const high = sorted[Math.ceil(place)] ?? 0;
          return low + (high - low) * (place - Math.floor(place));
        });
        const found = percentiles(Float64Array.from(values), [0, 0.1, 0.5, 0.9, 0.99, 1]);
        found.forEach((value, index) => {
          expect(value).toBeCloseTo(wanted[index] ?? 0, 6);
        });
      }),
    );
  });

  it('say never where that many trials never end', () => {
    const half = Float64Array.from([1, Infinity, 2, Infinity]);
    expect(percentiles(half, [0, 0.5, 0.95])).toEqual([1, Infinity, Infinity]);
  });
});
