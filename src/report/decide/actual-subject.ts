import type { Variance, VarianceLine } from '../../engine/decide/variance.js';
import type { Day } from '../../units/day.js';
import type { Money } from '../../units/quantity.js';
import { formatMonth } from '../format-date.js';
import { formatMoney } from '../format-money.js';
import { formatExact, formatFixed, formatShare } from '../format-number.js';
import { type TableView, table } from '../table-view.js';
import type { Subject } from '../tables-document.js';

/** One month of the plan against what was used. */
export interface MonthVariance extends Variance {
  readonly month: Day;
}

/** How well the refitted profiles say what was stored, and how far they had to move. */
export interface Refit {
  readonly errorPlanned: number;
  readonly errorFitted: number;
  /** Times the plan's value. */
  readonly factors: Readonly<Record<'dailyChange' | 'hot' | 'compression', number>>;
  readonly undecided: readonly string[];
  /** Said where a value went further than any estate would explain. */
  readonly warnings: readonly string[];
}

export interface ActualView {
  readonly months: readonly MonthVariance[];
  /** Months of the files that the plan does not have, and usage that it never has. */
  readonly outside: readonly string[];
  readonly left: readonly string[];
  /** Costs of things that no plan has: whole in the policy part. */
  readonly foreign: readonly string[];
  readonly hasMoney: boolean;
  /** undefined: nothing stored was told. */
  readonly refit: Refit | undefined;
  /** Lines of a scenario; empty: nothing stored was told. */
  readonly profiles: readonly string[];
}

/** The plan against the bill, its error in parts. */
export function actualSubject(view: ActualView): Subject {
  const { months, refit } = view;
  return {
    title: 'Plan against actual',
    lead: [
      ...months.map(
        ({ month, planned, actual, difference }) =>
          `${formatMonth(month)}: planned ${formatMoney(planned)}, actual ${formatMoney(actual)}, difference ${formatMoney(difference)}.`,
      ),
      ...(refit?.warnings ?? []),
    ],
    charts: [],
    tables: [partsTable(months), itemTable(months), refitTable(refit)],
    folded: [],
    whys: [{ label: 'The parts', why: PARTS }],
    notes: notesOf(view),
  };
}

const PARTS = {
  rule: 'M-114',
  formula:
    'volume: stored in all, at planned classes and prices; mix: other classes; policy: requests, deletions, retrieval and egress other than planned; price: what is left',
  inputs: [],
  sources: [],
};

function partsTable(months: readonly MonthVariance[]): TableView {
  return table({
    caption: 'Where the difference comes from; the parts add up',
    corner: 'Month',
    columns: ['#Planned', '#Volume', '#Mix', '#Policy', '#Price', '#Actual'],
    rows: months.map(({ month, planned, volume, mix, policy, price, actual }) => ({
      head: formatMonth(month),
      cells: [planned, volume, mix, policy, price, actual].map(formatMoney),
    })),
  });
}

function itemTable(months: readonly MonthVariance[]): TableView {
  const cells = ({ plannedQuantity, actualQuantity, planned, actual }: VarianceLine) => [
    ...[plannedQuantity, actualQuantity].map((amount) => formatExact(amount, 0, 2)),
    ...[planned, actual].map((amount: Money) => formatMoney(amount)),
  ];
  return table({
    caption: 'Item by item: GiB-Months, GiB or requests',
    corner: 'Item',
    columns: ['#Planned', '#Actual', '#Planned cost', '#Actual cost'],
    rows: months.flatMap(({ month, lines }) =>
      lines.map((line) => ({ head: line.name, headNote: formatMonth(month), cells: cells(line) })),
    ),
  });
}

function refitTable(refit: Refit | undefined): TableView {
  const values = refit === undefined ? [] : Object.entries(refit.factors);
  return table({
    caption: 'Values that would have planned what was stored',
    corner: 'Value',
    columns: ['#Times the plan', '~Told by these sizes'],
    rows: values.map(([name, factor]) => ({
      head: name,
      cells: [formatFixed(factor, 2), refit?.undecided.includes(name) ? 'not decided: other values fit as well' : 'decided'],
    })),
    note:
      refit === undefined
        ? ''
        : `Mean error of what is stored: ${formatShare(refit.errorPlanned)} as planned, ${formatShare(refit.errorFitted)} refitted (M-123).`,
  });
}

function notesOf({ hasMoney, outside, left, foreign, profiles }: ActualView): readonly string[] {
  return [
    ...(hasMoney
      ? []
      : [
          'A usage report has no money: it is priced at the plan’s own prices, so the price part is 0; items that the plan lacks cost nothing here.',
        ]),
    ...outside.map((name) => `Not a whole month of the plan, and not compared: ${name}`),
    ...foreign.map((name) => `In no plan, and whole in the policy part: ${name}`),
    ...left.map((name) => `Not an item of a plan: ${name}`),
    ...(profiles.length === 0
      ? []
      : ['Recalibrated, to paste into the scenario, or whole with --recalibrated scenario.yaml (M-124):', ...profiles]),
  ];
}
