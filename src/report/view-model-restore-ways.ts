import type { RestoreResult } from '../engine/plan-types.js';
import { formatTotal } from './format-money.js';
import { countOf } from './format-number.js';
import { formatHours } from './format-time.js';
import { badge, type TableView, table } from './table-view.js';
import { verdictBadge } from './verdict.js';

/** One group of volumes on the line of hours; positions are percentages of the whole restore, as text. */
export interface BackBar {
  readonly name: string;
  readonly x: string;
  readonly width: string;
  readonly time: string;
}

/** Who is back when, by priority, where a restore has more than one group. */
export function backBars({ timeline }: RestoreResult): readonly BackBar[] {
  const shown = timeline.filter(({ finishHours }) => Number.isFinite(finishHours));
  if (shown.length < 2) return [];
  const whole = Math.max(...shown.map(({ finishHours }) => finishHours), Number.MIN_VALUE);
  const percent = (hours: number): string => `${Math.min(100, (hours / whole) * 100).toFixed(2)}%`;
  return shown.map(({ name, startHours, finishHours }) => ({
    name,
    x: percent(startHours),
    width: percent(Math.max(finishHours - startHours, whole * 0.004)),
    time: formatHours(finishHours),
  }));
}

export function backTable({ scenario, timeline }: RestoreResult): TableView {
  return table({
    caption: `Who is back when: ${scenario.name}`,
    corner: 'Group',
    columns: ['#Volumes', '#First data read', '#Last volume back', 'Waits longest for', '~Behind it'],
    rows: timeline.map(({ name, policy, volumes, startHours, finishHours, stage, pipe }) => ({
      head: name,
      headNote: policy,
      cells: [countOf(volumes, 'volume', 'volumes'), formatHours(startHours), formatHours(finishHours), stage, pipe],
    })),
    note: 'In order of the policies’ priority on the shared line, boxes and workers; hours from the loss, at the likely values.',
  });
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
