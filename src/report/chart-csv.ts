import type { ChartData } from './chart-data.js';
import { csvText } from './csv-cell.js';

/** What a chart draws as CSV (RFC 4180): a row a point, a column a series. Names of series are strangers' text. */
export function chartCsv({ labels, x, xTitle, series, suffix, prefix }: ChartData): string {
  const unit = `${prefix}${suffix}`.trim();
  const titled = series.map(({ name }) => (unit === '' ? name : `${name}, ${unit}`));
  const hasPlaces = x.length > 0;
  const head = [hasPlaces ? 'Point' : 'Month', ...(hasPlaces ? [xTitle] : []), ...titled];
  const rows = labels.map((label, point) => [
    label,
    ...(hasPlaces ? [`${x[point] ?? ''}`] : []),
    ...series.map(({ values }) => `${values[point] ?? ''}`),
  ]);
  return csvText([head, ...rows]);
}
