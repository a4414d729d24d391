import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { fileText, folderWith, stowage } from './stowage.js';

const ESTATE = `inventory: volumes.csv
start: 2026-01-01
horizon: 1 year
store: {slack: 5%}
rules: [{profile: general-vm}]
policies:
  nightly: {schedule: {every: 1 day}, fullEvery: 7, keep: {daily: 3}}
  weekly: {schedule: {weekdays: [Sat]}, keep: {last: 2}, semantics: last}
`;
let folder = '';
beforeAll(() => {
  folder = folderWith({ 'estate.yaml': ESTATE });
  stowage(folder, 'plan', 'estate.yaml', '--format', 'json', '-o', 'plan.json', '--quiet');
});

describe('stowage retention', () => {
  it('lists 3 points by rule and 3 parents on 10 February, each with its reason', () => {
    // A full every 7 from 1 January: the last is of 5 February. Daily 3 keeps the 8th to the 10th, which need the 5th to the 7th.
    const { code, stdout } = stowage(folder, 'retention', 'estate.yaml', '--on', '2026-02-10', '--policy', 'nightly');
    expect(code).toBe(0);
    expect(stdout.split('\n')[0]).toBe(
      'nightly (restic), 2026-02-10: 6 points, 3 by rule, 3 only as parents in a chain, 0 by a lock or hold',
    );
    expect(stdout).toContain('parent of a kept incremental');
  });
  it('gives the same points as CSV and as JSON, of every policy', () => {
    const csv = stowage(folder, 'retention', 'estate.yaml', '--format', 'csv').stdout.trim().split('\n');
    const json = JSON.parse(stowage(folder, 'retention', 'estate.yaml', '--format', 'json').stdout) as {
      readonly policies: readonly { readonly name: string; readonly points: readonly unknown[] }[];
    };
    expect(json.policies.map(({ name }) => name)).toEqual(['nightly', 'weekly']);
    expect(csv).toHaveLength(1 + json.policies.reduce((sum, { points }) => sum + points.length, 0));
  });
  it('is exit code 2 for a day before the plan and for an unknown policy, with the nearest', () => {
    expect(stowage(folder, 'retention', 'estate.yaml', '--on', '2025-12-31').code).toBe(2);
    const { code, stderr } = stowage(folder, 'retention', 'estate.yaml', '--policy', 'nigthly');
    expect({ code, helps: stderr.includes('did you mean nightly') }).toEqual({ code: 2, helps: true });
  });
});

describe('stowage explain', () => {
  it('prints the formula, the inputs with the line of the scenario that set them, and the steps', () => {
    const { code, stdout } = stowage(folder, 'explain', 'plan.json', 'capacity.physical', '--month', '6');
    expect(code).toBe(0);
    expect(stdout).toContain('Back-end at the end of month 6, 2026-06-30');
    expect(stdout).toMatch(/store: slack +5\.0% +estate\.yaml:4: store\.slack/);
    expect(stdout).toMatch(/live set/);
  });
  it('offers the nearest names for a figure that does not exist', () => {
    const { code, stderr } = stowage(folder, 'explain', 'plan.json', 'capacity.phisical');
    expect({ code, helps: stderr.includes('did you mean capacity.physical') }).toEqual({ code: 2, helps: true });
  });
  it('is exit code 2 for month 13 of 12, a month of a figure without months, and a file that is no plan', () => {
    const codes = [
      ['plan.json', 'cost.total', '--month', '13'],
      ['plan.json', 'wan.need', '--month', '2'],
      ['estate.yaml', 'cost.total'],
    ].map((args) => stowage(folder, 'explain', ...args).code);
    expect(codes).toEqual([2, 2, 2]);
  });
  it('gives the same as data', () => {
    const { stdout } = stowage(folder, 'explain', 'plan.json', 'cost.storage', '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({ figure: 'cost.storage' });
  });
});

describe('stowage calibrate', () => {
  it('ends with lines that the scenario takes, and that plan what was observed', () => {
    writeFileSync(join(folder, 'sizes.csv'), 'date,physical,unit\n2026-02-28,30,TiB\n2026-06-30,40,TiB\n2026-12-31,50,TiB\n');
    const { code, stdout } = stowage(folder, 'calibrate', 'estate.yaml', 'sizes.csv');
    expect(code).toBe(0);
    const lines = stdout.slice(stdout.indexOf('profiles:'));
    writeFileSync(join(folder, 'fitted.yaml'), `${fileText(folder, 'estate.yaml')}${lines}`);
    expect(stowage(folder, 'calibrate', 'fitted.yaml', 'sizes.csv', '--format', 'json').code).toBe(0);
    const again = JSON.parse(stowage(folder, 'calibrate', 'fitted.yaml', 'sizes.csv', '--format', 'json').stdout) as {
      readonly errorPlanned: number;
    };
    const before = JSON.parse(stowage(folder, 'calibrate', 'estate.yaml', 'sizes.csv', '--format', 'json').stdout) as {
      readonly errorPlanned: number;
      readonly errorFitted: number;
    };
    expect(before.errorFitted).toBeLessThan(before.errorPlanned);
    expect(Math.abs(again.errorPlanned - before.errorFitted)).toBeLessThan(0.01);
  });
  it('offers no lines for a size 500 times too small, and no compression for volumes that are encrypted', () => {
    writeFileSync(join(folder, 'wrong-unit.csv'), 'date,physical,unit\n2026-06-30,40,GiB\n');
    const { stdout } = stowage(folder, 'calibrate', 'estate.yaml', 'wrong-unit.csv');
    expect(stdout).toContain('hardly those of this plan');
    expect(stdout).not.toContain('profiles:');
    writeFileSync(join(folder, 'luks.yaml'), ESTATE.replace('{profile: general-vm}', '{profile: encrypted, encrypted: true}'));
    writeFileSync(join(folder, 'luks.csv'), 'date,physical,unit\n2026-06-30,60,TiB\n');
    expect(stowage(folder, 'calibrate', 'luks.yaml', 'luks.csv').stdout).not.toMatch(/"encrypted": .*compression/);
  });
  it('is exit code 2 for a line that is no observation', () => {
    writeFileSync(join(folder, 'bad.csv'), 'date,physical,unit\nyesterday,30,TiB\n');
    const { code, stderr } = stowage(folder, 'calibrate', 'estate.yaml', 'bad.csv');
    expect({ code, named: stderr.includes('bad.csv:2') && stderr.includes('CLI030') }).toEqual({ code: 2, named: true });
  });
});
