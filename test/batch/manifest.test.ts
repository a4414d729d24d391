import { describe, expect, it } from 'vitest';
import { readManifest } from '../../src/batch/manifest-entries.js';
import { rowsOf } from '../../src/batch/manifest-rows.js';
import type { Row } from '../../src/batch/types.js';
import type { Problem } from '../../src/problems/problem.js';

const FORMATS = ['html', 'json', 'focus', 'quote-html', 'quote-json'];

function problemsOf(file: string, text: string): readonly Problem[] {
  const read = readManifest(file, text, FORMATS);
  return read.ok ? [] : read.problems;
}
async function rowsIn(file: string, text: string): Promise<readonly Row[]> {
  const read = readManifest(file, text, FORMATS);
  const rows = read.ok ? await rowsOf(read.value, file) : read;
  if (!rows.ok) throw new Error(JSON.stringify(rows.problems));
  return rows.value;
}
const brief = ({ code, where, found }: Problem): string => `${where.line} ${code} ${where.field}: ${found}`;

describe('a manifest in CSV', () => {
  const many = (head: string, row: string): string => `${head}\n${Array(10_000).fill(row).join('\n')}\n`;

  it('tells an unknown column of 10,000 rows once, in line 1, with the nearest name', () => {
    const problems = problemsOf('all.csv', many('scenario,nmae,set.horizon', 'a.yaml,x,2 months'));
    expect(problems.map(brief)).toEqual(['1 BAT001 nmae: the unknown column "nmae"']);
    expect(problems[0]?.fix).toBe('did you mean name?');
  });
  it('tells a column that is there twice, one without a name, and a template, which only YAML has', () => {
    expect(problemsOf('all.csv', 'scenario,name,name,,template\na.yaml,x,y,,gold\n').map(brief)).toEqual([
      '1 BAT001 name: the column "name" a second time',
      '1 BAT001 : the unknown column ""',
      '1 BAT001 template: the unknown column "template"',
    ]);
  });
  it('names an unknown format and an audience that is none by their lines and columns, at once', () => {
    const problems = problemsOf('all.csv', 'scenario,formats,audience\na.yaml,htm,\nb.yaml,html,public\n');
    expect(problems.map(brief)).toEqual(['2 BAT003 formats: the format htm', '3 BAT001 audience: "public"']);
    expect(problems.map(({ fix }) => fix)).toEqual(['did you mean html or quote-html?', undefined]);
  });
  it('knows for each override the line and column that says it', async () => {
    const [, second] = await rowsIn('all.csv', 'name,scenario,set.destination.region\na,a.yaml,Ireland\nb,a.yaml,Frankfurt\n');
    const where = { file: 'all.csv', line: 3, field: 'set.destination.region' };
    expect(second?.set).toEqual({ 'destination.region': { value: 'Frankfurt', where } });
  });
});

describe('a manifest in YAML', () => {
  it('tells a format of the defaults once, where it is written, however many rows there are', () => {
    const rows = Array(50).fill('  - {scenario: a.yaml, name: "r{row}"}').join('\n');
    expect(problemsOf('all.yaml', `defaults: {formats: [pdf]}\nrows:\n${rows}\n`).map(brief)).toEqual([
      '1 BAT003 defaults.formats: the format pdf',
    ]);
  });
  it('tells an unknown key, a set that is no mapping and no formats at all, each at its place', () => {
    const text =
      'row: 1\nrows:\n  - {scenario: a.yaml, sett: {}}\n  - {scenario: a.yaml, set: abc}\n  - {scenario: a.yaml, formats: []}\n';
    expect(problemsOf('all.yaml', text).map(brief)).toEqual([
      '1 BAT001 row: the unknown key "row"',
      '3 BAT001 rows[0].sett: the unknown key "sett"',
      '4 BAT001 rows[1].set: "abc"',
      '5 BAT003 rows[2].formats: no format',
    ]);
  });
  it('lays the row over its template and that over the defaults, key by key', async () => {
    const text = `defaults: {formats: [quote-html, json], lang: de, set: {horizon: 5 years, growth: 1% a year}}
templates: {gold: {scenario: gold.yaml, terms: terms.yaml, quote: {customer.name: Gold}, set: {horizon: 3 years}}}
rows: [{name: acme, template: gold, quote: {number: Q-1}, set: {destination: {region: Ireland}}}]
`;
    const [row] = await rowsIn('sub/all.yaml', text);
    const values = (set: Row['set'] = {}): object =>
      Object.fromEntries(Object.entries(set).map(([key, { value }]) => [key, value]));
    expect(values(row?.set)).toEqual({ horizon: '3 years', growth: '1% a year', 'destination.region': 'Ireland' });
    expect(values(row?.quote?.set)).toEqual({ 'customer.name': 'Gold', number: 'Q-1' });
    expect(row).toMatchObject({
      scenario: 'sub/gold.yaml',
      outputs: { 'quote-html': 'acme.quote.html', json: 'acme.json' },
      quote: { terms: 'sub/terms.yaml', manifest: 'sub/all.yaml', audience: 'customer', language: 'de' },
    });
    expect([row?.set.horizon?.where.line, row?.set['destination.region']?.where.line]).toEqual([2, 3]);
  });
  it('writes rows of FOCUS to a name that ends in .csv, and needs nothing of a quote for them', async () => {
    const [row] = await rowsIn('all.yaml', 'rows: [{scenario: a.yaml, formats: focus, terms: terms.yaml}]\n');
    expect(row).toMatchObject({ outputs: { focus: 'a.focus.csv' } });
    expect(row).not.toHaveProperty('quote');
  });
});
