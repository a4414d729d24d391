import type { Plan } from '../engine/plan-types.js';
import type { SlaOdds, Spread, UncertainInput, UncertaintyResult } from '../engine/uncertainty/types.js';
import { asGib } from '../units/gib.js';
import { formatMonth, yearOf } from './format-date.js';
import { roughMoney } from './format-money.js';
import { countOf, formatFixed, formatRough, formatShare, shareCell } from './format-number.js';
import { formatSize } from './format-size.js';
import { formatHours } from './format-time.js';
import { type TableView, table } from './table-view.js';
import { type TornadoView, tornadoView } from './tornado.js';
import { verdictBadge } from './verdict.js';

export interface UncertaintyView {
  readonly shown: boolean;
  readonly lead: string;
  readonly convergence: string;
  readonly correlations: readonly string[];
  readonly spreads: TableView;
  readonly months: TableView;
  readonly slas: TableView;
  readonly tornadoes: readonly TornadoView[];
  readonly inputs: TableView;
}

/** How sure the plan is: spreads of cost and size, the odds of every promise, and what moves them most. */
export function uncertaintyView(plan: Plan): UncertaintyView {
  const { uncertainty } = plan;
  if (uncertainty === undefined) return nothingDrawn();
  return {
    shown: true,
    lead: lead(uncertainty),
    convergence: `${uncertainty.convergence.note}.`,
    correlations: uncertainty.correlations,
    spreads: spreadTable(uncertainty),
    months: monthTable(uncertainty),
    slas: oddsTable(uncertainty),
    tornadoes: uncertainty.tornado.flatMap((one) => (one.bars.length === 0 ? [] : [tornadoView(one, uncertainty)])),
    inputs: inputTable(uncertainty.inputs),
  };
}

const noTable = (): TableView => table({ caption: '', corner: '', columns: [], rows: [] });

function nothingDrawn(): UncertaintyView {
  const [spreads, months, slas, inputs] = [noTable(), noTable(), noTable(), noTable()];
  const lead = 'The plan stands at its likely values: nothing was drawn (uncertainty.trials is 0, or is still being worked out).';
  return { shown: false, lead, convergence: '', correlations: [], spreads, months, slas, tornadoes: [], inputs };
}

/** "at least $51,000 to $111,000 (P10 to P90)"; undefined where nothing was drawn. */
export function costRange({ uncertainty, cost }: Plan): string | undefined {
  if (uncertainty === undefined) return undefined;
  const { totalCost, currency } = uncertainty;
  return `${cost.total.kind === 'atLeast' ? 'at least ' : ''}${roughMoney(totalCost.p10, currency)} to ${roughMoney(totalCost.p90, currency)} (P10 to P90)`;
}

/** "101 TB to 242 TB (P10 to P90)", of what the store holds in the end; undefined where nothing was drawn. */
export function holdRange({ uncertainty }: Plan): string | undefined {
  if (uncertainty === undefined) return undefined;
  const { p10, p90 } = uncertainty.backEndAtEnd;
  return `${formatSize(asGib(p10))} to ${formatSize(asGib(p90))} (P10 to P90)`;
}

/** "72% likely to be met"; '' where nobody asked or nothing was drawn. */
export function chanceText(odds: SlaOdds | undefined): string {
  if (odds?.probability === undefined) return '';
  if (odds.probability === 0 || odds.probability === 1) return odds.probability === 1 ? 'met in every trial' : 'met in no trial';
  return `${formatShare(odds.probability)} likely to be met`;
}

function lead({ trials, seed, inputs, totalCost, currency, backEndAtEnd }: UncertaintyResult): string {
  const size = (gib: number): string => formatSize(asGib(gib));
  return (
    `${countOf(inputs.length, 'input has', 'inputs have')} a range, and ${formatFixed(trials, 0)} trials (seed ${seed}) draw from them. In eight cases of ten the ` +
    `horizon costs ${roughMoney(totalCost.p10, currency)} to ${roughMoney(totalCost.p90, currency)}, in the middle ${roughMoney(totalCost.p50, currency)}; ` +
    `the store ends at ${size(backEndAtEnd.p10)} to ${size(backEndAtEnd.p90)}. What has no price is left out, as in the bill. Boxes, policies and classes stay as planned.`
  );
}

