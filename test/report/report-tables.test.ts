import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { reportTableCsv, reportTables } from '../../src/report/report-tables.js';
import { reportView } from '../../src/report/view-model.js';
import { HOSTILE } from './fixture-basics.js';
import { REPORT_DATE, samplePlan } from './fixtures.js';

const view = reportView(samplePlan(), { asOf: REPORT_DATE, cinderSteps: [] });
const tables = reportTables(view);

describe('a table of the report as CSV', () => {
  it('has every row and column of the printed table, the total included', () => {
    const [head = [], ...rows]: string[][] = parse(reportTableCsv(tables, 'cost.years') ?? '');
    expect(head).toEqual([view.cost.years.corner, ...view.cost.years.columns.map(({ title }) => title)]);
    expect(rows).toHaveLength(view.cost.years.rows.length);
    expect(rows.at(-1)?.at(-1)).toBe('at least $9,744.00');
  });
  it('is one of some thirty, each with a name of its own and a caption', () => {
    const [, ...listed]: string[][] = parse(reportTableCsv(tables, 'list') ?? '');
    expect(listed.map(([name]) => name)).toEqual([...tables.keys()]);
    expect(listed.length).toBeGreaterThan(25);
    expect(listed.filter(([, caption]) => caption === '')).toEqual([]);
  });
  it('gives no cell that a spreadsheet runs, whatever a project is called', () => {
    const cells = [...tables.keys()].flatMap((name) => parse(reportTableCsv(tables, name) ?? '').flat() as string[]);
    expect(cells.length).toBeGreaterThan(500);
    expect(cells.filter((cell) => /^[=+@]/.test(cell) || /^-(?!\d+(\.\d+)?$)/.test(cell))).toEqual([]);
    expect(cells.some((cell) => cell.includes(HOSTILE.formula.slice(1, 8)))).toBe(true);
  });
  it('is nothing where there is no table of that name', () => expect(reportTableCsv(tables, 'cost.year')).toBeUndefined());
});
