import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cacheForPoints, cacheLocality, localShare, NOTHING_LOCAL } from '../../../src/engine/restore/cache-locality.js';
import { asGib } from '../../../src/units/gib.js';
import { state } from '../sizing/estate.js';

const vm = state();

describe('cacheForPoints', () => {
  it('takes 1,050 GiB for the points of the last 5 days: the live set and five intervals of 1 %', () => {
    // 1,000 + 5 x 0.01 x 1,000
    expect(cacheForPoints([vm], 5)).toBeCloseTo(1050, 9);
  });

  it('counts what changes of the unshared data: half shared, an interval is 1 % of 2,000 GiB', () => {
    // 1,000 + 5 x 0.01 x 2,000
    expect(cacheForPoints([state({ changedBase: asGib(2000) })], 5)).toBeCloseTo(1100, 9);
  });
});

describe('cacheLocality', () => {
  it('keeps points up to 5 days local in 1,055 GiB and a 25-day-old point to 80 %', () => {
    const locality = cacheLocality([vm], asGib(1055));
    expect(locality).toEqual({ liveShare: 1, localUntilDays: 5 });
    expect(localShare(locality, vm, 5)).toBe(1);
    // 1 - D(25 - 5) = 1 - 0.2
    expect(localShare(locality, vm, 25)).toBeCloseTo(0.8, 12);
  });

  it('keeps 40 % of the newest point and 36 % of a 10-day-old one in 400 GiB', () => {
    // 400 / 1,000; x (1 - 0.1)
    const locality = cacheLocality([vm], asGib(400));
    expect(localShare(locality, vm, 0)).toBeCloseTo(0.4, 12);
    expect(localShare(locality, vm, 10)).toBeCloseTo(0.36, 12);
  });

  it('keeps everything in a cache without end, and nothing without a cache', () => {
    const endless = cacheLocality([vm], asGib(Number.POSITIVE_INFINITY));
    const none = cacheLocality([vm], asGib(0));
    for (const age of vm.pointAges) {
      expect(localShare(endless, vm, age)).toBe(1);
      expect(localShare(none, vm, age)).toBe(0);
      expect(localShare(NOTHING_LOCAL, vm, age)).toBe(0);
    }
  });

  it('shares one cache by age: 2,010 GiB hold two live sets and one interval of neither', () => {
    // two cohorts of 1,000; one day back needs 10 of each
    const other = state({ name: 'db' });
    expect(cacheLocality([vm, other], asGib(2010)).localUntilDays).toBe(0);
    expect(cacheLocality([vm, other], asGib(2020)).localUntilDays).toBe(1);
  });

  const hot = fc.double({ min: 0.01, max: 1, noNaN: true });
  const daily = fc.double({ min: 0, max: 0.5, noNaN: true });
  const cohort = fc
    .tuple(hot, daily, fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 12 }))
    .map(([h, p, ages]) => state({ changedWithin: (days) => h * (1 - (1 - p) ** days), pointAges: ages.sort((a, b) => a - b) }));
  const size = fc.double({ min: 0, max: 10_000, noNaN: true });

  it('never holds less of any point in a larger cache', () => {
    fc.assert(
      fc.property(fc.array(cohort, { minLength: 1, maxLength: 3 }), size, size, (states, cache, more) => {
        const small = cacheLocality(states, asGib(cache));
        const large = cacheLocality(states, asGib(cache + more));
        for (const one of states)
          for (const age of one.pointAges)
            expect(localShare(large, one, age)).toBeGreaterThanOrEqual(localShare(small, one, age) - 1e-12);
      }),
    );
  });

  it('never holds more of an older point', () => {
    fc.assert(
      fc.property(cohort, size, (one, cache) => {
        const locality = cacheLocality([one], asGib(cache));
        const shares = one.pointAges.map((age) => localShare(locality, one, age));
        for (const [index, share] of shares.entries()) expect(share).toBeLessThanOrEqual((shares[index - 1] ?? 1) + 1e-12);
      }),
    );
  });
});
