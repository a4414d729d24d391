import type { ChartData } from '../../report/chart-data.js';
import { el } from './element.js';

/** The place of a chart, as reports/partials/chart.hbs prints it. */
export function chartNodes(chart: ChartData): readonly Node[] {
  const { id, title, summary, labels } = chart;
  if (labels.length === 0) return [];
  return [
    el('div', { class: 'chart' }, el('canvas', { 'data-chart': id, role: 'img', 'aria-label': summary })),
    el(
      'p',
      { class: 'chart-data buttons scripted-only screen-only' },
      el(
        'button',
        { type: 'button', 'data-chart-data': id },
        'Download the data',
        el('span', { class: 'hidden' }, ` of this chart: ${title}`),
        ' (CSV)',
      ),
    ),
  ];
}
