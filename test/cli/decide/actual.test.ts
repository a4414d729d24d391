import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
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

const ESTATE = `inventory: [volumes.csv]
start: 2021-03-01
pricesAsOf: 2021-03-01
horizon: 4 months
destination: {provider: aws, region: Frankfurt, class: Standard}
rules:
  - {match: {name: skip}, exclude: scratch}
  - {profile: general-vm, policy: nightly}
policies:
  nightly: {schedule: {every: 2 days, at: "22:00"}, fullEvery: 4, keep: {last: 6}}
`;
const VOLUME_ROWS = `ID,Name,Status,Size,Type
v-a,a,in-use,100,ssd
v-b,b,in-use,50,ssd
v-c,c,in-use,10,ssd
v-s,skip,in-use,20,ssd
`;

/** A record as Cinder's REST /backups/detail has it: field names of the capture in test/fixtures/cinder/rest-backups-detail.json. */
const backup = (volume: string, size: number, day: string, isIncremental: boolean, status = 'available') => ({
  id: `${volume} ${day}`,
  status,
  size,
  object_count: 9,
  created_at: `${day}T22:00:00.000000`,
  data_timestamp: `${day}T22:00:00.000000`,
  name: null,
  volume_id: volume,
  is_incremental: isIncremental,
  'os-backup-project-attr:project_id': 'p',
});

/** Volume a nightly with a full every 3, when it had 90 GiB for the first; b once; s although excluded; one of a volume that is gone. */
const BACKUPS = [
  backup('v-a', 90, '2021-03-05', false),
  backup('v-a', 100, '2021-03-06', true),
  backup('v-a', 100, '2021-03-07', true),
  backup('v-a', 100, '2021-03-08', false),
  backup('v-a', 100, '2021-03-09', true),
  backup('v-b', 50, '2021-03-09', false),
  backup('v-s', 20, '2021-03-09', false),
  backup('v-gone', 7, '2021-03-01', false),
  backup('v-b', 50, '2021-03-08', false, 'error'),
];

interface Outcome {
  readonly code: number;
  readonly out: string;
}

async function againstBackups(
  files: Readonly<Record<string, string>>,
  { format = 'json', ...flags }: Readonly<Record<string, string>> = {},
): Promise<Outcome & { readonly folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'stowage-'));
  writeFileSync(join(folder, 'scenario.yaml'), ESTATE);
  writeFileSync(join(folder, 'volumes.csv'), VOLUME_ROWS);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  let out = '';
  const problems: Call['terminal']['problems'] = (found) => {
    out += JSON.stringify(found);
    return found.some(({ severity }) => severity === 'error') ? 2 : 0;
  };
  const terminal = {
    ...terminalFor({ json: false, quiet: true, color: false }),
    data: (text: string) => (out += text),
    problems,
  };
  const usage = Object.keys(files).map((name) => join(folder, name));
  const inFolder = flags.recalibrated === undefined ? {} : { recalibrated: join(folder, flags.recalibrated) };
  const all = { scenario: join(folder, 'scenario.yaml'), usage, format, ...flags, ...inFolder };
  return { code: await actualCommand({ flags: all, version: 'test', terminal }), out, folder };
}

const LIST = { 'backups.json': JSON.stringify({ backups: BACKUPS }) };

it('holds 5 planned points a volume against 5, 1 and 0 existing ones: 800 GiB planned, 567 GiB there, each GiB in a part', async () => {
  const { code, out } = await againstBackups(LIST);
  const { backups } = JSON.parse(out) as { backups: Record<string, unknown> };
  expect([code, backups.on]).toEqual([0, '2021-03-09']);
  // Every 2 days from 1 March: 1, 3, 5, 7, 9 March, so p = 5 on the 9th (keep 6); a full every 4: the 1st and the 9th, so 2 fulls, 3 incrementals.
  // planned: (100 + 50 + 10) x 2 = 320 fulls, x 3 = 480 incrementals, 800 in all.
  // a: e = 5: policy 0. Fulls 2, incrementals 3: mix 0. Volume: 90 - 100 = -10 of fulls.
  // b: e = 1 full: policy fulls 50 x 2 x (1/5 - 1) = -80, incrementals 50 x 3 x (1/5 - 1) = -120; mix fulls 50 x (1 - 2/5) = 30, incrementals -30.
  // c: no backup: volume -10 x 2 = -20 fulls, -10 x 3 = -30 incrementals. s and gone: volume 20 + 7 = 27 fulls.
  // fulls: 320 + (-10 - 20 + 27) + 30 - 80 = 267 = 90 + 100 + 50 + 20 + 7. incrementals: 480 - 30 - 30 - 120 = 300 = 3 x 100.
  expect(backups.fulls).toEqual({ planned: 320, volume: -3, mix: 30, policy: -80, actual: 267 });
  expect(backups.incrementals).toEqual({ planned: 480, volume: -30, mix: -30, policy: -120, actual: 300 });
  expect(backups.all).toEqual({ planned: 800, volume: -33, mix: 0, policy: -200, actual: 567 });
  expect(backups.unprotected).toEqual({ volumes: 1, size: 10 });
  expect(backups.unplanned).toEqual({ volumes: 2, backups: 2, size: 27 });
  expect([backups.unusable, backups.untold, backups.price, backups.stored]).toEqual([1, 0, null, null]);
  // Chains of a: 3 links a day apart, the next full a day later; the open one has 2. Points: (5 + 1) / 2 volumes; oldest planned 8 days, there 4.
  expect(backups.policies).toMatchObject([
    {
      volumes: 3,
      withBackups: 2,
      planned: { points: 5, fulls: 2, oldestDays: 8, newestDays: 0, longestChain: 4 },
      actual: { points: 3, fulls: 1.5, oldestDays: 4, newestDays: 0, longestChain: 3, fewest: 1, most: 5 },
      proven: { everyDays: 1, fullEvery: 3, wholeChains: 1 },
    },
  ]);
  expect(backups.recalibrated).toEqual(['policies:', '  "nightly": {schedule: {every: 1 day}, fullEvery: 3}']);
});

