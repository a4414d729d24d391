import { chartCsv } from '../report/chart-csv.js';
import type { ChartData } from '../report/chart-data.js';
import { download } from './what-if/download.js';

/** Every chart hands out what it draws now: after a what-if the changed figures. */
export function offerChartData(current: () => readonly ChartData[]): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-chart-data]')) {
    button.addEventListener('click', () => {
      const data = current().find(({ id }) => id === button.dataset.chartData);
      if (data !== undefined) download(`${data.id}.csv`, 'text/csv', chartCsv(data));
    });
  }
}
