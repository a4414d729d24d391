import type { RestoreResult } from '../engine/plan-types.js';
import { formatTotal } from './format-money.js';
import { countOf } from './format-number.js';
import { formatHours } from './format-time.js';
import { badge, type TableView, table } from './table-view.js';
import { verdictBadge } from './verdict.js';

export function backTable(result: RestoreResult): TableView {
  const { scenario, timeline } = result;
  return table({
    caption: `Who is back when: ${scenario.name}`,
    corner: 'Group',
    columns: ['#Volumes', '#First data read', '#Last volume back', 'Waits longest for', '~Behind it'],
    rows: timeline.map(({ name, policy, volumes, startHours, finishHours, stage, pipe }) => ({
      head: name,
      headNote: policy,
      cells: [countOf(volumes, 'volume', 'volumes'), formatHours(startHours), formatHours(finishHours), stage, pipe],
    })),
    note: `In order of the policies’ priority on the shared line, boxes and workers; hours from the loss, at the likely values.${laterThanRestore(result)}`,
  });
}

/** Where strict priority takes longer than the best order, which the restore time stands for. */
function laterThanRestore({ timeline, hours }: RestoreResult): string {
  const last = timeline.reduce((most, { finishHours }) => Math.max(most, finishHours), 0);
  const [here, there] = [formatHours(last), formatHours(hours)];
  if (last <= hours || here === there) return '';
  return ` The last volume is back after ${here}, later than the restore time of ${there}: strict priority decides here, the best order there (M-77).`;
}

/** Every way to get the data out, the cheapest first. */
export function wayTable({ scenario, retrievals, cheapest }: RestoreResult): TableView {
  return table({
    caption: `Ways to retrieve ${scenario.name}`,
    corner: 'Retrieval',
    columns: ['#Time', '#Cost', 'Target', 'Remark'],
    rows: retrievals.map((way) => ({
      head: way.spreadHours === undefined ? way.option : `${way.option}, spread over ${formatHours(way.spreadHours)}`,
      strong: way.isAsked,
      cells: [
        formatHours(way.hours),
        formatTotal(way.cost),
        verdictBadge(way.verdict),
        way === cheapest ? badge('good', 'Cheapest that does') : way.isAsked ? 'As planned' : '',
      ],
    })),
    note: cheapest === undefined ? 'None of them meets the target.' : '',
  });
}
