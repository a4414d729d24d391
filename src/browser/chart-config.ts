import type { ChartConfiguration, ChartDataset } from 'chart.js';
import type { ChartData, ChartSeries } from '../report/chart-data.js';
import type { Theme } from './theme.js';

type Config = ChartConfiguration<'bar' | 'line', (number | { x: number; y: number })[], string>;
type Dataset = ChartDataset<'bar' | 'line', (number | { x: number; y: number })[]>;

/** Chart data and colours -> what Chart.js draws. No animation: the page is a document, and some readers ask for less motion. */
export function chartConfig(data: ChartData, theme: Theme): Config {
  const byPlace = isByPlace(data);
  return {
    type: data.kind === 'stacked bars' ? 'bar' : 'line',
    data: {
      labels: byPlace ? [] : [...data.labels],
      datasets: data.series.map((series, index) => dataset(data, series, index, theme)),
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      normalized: true,
      font: { family: theme.font, size: 12 },
      color: theme.text,
      interaction: { mode: data.kind === 'front' ? 'nearest' : 'index', intersect: false },
      scales: { x: xScale(data, theme), y: yScale(data, theme) },
      plugins: {
        legend: {
          display: data.series.length > 1,
          position: 'bottom',
          labels: { color: theme.text, usePointStyle: true, pointStyleWidth: 26, boxHeight: 8, padding: 14 },
        },
        tooltip: {
          callbacks: {
            title: (items) => titleOf(data, items[0]?.dataIndex),
            label: (item) => labelOf(data, item.dataset.label, item.parsed.y),
            afterLabel: (item) => placeOf(data, item.parsed.x),
          },
        },
      },
    },
  };
}

/** Points have an x of their own. */
const isByPlace = ({ kind }: ChartData): boolean => kind === 'log lines' || kind === 'front';

function dataset(data: ChartData, series: ChartSeries, index: number, theme: Theme): Dataset {
  const color = series.dashed ? theme.text : (theme.series[index % theme.series.length] ?? theme.text);
  const values = isByPlace(data) ? series.values.map((y, point) => ({ x: data.x[point] ?? 0, y })) : [...series.values];
  if (series.band !== undefined) return bandEdge(series, series.band, values, theme);
  if (data.kind === 'stacked bars') {
    // A line of paper between the parts keeps them apart where two colours look alike.
    return {
      label: series.name,
      data: values,
      backgroundColor: color,
      pointStyle: 'rect',
      borderColor: theme.paper,
      borderWidth: { top: 1 },
      stack: 'cost',
      barPercentage: 0.92,
      categoryPercentage: 0.9,
    };
  }
  if (data.kind === 'front') return frontLine(series, values, color, theme);
  const log = data.kind === 'log lines';
  const area = data.kind === 'stacked areas' && !series.dashed;
  return {
    label: series.name,
    data: values,
    // A comparison lies over the stack, not under it.
    order: series.dashed ? -1 : 0,
    pointStyle: area ? 'rect' : log ? 'circle' : 'line',
    borderColor: area ? theme.paper : color,
    borderWidth: area ? 1 : 2.5,
    borderDash: series.dashed || (data.kind === 'lines' && index > 0) ? [6, 4] : [],
    backgroundColor: color,
    fill: area ? (index === 0 ? 'origin' : '-1') : false,
    stack: series.dashed ? 'comparison' : 'held',
    pointRadius: log ? 3.5 : 0,
    pointHitRadius: 12,
    tension: 0,
  };
}

/** Steps from point to point: between two of them, the cheaper one is what there is. */
function frontLine({ name, full = [] }: ChartSeries, data: Dataset['data'], color: string, theme: Theme): Dataset {
  return {
    label: name,
    data,
    stepped: 'before',
    borderColor: color,
    borderWidth: 1.5,
    pointStyle: 'circle',
    pointRadius: 5,
    pointBorderWidth: 2,
    pointBorderColor: color,
    pointBackgroundColor: data.map((_, index) => (full[index] ? color : theme.paper)),
    pointHitRadius: 14,
    fill: false,
    tension: 0,
  };
}

/** One edge of a band over the bars, on a stack of its own: it adds to nothing. */
function bandEdge(series: ChartSeries, band: 'low' | 'high', data: Dataset['data'], theme: Theme): Dataset {
  return {
    type: 'line',
    label: series.name,
    data,
    order: -1,
    pointStyle: 'line',
    borderColor: theme.text,
    borderWidth: 1.5,
    borderDash: [6, 4],
    backgroundColor: `color-mix(in srgb, ${theme.text} 14%, transparent)`,
    fill: band === 'high' ? '-1' : false,
    stack: band,
    pointRadius: 0,
    pointHitRadius: 12,
    tension: 0,
  };
}

type Scale = NonNullable<NonNullable<NonNullable<Config['options']>['scales']>[string]>;

function xScale(data: ChartData, theme: Theme): Scale {
  if (data.kind === 'log lines') {
    return {
      type: 'logarithmic',
      ...axisLook(data.xTitle, theme),
      ticks: { color: theme.muted, maxRotation: 0, callback: (value: unknown) => roundTick(+String(value), '', '') },
    };
  }
  if (data.kind === 'front') {
    return {
      type: 'linear',
      grace: '5%',
      ...axisLook(data.xTitle, theme),
      ticks: { color: theme.muted, maxRotation: 0, callback: (value: unknown) => group(+String(value)) },
    };
  }
  return {
    type: 'category',
    stacked: data.kind !== 'lines',
    ...axisLook(data.xTitle, theme),
    grid: { display: false },
    ticks: { color: theme.muted, maxRotation: 0, autoSkipPadding: 16 },
  };
}

function yScale(data: ChartData, theme: Theme): Scale {
  const log = data.kind === 'log lines';
  return {
    type: log ? 'logarithmic' : 'linear',
    stacked: data.kind.startsWith('stacked'),
    ...(log ? {} : { beginAtZero: true }),
    ...axisLook(data.yTitle, theme),
    ticks: {
      color: theme.muted,
      callback: (value: unknown) => (log ? roundTick(+String(value), data.prefix, '') : `${data.prefix}${group(+String(value))}`),
    },
  };
}

function axisLook(title: string, theme: Theme) {
  return {
    title: { display: title !== '', text: title, color: theme.muted },
    grid: { color: theme.grid },
    border: { color: theme.grid },
  };
}

/** On a logarithmic axis only the powers of ten are named. */
function roundTick(value: number, prefix: string, suffix: string): string {
  return Number.isInteger(Math.log10(value)) ? `${prefix}${group(value)}${suffix}` : '';
}

const digits = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });
const group = (value: number): string => digits.format(value);

const titleOf = (data: ChartData, index: number | undefined): string => (index === undefined ? '' : (data.labels[index] ?? ''));

function labelOf(data: ChartData, name: string | undefined, value: number | null): string {
  return `${name ?? ''}: ${data.prefix}${group(value ?? 0)}${data.suffix}`;
}

/** Where a point of a front stands, under its value. */
const placeOf = (data: ChartData, x: number | null): string => (data.kind === 'front' ? `${data.xTitle}: ${group(x ?? 0)}` : '');
