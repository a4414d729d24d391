import type { Cause, DiffPart, Outcome, PlanDiff } from '../../engine/diff/types.js';
import { Decimal } from '../../units/decimal.js';
import { asGib } from '../../units/gib.js';
import type { Money } from '../../units/quantity.js';
import { formatMoney, formatTotal } from '../format-money.js';
import { countOf, formatExact } from '../format-number.js';
import { formatSize } from '../format-size.js';
import { type RowInput, type TableView, table } from '../table-view.js';
import type { TablesDocument } from '../tables-document.js';

/** A plan as the two sides are called: its name, the file, and what made it. */
export interface DiffName {
  readonly name: string;
  readonly file: string;
  readonly madeBy: string;
  /** What had to be left aside when it was read; '' for nothing. */
  readonly note: string;
}

export const CAUSE_TITLES: Readonly<Record<Cause, string>> = {
  version: 'Version',
  period: 'Period',
  volumes: 'Volumes',
  growth: 'Growth',
  data: 'Data behaviour',
  policy: 'Policy',
  system: 'Store, appliance, network, restores',
  destination: 'Destination',
  'exchange rate': 'Exchange rate',
  prices: 'Prices',
};

/** Rows of the list of changed values: more is a job for a text diff of the scenario files. */
const MOST_CHANGES = 200;
const SHOWN_IN_ROW = 2;

/** The difference of two plans by cause, as tables: the parts add up to the whole. */
export function diffDocument(diff: PlanDiff, a: DiffName, b: DiffName): TablesDocument {
  return {
    kind: 'Difference of two plans',
    title: a.name === b.name ? `${a.name}: ${a.file} → ${b.file}` : `${a.name} → ${b.name}`,
    csv: 'first table',
    subjects: [
      {
        title: '',
        lead: [leadOf(diff)],
        charts: [],
        tables: [causeTable(diff, a, b), changeTable(diff.parts)],
        folded: [],
        whys: [],
        notes: [orderNote(diff.parts), unpricedNote(diff.unpriced), a.note, b.note].filter((note) => note !== ''),
      },
    ],
    footer: [
      { name: 'A', value: `${a.file}, made by ${a.madeBy}` },
      { name: 'B', value: `${b.file}, made by ${b.madeBy}` },
    ],
  };
}

function leadOf({ before, after, difference, parts }: PlanDiff): string {
  const { total } = difference;
  const from = `from ${formatTotal(before.total)} to ${formatTotal(after.total)}`;
  if (total.amount.isZero()) return `B costs the same as A over its horizon: ${formatTotal(after.total)}.`;
  const more = total.amount.isNegative() ? 'less' : 'more';
  const amount = formatMoney({ ...total, amount: total.amount.abs() });
  const largest = [...parts].sort((x, y) => y.total.amount.abs().cmp(x.total.amount.abs()))[0];
  const cause =
    largest === undefined ? '' : ` The largest part: ${CAUSE_TITLES[largest.cause].toLowerCase()}, ${signed(largest.total)}.`;
  return `B costs ${amount} ${more} than A over its horizon, ${from}${percentText(before, total)}.${cause}`;
}

const HUNDRED = new Decimal('100');

function percentText({ total: { cost } }: Outcome, difference: Money): string {
  if (cost.amount.isZero()) return '';
  const percent = difference.amount.div(cost.amount).times(HUNDRED);
  return ` (${percent.isNegative() ? '' : '+'}${formatExact(percent, 1, 1)}%)`;
}

function causeTable({ before, after, parts, difference }: PlanDiff, a: DiffName, b: DiffName): TableView {
  const outcome = (head: string, { name }: DiffName, one: Outcome): RowInput => ({
    head,
    headNote: name,
    strong: true,
    cells: [formatTotal(one.total), formatTotal(one.lastMonth), formatSize(one.held), ''],
  });
  const shown = parts.filter((part) => part.changes.length > 0 || !isNothing(part));
  return table({
    caption: 'Difference by cause',
    corner: 'Cause',
    columns: ['#Horizon total', '#Last whole month', '#Held at the end', '~What changed'],
    rows: [
      outcome('A', a, before),
      ...shown.map((part) => ({ head: CAUSE_TITLES[part.cause], cells: [...amounts(part), changedText(part)] })),
      outcome('B', b, after),
      { head: 'Difference', strong: true, cells: [...amounts(difference), ''] },
    ],
    note: 'The parts add up to the difference, to the cent.',
  });
}

function amounts({ total, lastMonth, held }: PlanDiff['difference']): readonly string[] {
  return [signed(total), signed(lastMonth), signedSize(held)];
}

const isNothing = ({ total, lastMonth, held }: DiffPart): boolean =>
  total.amount.isZero() && lastMonth.amount.isZero() && held === 0;

/** "+$12.50", "-$12.50", "$0.00". */
export const signed = (value: Money): string => `${value.amount.gt(0) ? '+' : ''}${formatMoney(value)}`;

function signedSize(held: number): string {
  const sign = held === 0 ? '' : held > 0 ? '+' : '-';
  return `${sign}${formatSize(asGib(Math.abs(held)))}`;
}

function changedText({ changes }: DiffPart): string {
  const named = changes.slice(0, SHOWN_IN_ROW).map(({ key, before, after }) => `${key} ${said(before)} → ${said(after)}`);
  const more = changes.length - named.length;
  return [...named, ...(more > 0 ? [`${countOf(more, 'other value', 'other values')}`] : [])].join('; ');
}

const said = (value: string): string => (value === '' ? 'none' : value);

function changeTable(parts: readonly DiffPart[]): TableView {
  const all = parts.flatMap(({ cause, changes }) => changes.map((change) => ({ cause, ...change })));
  const more = all.length - MOST_CHANGES;
  return table({
    caption: 'Every value that changed',
    corner: 'Value',
    columns: ['Cause', 'A', 'B'],
    rows: all
      .slice(0, MOST_CHANGES)
      .map(({ cause, key, before, after }) => ({ head: key, cells: [CAUSE_TITLES[cause], said(before), said(after)] })),
    note: more > 0 ? `And ${countOf(more, 'other value', 'other values')}.` : '',
  });
}

function orderNote(parts: readonly DiffPart[]): string {
  const order = parts.map(({ cause }) => CAUSE_TITLES[cause].toLowerCase()).join(', ');
  return `Attribution: B's values take the place of A's one cause after the other, in this order: ${order}. What two causes do together counts with the later one. Version is what the same input gives with this version and catalogue. See docs/methodology.md, M-150.`;
}

function unpricedNote(unpriced: readonly string[]): string {
  return unpriced.length === 0 ? '' : `Only what has a price is compared. Without: ${unpriced.join('; ')}.`;
}
