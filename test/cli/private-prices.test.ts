import { describe, expect, it } from 'vitest';
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
  it('counts in compare where --confidential asks for it, and not in diff, whose steps are between list prices', () => {
    const at = folder();
    const total = (...args: readonly string[]): unknown =>
      JSON.parse(stowage(at, 'compare', 'estate.yaml', '--format', 'json', ...args).stdout).plans[0].total.cost.amount;
    expect(total('--confidential')).not.toBe(total());
    expect(stowage(at, 'diff', 'estate.yaml', 'estate.yaml', '--confidential').code).toBe(2);
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
