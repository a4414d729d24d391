import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { HOSTILE } from '../report/fixture-basics.js';
import { inProcess } from './in-process.js';
import { filesIn, fileText, folderWith, SHORT, stowage } from './stowage.js';

const PRICED = `${SHORT}appliance: {monthlyPrice: 1000}\n`;
const ON = ['--as-of', '2026-10-01', '--quiet'];
let folder = '';
const at = (name: string): string => join(folder, name);
const diff = (a: string, b: string, ...flags: readonly string[]) => inProcess('diff', at(a), at(b), ...flags);

beforeAll(async () => {
  folder = folderWith({ 'a.yaml': SHORT, 'b.yaml': SHORT.replace('3 months', '6 months').replace('Frankfurt', 'Ireland') });
  await inProcess('plan', at('a.yaml'), '--format', 'json', '-o', at('a.json'), ...ON);
  await inProcess('plan', at('b.yaml'), '-o', at('b.html'), ...ON);
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
const diffOf = async (a: string, b: string): Promise<Diff> => JSON.parse((await diff(a, b, '--format', 'json')).stdout) as Diff;
const cents = (amount: string): number => Math.round(+amount * 100);

describe('stowage diff', () => {
  it('adds period and destination up to the difference of the two totals that the plans themselves state', async () => {
    const { before, after, difference, parts } = await diffOf('a.json', 'b.html');
    const whole = cents(after.total.cost.amount) - cents(before.total.cost.amount);
    expect(cents(difference.total.amount)).toBe(whole);
    expect(parts.reduce((sum, { total }) => sum + cents(total.amount), 0)).toBe(whole);
    expect(parts.filter(({ total }) => cents(total.amount) !== 0).map(({ cause }) => cause)).toEqual(['period', 'destination']);
    const stated = JSON.parse(fileText(folder, 'a.json')) as { cost: { total: { cost: { amount: string } } } };
    expect(before.total.cost.amount).toBe(stated.cost.total.cost.amount);
  });
  it('says the same of a scenario file, its plan as JSON and its report', async () => {
    const scenarios = await diffOf('a.yaml', 'b.yaml');
    expect((await diffOf('a.json', 'b.html')).parts).toEqual(scenarios.parts);
  });
  it('gives what a plan states beyond what this version computes to "version", to the cent', async () => {
    const text = fileText(folder, 'a.json');
    const plan = JSON.parse(text) as { cost: { total: { cost: { amount: string } } } };
    plan.cost.total.cost.amount = `${(cents(plan.cost.total.cost.amount) - 123) / 100}`;
    writeFileSync(join(folder, 'old.json'), JSON.stringify(plan));
    const version = (await diffOf('old.json', 'a.yaml')).parts.find(({ cause }) => cause === 'version');
    expect(version?.total.amount).toBe('1.23');
  });
  it.each([
    ['text', 'The parts add up to the difference, to the cent.'],
    ['md', '**Difference**'],
    ['html', '<!doctype html>'],
    ['csv', 'Cause,Horizon total,Last whole month,Held at the end,What changed\r\n'],
  ])('writes %s', async (format, part) => {
    const once = await diff('a.json', 'a.json', '--format', format);
    expect({ code: once.code, stderr: once.stderr }).toEqual({ code: 0, stderr: '' });
    expect(once.stdout).toContain(part);
  });
  it('gives the same bytes twice', async () => {
    const once = await diff('a.json', 'b.html', '--format', 'html');
    expect(await diff('a.json', 'b.html', '--format', 'html')).toEqual(once);
  });
  it('says from the built command what it says here', async () => {
    expect(stowage(folder, 'diff', at('a.json'), at('a.json'))).toEqual(await diff('a.json', 'a.json'));
  });
  it('is exit code 2 with all problems, and writes nothing, for a file that is none and one that is cut off', async () => {
    writeFileSync(join(folder, 'cut.json'), fileText(folder, 'a.json').slice(0, 5000));
    const { code, stderr, stdout } = await diff('cut.json', 'none.yaml', '-o', at('out.md'));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('CLI040');
    expect(stderr).toContain('CLI002');
    expect(filesIn(folder)).not.toContain('out.md');
  });
  it('refuses euros against dollars: exit code 2, CLI041', async () => {
    const euro = `${SHORT}currency: EUR\nexchange: {from: USD, rate: 0.89, date: 2016-02-15, source: bank}\n`;
    writeFileSync(join(folder, 'euro.yaml'), euro);
    const { code, stderr } = await diff('a.yaml', 'euro.yaml');
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('CLI041') });
  });
  it('never writes over a plan that it reads', async () => {
    expect((await diff('a.yaml', 'b.yaml', '-o', at('b.yaml'))).code).toBe(2);
    expect(fileText(folder, 'b.yaml')).toContain('Ireland');
  });
  it('gives what the exchange rate moved to "exchange rate", to the cent, in the engine’s own plans', async () => {
    const euro = (rate: string): string =>
      `${SHORT}currency: EUR\nexchange: {from: USD, rate: ${rate}, date: 2016-02-15, source: bank}\n`;
    writeFileSync(at('cheap.yaml'), euro('0.80'));
    writeFileSync(at('dear.yaml'), euro('0.90'));
    const { before, after, difference, parts } = await diffOf('cheap.yaml', 'dear.yaml');
    expect(cents(after.total.cost.amount)).toBeGreaterThan(cents(before.total.cost.amount));
    const moved = parts.filter(({ total }) => cents(total.amount) !== 0);
    expect(moved.map(({ cause, total }) => [cause, total.amount])).toEqual([['exchange rate', difference.total.amount]]);
    expect(cents(after.total.cost.amount) / cents(before.total.cost.amount)).toBeCloseTo(0.9 / 0.8, 4);
  });
  it('lets no hostile name out of its cell, in any format', async () => {
    // The formula first: it is one only at the start of a cell.
    const { formula, ...others } = HOSTILE;
    writeFileSync(at('h.yaml'), `name: ${JSON.stringify([formula, ...Object.values(others)].join(' '))}\n${SHORT}`);
    const shown = async (format: string): Promise<string> => (await diff('h.yaml', 'a.json', '--format', format)).stdout;
    expect(await shown('html')).not.toMatch(/<(?:img|script|svg|iframe)/i);
    expect(await shown('md')).not.toMatch(/(?<!\\)<[a-z/]|(?<!\\)\]\(/i);
    expect(await shown('csv')).not.toMatch(/(?:^|,|\n)"?[=@]/);
  });
  it.each([
    ['a number for a list', (text: string) => text.replace(/"cohorts": \[/, '"cohorts": 5, "x": [')],
    ['a policy that is gone', (text: string) => text.replace(/"policies": \{/, '"policies": {}, "x": {')],
    ['a horizon of 1e9 months', (text: string) => text.replace(/"horizonMonths": 3/, '"horizonMonths": 1000000000')],
  ])('refuses a stranger’s plan with %s: exit code 2, no stack', async (_what, broken) => {
    writeFileSync(join(folder, 'x.json'), broken(fileText(folder, 'a.json')));
    const { code, stderr } = await diff('x.json', 'a.yaml');
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('CLI040') });
    expect(stderr).not.toContain('    at ');
  });
});

describe('stowage compare', () => {
  const compare = (...names: readonly string[]) => inProcess('compare', ...names.map(at), '--format', 'csv');
  it('sets three plans side by side, a column each, names a nameless pair by file, and gives the same bytes twice', async () => {
    const once = await compare('a.json', 'b.html', 'a.yaml');
    expect(once).toMatchObject({ code: 0, stderr: '' });
    expect(await compare('a.json', 'b.html', 'a.yaml')).toEqual(once);
    const { stdout } = once;
    const rows = stdout.split('\r\n');
    expect(rows[0]?.split(',')).toHaveLength(4);
    expect(rows.some((row) => row.startsWith('Horizon total,'))).toBe(true);
  });
  it('is data with --json: totals as in the plans themselves', async () => {
    const { plans } = JSON.parse((await inProcess('compare', at('a.yaml'), at('b.yaml'), '--json')).stdout) as {
      plans: readonly { total: { cost: { amount: string } } }[];
    };
    const stated = await diffOf('a.yaml', 'b.yaml');
    expect(plans.map(({ total }) => total.cost.amount)).toEqual([
      stated.before.total.cost.amount,
      stated.after.total.cost.amount,
    ]);
  });
});

describe('stowage plan with a budget', () => {
  const plan = (...flags: readonly string[]) => {
    const place = folderWith({ 'estate.yaml': PRICED, 'open.yaml': SHORT });
    return inProcess('plan', join(place, 'estate.yaml'), '--format', 'csv', '--quiet', ...flags);
  };
  it('is exit code 0 within 1,000,000 a month and in total', async () => {
    expect(await plan('--max-monthly', '1,000,000', '--max-total', '1000000 USD')).toMatchObject({ code: 0, stderr: '' });
  });
  it('is exit code 1 above 1 a month and names the dearest month, with --quiet too', async () => {
    const { code, stderr } = await plan('--max-monthly', '1');
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^check failed: \w{3} 2016 costs \$[\d,.]+, \$[\d,.]+ more than --max-monthly \$1\.00 \(\d of \d months are over\)\n$/,
    );
  });
  it('is exit code 1 above 1 in total', async () => {
    expect((await plan('--max-total', '1')).stderr).toMatch(
      /the horizon costs \$[\d,.]+, \$[\d,.]+ more than --max-total \$1\.00/,
    );
  });
  it('is exit code 1 for a total that is only "at least": it is not known to be within', async () => {
    const place = folderWith({ 'open.yaml': SHORT });
    const { code, stderr } = await inProcess('plan', join(place, 'open.yaml'), '--format', 'csv', '--max-total', '1000000');
    expect(code).toBe(1);
    expect(stderr).toContain('not known to be within --max-total $1,000,000.00, since there is no price for');
  });
  it.each([
    ['12 apples', 'an amount of USD'],
    ['-5', 'an amount of USD'],
    ['5 EUR', "the plan's currency"],
  ])('refuses a budget of "%s": exit code 2, nothing written', async (given, wanted) => {
    const { code, stderr, stdout } = await plan(`--max-total=${given}`);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(wanted);
  });
  it('is exit code 1 with --require-sla for a restore of everything within the hour, and names it', async () => {
    const place = folderWith({ 'estate.yaml': `${SHORT}restores: [{what: everything, rto: 1 hour}]\n` });
    const { code, stderr } = await inProcess('plan', join(place, 'estate.yaml'), '--format', 'csv', '--require-sla');
    expect(code).toBe(1);
    expect(stderr).toMatch(/check failed: restore .*: misses, takes .*, wanted 1 h/);
  });
});
