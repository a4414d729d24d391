import { chartCsv } from '../report/chart-csv.js';
import type { ChartData } from '../report/chart-data.js';
import { download } from './what-if/download.js';

/** Every chart hands out what it draws now: after a what-if the changed figures. */
export function offerChartData(current: () => readonly ChartData[]): void {
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('button[data-chart-data]') : null;
    const data = button && current().find(({ id }) => id === button.dataset.chartData);
    if (data) download(`${data.id}.csv`, 'text/csv', chartCsv(data));
  });
}
