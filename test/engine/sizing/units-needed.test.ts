import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MonthNeeds } from '../../../src/engine/sizing/needs.js';
import { unitsNeeded } from '../../../src/engine/sizing/units-needed.js';
import { gibFromTb } from '../../../src/units/gib.js';
import { fromTbPerHour } from '../../../src/units/rate.js';
import { box } from './estate.js';

const needs = (cacheTb: number, cloudTb: number, ingest = 0, restore = 0): MonthNeeds => ({
  cache: gibFromTb(cacheTb),
  cloud: gibFromTb(cloudTb),
  ingest: fromTbPerHour(ingest),
  restore: fromTbPerHour(restore),
  objects: 0,
});

describe('unitsNeeded', () => {
  it('needs 3 units for 4 TB of cache on 2 TB boxes filled to 80 %, and names the cache and its month', () => {
    // 4 / (2 x 0.8) = 2.5 -> 3; in use 4 / (3 x 2) = 67 %
    const needed = unitsNeeded(box(), [needs(1, 1), needs(4, 10), needs(2, 2)], 0.8);
    expect(needed.units).toBe(3);
    expect(needed.binding).toBe('cache');
    expect(needed.utilisation).toBeCloseTo(4 / 6, 12);
    expect(needed.checks.find((check) => check.constraint === 'cache')?.month).toBe(1);
  });

  it('names no worst month for 5 TB/h of restores that every month asks for, and one for a cache that grows', () => {
    const { checks } = unitsNeeded(box(), [needs(1, 1, 0, 5), needs(2, 1, 0, 5)], 0.8);
    const of = (constraint: string) => checks.find((check) => check.constraint === constraint);
    expect([of('restore rate')?.isEveryMonth, of('cache')?.isEveryMonth, of('cache')?.month]).toEqual([true, false, 1]);
  });

  it('needs exactly 2 units for 3.2 TB on 2 TB boxes filled to 80 %', () => {
    // 3.2 / 1.6 = 2: the last bit of a double must not make it 3
    expect(unitsNeeded(box(), [needs(3.2, 1)], 0.8).units).toBe(2);
  });

  it('lets ingest bind when nights bring 5 TB/h to boxes of 2 TB/h', () => {
    // 5 / 1.6 = 3.1 -> 4
    const needed = unitsNeeded(box(), [needs(1, 1, 5)], 0.8);
    expect([needed.units, needed.binding]).toEqual([4, 'ingest']);
  });

  it('names an unpublished cache as unknown and does not let it bind', () => {
    const needed = unitsNeeded(box({ cache: undefined }), [needs(1_000_000, 8)], 0.8);
    expect(needed.units).toBe(1);
    expect(needed.binding).toBe('cloud capacity');
    expect(needed.checks.find((check) => check.constraint === 'cache')).toMatchObject({ unitGives: undefined, units: undefined });
  });

  it('needs one unit for an estate that needs nothing, with nothing binding', () => {
    expect(unitsNeeded(box(), [needs(0, 0)], 0.8)).toMatchObject({ units: 1, binding: undefined, utilisation: 0 });
  });

  it('never needs fewer units when the need grows', () => {
    const size = fc.double({ min: 0, max: 60_000, noNaN: true });
    fc.assert(
      fc.property(size, size, size, size, fc.double({ min: 0.1, max: 1, noNaN: true }), (cache, cloud, more, ingest, line) => {
        const small = unitsNeeded(box(), [needs(cache, cloud, ingest / 1000)], line).units;
        const large = unitsNeeded(box(), [needs(cache + more, cloud + more, ingest / 1000)], line).units;
        expect(large).toBeGreaterThanOrEqual(small);
      }),
    );
  });

  it('never plans a known limit above the planning line', () => {
    const size = fc.double({ min: 0, max: 60_000, noNaN: true });
    fc.assert(
      fc.property(size, size, fc.double({ min: 0.1, max: 1, noNaN: true }), (cache, cloud, line) => {
        expect(unitsNeeded(box(), [needs(cache, cloud)], line).utilisation).toBeLessThanOrEqual(line * (1 + 1e-6));
      }),
    );
  });
});
