import type { Tornado, UncertaintyResult } from '../engine/uncertainty/types.js';
import { asGib } from '../units/gib.js';
import { barEnd, type ChartData, forChart } from './chart-data.js';
import { roughMoney } from './format-money.js';
import { countOf } from './format-number.js';
import { formatSize, sizeScale } from './format-size.js';
import { formatHours } from './format-time.js';
import { type TableView, table } from './table-view.js';

/** What moves a result most: a bar an input, and the same as a table. */
export interface TornadoView {
  readonly title: string;
  readonly chart: ChartData;
  readonly table: TableView;
}

const MOST_BARS = 10;
const TITLES: Readonly<Record<Tornado['result'], string>> = {
  'total cost': 'What moves the total cost',
  'back-end at end': 'What moves the data held at the end',
  'worst restore': 'What moves the restore nearest to its target',
};

/** How a result is written, and in which unit its axis counts. */
interface Axis {
  readonly title: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly value: (amount: number) => number;
  readonly text: (amount: number) => string;
}

export function tornadoView(tornado: Tornado, { currency }: Pick<UncertaintyResult, 'currency'>): TornadoView {
  const { result, unit, likely } = tornado;
  const bars = tornado.bars.slice(0, MOST_BARS);
  const [first] = bars;
  const left = tornado.bars.length - bars.length;
  const axis = axisOf(tornado, currency);
  const title = TITLES[result];
  const inUnit = (amount: number): number | null => barEnd(axis.value(amount));
  return {
    title,
    chart: {
      id: `tornado-${result.replaceAll(' ', '-')}`,
      kind: 'ranges',
      title,
      summary: `${title}: ${first === undefined ? 'nothing' : `most of all ${first.title}, ${axis.text(first.atLow)} to ${axis.text(first.atHigh)}`}. The table below has the figures.`,
      xTitle: axis.title,
      yTitle: 'Input',
      prefix: axis.prefix,
      suffix: axis.suffix,
      labels: bars.map((bar) => bar.title),
      x: [],
      series: [
        { name: 'At its low end', values: bars.map(({ atLow }) => inUnit(atLow)), dashed: false },
        { name: 'At its high end', values: bars.map(({ atHigh }) => inUnit(atHigh)), dashed: false },
      ],
      mark: { name: 'Likely', value: forChart(axis.value(likely)) },
    },
    table: table({
      caption: title,
      corner: 'Input',
      columns: ['#At its low end', '#At its high end'],
      rows: bars.map(({ title: head, atLow, atHigh }) => ({ head, cells: [atLow, atHigh].map(axis.text) })),
      note: `${result === 'worst restore' ? `${capital(unit)}. ` : ''}Likely: ${axis.text(likely)}. Each input alone at its low and its high end, all others likely${left > 0 ? `; ${countOf(left, 'smaller one', 'smaller ones')} not shown` : ''}.`,
    }),
  };
}

function axisOf({ result, likely, bars }: Tornado, currency: string): Axis {
  const same = (amount: number): number => amount;
  switch (result) {
    case 'total cost': {
      const [prefix, suffix] = currency === 'USD' ? ['$', ''] : ['', ` ${currency}`];
      return { title: `Total cost, ${currency}`, prefix, suffix, value: same, text: (amount) => roughMoney(amount, currency) };
    }
    case 'back-end at end': {
      const { unit, gib } = sizeScale([likely, ...bars.map(({ most }) => most)]);
      const text = (amount: number): string => formatSize(asGib(amount));
      return { title: `Held at the end, ${unit}`, prefix: '', suffix: ` ${unit}`, value: (amount) => amount / gib, text };
    }
    case 'worst restore':
      return { title: 'Restore time, hours', prefix: '', suffix: ' hours', value: same, text: formatHours };
  }
}

const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
