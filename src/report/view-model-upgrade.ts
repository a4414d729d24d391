import type { Plan, UpgradeStep } from '../engine/plan-types.js';
import { formatDate, formatMonth, yearOf } from './format-date.js';
import { countOf, shareCell } from './format-number.js';
import { badge, type CellInput, type TableView, table } from './table-view.js';

export interface UpgradeView {
  readonly lead: string;
  readonly steps: TableView;
  readonly limits: TableView;
  readonly headroom: TableView;
}

/** When the boxes have to grow, when that is to be ordered, and how much room is left until then. */
export function upgradeView(plan: Plan): UpgradeView {
  return { lead: lead(plan), steps: stepTable(plan), limits: limitTable(plan), headroom: headroomTable(plan) };
}

function lead({ upgrade, appliance }: Plan): string {
  if (!appliance.isNeeded) return '';
  const { unitsAtStart, steps, next } = upgrade;
  const start = `The plan starts with ${countOf(unitsAtStart, 'unit', 'units')}`;
  const then =
    steps.length === 0 ? ', and that lasts for the whole horizon.' : ` and grows ${countOf(steps.length, 'time', 'times')}.`;
  const larger =
    next === undefined ? '' : ` In their place: ${countOf(next.units, 'unit', 'units')} of ${next.name} for the whole horizon.`;
  return `${start}${then}${larger}`;
}

function stepTable({ upgrade }: Plan): TableView {
  return table({
    caption: 'Upgrade path',
    corner: 'From',
    columns: ['#Units', 'What binds', 'Order by'],
    rows: upgrade.steps.map((step) => ({
      head: formatMonth(step.from),
      cells: [countOf(step.units, 'unit', 'units'), step.because ?? '', orderBy(step)],
    })),
    note: 'Units without spares. Order by: the month’s first day less the lead time (appliance.leadTime).',
  });
}

function orderBy({ orderBy: day, isLate }: UpgradeStep): CellInput {
  if (day === undefined) return 'no lead time given';
  return isLate ? badge('bad', `Late: ${formatDate(day)}`) : formatDate(day);
}

function limitTable({ upgrade, appliance }: Plan): TableView {
  const from = (isKnown: boolean, day: Parameters<typeof formatMonth>[0] | undefined): string =>
    !isKnown ? 'limit not published' : day === undefined ? 'not within the horizon' : formatMonth(day);
  return table({
    caption: 'When the units of the start reach each limit',
    corner: 'Limit',
    columns: ['Planning line passed', 'Full'],
    rows: !appliance.isNeeded
      ? []
      : upgrade.limits.map(({ constraint, isKnown, lineFrom, fullFrom }) => ({
          head: constraint,
          cells: [from(isKnown, lineFrom), from(isKnown, fullFrom)],
        })),
  });
}

function headroomTable({ upgrade }: Plan): TableView {
  const ends = upgrade.months.filter((month, index) => {
    const next = upgrade.months[index + 1];
    return next === undefined || yearOf(next.from) !== yearOf(month.from);
  });
  return table({
    caption: 'Room left in the tightest limit',
    corner: 'Month',
    columns: ['Tightest limit', '#Room left'],
    rows: ends.flatMap(({ from, fullest, headroom }) =>
      fullest === undefined || headroom === undefined ? [] : [{ head: formatMonth(from), cells: [fullest, shareCell(headroom)] }],
    ),
    note: 'Of all units that the horizon needs; below 0%: over the limit.',
  });
}
