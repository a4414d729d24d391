import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCell, csvText } from '../../src/report/csv-cell.js';
import { renderCsv } from '../../src/report/render-csv.js';
import { frankfurt } from './fixture-cost.js';
import { samplePlan } from './fixtures.js';

describe('csvCell', () => {
  it.each(['=1+1', '+1', '-cmd', '@sum', '\tx', '\rx'])('defuses %j with an apostrophe', (text) => {
    expect(csvCell(text).replace(/^"/, '')).toMatch(/^'/);
  });
  it('leaves -12.50 a number', () => expect(csvCell('-12.50')).toBe('-12.50'));
  it('reads back as written, but for the apostrophe', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 2 }), { minLength: 1 }), (rows) => {
        const defused = rows.map((row) =>
          row.map((text) => (/^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text)),
        );
        expect(parse(csvText(rows), { relax_column_count: true, skip_empty_lines: false })).toEqual(defused);
      }),
    );
  });
});

describe('renderCsv', () => {
  const rows: Record<string, string>[] = parse(renderCsv(samplePlan()), { columns: true });

  it('has a row for each of the 25 calendar months', () => expect(rows).toHaveLength(25));
  it('starts and ends with the plan', () => {
    expect(rows[0]).toMatchObject({ from: '2016-02-15', until: '2016-03-01', days: '15' });
    expect(rows.at(-1)).toMatchObject({ until: '2018-02-15' });
  });
  // 20,000 GiB-Months x 0.012 + 40,000 / 1,000 x 0.055 = 240.00 + 2.20
  it('bills the first month at 242.20', () => expect(rows[0]?.cost_total).toBe('242.20'));
  it('leaves an unpriced appliance empty and names it', () => {
    expect(rows[0]).toMatchObject({ cost_appliance: '', cost_total_is: 'at least', cost_unpriced: 'appliance (no quote given)' });
  });
  it('compares with Ireland month by month', () => expect(rows[0]?.['total Ireland archive']).toBe('142.20'));
  it('defuses a destination that is called like a formula', () => {
    const named = { ...frankfurt, destination: { ...frankfurt.destination, label: '=cmd|x' } };
    // The label stands behind the word "total", so no cell starts with it.
    expect(renderCsv(samplePlan({ comparisons: [named] })).split('\r\n')[0]).not.toMatch(/(^|,)"?[=+@-]/);
  });
});
