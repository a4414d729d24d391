import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkCommand } from '../../src/cli/prices/check-command.js';
import { diffCommand } from '../../src/cli/prices/diff-command.js';
import { historyCommand } from '../../src/cli/prices/history-command.js';
import { dataCopy, heard, tableOf } from './prices-calls.js';
import { folderWith, SHORT } from './stowage.js';

describe('stowage prices diff', () => {
  it('names what changed between two days: Standard in Ireland from 0.03 to 0.023, 23.3 % less, on 2016-12-01', async () => {
    const { code, data } = await heard(diffCommand, { a: '2016-02-15', b: '2016-12-01', provider: 'aws' });
    expect(code).toBe(0);
    expect(data).toContain(
      '~ aws eu-west-1 STANDARD storage: 0.03 USD for GiB-Months since 2016-01-01 until 2016-12-01 to 0.023 USD for GiB-Months since 2016-12-01',
    );
    expect(data).toContain('(-23.3%)');
  });

  it('finds nothing between a folder and its copy, and one change after one', async () => {
    const [a, b] = [dataCopy(), dataCopy()];
    expect((await heard(diffCommand, { a, b })).data).toMatch(/: 0 changed, 0 added, 0 removed\n$/);
    const table = tableOf(b, 'aws').replace(
      'eu-central-1,GLACIER,storage,0,,GiB-Months,GB-Mo,0.012,',
      'eu-central-1,GLACIER,storage,0,,GiB-Months,GB-Mo,0.006,',
    );
    writeFileSync(join(b, 'prices', 'aws.csv'), table);
    const { data } = await heard(diffCommand, { a, b });
    expect(data).toContain('1 changed, 0 added, 0 removed');
    expect(data).toContain('(-50.0%)');
  });

  it('says what a change does to the total of a scenario, by kind of cost', async () => {
    const scenario = join(folderWith({ 'estate.yaml': SHORT }), 'estate.yaml');
    const [a, b] = [dataCopy(), dataCopy()];
    const table = tableOf(b, 'aws').replace(
      'eu-central-1,GLACIER,storage,0,,GiB-Months,GB-Mo,0.012,',
      'eu-central-1,GLACIER,storage,0,,GiB-Months,GB-Mo,0.006,',
    );
    writeFileSync(join(b, 'prices', 'aws.csv'), table);
    const { code, data } = await heard(diffCommand, { a, b, scenario, json: true });
    expect(code).toBe(0);
    const { total, changes } = JSON.parse(data) as {
      total: { before: { cost: string }; after: { cost: string } };
      changes: readonly unknown[];
    };
    expect(changes).toHaveLength(1);
    expect(+total.after.cost).toBeLessThan(+total.before.cost);
    const text = (await heard(diffCommand, { a, b, scenario })).data;
    expect(text).toMatch(/total of the scenario: .*\$[\d,.]+ to .*\$[\d,.]+ \(-\d+\.\d%\)\n {2}storage: [\d.]+ to [\d.]+/);
  });

  it('says what another day does to the total: the same scenario on 2016-02-15 and on itself costs the same', async () => {
    const scenario = join(folderWith({ 'estate.yaml': SHORT }), 'estate.yaml');
    expect((await heard(diffCommand, { a: '2016-02-15', b: '2016-02-15', scenario })).data).toMatch(
      /total of the scenario: (.*) to \1 \(\+0\.0%\)\n$/,
    );
  });

  it('does not compare a day with a folder: CLI005', async () => {
    expect((await heard(diffCommand, { a: '2016-02-15', b: dataCopy() })).problems).toMatchObject([
      { code: 'CLI005', wanted: 'two days, or two folders' },
    ]);
  });

  it('wants folders that are there: CLI002', async () => {
    expect((await heard(diffCommand, { a: '/nowhere', b: '/nowhere/else' })).problems.map(({ code }) => code)).toEqual([
      'CLI002',
      'CLI002',
    ]);
  });
});

describe('stowage prices history', () => {
  it('shows Glacier in Frankfurt from 0.012 in 2016 on, with its source', async () => {
    const { code, data } = await heard(historyCommand, {
      provider: 'aws',
      region: 'Frankfurt',
      class: 'Glacier',
      item: 'storage',
      format: 'text',
    });
    expect(code).toBe(0);
    expect(data).toMatch(
      /^aws eu-central-1 GLACIER storage: 0\.012 USD for 1 GiB-Month\n {2}2016-01-01 to 2016-12-01; data\/prices\/aws\.csv:\d+, high confidence/,
    );
  });

  it('takes - for items without a class, and names a region that it does not know', async () => {
    expect(
      (await heard(historyCommand, { provider: 'aws', region: 'Ireland', class: '-', item: 'egress', format: 'text' })).data,
    ).toMatch(/^aws eu-west-1 egress, from 0 to 10240: 0\.09 USD/);
    expect(
      (await heard(historyCommand, { provider: 'aws', region: 'Irland', class: '-', item: 'egress' })).problems,
    ).toMatchObject([{ code: 'CAT015' }]);
  });
});

describe('stowage prices check', () => {
  it('finds nothing in a copy of our own data', async () => {
    const folder = dataCopy();
    expect(await heard(checkCommand, { folder })).toMatchObject({
      code: 0,
      problems: [],
      data: `${folder}: every table holds to its rules\n`,
    });
  });

  it('names an overlap with its line in the file of the folder', async () => {
    const folder = dataCopy();
    const [head, ...rows] = tableOf(folder, 'wasabi').trim().split('\n');
    const storage = rows.find((row) => row.includes(',storage,')) ?? '';
    writeFileSync(
      join(folder, 'prices', 'wasabi.csv'),
      [head, storage, storage.replace(/,\d{4}-\d\d-\d\d,/, ',2099-01-01,'), ''].join('\n'),
    );
    const { code, problems } = await heard(checkCommand, { folder });
    expect(code).toBe(2);
    expect(problems.map(({ where }) => where.file)).toContain(join(folder, 'prices', 'wasabi.csv'));
  });
});
