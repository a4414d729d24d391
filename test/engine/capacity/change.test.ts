import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changeOnFixedGrid,
  chunkLawOf,
  segmentLengths,
  writesThatRewrite,
} from '../../../src/engine/capacity/change-at-grain.js';
import { type ChangeLaw, changedWithin, spoiledShare } from '../../../src/engine/capacity/changed-share.js';

describe('segmentLengths', () => {
  it('gives restic 1.50 MiB on the mean and 2.17 MiB where a write falls, of an advertised 1 MiB', () => {
    const { mean, spread } = segmentLengths({ min: 0.5, m: 1, max: 8 });
    expect([mean, spread].map((length) => length.toFixed(2))).toEqual(['1.50', '2.16']);
  });

  it('gives borg 2.45 and 3.80 MiB of an advertised 2 MiB, cut at 8 MiB', () => {
    const { mean, spread } = segmentLengths({ min: 0.5, m: 2, max: 8 });
    expect([mean, spread].map((length) => length.toFixed(2))).toEqual(['2.45', '3.80']);
  });

  it('comes back from mean and spread to the law without a cap', () => {
    const { mean, spread } = segmentLengths({ min: 16, m: 48 });
    expect(chunkLawOf(mean, spread).min).toBeCloseTo(16, 9);
    expect(chunkLawOf(mean, spread).m).toBeCloseTo(48, 9);
  });
});

describe('writesThatRewrite', () => {
  it('changes 2 % of 4 KiB pages a day when 2 % is rewritten in 4 KiB writes, and 14.9 % of 32 KiB blocks', () => {
    const hotKib = 2 ** 20;
    const writes = writesThatRewrite(0.02, hotKib, 4);
    const changed = (blockKib: number): number => changeOnFixedGrid({ writes, hotKib }, { writeKib: 4, alignKib: 4, blockKib });
    // 1 - (1 - 0.02)^8 = 0.149
    expect(changed(4)).toBeCloseTo(0.02, 5);
    expect(changed(32)).toBeCloseTo(0.149, 3);
  });
});

const laws: fc.Arbitrary<ChangeLaw> = fc.oneof(
  fc.record({
    kind: fc.constant('grid' as const),
    hot: fc.double({ min: 0, max: 1, noNaN: true }),
    daily: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  fc.record({
    kind: fc.constant('segments' as const),
    hot: fc.double({ min: 0, max: 1, noNaN: true }),
    writesPerKib: fc.double({ min: 0, max: 1, noNaN: true }),
    writeKib: fc.constantFrom(4, 64, 1024),
    chunks: fc.record({ min: fc.double({ min: 0, max: 512, noNaN: true }), m: fc.double({ min: 1, max: 2048, noNaN: true }) }),
  }),
  fc.record({ kind: fc.constant('spoiled objects' as const), changesPerObjectDay: fc.double({ min: 0, max: 1e9, noNaN: true }) }),
);

describe('changedWithin', () => {
  it('is 0 on the same day, never falls, and stays within 1', () => {
    fc.assert(
      fc.property(laws, fc.integer({ min: 0, max: 4000 }), (law, days) => {
        const [now, later] = [changedWithin(law, days), changedWithin(law, days + 1)];
        expect(changedWithin(law, 0)).toBe(0);
        expect(now).toBeGreaterThanOrEqual(0);
        expect(later).toBeGreaterThanOrEqual(now - 1e-12);
        expect(later).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('frees no less than nothing: D(a) + D(b) - D(a+b) is never negative', () => {
    fc.assert(
      fc.property(laws, fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 400 }), (law, a, b) => {
        expect(changedWithin(law, a) + changedWithin(law, b) - changedWithin(law, a + b)).toBeGreaterThanOrEqual(-1e-12);
      }),
    );
  });

  it('amplifies few 4 KiB writes by 1 + q / w: 25 times in segments of 64 KiB with a spread of 96 KiB', () => {
    const law: ChangeLaw = { kind: 'segments', hot: 1, writesPerKib: 1e-9, writeKib: 4, chunks: chunkLawOf(64, 96) };
    expect(changedWithin(law, 1) / (1e-9 * 4)).toBeCloseTo(1 + 96 / 4, 3);
  });
});

describe('spoiledShare', () => {
  it('says 0.80, 0.98 and 0.996 of the next full is new at 4.9, 49 and 244 changes an object (0.69, 0.98, 0.994 measured)', () => {
    expect([4.9, 49, 244].map((changes) => spoiledShare(changes).toFixed(3))).toEqual(['0.797', '0.980', '0.996']);
  });
});
