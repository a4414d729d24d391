import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wanResult } from '../../../src/engine/sizing/wan.js';
import { formatDay } from '../../../src/units/day.js';
import { asGib } from '../../../src/units/gib.js';
import { capacity, month, scenario } from './estate.js';

/** Mbit/s that carry one GiB in a day of 24 hours. */
const GIB_A_DAY = (2 ** 30 * 8) / 86_400 / 1e6;

describe('wanResult', () => {
  it('needs 1 Mbit/s for a largest day of 10 GiB, 2 when uploads have 12 hours', () => {
    // 10 x 2^30 x 8 / 86,400 = 994,205 bit/s
    const all = wanResult({ capacity: capacity(), scenario: scenario(), cache: undefined });
    expect(all.needMbit).toBeCloseTo(0.994205, 6);
    const half = wanResult({ capacity: capacity(), scenario: scenario({ network: { uploadHours: 12 } }), cache: undefined });
    expect(half.needMbit).toBeCloseTo(1.98841, 5);
    expect([all.fits, all.usableMbit]).toEqual([true, expect.closeTo(800, 9)]);
  });

  it('seeds a first full of 1,000 GiB in 10 days over a link that carries 100 GiB a day', () => {
    const network = { wanMbit: 100 * GIB_A_DAY, usableShare: 1 };
    const result = wanResult({ capacity: capacity(), scenario: scenario({ network }), cache: asGib(2000) });
    expect(result.seedDays).toBeCloseTo(10, 9);
    // from day 1: 1,000 + 9.67 new - 100 a day, gone after 12 days
    expect(result.backlog.map((entry) => Math.round(entry.size))).toEqual([0, 0, 0]);
    expect(result.cacheFullOn).toBeUndefined();
  });

  it('piles up 5 GiB a day on a link of 5 GiB a day and fills a cache of 1,502 GiB on 2026-04-10', () => {
    const network = { wanMbit: 5 * GIB_A_DAY, usableShare: 1 };
    const steady = { frontEnd: 1000, backEnd: 1290, newBackEnd: 300, peakDayNew: 10 };
    const months = [month(0, { ...steady, newBackEnd: 1300 }), month(1, steady), month(2, steady), month(3, steady)];
    const result = wanResult({ capacity: capacity({ months }), scenario: scenario({ network }), cache: asGib(1502) });
    // 1,000 + 5 x 30 a month: 1,150; 1,300; 1,450; 1,600
    expect(result.backlog.map((entry) => Math.round(entry.size))).toEqual([1150, 1300, 1450, 1600]);
    // in month four a day's backlog before sending is 1,450 + 5 x (day - 1) + 10, which passes 1,502 on the tenth day
    expect(result.cacheFullOn && formatDay(result.cacheFullOn)).toBe('2026-04-10');
    expect(result.fits).toBe(false);
  });

  it('refuses writes on the first day when the first full is larger than the cache', () => {
    const result = wanResult({ capacity: capacity(), scenario: scenario(), cache: asGib(500) });
    expect(result.cacheFullOn && formatDay(result.cacheFullOn)).toBe('2026-01-01');
  });

  it('never seeds and never fits over a link of 0 Mbit/s', () => {
    const result = wanResult({ capacity: capacity(), scenario: scenario({ network: { wanMbit: 0 } }), cache: asGib(1200) });
    expect([result.seedDays, result.fits, result.usableMbit]).toEqual([Number.POSITIVE_INFINITY, false, 0]);
    // 1,000 + 290; + 300; + 300
    expect(result.backlog.map((entry) => Math.round(entry.size))).toEqual([1290, 1590, 1890]);
    expect(result.cacheFullOn).toBeDefined();
  });

  it('needs no time for an empty estate, even over no link', () => {
    const empty = capacity({ months: [month(0, {})], states: [], seed: asGib(0) });
    expect(wanResult({ capacity: empty, scenario: scenario({ network: { wanMbit: 0 } }), cache: asGib(1) }).seedDays).toBe(0);
  });

  it('never has a larger backlog on a wider link', () => {
    const link = fc.double({ min: 0, max: 100_000, noNaN: true });
    fc.assert(
      fc.property(link, link, (narrow, more) => {
        const run = (wanMbit: number) =>
          wanResult({ capacity: capacity(), scenario: scenario({ network: { wanMbit } }), cache: asGib(1100) });
        const [a, b] = [run(narrow), run(narrow + more)];
        for (const [index, entry] of b.backlog.entries())
          expect(entry.size).toBeLessThanOrEqual((a.backlog[index]?.size ?? 0) + 1e-9);
        expect(b.seedDays).toBeLessThanOrEqual(a.seedDays);
        if (a.fits) expect(b.fits).toBe(true);
      }),
    );
  });
});
