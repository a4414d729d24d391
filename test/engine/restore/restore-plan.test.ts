import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RestorePlanInput, restorePlan } from '../../../src/engine/restore/restore-plan.js';
import { restoreRateNeed } from '../../../src/engine/restore/restore-rate-need.js';
import type { RestoreScenario } from '../../../src/scenario/types.js';
import { asGib } from '../../../src/units/gib.js';
import { toTbPerHour } from '../../../src/units/rate.js';
import { book, box, capacity, cohorts, model, restore, type ScenarioChange, scenario } from '../sizing/estate.js';

const everything = restore({ name: 'everything', subject: { kind: 'all' } });

function input(restores: readonly RestoreScenario[], change: ScenarioChange = {}): RestorePlanInput {
  return {
    scenario: scenario({ ...change, restores }),
    cohorts: cohorts(),
    capacity: capacity(),
    box: box(),
    units: 1,
    book: book(),
  };
}

function only(plan: RestorePlanInput) {
  const [result] = restorePlan(plan);
  if (!result) throw new Error('one restore was asked for');
  return result;
}
const hoursOf = (result: ReturnType<typeof only>, name: string) =>
  result.stages.find((stage) => stage.name === name)?.hours ?? Number.NaN;

describe('restorePlan', () => {
  it('restores one local volume of 400 GiB in 2.2 hours and for nothing', () => {
    // 400 x 2^30 / 1e8 B/s = 4,295 s = 1.19 h; declare 1 h, one backup 36 s
    const result = only(input([restore({ rtoHours: 4 })]));
    expect(result.hours).toBeCloseTo(1 + (400 * 2 ** 30) / 1e8 / 3600 + 0.01, 9);
    expect([result.verdict, result.localShare, result.dominant, result.fix]).toEqual(['meets', 1, 'write', '']);
    expect([result.charges.length, result.cost.kind, result.cost.cost.amount.toFixed(2)]).toEqual([0, 'complete', '0.00']);
  });

  it('fetches all 1,000 GiB over the link in 2.98 hours when the box has no cache', () => {
    // 1,000 x 2^30 / 1e8 B/s = 10,737 s
    const result = only({ ...input([everything]), box: box({ cache: asGib(0) }) });
    expect(hoursOf(result, 'fetch')).toBeCloseTo(2.9826, 4);
    expect([result.remotePhysical, result.localShare]).toEqual([1000, 0]);
  });

  it('finds none of the 1,000 GiB in the cache of a site that was lost and rebuilt', () => {
    const result = only(input([{ ...everything, cache: 'cold' }]));
    expect([result.remotePhysical, result.localShare]).toEqual([1000, 0]);
    expect(hoursOf(result, 'fetch')).toBeCloseTo(2.9826, 4);
  });

  it('finds everything in an appliance in the cloud that is kept warm, nothing in one set up for the restore', () => {
    const locals = [{ ...everything, to: 'cloud', cache: 'warm' } as const, { ...everything, to: 'cloud' } as const].map(
      (one) => only(input([one])).localShare,
    );
    expect(locals).toEqual([1, 0]);
  });

  it('takes a cache of unknown size as empty', () => {
    expect(only({ ...input([everything]), box: box({ cache: undefined }) }).localShare).toBe(0);
  });

  it('keeps nothing local in a cold archive and waits 3 to 5 hours', () => {
    const result = only(input([everything], { useCase: 'cold', destination: { storageClass: 'COLD' } }));
    expect(result.localShare).toBe(0);
    expect([result.hoursHigh - result.hours, result.hours - result.hoursLow]).toEqual([
      expect.closeTo(1, 9),
      expect.closeTo(1, 9),
    ]);
  });

  it('waits for the archive class only for a point older than the transition', () => {
    const combined = { useCase: 'combined', destination: { archiveClass: 'COLD', transitionAfterDays: 20 } } as const;
    // cache of exactly the live set: the newest point is local, older ones in part
    const of = (ageDays: number) => only({ ...input([{ ...everything, ageDays }], combined), box: box({ cache: asGib(1000) }) });
    expect([0, 10, 25].map((age) => hoursOf(of(age), 'wait'))).toEqual([0, 0, 4]);
    expect(of(25).remotePhysical).toBeCloseTo(250, 9);
  });

  it('starts an appliance in the cloud with an empty cache and no link in the way', () => {
    const result = only(input([restore({ subject: { kind: 'all' }, to: 'cloud' })], { network: { wanMbit: 0 } }));
    // 1,000 GiB = 1.0737 TB at 1 TB/h
    expect([result.localShare, hoursOf(result, 'fetch')]).toEqual([0, expect.closeTo(1.0737, 4)]);
  });

  it('finds the cache of an appliance that stands in the cloud', () => {
    const cloudBox = { appliance: { model: model('cloud box', { form: 'cloud' }) } };
    expect(only(input([restore({ to: 'cloud' })], cloudBox)).localShare).toBe(1);
  });

  it('never comes back over a link of 0, and says that its price is unknown', () => {
    const result = only({
      ...input([{ ...everything, rtoHours: 24 }], { network: { wanMbit: 0 } }),
      box: box({ cache: asGib(0) }),
    });
    expect([result.hours, result.verdict, result.cost.kind]).toEqual([Number.POSITIVE_INFINITY, 'misses', 'atLeast']);
    expect(result.fix).toContain('with a link of');
  });

  it('misses with an option that the class does not offer, and names one that it does', () => {
    const rules = { retrieval_hours_min_bulk: '0', retrieval_hours_max_bulk: '12' };
    const known = book(rules);
    const withoutExpedited = Object.fromEntries(Object.entries(known.rules).filter(([key]) => !key.includes('expedited')));
    const plan = input([{ ...everything, retrieval: 'expedited', rtoHours: 24 }], {
      useCase: 'cold',
      destination: { storageClass: 'COLD' },
    });
    const result = only({ ...plan, book: { ...known, rules: withoutExpedited } });
    expect([result.hours, result.verdict]).toEqual([Number.POSITIVE_INFINITY, 'misses']);
    expect(result.fix).toContain('bulk retrieval from Cold waits 0 minutes to 12 hours');
  });

  it('proposes expedited retrieval where the standard wait of 5 hours is the risk', () => {
    const plan = input([{ ...everything, rtoHours: 8.2 }], { useCase: 'cold', destination: { storageClass: 'COLD' } });
    // 1 + 4 + max(2.98 fetch, 0.6, 1.5) + 0.05 = 8.03; with 5 hours 9.03
    const result = only(plan);
    expect(result.verdict).toBe('at risk');
    expect(result.fix).toContain('expedited retrieval from Cold waits 1 minute to 5 minutes instead of 3 hours to 5 hours');
  });

  it('limits the fetch by restore requests: 10 a second of 4 MiB bring 1,000 GiB in 7.1 hours', () => {
    // 10 x 4 / 1,024 GiB/s = 0.0390625; 1,000 / 0.0390625 = 25,600 s
    const plan = input([everything], { useCase: 'cold', destination: { storageClass: 'COLD' } });
    expect(hoursOf(only({ ...plan, book: book({ restore_requests_per_second: '10' }) }), 'fetch')).toBeCloseTo(25_600 / 3600, 9);
  });

  it('writes only the used half of a volume on a release that skips zeros', () => {
    const zed = hoursOf(only(input([restore()])), 'write');
    const bobcat = hoursOf(only(input([restore()], { cinder: { release: '2023.2' } })), 'write');
    expect(bobcat).toBeCloseTo(zed / 2, 9);
    expect(hoursOf(only(input([restore()], { cinder: { release: 'Caracal' } })), 'write')).toBeCloseTo(zed / 2, 9);
  });

  it('says that a volume is not in the inventory instead of restoring it in no time', () => {
    const result = only(input([restore({ subject: { kind: 'volume', volume: 'gone' }, rtoHours: 4 })]));
    expect([result.what, result.volumes, result.verdict]).toEqual(['nothing: not in the inventory', 0, 'misses']);
  });

  it('streams a restore from a plain store past no appliance: the link rules', () => {
    const result = only(input([everything], { store: { kind: 'plain' }, cinder: { driver: 's3' } }));
    expect([result.localShare, hoursOf(result, 'rehydrate')]).toEqual([0, 0]);
    expect(hoursOf(result, 'fetch')).toBeCloseTo(2.9826, 4);
  });
});

