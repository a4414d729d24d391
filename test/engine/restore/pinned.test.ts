import { describe, expect, it } from 'vitest';
import { cacheForPinned, cacheLocality, localShare } from '../../../src/engine/restore/cache-locality.js';
import { pinnedCohorts } from '../../../src/engine/restore/pinned.js';
import { monthlyNeeds } from '../../../src/engine/sizing/needs.js';
import { asGib } from '../../../src/units/gib.js';
import { asGibPerSecond } from '../../../src/units/rate.js';
import { capacity, cohorts, nightly, scenario, state } from '../sizing/estate.js';

const vm = state();
const db = state({ name: 'db' });
const pinned = new Set(['db']);

describe('pinned workloads in the cache', () => {
  it('reserve all their 30 points: 1,290 GiB', () => {
    // 1,000 + 29 intervals x 10
    expect(cacheForPinned([vm, db], pinned)).toBeCloseTo(1290, 9);
  });

  it('keep their oldest point wholly local, and leave 1,050 of 2,340 GiB to the others: 5 days', () => {
    const locality = cacheLocality([vm, db], asGib(2340), pinned);
    expect(localShare(locality, db, 29)).toBe(1);
    expect([locality.localUntilDays, localShare(locality, vm, 5)]).toEqual([5, 1]);
    // 1 - D(29 - 5)
    expect(localShare(locality, vm, 29)).toBeCloseTo(0.76, 12);
  });

  it('take the whole of a cache that is too small for them: half of each point in 645 GiB, nothing for the others', () => {
    const locality = cacheLocality([vm, db], asGib(645), pinned);
    expect([0, 29].map((age) => localShare(locality, db, age))).toEqual([expect.closeTo(0.5, 12), expect.closeTo(0.5, 12)]);
    expect(localShare(locality, vm, 0)).toBe(0);
  });

  it('change nothing when nobody is pinned', () => {
    expect(cacheLocality([vm, db], asGib(2340), new Set())).toEqual(cacheLocality([vm, db], asGib(2340)));
  });

  it('are the cohorts of a pinned policy', () => {
    const plan = scenario();
    expect([...pinnedCohorts(plan, cohorts().cohorts)]).toEqual([]);
    expect([...pinnedCohorts({ ...plan, policies: { nightly: { ...nightly, pinned: true } } }, cohorts().cohorts)]).toEqual([
      'vm',
    ]);
  });

  it('ask for 290 GiB more of cache than the live set, up to all that is stored', () => {
    // held 5,000; live set 1,000 + 30 x 10 of new data = 1,300; pinned 29 x 10 more
    const months = capacity().months.map((month) => ({ ...month, backEnd: asGib(5000), backEndAtEnd: asGib(5000) }));
    const input = { scenario: scenario(), capacity: capacity({ months }), restoreNeed: asGibPerSecond(0) };
    const need = (names: readonly string[]) => monthlyNeeds({ ...input, pinned: new Set(names) })[1]?.cache;
    expect([need([]), need(['vm'])]).toEqual([expect.closeTo(1300, 9), expect.closeTo(1590, 9)]);
  });
});