function spreadTable({ totalCost, totalMean, backEndAtEnd, currency, convergence }: UncertaintyResult): TableView {
  const money = (value: number): string => roughMoney(value, currency);
  const size = (value: number): string => formatSize(asGib(value));
  const error = (value: number | undefined, text: (value: number) => string): string =>
    value === undefined ? 'one block only' : `± ${text(value)}`;
  return table({
    caption: 'The whole horizon',
    corner: 'Result',
    columns: ['#P10', '#P50', '#P90', '#Mean', '#Standard error of P90'],
    rows: [
      { head: 'Total cost', cells: [...spreadCells(totalCost, money), money(totalMean), error(convergence.costP90, money)] },
      { head: 'Held at the end', cells: [...spreadCells(backEndAtEnd, size), '', error(convergence.backEndP90, size)] },
    ],
  });
}

const spreadCells = ({ p10, p50, p90 }: Spread, text: (value: number) => string): readonly string[] => [p10, p50, p90].map(text);

/** The last month of each calendar year: every month is in the CSV and in the chart of costs. */
function monthTable({ months, currency }: UncertaintyResult): TableView {
  const ends = months.filter((month, index) => {
    const next = months[index + 1];
    return next === undefined || yearOf(next.from) !== yearOf(month.from);
  });
  return table({
    caption: 'By month',
    corner: 'Month',
    columns: ['#Cost P10', '#Cost P50', '#Cost P90', '#Held P10', '#Held P50', '#Held P90'],
    rows: ends.map(({ from, cost, backEnd }) => ({
      head: formatMonth(from),
      cells: [
        ...spreadCells(cost, (value) => roughMoney(value, currency)),
        ...spreadCells(backEnd, (value) => formatSize(asGib(value))),
      ],
    })),
    note: 'The last month of each calendar year. A percentile of a sum is not the sum of the months’ percentiles.',
  });
}

const KIND_WORDS: Readonly<Record<SlaOdds['kind'], string>> = {
  restore: 'Restore',
  rpo: 'Recovery point',
  window: 'Backup window',
  wan: 'Line',
  'cloud capacity': 'Room in the cloud',
};

function oddsTable({ slas }: UncertaintyResult): TableView {
  return table({
    caption: 'What was promised, and how likely it is kept',
    corner: 'Promise',
    columns: ['#P50', '#P95', '#P99', '#Limit', '#Probability', 'Verdict'],
    rows: slas.map((one) => {
      const text = one.unit === 'hours' ? formatHours : shareCell;
      return {
        head: one.name,
        headNote: KIND_WORDS[one.kind],
        cells: [
          ...[one.value.p50, one.value.p95, one.value.p99].map(text),
          one.limit === undefined ? 'none' : text(one.limit),
          one.probability === undefined
            ? ''
            : {
                text: shareCell(one.probability),
                note: one.standardError ? `± ${formatFixed(one.standardError * 100, 1)} points` : '',
              },
          verdictBadge(one.verdict),
        ],
      };
    }),
    note: 'Meets: 95 trials of 100 keep it. At risk: half of them do, 95 do not; or a recovery point that holds only while the appliance survives. Misses: not even half. The error is a standard error.',
  });
}

function inputTable(inputs: readonly UncertainInput[]): TableView {
  return table({
    caption: 'Inputs with a range',
    corner: 'Input',
    columns: ['#Low', '#Likely', '#High', 'Unit', 'Read as', 'Label', '~Source'],
    rows: inputs.map(({ title, key, low, likely, high, unit, reading, shape, label, source }) => ({
      head: title,
      headNote: key,
      cells: [
        ...[low, likely, high].map(formatRough),
        unit,
        `${reading === 'quantiles' ? 'P10, P50, P90' : 'least, middle, most'}, ${shape}`,
        label,
        source,
      ],
    })),
    note: 'Everything else in the plan is taken as certain: no range is made up.',
  });
}
