import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { filesIn, fileText, folderWith, SHORT, stowage } from './stowage.js';

const PRICED = `${SHORT}appliance: {monthlyPrice: 1000}\n`;
let folder = '';
beforeAll(() => {
  folder = folderWith({ 'a.yaml': SHORT, 'b.yaml': SHORT.replace('3 months', '6 months').replace('Frankfurt', 'Ireland') });
  stowage(folder, 'plan', 'a.yaml', '--format', 'json', '-o', 'a.json', '--quiet');
  stowage(folder, 'plan', 'b.yaml', '-o', 'b.html', '--as-of', '2026-10-01', '--quiet');
});

interface Part {
  readonly cause: string;
  readonly total: { readonly amount: string };
}
interface Diff {
  readonly difference: { readonly total: { readonly amount: string } };
  readonly before: { readonly total: { readonly cost: { readonly amount: string } } };
  readonly after: { readonly total: { readonly cost: { readonly amount: string } } };
  readonly parts: readonly Part[];
}
const diffOf = (...files: readonly string[]): Diff =>
  JSON.parse(stowage(folder, 'diff', ...files, '--format', 'json').stdout) as Diff;
const cents = (amount: string): number => Math.round(+amount * 100);

describe('stowage diff', () => {
  it('adds period and destination up to the difference of the two totals that the plans themselves state', () => {
    const { before, after, difference, parts } = diffOf('a.json', 'b.html');
    const whole = cents(after.total.cost.amount) - cents(before.total.cost.amount);
    expect(cents(difference.total.amount)).toBe(whole);
    expect(parts.reduce((sum, { total }) => sum + cents(total.amount), 0)).toBe(whole);
    expect(parts.filter(({ total }) => cents(total.amount) !== 0).map(({ cause }) => cause)).toEqual(['period', 'destination']);
    const stated = JSON.parse(fileText(folder, 'a.json')) as { cost: { total: { cost: { amount: string } } } };
    expect(before.total.cost.amount).toBe(stated.cost.total.cost.amount);
  });
  it('says the same of a scenario file, its plan as JSON and its report', () => {
    const scenarios = diffOf('a.yaml', 'b.yaml');
    expect(diffOf('a.json', 'b.html').parts).toEqual(scenarios.parts);
  });
  it('gives what a plan states beyond what this version computes to "version", to the cent', () => {
    const text = fileText(folder, 'a.json');
    const plan = JSON.parse(text) as { cost: { total: { cost: { amount: string } } } };
    plan.cost.total.cost.amount = `${(cents(plan.cost.total.cost.amount) - 123) / 100}`;
    writeFileSync(join(folder, 'old.json'), JSON.stringify(plan));
    const version = diffOf('old.json', 'a.yaml').parts.find(({ cause }) => cause === 'version');
    expect(version?.total.amount).toBe('1.23');
  });
  it.each([
    ['text', 'The parts add up to the difference, to the cent.'],
    ['md', '**Difference**'],
    ['html', '<!doctype html>'],
    ['csv', 'Cause,Horizon total,Last whole month,Held at the end,What changed\r\n'],
  ])('writes %s', (format, part) => {
    const once = stowage(folder, 'diff', 'a.json', 'a.json', '--format', format);
    expect({ code: once.code, stderr: once.stderr }).toEqual({ code: 0, stderr: '' });
    expect(once.stdout).toContain(part);
  });
  it('is exit code 2 with all problems, and writes nothing, for a file that is none and one that is cut off', () => {
    writeFileSync(join(folder, 'cut.json'), fileText(folder, 'a.json').slice(0, 5000));
    const { code, stderr, stdout } = stowage(folder, 'diff', 'cut.json', 'none.yaml', '-o', 'out.md');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('CLI040');
    expect(stderr).toContain('CLI002');
    expect(filesIn(folder)).not.toContain('out.md');
  });
  it('refuses euros against dollars: exit code 2, CLI041', () => {
    const euro = `${SHORT}currency: EUR\nexchange: {from: USD, rate: 0.89, date: 2016-02-15, source: bank}\n`;
    writeFileSync(join(folder, 'euro.yaml'), euro);
    const { code, stderr } = stowage(folder, 'diff', 'a.yaml', 'euro.yaml');
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('CLI041') });
  });
  it('never writes over a plan that it reads', () => {
    expect(stowage(folder, 'diff', 'a.yaml', 'b.yaml', '-o', 'b.yaml').code).toBe(2);
    expect(fileText(folder, 'b.yaml')).toContain('Ireland');
  });
  it.each([
    ['a number for a list', (text: string) => text.replace(/"cohorts": \[/, '"cohorts": 5, "x": [')],
    ['a policy that is gone', (text: string) => text.replace(/"policies": \{/, '"policies": {}, "x": {')],
    ['a horizon of 1e9 months', (text: string) => text.replace(/"horizonMonths": 3/, '"horizonMonths": 1000000000')],
  ])('refuses a stranger’s plan with %s: exit code 2, no stack', (_what, broken) => {
    writeFileSync(join(folder, 'x.json'), broken(fileText(folder, 'a.json')));
    const { code, stderr } = stowage(folder, 'diff', 'x.json', 'a.yaml');
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('CLI040') });
    expect(stderr).not.toContain('    at ');
  });
});

