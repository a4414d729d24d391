import { describe, expect, it } from 'vitest';
import { planWorkbook } from '../../../src/report/workbook/plan-workbook.js';
import { columnName, workbookParts } from '../../../src/report/workbook/workbook.js';
import { Decimal } from '../../../src/units/decimal.js';
import { samplePlan } from '../fixtures.js';

const plan = samplePlan();

describe('the workbook of a plan', () => {
  it('has live formulas for list and net of every priced line, and the nets add up to the plan to the cent', () => {
    const rows = planWorkbook(plan).find(({ name }) => name === 'Bill')?.rows ?? [];
    const priced = plan.cost.months.flatMap(({ charges }) => charges.filter(({ kind }) => kind === 'priced'));
    const [list, net] = [8, 10].map((column) => rows.flatMap((row) => row[column] ?? []).filter((cell) => 'formula' in cell));
    expect([list?.length, net?.length]).toEqual([priced.length, priced.length]);
    expect(net?.reduce((sum, { value }) => sum.plus(value), new Decimal(0))).toEqual(plan.cost.total.cost.amount);
  });
  it('keeps =HYPERLINK, +1, -1 and @SUM as text, and markup and control characters out of its XML', () => {
    const rows = ['=HYPERLINK("http://evil.example")', '+1', '-1', '@SUM(A1)', '</t><f>1</f>\u0000'].map((text) => [{ text }]);
    const parts = workbookParts([{ name: 'S', widths: [10], rows }]);
    const sheet = parts['xl/worksheets/sheet1.xml'] ?? '';
    expect(sheet).not.toContain('<f>');
    expect(sheet).not.toContain(String.fromCharCode(0));
    expect(sheet.match(/t="inlineStr"/g)).toHaveLength(5);
  });
  it('names its 27th column AA', () => {
    expect([0, 25, 26, 51, 52].map(columnName)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA']);
  });
});
