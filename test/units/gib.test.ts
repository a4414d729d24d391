import { describe, expect, it } from 'vitest';
import { asGib, gibFromPb, gibFromTb, tbFromGib, tibFromGib } from '../../src/units/gib.js';
import { fromMbitPerSecond, fromTbPerHour, toMbitPerSecond, toTbPerHour } from '../../src/units/rate.js';

describe('sizes', () => {
  it('makes 8 TB 7,450.58 GiB: decimal, not binary', () => {
    expect(gibFromTb(8)).toBeCloseTo(7450.580596923828, 9);
  });
  it('counts 102,400 GiB as 100 TiB and 109.95 TB', () => {
    expect(tibFromGib(asGib(102_400))).toBe(100);
    expect(tbFromGib(asGib(102_400))).toBeCloseTo(109.9511627776, 9);
  });
  it('brings 57.6 PB twice over back to 115,200 TB within one part in 10^15', () => {
    expect(tbFromGib(gibFromPb(115.2)) / 115_200).toBeCloseTo(1, 15);
  });
});

describe('rates', () => {
  it('moves 0.45 TB an hour at 1 Gbit/s', () => {
    expect(toTbPerHour(fromMbitPerSecond(1000))).toBeCloseTo(0.45, 12);
  });
  it('needs 2,300 Mbit/s for 1.035 TB an hour', () => {
    expect(toMbitPerSecond(fromTbPerHour(1.035))).toBeCloseTo(2300, 9);
  });
});
