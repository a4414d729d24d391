import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RestorePipes, type RestoreWork, restoreTime } from '../../../src/engine/restore/restore-time.js';
import { NO_WAIT } from '../../../src/engine/restore/retrieval-wait.js';
import { verdictOf } from '../../../src/engine/restore/verdict.js';
import { asGib, gibFromTb } from '../../../src/units/gib.js';
import { asGibPerSecond, fromMbitPerSecond, fromMegabytesPerSecond, fromTbPerHour } from '../../../src/units/rate.js';

const UNLIMITED = asGibPerSecond(Number.POSITIVE_INFINITY);

/** 3.6 TB of 10 volumes, 0.9 TB of it to fetch. */
const work: RestoreWork = {
  remote: gibFromTb(0.9),
  read: gibFromTb(3.6),
  written: gibFromTb(3.6),
  volumes: 10,
  largest: gibFromTb(0.36),
  chain: 1,
  links: 10,
};

/** Declare 1 h, wait 3 to 5 h, 800 Mbit/s usable, box 1 and 4 TB/h, NFS 1 GB/s, 5 restores at once of 100 MB/s, 36 s a backup. */
const pipes: RestorePipes = {
  declareHours: 1,
  wait: { low: 3, likely: 4, high: 5 },
  waitWords: 'standard',
  fetch: [
    { kind: 'wan', name: 'WAN', rate: fromMbitPerSecond(800) },
    { kind: 'appliance', name: 'box', rate: fromTbPerHour(1) },
  ],
  rehydrate: [
    { kind: 'appliance', name: 'box', rate: fromTbPerHour(4) },
    { kind: 'nfs', name: 'NFS', rate: fromMegabytesPerSecond(1000) },
  ],
  write: fromMegabytesPerSecond(100),
  parallel: 5,
  linkSeconds: 36,
};

const hoursOf = (name: string, time = restoreTime(work, pipes)) => time.stages.find((stage) => stage.name === name)?.hours;

describe('restoreTime', () => {
  it('is back in 7.52 hours: 1 declared, 4 waited, 2.5 fetched, two rounds of 36 s opened', () => {
    // fetch 0.9e12 / 1e8 = 9,000 s = 2.5 h; rehydrate 3.6e12 / 1e9 = 1 h; write 3.6e12 / 5e8 = 2 h; chain 10 / 5 x 36 s = 0.02 h
    const time = restoreTime(work, pipes);
    expect(time.stages.map((stage) => +stage.hours.toFixed(6))).toEqual([1, 4, 2.5, 1, 2, 0.02]);
    expect(time.hours).toBeCloseTo(7.52, 9);
    expect([time.hoursLow, time.hoursHigh]).toEqual([expect.closeTo(6.52, 9), expect.closeTo(8.52, 9)]);
    expect(time.dominant).toBe('wait');
  });

  it('names the slowest pipe of each stage', () => {
    const limits = restoreTime(work, pipes).stages.map((stage) => stage.limit);
    expect([limits[2], limits[3]]).toEqual(['WAN', 'NFS']);
  });

  it('waits and fetches nothing when everything is local', () => {
    const time = restoreTime({ ...work, remote: asGib(0) }, pipes);
    // 1 + max(0, 1, 2) + 0.02
    expect(time.hours).toBeCloseTo(3.02, 9);
    expect([hoursOf('wait', time), hoursOf('fetch', time), time.dominant]).toEqual([0, 0, 'write']);
  });

  it('is bound by the appliance, 0.9 hours, when the link has no end', () => {
    const endless = { kind: 'wan', name: 'WAN', rate: UNLIMITED } as const;
    const time = restoreTime(work, { ...pipes, fetch: [endless, ...pipes.fetch.slice(1)] });
    expect(hoursOf('fetch', time)).toBeCloseTo(0.9, 9);
  });

  it('never comes back over a link of 0, and comes back from the cache all the same', () => {
    const dead = { ...pipes, fetch: [{ kind: 'wan', name: 'WAN', rate: asGibPerSecond(0) }] } as const;
    expect(restoreTime(work, dead).hours).toBe(Number.POSITIVE_INFINITY);
    expect(restoreTime({ ...work, remote: asGib(0) }, dead).hours).toBeCloseTo(3.02, 9);
  });

  it('writes one volume of 3.6 TB with one worker in 10 hours, however many there are', () => {
    const one = { ...work, volumes: 1, largest: gibFromTb(3.6), links: 1 };
    expect(hoursOf('write', restoreTime(one, pipes))).toBeCloseTo(10, 9);
    expect(hoursOf('write', restoreTime(one, { ...pipes, parallel: 50 }))).toBeCloseTo(10, 9);
  });

  it('opens the 30 backups of a chain one after the other: 0.3 hours', () => {
    expect(hoursOf('chain', restoreTime({ ...work, volumes: 1, chain: 30, links: 30 }, pipes))).toBeCloseTo(0.3, 9);
  });

  const tb = fc.double({ min: 0, max: 60_000, noNaN: true });
  const mbit = fc.double({ min: 0, max: 1e6, noNaN: true });

  it('never takes longer over a wider link', () => {
    fc.assert(
      fc.property(tb, mbit, mbit, (remote, narrow, more) => {
        const hours = (rate: number) =>
          restoreTime(
            { ...work, remote: gibFromTb(remote) },
            { ...pipes, fetch: [{ kind: 'wan', name: 'WAN', rate: fromMbitPerSecond(rate) }] },
          ).hours;
        expect(hours(narrow + more)).toBeLessThanOrEqual(hours(narrow));
      }),
    );
  });

  it('never takes longer when less is remote', () => {
    fc.assert(
      fc.property(tb, tb, (less, more) => {
        const hours = (remote: number) => restoreTime({ ...work, remote: gibFromTb(remote) }, pipes).hours;
        expect(hours(less)).toBeLessThanOrEqual(hours(less + more));
      }),
    );
  });

  it('keeps best, likely and worst in order', () => {
    fc.assert(
      fc.property(tb, tb, (remote, read) => {
        const time = restoreTime({ ...work, remote: gibFromTb(remote), read: gibFromTb(read), written: gibFromTb(read) }, pipes);
        expect(time.hoursLow).toBeLessThanOrEqual(time.hours);
        expect(time.hours).toBeLessThanOrEqual(time.hoursHigh);
      }),
    );
  });
});

