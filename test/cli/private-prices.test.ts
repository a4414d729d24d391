import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inProcess } from './in-process.js';
import { fileText, folderWith, SHORT, stowage } from './stowage.js';

/** A price that no list has: wherever its digits stand, the contract leaked. */
const SECRET = '0.00987654';
const OWN = [
  'provider,service,region,storage_class,item,tier_from,tier_to,pricing_unit,published_unit,price,currency,effective_from,effective_to,date_basis,last_checked,source_title,source_url,confidence,note',
  `aws,s3,Frankfurt,Glacier,storage,0,,GiB-Months,GB-Mo,${SECRET},USD,2016-01-01,,published,2016-01-20,Contract 4711 of Example Ltd,,high,`,
].join('\n');
const folder = () => folderWith({ 'estate.yaml': `${SHORT}privatePrices: contract.csv\n`, 'contract.csv': `${OWN}\n` });
const FORMATS = ['html', 'json', 'csv', 'md'] as const;

describe('a private price book', () => {
  it.each(FORMATS)('leaves no digit of its price and no word of its source in %s, and the list price stands', (format) => {
    const at = folder();
    const { code } = stowage(at, 'plan', 'estate.yaml', '--format', format, '-o', 'out', '--quiet');
    expect(code).toBe(0);
    const shared = fileText(at, 'out');
    expect(shared).not.toContain(SECRET);
    expect(shared).not.toContain('4711');
    if (format === 'md') expect(shared).toContain('The private price book is left out: list prices stand');
  });
  it('is in the plan, and the plan says that it is confidential, where --confidential asks for it', () => {
    const at = folder();
    stowage(at, 'plan', 'estate.yaml', '--format', 'json', '-o', 'out', '--quiet', '--confidential');
    expect(fileText(at, 'out')).toContain(SECRET);
    expect(fileText(at, 'out')).toContain('Confidential: this plan stands on prices of a private contract');
  });
  it('counts in compare where --confidential asks for it, which then says that it is confidential', async () => {
    const at = folder();
    const text = async (...args: readonly string[]) => (await inProcess('compare', join(at, 'estate.yaml'), ...args)).stdout;
    const [own, list] = [await text('--confidential'), await text()];
    expect(own).toContain('estate.yaml: at the prices of a private contract. Confidential.');
    expect(list).not.toContain('onfidential');
    const total = (of: string): string | undefined => /Horizon total.*\$[\d,.]+/.exec(of)?.[0];
    expect(total(own)).not.toBe(total(list));
  });
  it('is a change of prices in diff, beside that of the period, against the same estate without it', async () => {
    const at = folderWith({
      'estate.yaml': `${SHORT}privatePrices: contract.csv\n`,
      'contract.csv': `${OWN}\n`,
      'list.yaml': SHORT.replace('3 months', '6 months'),
    });
    const files = [join(at, 'list.yaml'), join(at, 'estate.yaml')];
    const { difference, parts } = JSON.parse((await inProcess('diff', ...files, '--json', '--confidential')).stdout) as {
      difference: { total: { amount: string } };
      parts: { cause: string; total: { amount: string }; changes: { key: string; after: string }[] }[];
    };
    const moved = parts.filter(({ total }) => +total.amount !== 0);
    expect(moved.map(({ cause }) => cause)).toEqual(['period', 'prices']);
    expect(moved[1]?.changes).toEqual([{ key: 'private prices', before: '', after: 'contract.csv' }]);
    const cents = (amount: string): number => Math.round(+amount * 100);
    expect(moved.reduce((sum, { total }) => sum + cents(total.amount), 0)).toBe(cents(difference.total.amount));
  });
  it('is told where a report that stands on it is compared: at list prices, which is all that the report leads to', async () => {
    const at = folder();
    const [scenario, report] = [join(at, 'estate.yaml'), join(at, 'estate.html')];
    await inProcess('plan', scenario, '-o', report, '--quiet', '--confidential');
    expect((await inProcess('verify', report)).stdout).not.toContain('catalogue has changed');
    const { stdout } = await inProcess('compare', report, scenario);
    expect(stdout).toContain('estate.html was planned with private prices');
    const [first, second] = [...(/Horizon total.*/.exec(stdout)?.[0] ?? '').matchAll(/\$[\d,.]+/g)].map(([amount]) => amount);
    expect(first).toBeDefined();
    expect(first).toBe(second);
  });
  it('is named at its key where it is missing', () => {
    const at = folderWith({ 'estate.yaml': `${SHORT}privatePrices: nowhere.csv\n` });
    const { code, stderr } = stowage(at, 'plan', 'estate.yaml', '--format', 'csv', '--confidential');
    expect(code).toBe(2);
    expect(stderr).toMatch(/estate\.yaml:5.*CLI002/);
  });
  it('is not written over by the report', () => {
    const at = folder();
    const { code, stderr } = stowage(at, 'plan', 'estate.yaml', '-o', 'contract.csv', '--confidential');
    expect(code).toBe(2);
    expect(stderr).toContain('contract.csv');
    expect(stderr).not.toContain('CAT');
    expect(fileText(at, 'contract.csv')).toContain(SECRET);
  });
});