describe('a whole restore', () => {
  const size = fc.double({ min: 0, max: 3_000, noNaN: true });
  const mbit = fc.double({ min: 1, max: 100_000, noNaN: true });
  const age = fc.integer({ min: 0, max: 60 });
  const timed = (ageDays: number, cache: number, wanMbit: number) =>
    only({ ...input([{ ...everything, ageDays }], { network: { wanMbit } }), box: box({ cache: asGib(cache) }) });

  it('is never slower with more cache, nor over a wider link', () => {
    fc.assert(
      fc.property(age, size, size, mbit, mbit, (days, cache, more, link, wider) => {
        const before = timed(days, cache, link).hours;
        expect(timed(days, cache + more, link).hours).toBeLessThanOrEqual(before * (1 + 1e-12));
        expect(timed(days, cache, link + wider).hours).toBeLessThanOrEqual(before * (1 + 1e-12));
      }),
      { numRuns: 40 },
    );
  });

  it('is never more local for an older point', () => {
    fc.assert(
      fc.property(age, fc.integer({ min: 1, max: 60 }), size, (days, older, cache) => {
        const locals = [days, days + older].map((ageDays) => timed(ageDays, cache, 1000).localShare);
        expect(locals[1]).toBeLessThanOrEqual((locals[0] ?? 0) + 1e-12);
      }),
      { numRuns: 40 },
    );
  });

  it('takes the same over a link without end as from a cache that holds everything', () => {
    const fetched = timed(0, 0, 1e12);
    const local = timed(0, 1e9, 1000);
    expect([fetched.localShare, local.localShare]).toEqual([0, 1]);
    expect(fetched.hours).toBeCloseTo(local.hours, 6);
  });
});

describe('restoreRateNeed', () => {
  it('asks for 0.72 TB/h when 2,000 GiB must be back in 4 hours, one of them to declare', () => {
    // 2,000 GiB = 2.147 TB in 3 h
    const plan = scenario({ restores: [{ ...everything, rtoHours: 4 }, restore()] });
    expect(toTbPerHour(restoreRateNeed(plan, cohorts(), capacity()))).toBeCloseTo(0.7158, 4);
  });

  it('asks for nothing when no restore has a target, or none goes to the site', () => {
    const cloud = scenario({ restores: [{ ...everything, rtoHours: 4, to: 'cloud' }] });
    expect(restoreRateNeed(scenario({ restores: [everything] }), cohorts(), capacity())).toBe(0);
    expect(restoreRateNeed(cloud, cohorts(), capacity())).toBe(0);
  });
});
