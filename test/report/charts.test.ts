import { describe, expect, it } from 'vitest';
import type { RestoreResult, RestoreStage } from '../../src/engine/plan-types.js';
import { chartCsv } from '../../src/report/chart-csv.js';
import { chartsOf } from '../../src/report/charts.js';
import { pageData } from '../../src/report/page-data.js';
import { stageChart } from '../../src/report/restore-charts.js';
import { tornadoView } from '../../src/report/tornado.js';
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

describe('stageChart', () => {
  const restore = (of: Partial<RestoreResult>): RestoreResult => {
    const [first] = samplePlan().restores;
    if (first === undefined) throw new Error('the fixture has no restore');
    return { ...first, ...of };
  };
  const stage = (name: RestoreStage['name'], hours: number): RestoreStage => ({
    name,
    hoursLow: hours,
    hours,
    hoursHigh: hours,
    limit: '',
  });

  it('lets fetch, rebuild and write start together after the wait, at hour 5, and the chain after the slowest, at hour 15', () => {
    const stages = [
      stage('declare', 1),
      stage('wait', 4),
      stage('fetch', 10),
      stage('rehydrate', 2),
      stage('write', 3),
      stage('chain', 0.5),
    ];
    const { labels, series } = stageChart(restore({ stages, dominant: 'fetch' }), '1');
    expect(series[0]?.from).toEqual([0, 1, 5, 5, 5, 15]);
    expect(series[0]?.values).toEqual([1, 5, 15, 7, 8, 15.5]);
    expect(labels[series[0]?.full?.indexOf(true) ?? -1]).toBe('Fetch from the cloud');
  });
  it('hands out start, end and target by stage; a stage that never ends has an empty end', () => {
    const data = stageChart(restore({ stages: [stage('declare', 1), stage('fetch', Number.POSITIVE_INFINITY)] }), '1');
    expect(chartCsv({ ...data, mark: { name: 'Target', value: 24 } })).toBe(
      'Stage,"Stage: start, hours","Stage: end, hours","Target, hours"\r\nDecide and prepare,0,1,24\r\nFetch from the cloud,1,,24\r\n',
    );
  });
  it('leaves out a target that lies beyond twice the last bar', () => {
    const stages = [stage('declare', 1), stage('write', 4)];
    const target = (rtoHours: number) =>
      stageChart(restore({ stages, scenario: { ...restore({}).scenario, rtoHours } }), '1').mark;
    expect(target(10)).toEqual({ name: 'Target', value: 10 });
    expect(target(10.1)).toBeUndefined();
  });
});

describe('tornadoView', () => {
  const bars = [
    { key: 'a', title: 'Change a day', atLow: 90, atHigh: 130, least: 90, most: 130 },
    { key: 'b', title: '=Used share', atLow: 115, atHigh: 95, least: 95, most: 115 },
  ];
  const view = tornadoView({ result: 'total cost', unit: 'USD', likely: 100, bars }, { currency: 'USD' });

  it('floats both ends of an input about the likely value, and hands them out in dollars', () => {
    expect(view.chart.mark).toEqual({ name: 'Likely', value: 100 });
    expect(chartCsv(view.chart)).toBe(
      'Input,"At its low end, $","At its high end, $","Likely, $"\r\nChange a day,90,130,100\r\n\'=Used share,115,95,100\r\n',
    );
  });
  it('says the same in its table: $90 to $130', () => {
    expect(view.table.rows[0]?.cells.map(({ text }) => text)).toEqual(['$90', '$130']);
    expect(view.table.note).toContain('Likely: $100.');
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
