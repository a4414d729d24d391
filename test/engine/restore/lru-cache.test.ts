import { describe, expect, it } from 'vitest';
import { cacheForPoints, cacheLocality, localShare } from '../../../src/engine/restore/cache-locality.js';
import { asGib } from '../../../src/units/gib.js';
import { state } from '../sizing/estate.js';

// An LRU cache of segments, touched one by one, beside the closed form of M-60 and M-61. One segment is one GiB.

const SEGMENTS = 10_000;
const DAYS = 45;
const HOT = 0.4;
const DAILY = 0.05;

/** A small generator with a fixed seed: the same segments change on every machine. */
function generator(seed: number): () => number {
  let state32 = seed;
  return () => {
    state32 = (state32 + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state32 ^ (state32 >>> 15), state32 | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Versions of each segment by day, and every touch in order: a full touches every live segment, every night. */
function nights(): { readonly points: readonly Int32Array[]; readonly touches: readonly number[] } {
  const random = generator(20_261_122);
  const current = Int32Array.from({ length: SEGMENTS }, (_, index) => index);
  const points: Int32Array[] = [];
  const touches: number[] = [];
  let next = SEGMENTS;
  for (let day = 0; day < DAYS; day++) {
    for (let segment = 0; segment < SEGMENTS; segment++) {
      if (day > 0 && segment < HOT * SEGMENTS && random() < DAILY) current[segment] = next++;
    }
    // Hot segments lie all over the volume, so the order of the read is not that of the index.
    for (let step = 0; step < SEGMENTS; step++) touches.push(current[(step * 7919) % SEGMENTS] ?? 0);
    points.push(current.slice());
  }
  return { points: points.reverse(), touches };
}

/** What a cache that evicts the least recently used holds: the segments touched last, as many as there is room for. */
function leastRecentlyUsed(touches: readonly number[], capacity: number): ReadonlySet<number> {
  const held = new Set<number>();
  for (let at = touches.length - 1; at >= 0 && held.size < capacity; at--) held.add(touches[at] ?? 0);
  return held;
}

const estate = state({
  livePhysical: asGib(SEGMENTS),
  changedWithin: (days) => HOT * (1 - (1 - DAILY) ** days),
  pointAges: Array.from({ length: DAYS }, (_, age) => age),
});

describe('the closed form of what a cache holds, beside an LRU cache of segments', () => {
  const capacities: readonly (readonly [string, number])[] = [
    ['half the live set', SEGMENTS / 2],
    ['nine tenths of it', SEGMENTS * 0.9],
    ['the live set', SEGMENTS],
    ['the points of 5 days', cacheForPoints([estate], 5)],
    ['the points of 20 days', cacheForPoints([estate], 20)],
    ['those and half a day more', cacheForPoints([estate], 20) + 100],
  ];

  it.each(capacities)('agrees to a twentieth for every point of 45 days in a cache of %s', (_name, capacity) => {
    const { points, touches } = nights();
    const cached = leastRecentlyUsed(touches, Math.round(capacity));
    const locality = cacheLocality([estate], asGib(capacity));
    for (const [age, point] of points.entries()) {
      const held = point.reduce((count, version) => count + (cached.has(version) ? 1 : 0), 0) / SEGMENTS;
      expect(Math.abs(localShare(locality, estate, age) / held - 1), `${age} days`).toBeLessThan(0.05);
    }
  });
});
