import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inProcess } from '../in-process.js';
import { filesIn, fileText, folderWith, SHORT, stowage } from '../stowage.js';

const TERMS = 'number: Q-1\ncustomer: {name: Somebody}\npayment: 30 days net\nmarkup: 12\ninternalNotes: [call first]\n';
const HEAD = 'name,scenario,formats,terms,brand,audience,lang,quote.number,quote.customer.name,set.horizon';
const ROWS = [
  'acme,estate.yaml,quote-html quote-json quote-csv quote-xlsx,terms.yaml,brand.yaml,,,Q-7,Acme,',
  'globex,estate.yaml,json quote-html,terms.yaml,,internal,de,,,2 months',
  'bare,estate.yaml,quote-json,,,,,Q-9,Bare,',
  'old,estate.yaml,quote-json,late.yaml,,,,,,',
];
const DAY = ['--as-of', '2016-02-20'];

describe('quotes of a batch', { timeout: 240_000 }, () => {
  const folder = folderWith({
    'estate.yaml': SHORT,
    'two.yaml': SHORT.replace('3 months', '2 months').replace('inventory', 'name: estate\ninventory'),
    'terms.yaml': TERMS,
    'acme.yaml': TERMS.replace('Q-1', 'Q-7').replace('Somebody', 'Acme'),
    'bare.yaml': 'number: Q-9\ncustomer: {name: Bare}\n',
    'late.yaml': 'validUntil: 2016-02-01\n',
    'brand.yaml': 'name: Reseller\ncolors: {accent: "#0a5c8f"}\n',
    'all.csv': `${[HEAD, ...ROWS].join('\n')}\n`,
  });
  const at = (name: string): string => join(folder, name);
  const batch = stowage(folder, 'batch', 'all.csv', '-o', 'out', '--json', ...DAY);
  const quote = (scenario: string, ...args: readonly string[]) =>
    inProcess('quote', at(scenario), '-o', at('one'), '--quiet', ...DAY, ...args);

  it('writes 7 files of 3 rows, and names the fourth row, whose quote is over before its day', () => {
    expect(JSON.parse(batch.stdout)).toMatchObject({ rows: 4, done: 3, failed: 1 });
    expect(batch.stderr).toMatch(/row 4 \(old\) failed: .*SCN043/);
    expect(filesIn(at('out')).filter((name) => !/^(\.|index|summary)/.test(name))).toEqual([
      'acme.quote.csv',
      'acme.quote.html',
      'acme.quote.json',
      'acme.quote.xlsx',
      'bare.quote.json',
      'globex.json',
      'globex.quote.html',
    ]);
  });
  it('has as the total of a row the price that its quote asks, 12% above what the plan costs, on the index page too', () => {
    const { net }: { readonly net: string } = JSON.parse(fileText(folder, 'out/acme.quote.json')).totals.total;
    const { results }: { readonly results: readonly { readonly name: string; readonly total: string }[] } = JSON.parse(
      fileText(folder, 'out/summary.json'),
    );
    const totalOf = (row: string): number => Number(results.find(({ name }) => name === row)?.total);
    expect(totalOf('acme')).toBe(Number(net));
    expect(totalOf('acme') / totalOf('bare')).toBeCloseTo(1.12, 3);
    expect(fileText(folder, 'out/index.html')).toContain(`data-sort="${Number(net).toFixed(2)}"`);
  });
  it.each(['html', 'json', 'csv', 'xlsx'])(
    'has the bytes of "stowage quote --format %s", with number and customer of the row',
    async (format) => {
      await quote('estate.yaml', '--terms', at('acme.yaml'), '--brand', at('brand.yaml'), '--format', format);
      expect(fileText(folder, `out/acme.quote.${format}`)).toBe(fileText(folder, 'one'));
    },
  );
  it('has those bytes in German for the house, with a value put over the scenario, and without a terms file', async () => {
    await quote('two.yaml', '--terms', at('terms.yaml'), '--audience', 'internal', '--lang', 'de');
    expect(fileText(folder, 'out/globex.quote.html')).toBe(fileText(folder, 'one'));
    await quote('estate.yaml', '--terms', at('bare.yaml'), '--format', 'json');
    expect(fileText(folder, 'out/bare.quote.json')).toBe(fileText(folder, 'one'));
  });
  it('makes a quote again with --resume when its terms have changed, and leaves the others', () => {
    writeFileSync(at('terms.yaml'), TERMS.replace('30 days', '14 days'));
    const [before, bare] = ['out/acme.quote.html', 'out/bare.quote.json'].map((name) => fileText(folder, name));
    stowage(folder, 'batch', 'all.csv', '-o', 'out', '--resume', ...DAY);
    expect(fileText(folder, 'out/acme.quote.html')).toBe(before?.replace('30 days', '14 days'));
    expect(fileText(folder, 'out/bare.quote.json')).toBe(bare);
  });
});
