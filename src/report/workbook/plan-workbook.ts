import type { Plan } from '../../engine/plan-types.js';
import { Decimal, exactFromDouble } from '../../units/decimal.js';
import { KINDS_IN_ORDER } from '../cost-kinds.js';
import { BILL, billSheet } from './bill-sheet.js';
import { type Cell, date, money, plain, type Sheet, sum, words } from './workbook.js';

const ZERO = new Decimal(0);
const sized = (value: number): Cell => (Number.isFinite(value) ? plain(exactFromDouble(value)) : words('without end'));

/** A plan as a workbook whose totals are formulas over the lines of its bill. */
export function planWorkbook(plan: Plan): readonly Sheet[] {
  return [summarySheet(plan), billSheet(plan), capacitySheet(plan), restoreSheet(plan), assumptionSheet(plan), sourceSheet(plan)];
}

function summarySheet(plan: Plan): Sheet {
  const { total, months, byKind } = plan.cost;
  const kinds = KINDS_IN_ORDER.filter((kind) => byKind[kind] !== undefined);
  const unpriced = total.kind === 'atLeast' ? total.unpriced : [];
  const firstKind = 3;
  const firstMonth = firstKind + kinds.length;
  return {
    name: 'Summary',
    widths: [44, 18, 12],
    rows: [
      [words(plan.name), words('Cost'), words('Currency')],
      [
        words(total.kind === 'atLeast' ? 'Total, at least' : 'Total'),
        sum(`SUM(${BILL.net})`, total.cost.amount),
        words(total.cost.currency),
      ],
      ...kinds.map((kind, at) => [words(kind), sumWhere(BILL.kinds, firstKind + at, byKind[kind]?.amount ?? ZERO)]),
      ...months.map(({ from, total: { cost } }, at) => [date(from), sumWhere(BILL.months, firstMonth + at, cost.amount)]),
      ...unpriced.map((name) => [words(`Not priced: ${name}`)]),
    ],
  };
}

/** The bill's lines whose column holds what column A of this row holds: no formula has a word of its own. */
const sumWhere = (column: string, row: number, value: Decimal): Cell => sum(`SUMIFS(${BILL.net},${column},A${row})`, value);

function capacitySheet({ capacity }: Plan): Sheet {
  return {
    name: 'Capacity',
    widths: [12, 18, 18, 18, 18, 16],
    rows: [
      ['Month', 'Front-end, GiB', 'Sent, GiB', 'Back-end mean, GiB', 'Back-end at end, GiB', 'Restore points'].map(words),
      ...capacity.months.map(({ from, frontEnd, sent, backEnd, backEndAtEnd, restorePoints }) => [
        date(from),
        ...[frontEnd, sent, backEnd, backEndAtEnd, restorePoints].map(sized),
      ]),
    ],
  };
}

function restoreSheet({ restores }: Plan): Sheet {
  return {
    name: 'Restores',
    widths: [50, 30, 12, 14, 14, 14, 14, 12],
    rows: [
      ['Restore', 'What', 'Volumes', 'Hours, low', 'Hours, likely', 'Hours, high', 'Cost', 'Verdict'].map(words),
      ...restores.map(({ scenario, what, volumes, hoursLow, hours, hoursHigh, cost, verdict }): readonly Cell[] => [
        ...[scenario.name, what].map(words),
        ...[volumes, hoursLow, hours, hoursHigh].map(sized),
        money(cost.cost.amount),
        words(cost.kind === 'atLeast' ? `${verdict}; cost at least` : verdict),
      ]),
    ],
  };
}

function assumptionSheet({ assumptions }: Plan): Sheet {
  const rows = assumptions.map(({ key, value, unit, label, source, url, lastChecked, note }) =>
    [key, value, unit, label, source, url, lastChecked, note].map(words),
  );
  const head = ['Key', 'Value', 'Unit', 'Label', 'Source', 'Address', 'Read on', 'Note'].map(words);
  return { name: 'Assumptions', widths: [34, 30, 10, 12, 40, 40, 12, 50], rows: [head, ...rows] };
}

function sourceSheet({ sources }: Plan): Sheet {
  const rows = sources.map(({ id, title, url, effectiveFrom = '', lastChecked, confidence, label }) =>
    [id, title, url, effectiveFrom, lastChecked, confidence, label].map(words),
  );
  const head = ['Row', 'Title', 'Address', 'In force from', 'Read on', 'Confidence', 'Label'].map(words);
  return { name: 'Sources', widths: [28, 50, 50, 14, 12, 12, 12], rows: [head, ...rows] };
}
