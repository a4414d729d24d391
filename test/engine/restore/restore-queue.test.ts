import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type QueueItem, restoreQueue } from '../../../src/engine/restore/restore-queue.js';
import { type RestorePipes, type RestoreWork, restoreTime } from '../../../src/engine/restore/restore-time.js';
import { asGib } from '../../../src/units/gib.js';
import { asGibPerSecond } from '../../../src/units/rate.js';

const perHour = (gib: number) => asGibPerSecond(gib / 3600);

/** Declared in 1 hour; the link brings 10 GiB an hour, the box gives back 100, each of 4 workers writes 25. */
const pipes = (change: Partial<RestorePipes> = {}): RestorePipes => ({
  declareHours: 1,
  wait: { low: 0, likely: 0, high: 0 },
  waitWords: 'waits',
  fetch: [{ kind: 'wan', name: 'link', rate: perHour(10) }],
  rehydrate: [{ kind: 'appliance', name: 'box', rate: perHour(100) }],
  write: perHour(25),
  parallel: 4,
  linkSeconds: 0,
  ...change,
});

/** 8 equal volumes unless told. */
function item(
  name: string,
  remote: number,
  read: number,
  change: Partial<Omit<QueueItem, 'work'>> & { readonly work?: Partial<RestoreWork> } = {},
) {
  const work: RestoreWork = {
    remote: asGib(remote),
    read: asGib(read),
    written: asGib(read),
    volumes: 8,
    largest: asGib(read / 8),
    chain: 1,
    links: 8,
    ...change.work,
  };
  return { name, policy: name, waitHours: 4, waitWords: 'the archive takes 4 hours', ...change, work };
}

const back = (items: readonly QueueItem[], through = pipes()) =>
  restoreQueue(items, through).map(({ name, finishHours, stage }) => [name, +finishHours.toFixed(6), stage]);

describe('restoreQueue', () => {
  it('has two local groups back in order: 100 GiB after 2 hours, 200 more after 4', () => {
    // 1 + 100 / 100; + 200 / 100; 4 workers x 25 write as fast as the box reads
    const list = [item('critical', 0, 100), item('daily', 0, 200)];
    expect(back(list).map(([name, hours]) => [name, hours])).toEqual([
      ['critical', 2],
      ['daily', 4],
    ]);
  });

  it('lets a local group go ahead while the important one waits 4 hours for the archive', () => {
    // local: 1 + 200 / 100 = 3; remote: 1 + 4 + 50 GiB / 10 = 10
    expect(back([item('critical', 50, 100), item('daily', 0, 200)])).toEqual([
      ['critical', 10, 'fetch'],
      ['daily', 3, 'write'],
    ]);
  });

  it('names the archive where waiting takes longer than moving', () => {
    // 1 + 4 + max(10 / 10, 100 / 100) = 6
    expect(back([item('critical', 10, 100)])).toEqual([['critical', 6, 'wait']]);
  });

  it('shares the link in order: 50 GiB are in after 10 hours, 100 more after 20', () => {
    expect(back([item('critical', 50, 100), item('daily', 100, 200)])).toEqual([
      ['critical', 10, 'fetch'],
      ['daily', 20, 'fetch'],
    ]);
  });

  it("has a group of one volume back when its only worker is through: 100 GiB at 25 in 4 hours, and the next group's beside it", () => {
    const one = item('critical', 0, 100, { work: { volumes: 1, largest: asGib(100), links: 1 } });
    // the other three workers take 75 an hour; the box gives the next group's first byte after 1 hour: 150 / 75 = 2 more
    expect(back([one, item('daily', 0, 150, { work: { largest: asGib(10) } })])).toEqual([
      ['critical', 5, 'write'],
      ['daily', 4, 'write'],
    ]);
  });

  it('adds the opening of backups: 16 links on 4 workers at 15 minutes are 1 hour for the second group', () => {
    const list = [item('critical', 0, 100), item('daily', 0, 200)];
    const slow = pipes({ linkSeconds: 900 });
    // 8 / 4 x 0.25 = 0.5; 16 / 4 x 0.25 = 1
    expect(back(list, slow).map(([, hours]) => hours)).toEqual([2.5, 5]);
  });

  it('never has anything back that must pass a link of 0', () => {
    const dead = pipes({ fetch: [{ kind: 'wan', name: 'link', rate: perHour(0) }] });
    expect(restoreQueue([item('critical', 50, 100), item('daily', 0, 200)], dead).map(({ finishHours }) => finishHours)).toEqual([
      Number.POSITIVE_INFINITY,
      expect.closeTo(3, 9),
    ]);
  });

  const size = fc.double({ min: 1, max: 1000, noNaN: true });
  const groups = fc
    .array(fc.tuple(fc.double({ min: 0, max: 1000, noNaN: true }), size), { minLength: 1, maxLength: 6 })
    .map((sizes) => sizes.map(([remote, read], index) => item(`group ${index}`, remote, read, { waitHours: 0 })));

  it('is never wholly back before the bytes of any pipe are through', () => {
    fc.assert(
      fc.property(groups, (items) => {
        const last = Math.max(...restoreQueue(items, pipes()).map(({ finishHours }) => finishHours));
        const sum = (of: (work: RestoreWork) => number) => items.reduce((total, one) => total + of(one.work), 0);
        const bounds = [sum((work) => work.remote) / 10, sum((work) => work.read) / 100, sum((work) => work.written) / 100];
        expect(last).toBeGreaterThanOrEqual((1 + Math.max(...bounds)) * (1 - 1e-9));
      }),
    );
  });

  it('is wholly back exactly when the link is through, where the link is the bottleneck', () => {
    // every group fetches as much as it reads: 10 an hour in, 100 out
    const remote = fc.array(size, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(remote, (sizes) => {
        const items = sizes.map((bytes, index) => item(`group ${index}`, bytes, bytes, { waitHours: 0 }));
        const last = Math.max(...restoreQueue(items, pipes()).map(({ finishHours }) => finishHours));
        expect(last).toBeCloseTo(1 + sizes.reduce((sum, bytes) => sum + bytes, 0) / 10, 6);
      }),
    );
  });

  it('never takes less than the best order of all volumes together (M-69)', () => {
    fc.assert(
      fc.property(groups, (items) => {
        const sum = (of: (work: RestoreWork) => number) => items.reduce((total, one) => total + of(one.work), 0);
        const all: RestoreWork = {
          remote: asGib(sum((work) => work.remote)),
          read: asGib(sum((work) => work.read)),
          written: asGib(sum((work) => work.written)),
          volumes: sum((work) => work.volumes),
          largest: asGib(Math.max(...items.map(({ work }) => work.largest))),
          chain: 1,
          links: sum((work) => work.links),
        };
        const last = Math.max(...restoreQueue(items, pipes()).map(({ finishHours }) => finishHours));
        expect(last).toBeGreaterThanOrEqual(restoreTime(all, pipes()).hours * (1 - 1e-9));
      }),
    );
  });
});
