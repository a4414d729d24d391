import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { compareDocument } from '../../src/report/compare/compare-document.js';
import { compiledTemplate } from '../../src/report/compile-template.js';
import { table } from '../../src/report/table-view.js';
import { documentHtml, documentMarkdown, tableCsv } from '../../src/report/tables-document.js';
import { HOSTILE } from './fixture-basics.js';
import { samplePlan } from './fixtures.js';

const read = (name: string): string => readFileSync(new URL(`../../reports/${name}`, import.meta.url), 'utf8');
const partials = Object.fromEntries(
  ['subject', 'table', 'badge', 'chart', 'why', 'cited'].map((name) => [name, compiledTemplate(read(`partials/${name}.hbs`))]),
);
const assets = {
  templates: { page: compiledTemplate(read('tables.hbs')), partials },
  css: '',
  pageScript: '',
  hashes: { css: 'x', pageScript: 'y' },
};
const hostile = compareDocument(
  Object.values(HOSTILE).map((name) => ({ name, file: name, plan: samplePlan({ name }), note: name })),
);

it('lets no name become markup in a page: no element, no attribute, nothing loaded', () => {
  const html = documentHtml(hostile, assets);
  expect(html).not.toMatch(/<(?:img|script|svg|iframe)/i);
  expect(html).not.toMatch(/\s(?:src|href|on\w+)=["']?[^&]/i);
});
it('lets no name become markup or a link in Markdown', () => {
  const markdown = documentMarkdown(hostile);
  expect(markdown).not.toMatch(/(?<!\\)<[a-z/]/i);
  expect(markdown).not.toMatch(/(?<!\\)\]\(/);
});
it('lets no cell become a formula in CSV', () => {
  for (const view of hostile.subjects.flatMap(({ tables }) => tables)) expect(tableCsv(view)).not.toMatch(/(?:^|,|\n)"?[=@]/);
});
it('ranks by total only what leaves out the same: one of two plans without an appliance price is not ranked', () => {
  const open = samplePlan();
  const closed = { ...open, cost: { ...open.cost, total: { kind: 'complete', cost: open.cost.total.cost } as const } };
  const pair = [open, { ...closed, scenario: { ...closed.scenario, horizonMonths: 12 } }];
  const view = compareDocument(pair.map((one, index) => ({ name: `${index}`, file: '', plan: one, note: '' })));
  expect(view.subjects[0]?.lead[0]).toContain('not ranked');
});
it('brings the script, allowed by its hash, where a table has more rows than are shown at once: 101, not 100', () => {
  const [subject] = hostile.subjects;
  if (subject === undefined) throw new Error('a comparison has a subject');
  const rows = (count: number) => Array.from({ length: count }, (_, index) => ({ head: `row ${index}`, cells: [] }));
  const page = (count: number): string => {
    const tables = [table({ caption: 'Values', corner: 'Value', columns: [], rows: rows(count) })];
    return documentHtml({ ...hostile, subjects: [{ ...subject, tables }] }, { ...assets, pageScript: '/* finds and pages */' });
  };
  expect(page(100)).not.toMatch(/<script|script-src/);
  expect(page(101)).toContain('<script>/* finds and pages */</script>');
  expect(page(101)).toMatch(/script-src (?:'|&#x27;)sha256-y/);
});
