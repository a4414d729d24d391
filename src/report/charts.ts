import type { Plan } from '../engine/plan-types.js';
import { doubleFromExact } from '../units/decimal.js';
import { asGib } from '../units/gib.js';
import { lazily } from '../units/lazily.js';
import type { Money } from '../units/quantity.js';
import { sumCharges } from './bill-lines.js';
import { type ChartData, type ChartSeries, forChart } from './chart-data.js';
import { kindTitle } from './cost-kinds.js';
import { formatMonth } from './format-date.js';
import { formatMoneyShort, formatTotalShort } from './format-money.js';
import { formatRatio } from './format-number.js';
import { formatSize, formatTb, type SizeScale, sizeScale } from './format-size.js';
import { methodNames } from './view-model-capacity.js';
import { kindsInPlan } from './view-model-cost.js';
import { costRange } from './view-model-uncertainty.js';

/** Their ids, as the page's canvases and its data name them. */
export type ChartId = 'capacity' | 'ratio' | 'cost' | 'ladder';

/** The charts that every report has. */
export function chartsOf(plan: Plan): Readonly<Record<ChartId, ChartData>> {
  return lazily<Readonly<Record<ChartId, ChartData>>>({
    capacity: () => capacityChart(plan),
    ratio: () => ratioChart(plan),
    cost: () => costChart(plan),
    ladder: () => ladderChart(plan),
  });
}

/** Colours run out before readers do: what is smaller than the largest seven is drawn as one. */
const MOST_SERIES = 7;

const line = (name: string, values: readonly number[], dashed = false): ChartSeries => ({
  name,
  values: values.map(forChart),
  dashed,
});

function monthLabels(months: readonly { readonly from: Parameters<typeof formatMonth>[0] }[]): readonly string[] {
  return months.map(({ from }) => formatMonth(from));
}

function capacityChart(plan: Plan): ChartData {
  const { months, byCohort } = plan.capacity;
  const scale = sizeScale(months.map((month) => Math.max(month.backEndAtEnd, month.otherMethodAtEnd)));
  const { other } = methodNames(plan);
  const last = months.at(-1);
  return {
    id: 'capacity',
    kind: 'stacked areas',
    title: 'Held in the store',
    summary: `Data held in the store by month, stacked by cohort. It ends at ${formatSize(last?.backEndAtEnd ?? asGib(0))}. The table below has the figures.`,
    xTitle: '',
    yTitle: `Held in the store, ${scale.unit}`,
    prefix: '',
    suffix: ` ${scale.unit}`,
    labels: monthLabels(months),
    x: [],
    series: [
      ...largestFirst(byCohort, scale),
      line(
        `Total by ${other}`,
        months.map((month) => month.otherMethodAtEnd / scale.gib),
        true,
      ),
    ],
  };
}

function largestFirst(cohorts: Plan['capacity']['byCohort'], scale: SizeScale): readonly ChartSeries[] {
  const sorted = [...cohorts].sort((a, b) => (b.backEndAtEnd.at(-1) ?? 0) - (a.backEndAtEnd.at(-1) ?? 0));
  const shown = sorted.slice(0, sorted.length > MOST_SERIES ? MOST_SERIES - 1 : MOST_SERIES);
  const rest = sorted.slice(shown.length);
  const inUnit = (values: readonly number[]): readonly number[] => values.map((size) => size / scale.gib);
  const others = (sorted[0]?.backEndAtEnd ?? []).map((_, month) =>
    rest.reduce((sum, one) => sum + (one.backEndAtEnd[month] ?? 0), 0),
  );
  return [
    ...shown.map(({ name, backEndAtEnd }) => line(name, inUnit(backEndAtEnd))),
    ...(rest.length > 0 ? [line(`${rest.length} more cohorts`, inUnit(others))] : []),
  ];
}

