import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FixInput, fixFor } from '../../../src/engine/restore/fix.js';
import { type RestorePipes, type RestoreWork, restoreTime } from '../../../src/engine/restore/restore-time.js';
import { NO_WAIT } from '../../../src/engine/restore/retrieval-wait.js';
import { asGib, gibFromTb } from '../../../src/units/gib.js';
import { asGibPerSecond, fromMbitPerSecond, fromMegabytesPerSecond, fromTbPerHour } from '../../../src/units/rate.js';

const UNLIMITED = asGibPerSecond(Number.POSITIVE_INFINITY);

/** 9 TB to fetch over 800 usable Mbit/s: 25 hours; read 2.25 h, write 2.5 h with 10 workers. */
const work: RestoreWork = {
  remote: gibFromTb(9),
  read: gibFromTb(9),
  written: gibFromTb(9),
  volumes: 100,
  largest: asGib(100),
  chain: 1,
  links: 100,
};
const pipes: RestorePipes = {
  declareHours: 0,
  wait: NO_WAIT,
  waitWords: 'Warm is read at once',
  fetch: [
    { kind: 'retrieval', name: 'requests', rate: UNLIMITED },
    { kind: 'wan', name: 'WAN', rate: fromMbitPerSecond(800) },
    { kind: 'appliance', name: 'box', rate: fromTbPerHour(10) },
  ],
  rehydrate: [
    { kind: 'appliance', name: 'box', rate: fromTbPerHour(4) },
    { kind: 'nfs', name: 'NFS', rate: fromMegabytesPerSecond(2000) },
  ],
  write: fromMegabytesPerSecond(100),
  parallel: 10,
  linkSeconds: 0,
};

function input(rtoHours: number | undefined, change: Partial<FixInput> = {}): FixInput {
  const setup = { work: change.work ?? work, pipes: change.pipes ?? pipes };
  return {
    ...setup,
    time: restoreTime(setup.work, setup.pipes),
    rtoHours,
    retrievals: [],
    usableShare: 0.8,
    units: 1,
    cacheForPoint: undefined,
    ...change,
  };
}

describe('fixFor', () => {
  it('has nothing to say when the target is met or was not set', () => {
    expect(fixFor(input(30))).toBe('');
    expect(fixFor(input(undefined))).toBe('');
  });

  it('buys the smallest link that is enough: 2,500 Mbit/s fetch 9 TB in 10 hours', () => {
    // 2,500 x 0.8 = 2,000 Mbit/s = 2.5e8 B/s; 9e12 / 2.5e8 = 36,000 s
    expect(fixFor(input(12))).toBe('with a link of 2,500 Mbit/s the fetch takes 10 hours: back in 10 hours');
  });

  it('prefers a faster retrieval to a link: expedited in minutes instead of 3 to 5 hours', () => {
    const expedited = {
      words: 'expedited retrieval from Cold waits 1 minute to 5 minutes instead of 3 hours to 5 hours',
      waitWords: 'expedited',
      wait: { low: 1 / 60, likely: 3 / 60, high: 5 / 60 },
      throughput: UNLIMITED,
    };
    const waiting = { ...pipes, wait: { low: 3, likely: 4, high: 5 } };
    expect(fixFor(input(26, { pipes: waiting, retrievals: [expedited] }))).toContain(
      'expedited retrieval from Cold waits 1 minute to 5 minutes',
    );
  });

  it('sets more workers before it buys anything: 8 at once write 9 TB in 3.1 hours', () => {
    // with everything local and 2 workers: 9e12 / 2e8 = 12.5 h; 8 workers: 3.1 h
    const local = { ...work, remote: asGib(0) };
    expect(fixFor(input(4, { work: local, pipes: { ...pipes, parallel: 2 } }))).toContain(
      'with 8 restores at once the writing takes 3.1 hours',
    );
  });

  it('combines two changes where one is not enough: 16 restores at once and a link of 10,000 Mbit/s for 3 hours', () => {
    // 9 TB in 3 h is 3 TB/h: link 6,667 usable = 10,000 x 0.8; workers 9e12 / 1.6e9 = 1.6 h with 16; the box reads 2.25 h
    const words = fixFor(input(3, { pipes: { ...pipes, parallel: 4 } }));
    expect(words).toContain('with 16 restores at once');
    expect(words).toContain('with a link of 10,000 Mbit/s');
  });

  it('says how near all changes together come when no two reach an hour', () => {
    expect(fixFor(input(0.01, { work: { ...work, largest: gibFromTb(1) } }))).toContain(
      'no one or two changes reach less than a minute',
    );
  });

  it('says that declaring the loss alone takes longer than a target of 1 hour', () => {
    expect(fixFor(input(1, { pipes: { ...pipes, declareHours: 2 } }))).toBe('declaring the loss alone takes 2 hours');
  });

  it('names a cache of 12 TB that keeps the point local where a link does not reach', () => {
    const slowRead = { ...pipes, fetch: [{ kind: 'appliance', name: 'box', rate: fromTbPerHour(0.1) }] } as const;
    expect(fixFor(input(3, { pipes: slowRead, cacheForPoint: gibFromTb(12) }))).toContain(
      'a cache of 12.0 TB keeps this point local',
    );
  });

  it('always has words for a target that is missed', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 100, noNaN: true }), (rto) => {
        const one = input(rto);
        expect(fixFor(one) === '').toBe(one.time.hoursHigh <= rto);
      }),
    );
  });
});
