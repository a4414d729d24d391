import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Call } from '../../../src/cli/commands.js';
import { actualCommand } from '../../../src/cli/decide/actual-command.js';
import { terminalFor } from '../../../src/cli/terminal.js';

const SCENARIO = `inventory: [volumes.csv]
start: 2021-03-01
pricesAsOf: 2021-03-01
horizon: 4 months
destination: {provider: aws, region: Frankfurt, class: Standard}
`;
const VOLUMES = 'ID,Name,Status,Size,Type\n8f0d2d4e-4b55-4a52-9ed8-0d2fd1a0a001,a,in-use,400,ssd\n';
const HEAD = 'Service, Operation, UsageType, Resource, StartTime, EndTime, UsageValue\n';

/** The command in this process: its data, its exit code. */
async function actual(folder: string, usage: string): Promise<{ readonly code: number; readonly out: string }> {
  writeFileSync(join(folder, 'usage.csv'), `${HEAD}${usage}`);
  let out = '';
  const terminal = { ...terminalFor({ json: true, quiet: true, color: false }), data: (text: string) => (out += text) };
  const flags = { scenario: join(folder, 'scenario.yaml'), usage: [join(folder, 'usage.csv')] };
  const problems: Call['terminal']['problems'] = (found) => {
    out += JSON.stringify(found);
    return found.some(({ severity }) => severity === 'error') ? 2 : 0;
  };
  const code = await actualCommand({ flags, version: 'test', terminal: { ...terminal, problems } });
  return { code, out };
}

it('holds a plan against the usage of its second month: all of the difference is volume and policy, and the profiles come refitted', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'stowage-'));
  writeFileSync(join(folder, 'scenario.yaml'), SCENARIO);
  writeFileSync(join(folder, 'volumes.csv'), VOLUMES);
  // 500 GiB for the 720 hours of April, in one row.
  const bytes = 500 * 2 ** 30 * 720;
  const { code, out } = await actual(
    folder,
    `AmazonS3,StandardStorage,EUC1-TimedStorage-ByteHrs,b,04/01/21 00:00:00,05/01/21 00:00:00,${bytes}\n`,
  );
  const { months, profiles } = JSON.parse(out) as {
    months: [{ month: string; lines: { name: string; actualQuantity: string }[] } & Record<string, { amount: string }>];
    profiles: string[];
  };
  const [one] = months;
  const amount = (name: string): number => +(one[name]?.amount ?? Number.NaN);
  expect([code, one.month, amount('price')]).toEqual([0, '2021-04-01', 0]);
  expect(one.lines.find(({ name }) => name === 'STANDARD storage')?.actualQuantity).toBe('500');
  expect(amount('volume')).toBeGreaterThan(0);
  expect(amount('volume') + amount('mix') + amount('policy') + amount('price')).toBeCloseTo(amount('difference'), 9);
  expect(profiles[0]).toBe('profiles:');
});

it('refuses usage of a month that the plan does not have, with the month', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'stowage-'));
  writeFileSync(join(folder, 'scenario.yaml'), SCENARIO);
  writeFileSync(join(folder, 'volumes.csv'), VOLUMES);
  const { code, out } = await actual(folder, 'AmazonS3,PutObject,EUC1-Requests-Tier1,b,04/01/19 00:00:00,x,5\n');
  expect(code).toBe(2);
  expect(out).toContain('2019-04');
});