function ratioChart(plan: Plan): ChartData {
  const { months } = plan.capacity;
  const last = months.at(-1);
  return {
    id: 'ratio',
    kind: 'lines',
    title: 'Reduction over time',
    summary: `Reduction ratio by month: it ends at ${formatRatio(last?.dedupeRatioUsed ?? 0)} of used and ${formatRatio(last?.dedupeRatioProvisioned ?? 0)} of provisioned size. The table below has the figures.`,
    xTitle: '',
    yTitle: 'Retained : held',
    prefix: '',
    suffix: ':1',
    labels: monthLabels(months),
    x: [],
    series: [
      line(
        'Of used size',
        months.map((month) => month.dedupeRatioUsed),
      ),
      line(
        'Of provisioned size',
        months.map((month) => month.dedupeRatioProvisioned),
      ),
    ],
  };
}

const forMoneyChart = (value: Money): number => forChart(doubleFromExact(value.amount));

function costChart(plan: Plan): ChartData {
  const range = costRange(plan);
  const { months } = plan.cost;
  const { currency } = plan.scenario;
  const series = kindsInPlan(plan).map((kind): ChartSeries => {
    const values = months.map(({ charges }) =>
      forMoneyChart(
        sumCharges(
          charges.filter((charge) => charge.kindOfCost === kind),
          currency,
        ),
      ),
    );
    return { name: kindTitle(kind), values, dashed: false };
  });
  return {
    id: 'cost',
    kind: 'stacked bars',
    title: 'Cost by month',
    summary: `Cost by month, stacked by kind: ${formatTotalShort(plan.cost.total)} over the horizon${range === undefined ? '' : `, ${range}`}. The table below has the figures.`,
    xTitle: '',
    yTitle: `Cost a month, ${currency}`,
    prefix: currency === 'USD' ? '$' : '',
    suffix: currency === 'USD' ? '' : ` ${currency}`,
    labels: monthLabels(months),
    x: [],
    // A kind without a price would be a bar of nothing: the table says "not priced".
    series: [...series.filter(({ values }) => values.some((value) => value !== 0)), ...costBand(plan)],
  };
}

/** P10 and P90 of each month's cost, over the bars of the likely values. */
function costBand({ uncertainty }: Plan): readonly ChartSeries[] {
  if (uncertainty === undefined) return [];
  const { months } = uncertainty;
  const edge = (name: string, band: 'low' | 'high', values: readonly number[]): ChartSeries => ({
    ...line(name, values, true),
    band,
  });
  return [
    edge(
      'P10: one case in ten costs less',
      'low',
      months.map(({ cost }) => cost.p10),
    ),
    edge(
      'P90: one case in ten costs more',
      'high',
      months.map(({ cost }) => cost.p90),
    ),
  ];
}

function ladderChart(plan: Plan): ChartData {
  const { currency } = plan.scenario;
  const [first, last] = [plan.ladder[0], plan.ladder.at(-1)];
  const range = first && last ? `from ${formatTb(first.protectedTb)} to ${formatTb(last.protectedTb)}` : '';
  return {
    id: 'ladder',
    kind: 'log lines',
    title: 'Cost by protected size',
    summary: `Monthly cost against protected size, both axes logarithmic, ${range}: ${first ? formatMoneyShort(first.scaledMonthly.cost) : ''} to ${last ? formatMoneyShort(last.scaledMonthly.cost) : ''}. The table below has the figures.`,
    xTitle: 'Protected, TB',
    yTitle: `Last whole month, ${currency}`,
    prefix: currency === 'USD' ? '$' : '',
    suffix: currency === 'USD' ? '' : ` ${currency}`,
    labels: plan.ladder.map(({ protectedTb }) => formatTb(protectedTb)),
    x: plan.ladder.map(({ protectedTb }) => forChart(protectedTb)),
    series: [
      {
        name: 'Last whole month',
        values: plan.ladder.map(({ scaledMonthly }) => forMoneyChart(scaledMonthly.cost)),
        dashed: false,
      },
    ],
  };
}
