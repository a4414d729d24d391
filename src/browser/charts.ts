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

/** A chart of the plan that the page shows, by the id that its canvas names. */
export type ChartOf = (id: string) => ChartData | undefined;

/** Charts of another plan: `show` draws those near the window, `complete` follows when the whole page is drawn. */
export interface PageCharts {
  readonly show: (chartOf: ChartOf) => void;
  readonly complete: () => void;
}

/** Draws every chart that comes near the window, all of them for paper, and again when the theme changes. */
export function drawCharts(first: readonly ChartData[]): PageCharts {
  let chartOf: ChartOf = (id) => first.find((one) => one.id === id);
  const own = chartOf;
  const drawn = new Map<Element, Chart>();
  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) drawIn(target);
    },
    { rootMargin: '50%' },
  );
  const dataFor = (canvas: Element): ChartData | undefined => chartOf(canvas.getAttribute('data-chart') ?? '');
  const drawIn = (canvas: Element): void => {
    near.unobserve(canvas);
    const data = dataFor(canvas);
    if (data === undefined || drawn.has(canvas) || !(canvas instanceof HTMLCanvasElement)) return;
    place(canvas, data, widthAround(canvas));
    drawn.set(canvas, new Chart(canvas, chartConfig(data, currentTheme())));
  };
  const restart = (): void => {
    near.disconnect();
    for (const chart of drawn.values()) chart.destroy();
    drawn.clear();
    for (const canvas of canvases()) near.observe(canvas);
  };
  const complete = (): void => {
    const waiting = [...canvases()].filter((canvas) => !drawn.has(canvas));
    // All widths before the first height: what is written makes the browser lay out the page for what is read next.
    const widths = waiting.map(widthAround);
    waiting.forEach((canvas, index) => {
      place(canvas, dataFor(canvas), widths[index] ?? 0);
      near.observe(canvas);
    });
  };
  restart();
  complete();
  offerChartData((id) => chartOf(id));
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', restart);
  // Paper is white whatever the screen is: the class brings the light colours back before the print styles do.
  window.addEventListener('beforeprint', () => {
    document.documentElement.classList.add('printing');
    restart();
    for (const canvas of canvases()) drawIn(canvas);
  });
  window.addEventListener('afterprint', () => {
    document.documentElement.classList.remove('printing');
    restart();
    complete();
  });
  const show = (others: ChartOf): void => {
    // What another plan does not draw, such as a search of the scenario, stays as it was.
    chartOf = (id) => others(id) ?? own(id);
    restart();
  };
  return { show, complete };
}

const canvases = (): NodeListOf<Element> => document.querySelectorAll('canvas[data-chart]');

const widthAround = ({ parentElement }: Element): number => parentElement?.clientWidth ?? 0;

/** Names a chart's canvas, and makes its place as high as it needs. */
function place(canvas: Element, data: ChartData | undefined, width: number): void {
  if (data === undefined) return;
  canvas.setAttribute('aria-label', data.summary);
  const box = canvas.parentElement;
  if (box === null || data.kind !== 'ranges') return;
  box.classList.add('ranges');
  box.style.height = `${rangesHeight(data, width, document.documentElement.matches('.printing'))}px`;
}