describe('stowage compare', () => {
  it('sets three plans side by side, a column each, and names a nameless pair by file', () => {
    const { code, stdout } = stowage(folder, 'compare', 'a.json', 'b.html', 'a.yaml', '--format', 'csv');
    expect(code).toBe(0);
    const rows = stdout.split('\r\n');
    expect(rows[0]?.split(',')).toHaveLength(4);
    expect(rows.some((row) => row.startsWith('Horizon total,'))).toBe(true);
  });
  it('is data with --json: totals as in the plans themselves', () => {
    const { plans } = JSON.parse(stowage(folder, 'compare', 'a.yaml', 'b.yaml', '--json').stdout) as {
      plans: readonly { total: { cost: { amount: string } } }[];
    };
    const stated = diffOf('a.yaml', 'b.yaml');
    expect(plans.map(({ total }) => total.cost.amount)).toEqual([
      stated.before.total.cost.amount,
      stated.after.total.cost.amount,
    ]);
  });
});

describe('stowage plan with a budget', () => {
  const plan = (...flags: readonly string[]) => {
    const place = folderWith({ 'estate.yaml': PRICED, 'open.yaml': SHORT });
    return stowage(place, 'plan', 'estate.yaml', '--format', 'csv', '--quiet', ...flags);
  };
  it('is exit code 0 within 1,000,000 a month and in total', () => {
    expect(plan('--max-monthly', '1,000,000', '--max-total', '1000000 USD')).toMatchObject({ code: 0, stderr: '' });
  });
  it('is exit code 1 above 1 a month and names the dearest month, with --quiet too', () => {
    const { code, stderr } = plan('--max-monthly', '1');
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^check failed: \w{3} 2016 costs \$[\d,.]+, \$[\d,.]+ more than --max-monthly \$1\.00 \(\d of \d months are over\)\n$/,
    );
  });
  it('is exit code 1 above 1 in total', () => {
    expect(plan('--max-total', '1').stderr).toMatch(/the horizon costs \$[\d,.]+, \$[\d,.]+ more than --max-total \$1\.00/);
  });
  it('is exit code 1 for a total that is only "at least": it is not known to be within', () => {
    const place = folderWith({ 'open.yaml': SHORT });
    const { code, stderr } = stowage(place, 'plan', 'open.yaml', '--format', 'csv', '--max-total', '1000000');
    expect(code).toBe(1);
    expect(stderr).toContain('not known to be within --max-total $1,000,000.00, since there is no price for');
  });
  it.each([
    ['12 apples', 'an amount of USD'],
    ['-5', 'an amount of USD'],
    ['5 EUR', "the plan's currency"],
  ])('refuses a budget of "%s": exit code 2, nothing written', (given, wanted) => {
    const { code, stderr, stdout } = plan(`--max-total=${given}`);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(wanted);
  });
  it('is exit code 1 with --require-sla for a restore of everything within the hour, and names it', () => {
    const place = folderWith({ 'estate.yaml': `${SHORT}restores: [{what: everything, rto: 1 hour}]\n` });
    const { code, stderr } = stowage(place, 'plan', 'estate.yaml', '--format', 'csv', '--require-sla');
    expect(code).toBe(1);
    expect(stderr).toMatch(/check failed: restore .*: misses, takes .*, wanted 1 h/);
  });
});
