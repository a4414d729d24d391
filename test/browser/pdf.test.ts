import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { browserPath } from '../../src/tools/chromium/launch.js';
import { folderWith, SHORT, stowage } from '../cli/stowage.js';
import { HOSTILE } from '../report/fixture-basics.js';

const has = (program: string): boolean => spawnSync(program, ['-v']).error === undefined;
const NAME = `${HOSTILE.markup} =HYPERLINK("http://evil.example") and-a-word-without-a-blank-that-is-longer-than-a-sheet-of-paper-is-wide-${'x'.repeat(120)}`;
const SECRET = '0.00987654';
const CONTRACT = [
  'provider,service,region,storage_class,item,tier_from,tier_to,pricing_unit,published_unit,price,currency,effective_from,effective_to,date_basis,last_checked,source_title,source_url,confidence,note',
  `aws,s3,Frankfurt,Glacier,storage,0,,GiB-Months,GB-Mo,${SECRET},USD,2016-01-01,,published,2016-01-20,Contract 4711 of Example Ltd,,high,`,
].join('\n');
const TERMS = `number: Q-7
title: ${JSON.stringify(NAME)}
markup: 13.37
internalNotes: [CANARY]
items: [{name: ${JSON.stringify(NAME)}, price: 1000, discount: 12.5, cost: 633.77}]
`;

let browser = '';
let folder = '';
beforeAll(async () => {
  browser = await browserPath();
  folder = folderWith({
    'estate.yaml': `${SHORT}name: ${JSON.stringify(NAME)}\nprivatePrices: contract.csv\nrestores: [{what: everything, rto: 1 day}]\n`,
    'contract.csv': `${CONTRACT}\n`,
    'terms.yaml': TERMS,
  });
});

function printed(name: string, ...args: readonly string[]): string {
  const file = join(folder, name);
  const { code, stderr } = stowage(folder, ...args, '--format', 'pdf', '--browser', browser, '-o', file, '--as-of', '2026-10-01');
  if (code !== 0) throw new Error(stderr);
  return file;
}

const text = (file: string): string => execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
/** The sheets' texts. */
const sheets = (file: string): readonly string[] => text(file).split('\f').slice(0, -1);

/** Words that reach beyond the sheet's printable part, with their place. */
function clipped(file: string): readonly string[] {
  const boxes = execFileSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  const width = Number(/<page width="([\d.]+)"/.exec(boxes)?.[1]);
  const words = [...boxes.matchAll(/<word xMin="([\d.-]+)" yMin="[\d.-]+" xMax="([\d.-]+)" yMax="[\d.-]+">([^<]*)</g)];
  expect(words.length).toBeGreaterThan(100);
  return words.filter(([, from, to]) => Number(from) < 20 || Number(to) > width - 20).map((word) => word[0]);
}

describe.skipIf(!has('pdftotext'))('a PDF by the real browser (skipped without pdftotext of poppler-utils)', () => {
  it.each(['a4', 'letter'])(
    'of a plan on %s has its head and number on every sheet, an appendix, and no word beyond the margin',
    (paper) => {
      const file = printed(`plan-${paper}.pdf`, 'plan', 'estate.yaml', '--paper', paper);
      const all = sheets(file);
      all.forEach((sheet, index) => {
        expect(sheet).toContain('Stowage report');
        expect(sheet).toContain(`${index + 1} / ${all.length}`);
      });
      expect(clipped(file)).toEqual([]);
      expect(execFileSync('pdfinfo', [file], { encoding: 'utf8' })).toContain(paper === 'a4' ? '(A4)' : '(letter)');
      const whole = text(file);
      expect(whole).toMatch(/→ A1\b/);
      expect(whole).toContain('Appendix: longer tables, and how the figures come about');
      expect(whole).not.toMatch(/Scroll sideways|Download the data|Change values|Skip to/);
    },
  );

  it('of a plan with --appendix none has no appendix, no line that leads there, and still each line of the bill with its cost', () => {
    const whole = text(printed('plan-short.pdf', 'plan', 'estate.yaml', '--appendix', 'none'));
    expect(whole).not.toMatch(/Appendix:|→ A\d|Every month/);
    expect(whole).toMatch(/Storage, .*\$[\d,.]+/);
    expect(whole).toContain('How this report was made');
  });

  it('of a plan repeats the head of a table of 48 months on each sheet that it goes on', () => {
    const long = `${SHORT.replace('3 months', '48 months')}`;
    const at = folderWith({ 'estate.yaml': long });
    const file = join(at, 'long.pdf');
    stowage(at, 'plan', 'estate.yaml', '--format', 'pdf', '--browser', browser, '-o', file, '--as-of', '2026-10-01');
    const sheetsOfMonths = sheets(file).filter((sheet) => (sheet.match(/^\s*[A-Z][a-z]{2} 20\d\d\s+\$/gm) ?? []).length > 5);
    expect(sheetsOfMonths.length).toBeGreaterThan(0);
    for (const sheet of sheetsOfMonths) expect(sheet).toMatch(/^\s*Month\s+Storage/m);
  });

  it('of a quote has its number on every sheet, and no word beyond the margin', () => {
    const file = printed('quote.pdf', 'quote', 'estate.yaml', '--terms', 'terms.yaml', '--lang', 'de');
    for (const sheet of sheets(file)) expect(sheet).toMatch(/Angebot Q-7 · Fassung 1\s+\d ?\/ ?\d/);
    expect(clipped(file)).toEqual([]);
  });

  it("of a customer's quote on private prices holds no note, cost, markup or word of the contract; the internal one does", () => {
    const quote = ['quote', 'estate.yaml', '--terms', 'terms.yaml', '--confidential'];
    const SECRETS = /CANARY|633[.,]77|13[.,]37|4711|0\.00987654/;
    expect(text(printed('customer.pdf', ...quote))).not.toMatch(SECRETS);
    expect(text(printed('internal.pdf', ...quote, '--audience', 'internal'))).toMatch(/CANARY/);
    for (const format of ['html', 'csv', 'json']) {
      const { code, stdout } = stowage(folder, ...quote, '--format', format, '-o', '-', '--as-of', '2026-10-01');
      expect(code).toBe(0);
      expect(stdout).not.toMatch(SECRETS);
    }
  });
});
