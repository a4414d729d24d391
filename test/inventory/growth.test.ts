import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { growthOf, type Kept, type Moment } from '../../src/inventory/growth.js';
import { asDay } from '../../src/units/day.js';

const kept = (size: number, project = 'p', type = 't'): Kept => ({ size, project, type });
const moment = (day: number, volumes: Readonly<Record<string, Kept>>): Moment => ({
  day: asDay(day),
  volumes: new Map(Object.entries(volumes)),
});

describe('growth between inventories', () => {
  it('tells what was added, removed and resized: 100 GiB become 130 in 30 days, 1 GiB a day', () => {
    // 40 + 60 -> 40 kept, 60 grown to 70, and 20 new; nothing else. 130 - 100 = 30 = 20 added + 10 resized.
    const { total } = growthOf([moment(0, { a: kept(40), b: kept(60) }), moment(30, { a: kept(40), b: kept(70), c: kept(20) })]);
    expect(total.intervals).toEqual([
      {
        from: 0,
        to: 30,
        startGib: 100,
        endGib: 130,
        added: { volumes: 1, gib: 20 },
        removed: { volumes: 0, gib: 0 },
        resized: { volumes: 1, gib: 10 },
      },
    ]);
    expect(total.gibPerDay).toBe(1);
  });

  it('compounds: 10 % in a year is 10 % a year, and 10 % in 73 days is 1.1^5 - 1 = 61.051 %', () => {
    const year = growthOf([moment(0, { a: kept(100) }), moment(365, { a: kept(110) })]);
    const fifth = growthOf([moment(0, { a: kept(100) }), moment(73, { a: kept(110) })]);
    expect([year.total.perYear, fifth.total.perYear].map((share) => share?.toFixed(5))).toEqual(['0.10000', '0.61051']);
  });

  it('knows nothing of its error from one interval, and has none from three that are alike', () => {
    expect(growthOf([moment(0, { a: kept(100) }), moment(10, { a: kept(110) })]).total.range).toBeUndefined();
    const steady = growthOf([100, 110, 121, 133.1].map((size, index) => moment(index * 10, { a: kept(size) })));
    expect(steady.total.range?.high).toBeCloseTo(steady.total.perYear ?? 0, 9);
  });

  it('has an error of ln 1.1 x 365/10 x sqrt(1/1) for +10 % and then nothing in intervals of 10 days', () => {
    // Rates 3.479 and 0 a year, mean 1.739; each is 1.739 off: sqrt(1.739^2 / (2 - 1)) = 1.739.
    const { total } = growthOf([moment(0, { a: kept(100) }), moment(10, { a: kept(110) }), moment(20, { a: kept(110) })]);
    expect(Math.log1p(total.range?.high ?? 0)).toBeCloseTo(2 * 1.7394, 3);
    expect(total.range?.low).toBeCloseTo(0, 9);
  });

  it('a volume that changes its type leaves one and joins the other, and the whole does not grow', () => {
    const { total, byType } = growthOf([moment(0, { a: kept(50, 'p', 'hdd') }), moment(5, { a: kept(50, 'p', 'ssd') })]);
    expect(total.intervals[0]).toMatchObject({ added: { volumes: 0 }, removed: { volumes: 0 }, resized: { volumes: 0 } });
    expect(byType.hdd?.intervals[0]?.removed).toEqual({ volumes: 1, gib: 50 });
    expect(byType.ssd?.intervals[0]?.added).toEqual({ volumes: 1, gib: 50 });
    expect([byType.hdd?.perYear, byType.ssd?.perYear]).toEqual([undefined, undefined]);
  });

  it('end = start + added - removed + resized, in all and in the sum over projects and over types', () => {
    const inventory = fc.dictionary(
      fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      fc.tuple(fc.nat(100), fc.constantFrom('p', 'q', ''), fc.constantFrom('x', 'y')),
    );
    fc.assert(
      fc.property(fc.array(inventory, { minLength: 2, maxLength: 4 }), (all) => {
        const moments = all.map((volumes, index) =>
          moment(
            index * 7,
            Object.fromEntries(Object.entries(volumes).map(([id, [size, project, type]]) => [id, kept(size, project, type)])),
          ),
        );
        const { total, byProject, byType } = growthOf(moments);
        for (const growth of [total, ...Object.values(byProject), ...Object.values(byType)])
          for (const { startGib, endGib, added, removed, resized } of growth.intervals)
            expect(startGib + added.gib - removed.gib + resized.gib).toBe(endGib);
        for (const parts of [byProject, byType])
          expect(Object.values(parts).reduce((sum, { intervals }) => sum + (intervals.at(-1)?.endGib ?? 0), 0)).toBe(
            total.intervals.at(-1)?.endGib,
          );
      }),
    );
  });
});
