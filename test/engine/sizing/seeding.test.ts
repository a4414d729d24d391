import { describe, expect, it } from 'vitest';
import { seedingOf } from '../../../src/engine/sizing/seeding.js';
import { asGib } from '../../../src/units/gib.js';
import { capacity, scenario } from './estate.js';

describe('seedingOf', () => {
  // 86,400 GiB over NFS at 2^30 B/s take one day
  const network = { nfsMbPerSecond: 2 ** 30 / 1e6, shipDays: 14 };
  const seed = capacity({ seed: asGib(86_400) });

  it('ships in 15 days, 14 of turnaround and 1 of copying, when the link takes 40', () => {
    const seeding = seedingOf(seed, scenario({ network }), 40);
    expect([seeding.deviceDays, seeding.faster]).toEqual([expect.closeTo(15, 9), 'device']);
  });

  it('takes the link when that is as fast, and when nobody ships', () => {
    expect(seedingOf(seed, scenario({ network }), 15).faster).toBe('link');
    expect(seedingOf(seed, scenario(), 400)).toMatchObject({ deviceDays: undefined, faster: 'link' });
  });

  it('ships when the link is 0', () => {
    expect(seedingOf(seed, scenario({ network }), Number.POSITIVE_INFINITY).faster).toBe('device');
  });
});
