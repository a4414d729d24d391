import type { ChartData, ChartSeries } from './chart-data.js';
import { csvText } from './csv-cell.js';

/** What a chart draws as CSV (RFC 4180): a row a point, a column a series; a series of bars has two. Names of series are strangers' text. */
export function chartCsv({ kind, labels, x, xTitle, yTitle, series, mark, suffix, prefix }: ChartData): string {
  const unit = `${prefix}${suffix}`.trim();
  const columns: readonly Column[] = [
    ...(x.length > 0 ? [{ title: xTitle, at: (point: number) => x[point] }] : []),
    ...series.flatMap((one) => seriesColumns(one, unit)),
    ...(mark === undefined ? [] : [{ title: titled(mark.name, unit), at: () => mark.value }]),
  ];
  const rows = kind === 'ranges' ? yTitle : x.length > 0 ? 'Point' : 'Month';
  return csvText([
    [rows, ...columns.map(({ title }) => title)],
    ...labels.map((label, point) => [label, ...columns.map(({ at }) => `${at(point) ?? ''}`)]),
  ]);
}

interface Column {
  readonly title: string;
  readonly at: (point: number) => number | null | undefined;
}

const titled = (name: string, unit: string): string => (unit === '' ? name : `${name}, ${unit}`);

function seriesColumns({ name, from, values }: ChartSeries, unit: string): readonly Column[] {
  const ends = { title: titled(from === undefined ? name : `${name}: end`, unit), at: (point: number) => values[point] };
  if (from === undefined) return [ends];
  return [{ title: titled(`${name}: start`, unit), at: (point) => from[point] }, ends];
}
