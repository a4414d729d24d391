import { describe, expect, it } from 'vitest';
import { chartCsv } from '../../src/report/chart-csv.js';
import { chartsOf } from '../../src/report/charts.js';
import { pageData } from '../../src/report/page-data.js';
import { asGib, tbFromGib } from '../../src/units/gib.js';
import { HOSTILE } from './fixture-basics.js';
import { capacity } from './fixture-capacity.js';
import { samplePlan } from './fixtures.js';

const charts = chartsOf(samplePlan());

describe('chartsOf', () => {
  it('stacks cohorts to what is held at the end: 44,000 GiB', () => {
    const stack = charts.capacity.series.filter(({ dashed }) => !dashed).map(({ values }) => values.at(-1) ?? 0);
    // Each point is kept to six digits.
    expect(stack.reduce((sum, value) => sum + value, 0)).toBeCloseTo(tbFromGib(asGib(44_000)), 3);
  });
  it('shows the other method as a dashed line over the stack', () => {
    expect(charts.capacity.series.filter(({ dashed }) => dashed).map(({ name }) => name)).toEqual(['Total by typed ratio 10:1']);
  });
  it('leaves an unpriced kind out of the bars, where it would read as nothing', () => {
    expect(charts.cost.series.map(({ name }) => name)).toEqual(['Storage', 'Requests', 'Early deletion']);
  });
  it('has a point a month and a point a rung', () => {
    expect(charts.cost.series.every(({ values }) => values.length === 25)).toBe(true);
    expect(charts.ladder.x).toEqual([8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768, 57600]);
    expect(charts.ladder.series[0]?.values).toHaveLength(14);
  });
  it('gathers the cohorts past the sixth when there are more than seven', () => {
    const many = Array.from({ length: 9 }, (_, index) => ({
      name: `c${index}`,
      backEndAtEnd: capacity.months.map(() => asGib(100 * (index + 1))),
    }));
    const { series } = chartsOf(samplePlan({ capacity: { ...capacity, byCohort: many } })).capacity;
    expect(series.map(({ name }) => name)).toEqual([
      'c8',
      'c7',
      'c6',
      'c5',
      'c4',
      'c3',
      '3 more cohorts',
      'Total by typed ratio 10:1',
    ]);
  });
});

describe('pageData', () => {
  it('lets no name close the script element, and reads back unchanged', () => {
    const text = pageData({ name: HOSTILE.markup, line: '\u2028' });
    expect(text).not.toContain('<');
    expect(JSON.parse(text)).toEqual({ name: HOSTILE.markup, line: '\u2028' });
  });
});

describe('chartCsv', () => {
  it('hands out what the ladder draws: 14 rungs with their TB and their cost a month, in dollars', () => {
    const rows = chartCsv(charts.ladder).trimEnd().split('\r\n');
    expect(rows[0]).toBe('Point,"Protected, TB","Last whole month, $"');
    expect(rows[1]).toBe('8 TB,8,94.4');
    expect(rows).toHaveLength(15);
  });
  it('lets no name of a cohort become a formula or another column', () => {
    const named = {
      ...charts.cost,
      prefix: '',
      suffix: '',
      series: [HOSTILE.formula, 'a,b"c'].map((name) => ({ name, values: [1], dashed: false })),
    };
    expect(chartCsv({ ...named, labels: ['Feb 2016'] })).toBe(
      `Month,${quoted(`'${HOSTILE.formula}`)},"a,b""c"\r\nFeb 2016,1,1\r\n`,
    );
  });
});

const quoted = (text: string): string => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
