import type { Variance } from '../../engine/decide/variance.js';
import { type Day, formatDay } from '../../units/day.js';
import { formatMoney } from '../format-money.js';
import { formatExact } from '../format-number.js';
import type { Sheet } from './sheet.js';

/** One month of the plan against what was used. */
export interface MonthVariance extends Variance {
  readonly month: Day;
}

export interface ActualView {
  readonly months: readonly MonthVariance[];
  /** Months of the files that the plan does not have, and usage that it never has. */
  readonly outside: readonly string[];
  readonly left: readonly string[];
  readonly hasMoney: boolean;
  /** Lines to paste into the scenario; empty: nothing stored was told. */
  readonly profiles: readonly string[];
}

/** The plan against the bill, its error in parts. */
export function actualSheet({ months, outside, left, hasMoney, profiles }: ActualView): Sheet {
  return {
    title: 'Plan against actual',
    answer: months.map(
      ({ month, planned, actual, difference }) =>
        `${formatDay(month)}: planned ${formatMoney(planned)}, actual ${formatMoney(actual)}, difference ${formatMoney(difference)}.`,
    ),
    tables: [
      {
        title: 'Where the difference comes from; the parts add up',
        head: ['Month', 'Planned', 'Volume', 'Mix', 'Policy', 'Price', 'Actual'],
        rows: months.map(({ month, planned, volume, mix, policy, price, actual }) => [
          formatDay(month),
          ...[planned, volume, mix, policy, price, actual].map(formatMoney),
        ]),
      },
      {
        title: 'Item by item: GiB-Months, GiB or requests',
        head: ['Month', 'Item', 'Planned', 'Actual', 'Planned cost', 'Actual cost'],
        rows: months.flatMap(({ month, lines }) =>
          lines.map((line) => [
            formatDay(month),
            line.name,
            formatExact(line.plannedQuantity, 0, 2),
            formatExact(line.actualQuantity, 0, 2),
            formatMoney(line.planned),
            formatMoney(line.actual),
          ]),
        ),
      },
    ],
    notes: [
      'M-114: volume: stored in all, at planned classes and prices; mix: other classes; policy: requests, deletions, retrieval and egress other than planned; price: what is left.',
      ...(hasMoney
        ? []
        : [
            'A usage report has no money: it is priced at the plan’s own prices, so the price part is 0; items that the plan lacks cost nothing here.',
          ]),
      ...outside.map((name) => `Not a whole month of the plan, and not compared: ${name}`),
      ...left.map((name) => `Not an item of a plan: ${name}`),
      ...(profiles.length === 0 ? [] : ['Recalibrated, to paste into the scenario (M-124):', ...profiles]),
    ],
  };
}
