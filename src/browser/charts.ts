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
import { chartConfig, rangesHeight } from './chart-config.js';
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

/** Draws every chart that comes near the window, all of them for paper, and again when the theme changes. The result draws other data. */
export function drawCharts(first: readonly ChartData[]): (charts: readonly ChartData[]) => void {
  let charts = first;
  let drawn: readonly Chart[] = [];
  let waiting = new Map<Element, ChartData>();
  const drawIn = (canvas: Element): void => {
    const data = waiting.get(canvas);
    if (data === undefined || !(canvas instanceof HTMLCanvasElement)) return;
    waiting.delete(canvas);
    drawn = [...drawn, new Chart(canvas, chartConfig(data, currentTheme()))];
  };
  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) drawIn(target);
    },
    { rootMargin: '50%' },
  );
  const restart = (): void => {
    near.disconnect();
    for (const chart of drawn) chart.destroy();
    drawn = [];
    waiting = new Map(charts.flatMap((data) => placed(data)));
    for (const canvas of waiting.keys()) near.observe(canvas);
  };
  restart();
  offerChartData(() => charts);
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', restart);
  // Paper is white whatever the screen is: the class brings the light colours back before the print styles do.
  window.addEventListener('beforeprint', () => {
    document.documentElement.classList.add('printing');
    restart();
    for (const canvas of [...waiting.keys()]) drawIn(canvas);
  });
  window.addEventListener('afterprint', () => {
    document.documentElement.classList.remove('printing');
    restart();
  });
  return (others) => {
    // What another plan does not draw, such as a search of the scenario, stays as it was.
    charts = [...others, ...first.filter(({ id }) => others.every((other) => other.id !== id))];
    restart();
  };
}

/** The canvas of a chart, named and as high as it needs; none where the page has no place for it. */
function placed(data: ChartData): readonly (readonly [Element, ChartData])[] {
  const canvas = document.querySelector(`canvas[data-chart="${data.id}"]`);
  const box = canvas?.parentElement;
  if (!canvas || !box) return [];
  canvas.setAttribute('aria-label', data.summary);
  if (data.kind === 'ranges') {
    box.classList.add('ranges');
    box.style.height = `${rangesHeight(data, box.clientWidth, document.documentElement.matches('.printing'))}px`;
  }
  return [[canvas, data]];
}
