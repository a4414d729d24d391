import { describe, expect, it } from 'vitest';
import { restoreFindings } from '../../../src/engine/restore/restore-findings.js';
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
    const [finding] = restoreFindings({ restores: [], rpo: { ...result, byPolicy: [{ ...result, policy: 'nightly' }] } });
    expect(finding?.title).toBe('Policy "nightly": its data never reaches the cloud, 30 hours were asked for');
  });

  const weekly = { ...at({ hour: 22, weekdays: [7] }), name: 'weekly' };

  it('goes by the policy with the longest interval where nobody set a target: 168 hours', () => {
    const result = rpoResult({ scenario: scenario(), capacity: capacity(), policies: [nightly, weekly], windowHours: 0 });
    expect([result.policy, result.parts[0]?.hours]).toEqual(['weekly', 168]);
  });

  // 168 + 2 + 12 = 182 of 192 hours; 24 + 2 + 12 = 38 of 36, of which 26 on the site
  it('holds a weekly policy to its own 8 days: it meets, and the nightly one at risk for 36 hours is the worst', () => {
    const policies = [{ ...weekly, rpoHours: 192 }, nightly];
    const result = rpoResult({ scenario: scenario({ network, rpoHours: 36 }), capacity: capacity(), policies, windowHours: 2 });
    expect(result.byPolicy.map(({ policy, verdict, askedHours }) => [policy, verdict, askedHours])).toEqual([
      ['nightly', 'at risk', 36],
      ['weekly', 'meets', 192],
    ]);
    expect([result.policy, result.verdict]).toEqual(['nightly', 'at risk']);
  });

  it('puts the policy that is further past its target first: 182 of 26 hours before 38 of 25', () => {
    const policies = [
      { ...nightly, rpoHours: 25 },
      { ...weekly, rpoHours: 26 },
    ];
    const result = rpoResult({ scenario: scenario({ network }), capacity: capacity(), policies, windowHours: 2 });
    expect(result.byPolicy.map(({ policy }) => policy)).toEqual(['weekly', 'nightly']);
  });

  it('names the link that brings 38 hours down to 36: a day within 10 hours instead of 12', () => {
    const fix = (rpoHours: number) =>
      rpoResult({ scenario: scenario({ network, rpoHours }), capacity: capacity(), policies: [nightly], windowHours: 2 }).fix;
    // 20 GiB a day x 12 / 10 = 24 GiB a day = 2.4 Mbit/s
    expect(fix(36)).toContain('a link of 2.4 Mbit/s');
    expect(fix(40)).toBe('');
    // 24 + 12 = 36 is already more than 25, so the interval: 25 - 2 - 12
    expect(fix(25)).toContain('a backup every 11 hours instead of every 24 hours');
    expect(fix(13)).toContain('no schedule reaches 13 hours');
  });

  it('asks for a shorter night where that alone is enough: 40 - 24 - 12 leaves 4 of 20 hours', () => {
    const result = rpoResult({
      scenario: scenario({ network, rpoHours: 40 }),
      capacity: capacity(),
      policies: [nightly],
      windowHours: 20,
    });
    expect(result.fix).toContain('backups done within 4 hours instead of 20 hours');
  });

  it('loses nothing that anyone asked for when no policy is in use', () => {
    const result = rpoResult({ scenario: scenario({ rpoHours: 24 }), capacity: capacity(), policies: [], windowHours: 0 });
    expect(result.byPolicy).toEqual([]);
  });
});
