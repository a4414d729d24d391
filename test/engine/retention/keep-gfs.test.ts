import { describe, expect, it } from 'vitest';
import { lifetimes } from '../../../src/engine/capacity/lifetimes.js';
import { keptPoints } from '../../../src/engine/retention/kept-points.js';
import type { ProtectionPolicy } from '../../../src/scenario/types.js';
import { dayOf } from '../../../src/units/day.js';

const seconds = (date: string): number => Date.parse(`${date}T22:00:00Z`) / 1000;
const nightlyFrom = (date: string, days: number): number[] =>
  Array.from({ length: days }, (_, day) => seconds(date) + day * 86_400);
const kept = (points: readonly number[], counts: Readonly<Record<string, number>>): readonly string[] =>
  keptPoints(points, { semantics: 'veeam-gfs', ...counts }).map(({ at }) => new Date(at * 1000).toISOString().slice(0, 10));

describe('flagged fulls', () => {
  it('lets a weekly full of 4 weeks beside 30 short-term days live 36 days, not 28', () => {
    // The full of day 7 is parent of the incrementals of days 8 to 13; the last of these is a short-term point for 30 days, so the
    // chain goes with the backup of day 13 + 30 = 43, at the age of 36 days: cadence - 1 + short-term days.
    const policy: ProtectionPolicy = {
      name: 'gfs',
      schedule: { hour: 22, everyDays: 1 },
      fullEvery: 7,
      chains: true,
      retention: { semantics: 'veeam-gfs', daily: 30, weekly: 4 },
    };
    expect(lifetimes(policy, dayOf(2027, 1, 4), 120).dropDay[7]).toBe(43);
  });

  it('lets a weekly full of 8 weeks live 56 days where short-term points go sooner', () => {
    const policy: ProtectionPolicy = {
      name: 'gfs',
      schedule: { hour: 22, everyDays: 1 },
      fullEvery: 7,
      chains: true,
      retention: { semantics: 'veeam-gfs', daily: 7, weekly: 8 },
    };
    expect(lifetimes(policy, dayOf(2027, 1, 4), 120).dropDay[7]).toBe(7 + 56);
  });

  it('flags the first full of each week, and of these the first of each month', () => {
    // 4, 11, 18, 25 January and 1, 8 February 2027 are Mondays.
    expect(kept(nightlyFrom('2027-01-04', 40), { weekly: 2, monthly: 3 })).toEqual([
      '2027-01-04',
      '2027-02-01',
      '2027-02-08',
      '2027-02-12',
    ]);
  });

  it('counts time, not points: a week without a backup is not made up for', () => {
    const points = nightlyFrom('2027-01-04', 56).filter((_, day) => day < 14 || day >= 35);
    expect(kept(points, { weekly: 4 })).toEqual(['2027-02-08', '2027-02-15', '2027-02-22', '2027-02-28']);
  });

  it('does not move a flag to the second full of a month when the first is gone', () => {
    const retention = { semantics: 'veeam-gfs' as const, daily: 2, monthly: 1 };
    const policy = { name: 'gfs', schedule: { hour: 22, everyDays: 1 }, fullEvery: 1, chains: true, retention };
    const { dropDay } = lifetimes(policy, dayOf(2027, 1, 1), 60);
    // 1 January: gone with the backup of 1 February, day 31. 2 January is short-term for 2 days and never monthly.
    expect([dropDay[0], dropDay[1]]).toEqual([31, 3]);
  });

  it('keeps the newest point even where no short-term rule does', () => {
    expect(kept(nightlyFrom('2027-01-04', 3), { yearly: 1 })).toEqual(['2027-01-04', '2027-01-06']);
  });
});
