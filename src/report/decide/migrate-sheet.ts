import type { Migration } from '../../engine/decide/migrate-types.js';
import { type Day, formatDay } from '../../units/day.js';
import { doubleFromExact } from '../../units/decimal.js';
import { fromMbitPerSecond } from '../../units/rate.js';
import { formatMoney, formatTotal } from '../format-money.js';
import { formatFixed, formatRough, formatShare } from '../format-number.js';
import { formatSize } from '../format-size.js';
import { formatHours } from '../format-time.js';
import type { Sheet } from './sheet.js';

const SECONDS_PER_DAY = 86_400;
const dayOr = (day: Day | undefined): string => (day === undefined ? 'not within the plan' : formatDay(day));
const mbit = (perDay: number): string => `${formatRough(perDay / SECONDS_PER_DAY / fromMbitPerSecond(1))} Mbit/s`;

/** One move, as text and tables. */
export function migrationSheet(move: Migration): Sheet {
  const { from, to, calendar, terms } = move;
  return {
    title: `Move from ${from.label} to ${to.label}`,
    answer: [
      `${formatSize(move.size)} are copied from ${formatDay(calendar.start)} to ${dayOr(calendar.finish)}; the old store goes on ${dayOr(calendar.release)}.`,
      `A month after it saves ${formatMoney(move.monthlySaving)}; it has paid for itself on ${dayOr(move.breakEven)}.`,
      `Net present value to the end of the plan at ${formatShare(doubleFromExact(terms.discountRate))} a year: ${formatMoney(move.netPresentValue)}.`,
      abortText(move),
    ],
    tables: [onceTable(move), calendarTable(move), monthTable(move)],
    notes: [
      'From the first day new backups go to the new store; the old one is kept whole, without backups and retention, until the overlap ends. Appliances cost the same either way and are in neither sum.',
      ...move.missing.map((name) => `Without a price, and so in no sum: ${name}`),
      ...move.because.map(({ rule, formula }) => `${rule}: ${formula}`),
    ],
  };
}

function abortText({ abort }: Migration): string {
  switch (abort.kind) {
    case 'do not start':
      return `Do not start: ${abort.because}.`;
    case 'pays at any pace within the plan':
      return 'It pays at any pace at which it ends within the plan.';
    case 'stop when late':
      return `Stop if it cannot end by ${formatDay(abort.latestFinish)}: below ${formatFixed(abort.leastPerDay, 0)} GiB a day (${mbit(abort.leastPerDay)}) it never pays within the plan, whatever is copied already.`;
  }
}

function onceTable({ leaving, writing, overlap, leftBehind }: Migration) {
  return {
    title: 'What the move costs',
    head: ['What', 'Cost'],
    rows: [
      ['Retrieval, requests and egress of the old store', formatTotal(leaving)],
      ['Old store while both are kept', formatTotal(overlap)],
      ['Minimum durations left behind', formatTotal(leftBehind)],
      ['PUT requests of the copy (in the new store’s months)', formatTotal(writing)],
    ],
  };
}

function calendarTable({ calendar, terms }: Migration) {
  const { applianceHours } = calendar;
  return {
    title: 'Calendar',
    head: ['Step', 'Value'],
    rows: [
      ['Start', formatDay(calendar.start)],
      ['Wait of the slowest class', formatHours(calendar.waitDays * 24)],
      ['Pace', `${formatFixed(calendar.perDay, 0)} GiB a day, set by ${calendar.limit}`],
      ['Copy', formatHours(calendar.transferDays * 24)],
      ['Appliances busy reading', applianceHours === undefined ? 'none in the way' : formatHours(applianceHours)],
      ['Copied by', dayOr(calendar.finish)],
      ['Overlap', `${terms.overlapMonths} whole months after it`],
      ['Old store goes on', dayOr(calendar.release)],
    ],
  };
}

function monthTable({ months }: Migration) {
  return {
    title: 'Month by month',
    head: ['From', 'Copied', 'Stay', 'Old store', 'New store', 'Once', 'Saving', 'Saved so far'],
    rows: months.map((month) => [
      formatDay(month.from),
      formatSize(month.moved),
      ...[month.stay, month.oldStore, month.newStore, month.once, month.saving, month.savedSoFar].map(formatMoney),
    ]),
  };
}

/** The same as data, days as dates. */
export function migrationData(move: Migration) {
  const { calendar, months, abort, breakEven, ...rest } = move;
  const day = (value: Day | undefined) => (value === undefined ? undefined : formatDay(value));
  return {
    ...rest,
    breakEven: day(breakEven),
    abort: abort.kind === 'stop when late' ? { ...abort, latestFinish: formatDay(abort.latestFinish) } : abort,
    calendar: { ...calendar, start: formatDay(calendar.start), finish: day(calendar.finish), release: day(calendar.release) },
    months: months.map((month) => ({ ...month, from: formatDay(month.from), until: formatDay(month.until) })),
  };
}
