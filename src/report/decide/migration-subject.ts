import type { Migration } from '../../engine/decide/migrate-types.js';
import { type Day, formatDay } from '../../units/day.js';
import { doubleFromExact } from '../../units/decimal.js';
import { money } from '../../units/quantity.js';
import { fromMbitPerSecond } from '../../units/rate.js';
import { type ChartData, forChart } from '../chart-data.js';
import { formatDate, formatMonth } from '../format-date.js';
import { formatMoney, formatTotal } from '../format-money.js';
import { countOf, formatFixed, formatRough, formatShare } from '../format-number.js';
import { formatSize } from '../format-size.js';
import { formatHours } from '../format-time.js';
import { type TableView, table } from '../table-view.js';
import type { Subject } from '../tables-document.js';
import type { SourceNumbers } from '../view-model-sources.js';
import { whyView } from '../view-model-why.js';

const SECONDS_PER_DAY = 86_400;
const dayOr = (day: Day | undefined): string => (day === undefined ? 'not within the plan' : formatDate(day));
const mbit = (perDay: number): string => `${formatRough(perDay / SECONDS_PER_DAY / fromMbitPerSecond(1))} Mbit/s`;

/** One move: calendar, cost, saving by month, when to stop. */
export function migrationSubject(move: Migration, numbers: SourceNumbers): Subject {
  const { from, to, calendar, terms } = move;
  return {
    title: `Move from ${from.label} to ${to.label}`,
    lead: [
      `${formatSize(move.size)} are copied from ${formatDate(calendar.start)}${calendar.finish === undefined ? '; the copy does not end within the plan' : ` to ${formatDate(calendar.finish)}`}${calendar.release === undefined ? ', and the old store is kept to its end' : `; the old store goes on ${formatDate(calendar.release)}`}.`,
      `A month after it saves ${formatMoney(move.monthlySaving)}. ${move.breakEven === undefined ? 'It does not pay for itself within the plan.' : `It has paid for itself on ${formatDate(move.breakEven)}.`}`,
      `Net present value to the end of the plan at ${formatShare(+terms.discountRate)} a year: ${formatMoney(move.netPresentValue)}.`,
      abortText(move),
    ],
    charts: [savingChart(move)],
    tables: [onceTable(move), calendarTable(move)],
    folded: [monthTable(move)],
    whys: [
      ...move.because.map((because) => ({ label: LABELS[because.rule] ?? because.rule, why: whyView(because, numbers) })),
      ...chargeWhys(move, numbers),
    ],
    notes: [
      'From the first day new backups go to the new store; the old one is kept whole, without backups and retention, until the overlap ends. Appliances cost the same either way and are in neither sum.',
      `The move starts in month ${terms.month} of the plan, ${terms.via === 'site' ? 'through the site, over its link' : 'from cloud to cloud, past the site’s link'}, with ${terms.retrieval} retrieval.`,
      ...move.missing.map((name) => `Without a price, and so in no sum: ${name}`),
    ],
  };
}

const LABELS: Readonly<Record<string, string>> = { 'M-100': 'Pace', 'M-101': 'Calendar', 'M-105': 'Net present value' };

/** Each kind of charge that leaving the old store brings, by its first: formula, inputs, the price row. */
function chargeWhys({ charges }: Migration, numbers: SourceNumbers): Subject['whys'] {
  const first = new Map(charges.toReversed().map((charge) => [charge.label, charge] as const));
  return [...first.values()].reverse().map(({ label, because }) => ({ label, why: whyView(because, numbers) }));
}

function abortText({ abort }: Migration): string {
  switch (abort.kind) {
    case 'do not start':
      return `Do not start: ${abort.because}.`;
    case 'pays at any pace within the plan':
      return 'It pays at any pace at which it ends within the plan.';
    case 'stop when late':
      return `Stop if it cannot end by ${formatDate(abort.latestFinish)}: below ${formatFixed(abort.leastPerDay, 0)} GiB a day (${mbit(abort.leastPerDay)}) it never pays within the plan, whatever is copied already.`;
  }
}

/** What has been saved by the end of each month: below 0 until the move has paid for itself. */
function savingChart({ months, to }: Migration): ChartData {
  const { currency } = months[0]?.savedSoFar ?? { currency: '' };
  return {
    id: `move-${[to.provider, to.region, to.storageClass, to.archiveClass ?? ''].join('-')}`,
    kind: 'lines',
    title: `Saved so far, moved to ${to.label}`,
    summary: `Saved so far by month, after a move to ${to.label}: it ends at ${formatMoney(months.at(-1)?.savedSoFar ?? money(currency, '0'))}. The table below has the figures.`,
    xTitle: '',
    yTitle: `Saved so far, ${currency}`,
    prefix: currency === 'USD' ? '$' : '',
    suffix: currency === 'USD' ? '' : ` ${currency}`,
    labels: months.map(({ from }) => formatMonth(from)),
    x: [],
    series: [
      {
        name: 'Saved so far',
        values: months.map(({ savedSoFar }) => forChart(doubleFromExact(savedSoFar.amount))),
        dashed: false,
      },
    ],
  };
}

function onceTable({ leaving, writing, overlap, leftBehind }: Migration): TableView {
  return table({
    caption: 'What the move costs',
    corner: 'What',
    columns: ['#Cost'],
    rows: [
      { head: 'Retrieval, requests and egress of the old store', cells: [formatTotal(leaving)] },
      { head: 'Old store while both are kept', cells: [formatTotal(overlap)] },
      { head: 'Minimum durations left behind', cells: [formatTotal(leftBehind)] },
      { head: 'PUT requests of the copy', headNote: 'in the new store’s months', cells: [formatTotal(writing)] },
    ],
  });
}

function calendarTable({ calendar, terms }: Migration): TableView {
  const { applianceHours } = calendar;
  const row = (head: string, value: string) => ({ head, cells: [value] });
  return table({
    caption: 'Calendar',
    corner: 'Step',
    columns: ['~Value'],
    rows: [
      row('Start', formatDate(calendar.start)),
      row('Wait of the slowest class', formatHours(calendar.waitDays * 24)),
      row('Pace', `${formatFixed(calendar.perDay, 0)} GiB a day, set by ${calendar.limit}`),
      row('Copy', formatHours(calendar.transferDays * 24)),
      row('Appliances busy reading', applianceHours === undefined ? 'none in the way' : formatHours(applianceHours)),
      row('Copied by', dayOr(calendar.finish)),
      row('Overlap', `${countOf(terms.overlapMonths, 'whole month', 'whole months')} after it`),
      row('Old store goes on', dayOr(calendar.release)),
    ],
  });
}

function monthTable({ months }: Migration): TableView {
  return table({
    caption: 'Month by month',
    corner: 'From',
    columns: ['#Copied', '#Stay', '#Old store', '#New store', '#Once', '#Saving', '#Saved so far'],
    rows: months.map((month) => ({
      head: formatDay(month.from),
      cells: [
        formatSize(month.moved),
        ...[month.stay, month.oldStore, month.newStore, month.once, month.saving, month.savedSoFar].map(formatMoney),
      ],
    })),
  });
}
