import type { ChartConfiguration, ChartDataset } from 'chart.js';
import type { ChartData, ChartSeries } from '../report/chart-data.js';
import type { Theme } from './theme.js';

/** A value, a point by place, or a bar from one value to another. */
type Datum = number | null | { x: number; y: number | null } | [number, number];
type Config = ChartConfiguration<'bar' | 'line', Datum[], string>;
type Dataset = ChartDataset<'bar' | 'line', Datum[]>;

/** Chart data and colours -> what Chart.js draws. */
export function chartConfig(data: ChartData, theme: Theme): Config {
  if (data.kind === 'ranges') return rangesConfig(data, theme);
  const byPlace = isByPlace(data);
  return {
    type: data.kind === 'stacked bars' ? 'bar' : 'line',
    data: {
      labels: byPlace ? [] : [...data.labels],
      datasets: data.series.map((series, index) => dataset(data, series, index, theme)),
    },
    options: {
      ...look(theme),
      normalized: true,
      interaction: { mode: data.kind === 'front' ? 'nearest' : 'index', intersect: false },
      scales: { x: xScale(data, theme), y: yScale(data, theme) },
      plugins: {
        legend: legendOf(data, theme),
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

/** No animation: the page is a document, and some readers ask for less motion. */
const look = (theme: Theme) =>
  ({ animation: false, maintainAspectRatio: false, font: { family: theme.font, size: 12 }, color: theme.text }) as const;

const legendOf = ({ series }: ChartData, theme: Theme) =>
  ({
    display: series.length > 1,
    position: 'bottom',
    labels: { color: theme.text, usePointStyle: true, pointStyleWidth: 26, boxHeight: 8, padding: 14 },
  }) as const;

const MARK_DIGITS = 5;

/** Lying bars, a row each, from the start of each or from the mark; the mark is a line over all of them. */
function rangesConfig(data: ChartData, theme: Theme): Config {
  const { series, labels, mark, prefix } = data;
  const limits = series.flatMap(({ values, from = [] }) => [...values, ...from]).filter((value) => value !== null);
  const furthest = Math.max(mark?.value ?? 0, ...limits);
  const datasets = series.map(
    ({ name, values, from, full }, index): Dataset => ({
      label: name,
      data: values.map((end, row) => [from?.[row] ?? mark?.value ?? 0, end ?? furthest]),
      backgroundColor: labels.map((_, row) => (full && !full[row] ? theme.quiet : (theme.series[index] ?? theme.text))),
      pointStyle: 'rect',
      borderSkipped: false,
      borderRadius: 2,
      // A bar of seconds beside one of days still leaves a mark.
      minBarLength: 2,
      grouped: false,
      barPercentage: 0.75,
      categoryPercentage: 0.85,
    }),
  );
  return {
    type: 'bar',
    data: { labels: [...labels], datasets },
    plugins:
      mark === undefined
        ? []
        : [markLine(`${mark.name}: ${valueText(data, +mark.value.toPrecision(MARK_DIGITS))}`, mark.value, theme)],
    options: {
      ...look(theme),
      indexAxis: 'y',
      // Room for the mark's name.
      layout: { padding: { top: mark === undefined ? 0 : 18 } },
      interaction: { mode: 'nearest', axis: 'y', intersect: false },
      scales: {
        x: {
          type: 'linear',
          beginAtZero: series.some(({ from }) => from !== undefined),
          grace: mark === undefined ? 0 : '3%',
          ...axisLook(data.xTitle, theme),
          ticks: { color: theme.muted, maxRotation: 0, callback: (value: unknown) => `${prefix}${group(+String(value))}` },
        },
        y: {
          type: 'category',
          ...axisLook('', theme),
          grid: { display: false },
          ticks: {
            color: theme.text,
            autoSkip: false,
            crossAlign: 'far',
            callback(value) {
              return wrapped(labels[+value] ?? '', this.chart.width);
            },
          },
        },
      },
      plugins: {
        legend: legendOf(data, theme),
        tooltip: {
          callbacks: { label: ({ dataset, dataIndex, datasetIndex }) => rangeText(data, dataset.label, dataIndex, datasetIndex) },
        },
      },
    },
  };
}

const NARROW = 600;
/** Characters of a name that take a second line where charts are wide. */
const SHORT_NAME = 30;

/** Pixels of a row: names take more lines where there is less room, and paper is read closer. */
function rowHeight(labels: readonly string[], width: number, isPaper: boolean): number {
  if (isPaper) return labels.every((label) => label.length <= SHORT_NAME) ? 24 : 38;
  return width < NARROW ? 60 : 34;
}

/** Pixels that a row a bar needs, with axis, legend and the mark's name. */
export const rangesHeight = ({ labels, series, mark }: ChartData, width: number, isPaper: boolean): number =>
  labels.length * rowHeight(labels, width, isPaper) + 56 + (series.length > 1 ? 32 : 0) + (mark === undefined ? 0 : 18);

/** "Stage: 0.5 hours to 8.2 hours"; from the mark only the end. */
function rangeText(data: ChartData, name: string | undefined, row: number, index: number): string {
  const one = data.series[index];
  const [from, end] = [one?.from?.[row], one?.values[row]];
  const until = end === null || end === undefined ? 'never' : valueText(data, end);
  return `${name ?? ''}: ${from === undefined ? '' : `${valueText(data, from)} to `}${until}`;
}

const CHAR_WIDTH = 6.5;
const LABEL_SHARE = 0.36;
const LONGEST_LABEL = 4;

/** A row's name in lines that leave most of the width to the bars. */
function wrapped(label: string, width: number): string | string[] {
  const most = Math.max(10, Math.floor((width * LABEL_SHARE) / CHAR_WIDTH));
  const lines = label.split(' ').reduce<string[]>((done, word) => {
    const last = done.at(-1);
    if (last !== undefined && last.length + word.length < most) done[done.length - 1] = `${last} ${word}`;
    else done.push(word);
    return done;
  }, []);
  const shown = lines.slice(0, LONGEST_LABEL).map((line) => (line.length > most ? `${line.slice(0, most - 1)}…` : line));
  return lines.length > LONGEST_LABEL ? [...shown.slice(0, -1), `${shown.at(-1) ?? ''} …`] : shown;
}

/** A line over the bars with its name above it. */
function markLine(text: string, value: number, theme: Theme): NonNullable<Config['plugins']>[number] {
  return {
    id: 'mark',
    afterDatasetsDraw({ ctx, chartArea: { left, right, top, bottom }, scales: { x: axis } }) {
      const x = axis?.getPixelForValue(value) ?? left;
      ctx.save();
      ctx.strokeStyle = theme.text;
      ctx.lineWidth = 1.5;
      ctx.setLineDash([6, 4]);
      ctx.beginPath();
      ctx.moveTo(x, top - 4);
      ctx.lineTo(x, bottom);
      ctx.stroke();
      ctx.fillStyle = theme.text;
      ctx.font = `12px ${theme.font}`;
      ctx.textBaseline = 'bottom';
      const half = ctx.measureText(text).width / 2;
      ctx.textAlign = 'center';
      ctx.fillText(text, Math.max(left + half, Math.min(right - half, x)), top - 4);
      ctx.restore();
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

const labelOf = (data: ChartData, name: string | undefined, value: number | null): string =>
  `${name ?? ''}: ${valueText(data, value ?? 0)}`;

const valueText = ({ prefix, suffix }: ChartData, value: number): string => `${prefix}${group(value)}${suffix}`;

/** Where a point of a front stands, under its value. */
const placeOf = (data: ChartData, x: number | null): string => (data.kind === 'front' ? `${data.xTitle}: ${group(x ?? 0)}` : '');