describe('AWS Tape Gateway throughputs, as its performance table states them', () => {
  // TB/h = Gbps x 0.45: read from cache and from cloud (awsdocs/amazon-tape-gateway-user-guide, Performance.md)
  const table = [
    { host: 'c5.4xlarge', cacheGbps: 4, cloudGbps: 2.2, cacheHours: 5.556, cloudHours: 10.101 },
    { host: 'Hardware Appliance', cacheGbps: 8.8, cloudGbps: 3.8, cacheHours: 2.525, cloudHours: 5.848 },
    { host: 'c5d.9xlarge', cacheGbps: 11.6, cloudGbps: 5.2, cacheHours: 1.916, cloudHours: 4.274 },
    { host: 'c5d.metal', cacheGbps: 11.6, cloudGbps: 7.2, cacheHours: 1.916, cloudHours: 3.086 },
  ];

  it.each(table)('restores 10 TB on $host in $cacheHours hours from its cache and $cloudHours from the cloud', (row) => {
    const ten = gibFromTb(10);
    const host: RestorePipes = {
      declareHours: 0,
      wait: NO_WAIT,
      waitWords: 'tape in a library',
      fetch: [{ kind: 'appliance', name: row.host, rate: fromMbitPerSecond(row.cloudGbps * 1000) }],
      rehydrate: [{ kind: 'appliance', name: row.host, rate: fromMbitPerSecond(row.cacheGbps * 1000) }],
      write: UNLIMITED,
      parallel: 1,
      linkSeconds: 0,
    };
    const tape: RestoreWork = { remote: asGib(0), read: ten, written: ten, volumes: 1, largest: ten, chain: 1, links: 1 };
    expect(restoreTime(tape, host).hours).toBeCloseTo(row.cacheHours, 3);
    expect(restoreTime({ ...tape, remote: ten }, host).hours).toBeCloseTo(row.cloudHours, 3);
  });
});

describe('verdictOf', () => {
  it('meets 9 hours, is at risk for 8 and misses 7 when 6.5 to 8.5 hours are likely 7.5', () => {
    const time = { hours: 7.52, hoursHigh: 8.52 };
    expect([verdictOf(time, 9), verdictOf(time, 8), verdictOf(time, 7), verdictOf(time, undefined)]).toEqual([
      'meets',
      'at risk',
      'misses',
      'not asked',
    ]);
  });
});
