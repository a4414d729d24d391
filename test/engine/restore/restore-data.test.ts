import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cacheLocality, NOTHING_LOCAL } from '../../../src/engine/restore/cache-locality.js';
import { choosePoint, physicalOfShare, restoreData } from '../../../src/engine/restore/restore-data.js';
import { resolveSubject } from '../../../src/engine/restore/subject.js';
import { asGib } from '../../../src/units/gib.js';
import { cohorts, state } from '../sizing/estate.js';

describe('resolveSubject', () => {
  const states = [state()];

  it('finds 400 GiB and a fifth of the cohort in the named volume, half of it used', () => {
    const found = resolveSubject({ kind: 'volume', volume: 'db' }, cohorts(), states);
    expect(found).toMatchObject({ volumes: 1, provisioned: 400, used: 200, largest: 400, what: 'volume "db"' });
    expect(found?.parts[0]?.share).toBe(0.2);
  });

  it('finds 5 volumes and 500 GiB in project blue, 20 and 2,000 in everything and in type ssd', () => {
    expect(resolveSubject({ kind: 'project', project: 'blue' }, cohorts(), states)).toMatchObject({
      volumes: 5,
      provisioned: 500,
    });
    expect(resolveSubject({ kind: 'all' }, cohorts(), states)).toMatchObject({ volumes: 20, provisioned: 2000, largest: 400 });
    expect(resolveSubject({ kind: 'type', type: 'ssd' }, cohorts(), states)).toMatchObject({ volumes: 20, provisioned: 2000 });
  });

  it('takes the share of a project from the grown cohort: a quarter of 4,000 GiB', () => {
    const grown = [state({ provisioned: asGib(4000), used: asGib(2000) })];
    expect(resolveSubject({ kind: 'project', project: 'blue' }, cohorts(), grown)?.provisioned).toBe(1000);
  });

  it('finds the largest volume of 400 GiB and one of 100 GiB at the 95th percentile', () => {
    expect(resolveSubject({ kind: 'largest' }, cohorts(), states)?.provisioned).toBe(400);
    expect(resolveSubject({ kind: 'percentile', percent: 95 }, cohorts(), states)?.provisioned).toBe(100);
  });

  it('finds nothing for a volume or a project that the inventory does not hold', () => {
    expect(resolveSubject({ kind: 'volume', volume: '__proto__' }, cohorts(), states)).toBeUndefined();
    expect(resolveSubject({ kind: 'project', project: 'constructor' }, cohorts(), states)).toBeUndefined();
  });
});

describe('choosePoint', () => {
  const weekly = state({ pointAges: [0, 1, 2, 7, 14], chainLengths: [3, 2, 1, 1, 1] });

  it('takes the point of 7 days for a restore of 3 days ago, the oldest for one of a year ago', () => {
    expect(choosePoint(weekly, 3).ageDays).toBe(7);
    expect(choosePoint(weekly, 365).ageDays).toBe(14);
  });

  it('reads 3 backups for the newest point: its full is 2 days old, a day between each', () => {
    expect(choosePoint(weekly, 0)).toEqual({ ageDays: 0, chain: 3, gapDays: 1, fullAgeDays: 2 });
  });
});

describe('physicalOfShare', () => {
  const half = state({ changedBase: asGib(2000) });

  it('needs each shared segment once for everything, and all of its own for a small part', () => {
    expect(physicalOfShare(half, 1)).toBe(1000);
    // 1,000 x (1 - 0.99^2) = 19.9: nearly 1 % of the 2,000 GiB that it holds
    expect(physicalOfShare(half, 0.01)).toBeCloseTo(19.9, 9);
  });

  it('never needs less for a larger share', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, fc.double({ min: 1, max: 20, noNaN: true }), (a, b, copies) => {
        const one = state({ changedBase: asGib(1000 * copies) });
        expect(physicalOfShare(one, Math.max(a, b))).toBeGreaterThanOrEqual(physicalOfShare(one, Math.min(a, b)) - 1e-9);
      }),
    );
  });
});

describe('restoreData', () => {
  const all = resolveSubject({ kind: 'all' }, cohorts(), [state()]);
  if (!all) throw new Error('the fixture holds volumes');

  it('fetches nothing when the cache holds the point, and all 1,000 GiB when it holds nothing', () => {
    const input = { subject: all, ageDays: 0, transitionAfterDays: undefined };
    const local = restoreData({ ...input, locality: cacheLocality([state()], asGib(1000)) });
    expect([local.remoteFirst, local.remoteArchive, local.localShare]).toEqual([0, 0, 1]);
    const remote = restoreData({ ...input, locality: NOTHING_LOCAL });
    expect([remote.remoteFirst, remote.remoteArchive, remote.localShare]).toEqual([1000, 0, 0]);
  });

  it('gets what was superseded since from the archive class when the point is older than the transition', () => {
    const locality = cacheLocality([state()], asGib(1000));
    const of = (ageDays: number) => restoreData({ subject: all, ageDays, locality, transitionAfterDays: 20 });
    // D(25) = 25 % of 1,000; 25 days is past 20
    expect(of(25).remoteArchive).toBeCloseTo(250, 9);
    expect(of(25).remoteFirst).toBeCloseTo(0, 9);
    expect(of(10).remoteFirst).toBeCloseTo(100, 9);
    expect(of(10).remoteArchive).toBe(0);
  });

  it('gets 80 % of a new point from the archive class after 20 days without a cache: what did not change since', () => {
    const data = restoreData({ subject: all, ageDays: 0, locality: NOTHING_LOCAL, transitionAfterDays: 20 });
    expect(data.remoteArchive).toBeCloseTo(800, 9);
    expect(data.remoteFirst).toBeCloseTo(200, 9);
  });

  it('finds a new full of a plain store whole in the first class: it is as old as its backup', () => {
    const data = restoreData({ subject: all, ageDays: 0, locality: NOTHING_LOCAL, transitionAfterDays: 20, isPlain: true });
    expect([data.remoteFirst, data.remoteArchive]).toEqual([1000, 0]);
  });

  it('reads 2,000 GiB and two incrementals of 10 GiB for a chain of three, and opens 60 backups', () => {
    const chained = resolveSubject({ kind: 'all' }, cohorts(), [state({ pointAges: [0, 1, 2], chainLengths: [3, 2, 1] })]);
    if (!chained) throw new Error('the fixture holds volumes');
    const data = restoreData({ subject: chained, ageDays: 0, locality: NOTHING_LOCAL, transitionAfterDays: undefined });
    expect(data.read).toBeCloseTo(2020, 9);
    expect(data.physical).toBeCloseTo(1020, 9);
    expect([data.chain, data.links]).toEqual([3, 60]);
  });

  it('never fetches more from a larger cache', () => {
    const size = fc.double({ min: 0, max: 3000, noNaN: true });
    fc.assert(
      fc.property(size, size, fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 60 }), (cache, more, ageDays, after) => {
        const fetched = (gib: number) => {
          const data = restoreData({
            subject: all,
            ageDays,
            locality: cacheLocality([state()], asGib(gib)),
            transitionAfterDays: after,
          });
          return data.remoteFirst + data.remoteArchive;
        };
        expect(fetched(cache + more)).toBeLessThanOrEqual(fetched(cache) + 1e-9);
      }),
    );
  });
});
