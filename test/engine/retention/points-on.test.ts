import { describe, expect, it } from 'vitest';
import { type PointOn, pointsOn } from '../../../src/engine/retention/points-on.js';
import type { ProtectionPolicy } from '../../../src/scenario/types.js';
import { asDay, type Day, formatDay, parseDay } from '../../../src/units/day.js';

const day = (text: string): Day => parseDay(text) ?? expect.fail(`${text} is no date`);
const START = day('2027-01-01');

const policy = (change: Partial<ProtectionPolicy>): ProtectionPolicy => ({
  name: 'nightly',
  schedule: { hour: 22, everyDays: 1 },
  fullEvery: 1,
  chains: true,
  retention: { semantics: 'restic', daily: 3 },
  ...change,
});

const list = (change: Partial<ProtectionPolicy>, on: string, start = START): readonly PointOn[] =>
  pointsOn(policy(change), start, day(on));
const dates = (points: readonly PointOn[]): readonly string[] => points.map(({ date }) => formatDay(date));
const reasonsOn = (points: readonly PointOn[], date: string): readonly string[] =>
  points.find((point) => formatDay(point.date) === date)?.reasons ?? [];

describe('pointsOn', () => {
  it('gives every reason of a point that is the newest of its day, week, month and year', () => {
    const points = list(
      { retention: { semantics: 'restic', last: 1, daily: 2, weekly: 2, monthly: 2, yearly: 2 } },
      '2027-01-03',
    );
    expect(points[0]?.reasons).toEqual([
      'last snapshot',
      'daily snapshot',
      'weekly snapshot',
      'monthly snapshot',
      'yearly snapshot',
    ]);
  });

  it('lists the 5 parents that 2 kept incrementals need, each as a line of its own', () => {
    // A full every 7: 1 and 8 January. On the 7th, daily 2 keeps the 6th and 7th; the 1st to the 5th are parents only.
    const points = list({ fullEvery: 7, retention: { semantics: 'restic', daily: 2 } }, '2027-01-07');
    expect(points.map(({ keptBy }) => keptBy)).toEqual(['rule', 'rule', 'chain', 'chain', 'chain', 'chain', 'chain']);
    expect(points.at(-1)).toMatchObject({ kind: 'full', chain: 1, reasons: ['parent of a kept incremental'] });
    expect(points[0]).toMatchObject({ kind: 'incremental', chain: 7 });
  });

  it('has nothing before the plan starts, and 1 point on its first evening', () => {
    expect(list({}, '2026-12-31')).toEqual([]);
    expect(dates(list({}, '2027-01-01'))).toEqual(['2027-01-01']);
  });

  it('keeps 29 February 2028 as the newest of its month', () => {
    const points = list({ retention: { semantics: 'restic', monthly: 2 } }, '2028-03-15', day('2028-02-01'));
    expect(dates(points)).toEqual(['2028-03-15', '2028-02-29']);
  });

  it('counts 2 January 2028, a Sunday, to the ISO week that began in 2027', () => {
    const points = list({ retention: { semantics: 'restic', weekly: 2 } }, '2028-01-04', day('2027-12-20'));
    expect(dates(points)).toEqual(['2028-01-04', '2028-01-02']);
  });

  it('keeps the newest of each of 3 quarters, in the words of each program', () => {
    const quarterly = (semantics: 'restic' | 'borg') => list({ retention: { semantics, quarterly: 3 } }, '2027-08-10');
    expect(dates(quarterly('restic'))).toEqual(['2027-08-10', '2027-06-30', '2027-03-31']);
    expect(quarterly('borg')[1]?.reasons).toEqual(['3monthly #2']);
  });
});

describe('pauses, changes, holds and locks', () => {
  const pauses = [{ from: day('2027-02-03'), until: day('2027-02-08') }];

  it('takes no backup in a pause, reaches further back over it, and deletes nothing until the next backup', () => {
    const schedule = { hour: 22, everyDays: 1, pauses };
    expect(dates(list({ schedule }, '2027-02-07'))).toEqual(['2027-02-02', '2027-02-01', '2027-01-31']);
    expect(dates(list({ schedule }, '2027-02-08'))).toEqual(['2027-02-08', '2027-02-02', '2027-02-01']);
  });

  it('keeps 3 points until the rules change on 1 June, then grows by one a day to 5', () => {
    const changes = [{ from: day('2027-06-01'), retention: { semantics: 'restic' as const, daily: 5 } }];
    const on = (date: string): number => list({ changes }, date).length;
    expect([on('2027-05-31'), on('2027-06-01'), on('2027-06-02'), on('2027-06-30')]).toEqual([3, 4, 5, 5]);
  });

  it('drops to 1 point on the day that the rules change to 1', () => {
    const changes = [{ from: day('2027-06-01'), retention: { semantics: 'restic' as const, daily: 1 } }];
    expect(dates(list({ changes }, '2027-06-01'))).toEqual(['2027-06-01']);
  });

  it('keeps the 2 points of a legal hold until its release, and says so', () => {
    const holds = [{ from: day('2027-01-10'), until: day('2027-01-12'), release: day('2027-03-01') }];
    const held = list({ holds }, '2027-02-28');
    expect(dates(held).slice(3)).toEqual(['2027-01-11', '2027-01-10']);
    expect(reasonsOn(held, '2027-01-10')).toEqual(['legal hold until 2027-03-01']);
    expect(list({ holds }, '2027-03-01')).toHaveLength(3);
  });

  it('keeps a hold without a release to the end of the plan', () => {
    const holds = [{ from: day('2027-01-10'), until: day('2027-01-12') }];
    expect(dates(list({ holds }, '2030-01-01')).slice(3)).toEqual(['2027-01-11', '2027-01-10']);
  });

  it('holds 30 points where 3 are asked for and each is locked for 30 days', () => {
    const points = list({ lockDays: 30 }, '2027-06-30');
    expect(points).toHaveLength(30);
    expect(points.at(-1)).toMatchObject({ ageDays: 29, keptBy: 'lock or hold', reasons: ['locked until 2027-07-01'] });
  });
});

describe('several backups a day, and the calendar they are counted in', () => {
  it('keeps 5 backups of every 6 hours, at 22:00 and 6 hours apart', () => {
    const schedule = { hour: 22, everyHours: 6 };
    const points = list({ schedule, retention: { semantics: 'last', last: 5 } }, '2027-01-02');
    expect(points.map(({ date, hour }) => `${formatDay(date)} ${hour}`)).toEqual([
      '2027-01-02 22',
      '2027-01-02 16',
      '2027-01-02 10',
      '2027-01-02 4',
      '2027-01-01 22',
    ]);
  });

  it('counts a backup at 22:00 UTC as the next day where the calendar is 2 hours ahead', () => {
    const schedule = { hour: 22, everyDays: 1, calendarHours: 2 };
    expect(dates(list({ schedule, retention: { semantics: 'restic', monthly: 2 } }, '2027-02-10'))).toEqual([
      '2027-02-11',
      '2027-01-31',
    ]);
  });

  it('counts a backup at 18:00 UTC as 23:30 of the same day in India, and one at 19:00 as 00:30 of the next', () => {
    const newest = (hour: number) =>
      list(
        { schedule: { hour, everyDays: 1, calendarHours: 5.5 }, retention: { semantics: 'restic', daily: 1 } },
        '2027-02-10',
      )[0];
    expect([newest(18), newest(19)].map((point) => [formatDay(asDay(point?.date ?? 0)), point?.hour, point?.minute])).toEqual([
      ['2027-02-10', 23, 30],
      ['2027-02-11', 0, 30],
    ]);
  });
});
