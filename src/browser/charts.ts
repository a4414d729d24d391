import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  Filler,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  Tooltip,
} from 'chart.js';
import type { ChartData } from '../report/chart-data.js';
import { chartConfig } from './chart-config.js';
import { offerChartData } from './chart-downloads.js';
import { currentTheme } from './theme.js';

/** Only what the report draws is registered, and so only that is in the page's bundle. */
Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  Filler,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  Tooltip,
);

/** Draws every chart that has a canvas, and again when the theme changes or the page is printed. The result draws other data. */
export function drawCharts(first: readonly ChartData[]): (charts: readonly ChartData[]) => void {
  let drawn: Chart[] = [];
  let charts = first;
  const draw = (): void => {
    for (const chart of drawn) chart.destroy();
    drawn = charts.flatMap((data) => drawOne(data) ?? []);
  };
  draw();
  offerChartData(() => charts);
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  // Paper is white whatever the screen is: the class brings the light colours back before the print styles do.
  const printing = (on: boolean) => (): void => {
    document.documentElement.classList.toggle('printing', on);
    draw();
  };
  window.addEventListener('beforeprint', printing(true));
  window.addEventListener('afterprint', printing(false));
  return (others) => {
    // What another plan does not draw, such as a search of the scenario, stays as it was.
    charts = [...others, ...first.filter(({ id }) => others.every((other) => other.id !== id))];
    draw();
  };
}

function drawOne(data: ChartData): Chart | undefined {
  const canvas = document.querySelector(`canvas[data-chart="${data.id}"]`);
  if (!(canvas instanceof HTMLCanvasElement) || data.series.length === 0) return undefined;
  canvas.setAttribute('aria-label', data.summary);
  return new Chart(canvas, chartConfig(data, currentTheme()));
}
