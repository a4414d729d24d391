import { chartCsv } from '../report/chart-csv.js';
import type { ChartOf } from './charts.js';
import { download } from './what-if/download.js';

/** Every chart hands out what it draws now: after a what-if the changed figures. */
export function offerChartData(current: ChartOf): void {
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('button[data-chart-data]') : null;
    const data = button && current(button.dataset.chartData ?? '');
    if (data) download(`${data.id}.csv`, 'text/csv', chartCsv(data));
  });
}
