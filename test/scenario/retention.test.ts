import { describe, expect, it } from 'vitest';
import { formatDay } from '../../src/units/day.js';
import { problemsOf, scenarioOf } from './shipped-resolver.js';

const policies = (body: string): string => `inventory: volumes.csv\npolicies:\n  nightly: {${body}}\n`;
const policy = (body: string) => scenarioOf(policies(body)).policies.nightly ?? expect.fail('no policy');
const said = (body: string) => problemsOf(policies(body)).map(({ code, found, fix }) => `${code} ${found}; ${fix}`);

describe('a schedule', () => {
  it('runs every 6 hours, and every 2 days', () => {
    expect(policy('schedule: {every: 6 hours}').schedule).toMatchObject({ everyHours: 6 });
    expect(policy('schedule: {every: 2 days}').schedule).toMatchObject({ everyDays: 2 });
  });
  it('refuses every 5 hours: a day is no multiple of it', () => {
    expect(said('schedule: {every: 5 hours}')[0]).toContain('SCN004 "5 hours"');
  });
  it('pauses in July and counts its points 2 hours ahead of UTC', () => {
    const { pauses, calendarHours } = policy(
      'schedule: {pause: {from: 2027-07-01, until: 2027-08-01}, timezone: "+02:00"}',
    ).schedule;
    expect([pauses?.map(({ from, until }) => [formatDay(from), formatDay(until)]), calendarHours]).toEqual([
      [['2027-07-01', '2027-08-01']],
      2,
    ]);
  });
  it('counts in India 5.5 hours ahead, in Newfoundland 3.5 behind, and knows no zone 20 minutes off the hour', () => {
    expect(policy('schedule: {timezone: "+05:30"}').schedule.calendarHours).toBe(5.5);
    expect(policy('schedule: {timezone: "-03:30"}').schedule.calendarHours).toBe(-3.5);
    expect(said('schedule: {timezone: "+05:20"}')[0]).toContain('SCN004');
  });
  it('refuses a zone by name, whose rules change with its government', () => {
    expect(said('schedule: {timezone: Europe/Berlin}')[0]).toContain('SCN004');
  });
});

describe('a retention', () => {
  it('knows four programs and 3 quarterly points', () => {
    for (const semantics of ['restic', 'borg', 'veeam-gfs', 'last']) {
      expect(policy(`semantics: ${semantics}, keep: {last: 3}`).retention).toEqual({ semantics, last: 3 });
    }
    expect(policy('keep: {quarterly: 3}').retention).toEqual({ semantics: 'restic', quarterly: 3 });
  });
  it('refuses weekly points with semantics last, and hourly ones with veeam-gfs', () => {
    expect(said('semantics: last, keep: {last: 3, weekly: 2}')).toEqual([
      'SCN007 "weekly" with semantics last; write semantics: restic, or keep: {last: 7}',
    ]);
    expect(said('semantics: veeam-gfs, keep: {hourly: 3}')).toEqual([
      'SCN007 "hourly" with semantics veeam-gfs; leave "hourly" out, or write semantics: restic',
    ]);
  });
  it('changes on 1 January 2028 to other rules, with the policy’s semantics unless it says its own', () => {
    const { changes } = policy(
      'semantics: borg, keep: {daily: 7}, changes: [{from: 2029-01-01, semantics: last, keep: {last: 2}}, {from: 2028-01-01, keep: {daily: 30}}]',
    );
    expect(changes?.map(({ from, retention }) => [formatDay(from), retention])).toEqual([
      ['2028-01-01', { semantics: 'borg', daily: 30 }],
      ['2029-01-01', { semantics: 'last', last: 2 }],
    ]);
  });
  it('refuses a change that keeps nothing', () => {
    expect(said('keep: {daily: 7}, changes: [{from: 2028-01-01, keep: {daily: 0}}]')[0]).toContain(
      'SCN006 a policy that keeps nothing',
    );
  });
  it('holds two times of points, one of them until its release, and locks each point for 30 days', () => {
    const { holds, lockDays } = policy(
      'hold: [{from: 2027-01-01, until: 2027-02-01}, {from: 2027-03-01, until: 2027-03-02, release: 2028-01-01}], lock: 30 days',
    );
    expect(holds?.map(({ release }) => release && formatDay(release))).toEqual([undefined, '2028-01-01']);
    expect(lockDays).toBe(30);
  });
  it('refuses a hold that ends before it begins', () => {
    expect(said('hold: {from: 2027-02-01, until: 2027-01-01}')).toEqual([
      'SCN007 an "until" that is not after "from"; swap the dates',
    ]);
  });
});
