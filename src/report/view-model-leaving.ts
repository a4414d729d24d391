import type { Plan } from '../engine/plan-types.js';
import { formatTotal } from './format-money.js';
import { formatFixed } from './format-number.js';
import { formatSize } from './format-size.js';
import { formatDays, formatHours } from './format-time.js';
import { badge, type TableView, table } from './table-view.js';
import { chargeCells } from './view-model-bill.js';

/** What the restores of a year cost: tests and the expected real ones. */
export function budgetTable({ restoreBudget }: Plan): TableView {
  const { lines, total } = restoreBudget;
  return table({
    caption: 'Restores a year',
    corner: 'Scenario',
    columns: ['#Tests a year', '#Expected real ones', '#Each', '#A year'],
    rows:
      lines.length === 0
        ? []
        : [
            ...lines.map(({ name, testsPerYear, needsPerYear, each, yearly }) => ({
              head: name,
              cells: [formatFixed(testsPerYear, 2), formatFixed(needsPerYear, 2), formatTotal(each), formatTotal(yearly)],
            })),
            { head: 'All restores', strong: true, cells: ['', '', '', formatTotal(total)] },
          ],
    note: 'A budget beside the bill: it is in none of its totals.',
  });
}

/** Taking everything out of the store at the end of the horizon. */
export function exitTable({ exit }: Plan): TableView {
  return table({
    caption: `Leaving: all ${formatSize(exit.size)} out in the last month, in ${formatHours(exit.hours)}`,
    corner: 'Line',
    columns: ['#Quantity', '#Unit price', '#Cost'],
    rows: [
      ...exit.charges.map((charge) => ({ head: charge.label, cells: chargeCells(charge) })),
      { head: 'Exit', strong: true, cells: ['', '', formatTotal(exit.total)] },
    ],
  });
}

/** The first full over the line, or on a device that is shipped. */
export function seedTable({ seeding }: Plan): TableView {
  const { size, wanDays, deviceDays, faster } = seeding;
  const remark = (way: 'link' | 'device') => (way === faster ? badge('good', 'Faster') : '');
  return table({
    caption: `The first full, ${formatSize(size)}`,
    corner: 'Way',
    columns: ['#Time', 'Remark'],
    rows: [
      { head: 'Over the line', cells: [formatDays(wanDays), remark('link')] },
      ...(deviceDays === undefined ? [] : [{ head: 'On a shipped device', cells: [formatDays(deviceDays), remark('device')] }]),
    ],
  });
}
