import { describe, expect, it } from 'vitest';
import { nextBits, nextUnit, shuffled, streamOf } from '../../../src/engine/uncertainty/rng.js';

describe('streams', () => {
  it('give the reference sequence of xoshiro128** from the state 1, 2, 3, 4', () => {
    // The authors' algorithm written out by hand in another language.
    const stream = { state: Uint32Array.from([1, 2, 3, 4]) };
    const first = Array.from({ length: 10 }, () => nextBits(stream));
    expect(first).toEqual([11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804]);
  });

  it('differ by seed and by block, and repeat for the same', () => {
    const first = (seed: number, block: number) => nextBits(streamOf(seed, block));
    expect(new Set([first(1, 0), first(1, 1), first(2, 0), first(2, 1), first(0, 0)]).size).toBe(5);
    expect(first(7, 3)).toBe(first(7, 3));
  });

  it('stay strictly between 0 and 1 and fill it evenly', () => {
    const stream = streamOf(1, 0);
    const counts = new Uint32Array(10);
    for (let index = 0; index < 10_000; index++) {
      const unit = nextUnit(stream);
      expect(unit > 0 && unit < 1).toBe(true);
      const bin = Math.floor(unit * 10);
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
    // 1,000 each with a standard deviation of 30: five of them.
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  it('shuffle every number exactly once', () => {
    const order = new Uint32Array(100);
    shuffled(streamOf(3, 2), order);
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, index) => index));
    expect([...order]).not.toEqual(Array.from({ length: 100 }, (_, index) => index));
  });
});
