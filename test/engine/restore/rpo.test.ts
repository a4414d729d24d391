import { describe, expect, it } from 'vitest';
import { intervalHours, replicationLagHours, rpoResult } from '../../../src/engine/restore/rpo.js';
import { capacity, nightly, scenario } from '../sizing/estate.js';

const GIB_A_DAY = (2 ** 30 * 8) / 86_400 / 1e6;
const at = (schedule: typeof nightly.schedule) => ({ ...nightly, schedule });

describe('intervalHours', () => {
  it('is 24 hours every night, 168 once a week, 72 over a weekend without backups', () => {
    expect(intervalHours(nightly)).toBe(24);
    expect(intervalHours(at({ hour: 22, weekdays: [7] }))).toBe(168);
    // Friday to Monday
    expect(intervalHours(at({ hour: 22, weekdays: [5, 1, 2, 3, 4] }))).toBe(72);
    expect(intervalHours(at({ hour: 22, everyDays: 3 }))).toBe(72);
  });
});

describe('rpoResult', () => {
  // 20 GiB a day of link carry the largest day of 10 GiB in 12 hours
  const network = { wanMbit: 20 * GIB_A_DAY, usableShare: 1 };

  it('loses at most 38 hours: 24 between points, 2 of backup, 12 until it is in the cloud', () => {
    const result = rpoResult({ scenario: scenario({ network }), capacity: capacity(), policies: [nightly], windowHours: 2 });
    expect(result.parts.map((part) => +part.hours.toFixed(6))).toEqual([24, 2, 12]);
    expect([result.achievableHours, result.verdict]).toEqual([expect.closeTo(38, 9), 'not asked']);
  });

  it('takes twice as long to replicate with 12 upload hours a day', () => {
    expect(replicationLagHours(capacity(), scenario({ network: { ...network, uploadHours: 12 } }).network)).toBeCloseTo(24, 9);
  });

  it('meets 40 hours, is at risk for 30 while only the appliance has the data, misses 24', () => {
    const verdict = (rpoHours: number) =>
      rpoResult({ scenario: scenario({ network, rpoHours }), capacity: capacity(), policies: [nightly], windowHours: 2 }).verdict;
    expect([verdict(40), verdict(30), verdict(24)]).toEqual(['meets', 'at risk', 'misses']);
  });

  it('never has the data in the cloud over a link of 0', () => {
    const dead = scenario({ network: { wanMbit: 0 }, rpoHours: 30 });
    const result = rpoResult({ scenario: dead, capacity: capacity(), policies: [nightly], windowHours: 2 });
    expect([result.achievableHours, result.verdict]).toEqual([Number.POSITIVE_INFINITY, 'at risk']);
  });

  it('goes by the policy with the longest interval', () => {
    const weekly = at({ hour: 22, weekdays: [7] });
    const result = rpoResult({ scenario: scenario(), capacity: capacity(), policies: [nightly, weekly], windowHours: 0 });
    expect(result.parts[0]?.hours).toBe(168);
  });
});