it('writes the scenario with the proven cadence, every day and a full every 3, against which nothing more is left to recalibrate', async () => {
  const { code, folder } = await againstBackups(LIST, { recalibrated: 'new.yaml' });
  const written = readFileSync(join(folder, 'new.yaml'), 'utf8');
  expect(code).toBe(0);
  expect(written).toMatch(/every: 1 day\n {6}at: "?22:00"?\n {4}fullEvery: 3/);
  expect(written).toContain('last: 6');
  const again = await againstBackups(LIST, { scenario: join(folder, 'new.yaml') });
  expect([again.code, again.out]).toEqual([0, expect.stringContaining('"recalibrated": []')]);
});

it('proves no cadence where only fulls are there, a week apart: those in between may have been deleted', async () => {
  const fulls = ['2021-03-01', '2021-03-08', '2021-03-15'].map((day) => backup('v-a', 100, day, false));
  const list = { 'backups.json': JSON.stringify({ backups: fulls }) };
  const { out } = await againstBackups(list, { format: 'md' });
  expect(out).toMatch(/nightly \| not proven \| not proven \| not proven/);
  expect(out).toContain('there is no recalibrated scenario');
  const refused = await againstBackups(list, { recalibrated: 'new.yaml' });
  expect([refused.code, existsSync(join(refused.folder, 'new.yaml'))]).toEqual([2, false]);
});

it.each(['text', 'md', 'csv', 'html'])('says price unknown and 567 GiB actual as %s', async (format) => {
  const { code, out } = await againstBackups(LIST, { format });
  expect(code).toBe(0);
  expect(out).toContain('unknown');
  expect(out).toContain('567');
});

it('counts to another day with --as-of, and says how many backups are later', async () => {
  const { out } = await againstBackups(LIST, { 'as-of': '2021-03-08' });
  const { backups } = JSON.parse(out) as { backups: Record<string, unknown> };
  // On the 8th: a has 4 (90 + 3 x 100), gone 7; three of the 9th are later.
  expect([backups.on, backups.later, backups.all]).toMatchObject(['2021-03-08', 3, { actual: 397 }]);
});

it.each([
  [
    'a list without times, as the client’s CSV',
    { 'list.csv': readFileSync('test/fixtures/cinder/backup-list-all-long.csv', 'utf8') },
    {},
    'has no times',
  ],
  [
    'usage and backups together',
    { ...LIST, 'usage.csv': `${HEAD}AmazonS3,PutObject,EUC1-Requests-Tier1,b,04/01/21 00:00:00,x,5\n` },
    {},
    'one of them',
  ],
  [
    'a day before the plan, with the day of the oldest backup',
    LIST,
    { 'as-of': '2021-02-01' },
    'the oldest listed is of 2021-03-01',
  ],
  ['no calendar date', LIST, { 'as-of': 'monday' }, 'a calendar date'],
])('refuses %s', async (_, files, flags, words) => {
  const { code, out } = await againstBackups(files, flags);
  expect([code, out]).toEqual([2, expect.stringContaining(words)]);
});

it('takes the capture of /backups/detail, 362 backups of 78 volumes that this inventory lacks: all of it is volume', async () => {
  const { code, out } = await againstBackups(
    { 'rest.json': readFileSync('test/fixtures/cinder/rest-backups-detail.json', 'utf8') },
    {},
  );
  expect(code).toBe(0);
  const { backups } = JSON.parse(out) as {
    backups: {
      unplanned: { backups: number; size: number };
      all: { actual: number; planned: number; volume: number };
      unusable: number;
      untold: number;
    };
  };
  expect(backups.unplanned.backups + backups.unusable + backups.untold).toBe(362);
  expect(backups.all.actual).toBe(backups.unplanned.size);
  expect(backups.all.volume).toBe(backups.unplanned.size - backups.all.planned);
});
