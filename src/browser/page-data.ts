import type { ChartData } from '../report/chart-data.js';

interface PageData {
  readonly charts: readonly ChartData[];
}

/** The figures that the report's own renderer wrote into the page. */
export function readPageData(): PageData {
  const text = document.getElementById('report-data')?.textContent ?? '';
  return text === '' ? { charts: [] } : JSON.parse(text);
}
