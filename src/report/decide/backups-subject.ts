import type { BackupsVariance, PolicyBackups, RetainedParts } from '../../engine/decide/backups-variance.js';
import type { Day } from '../../units/day.js';
import { formatDate } from '../format-date.js';
import { countOf, formatCount, formatFixed, NOTHING } from '../format-number.js';
import { formatSize } from '../format-size.js';
import { type TableView, table } from '../table-view.js';
import type { Subject } from '../tables-document.js';

export interface BackupsView extends BackupsVariance {
  readonly on: Day;
  /** Backups that could not be compared. */
  readonly untold: number;
  readonly unusable: number;
  readonly later: number;
  /** Lines of a scenario; empty: nothing is proven that the plan does not have. */
  readonly recalibrated: readonly string[];
}

/** The plan's points against the backups that there are. */
export function backupsSubject(view: BackupsView): Subject {
  const { on, all, policies, unprotected, unplanned } = view;
  return {
    title: 'Plan against existing backups',
    lead: [
      `${formatDate(on)}: the plan would keep ${formatSize(all.planned)} of points as provisioned, ${formatSize(all.actual)} are there.`,
      `${countOf(unprotected.volumes, 'planned volume has', 'planned volumes have')} no backup (${formatSize(unprotected.size)}).`,
      `${countOf(unplanned.backups, 'backup is', 'backups are')} of ${countOf(unplanned.volumes, 'volume that the plan excludes or the inventory lacks', 'volumes that the plan excludes or the inventory lacks')} (${formatSize(unplanned.size)}).`,
    ],
    charts: [],
    tables: [partsTable(view), pointsTable(policies), agesTable(policies), provenTable(policies)],
    folded: [],
    whys: [{ label: 'The parts', why: PARTS }],
    notes: notesOf(view),
  };
}

const PARTS = {
  rule: 'M-116',
  formula:
    'volume: volumes planned without backups, backed up without plan, or of another size then; mix: the same points, but more fulls or incrementals; policy: more or fewer points a volume',
  inputs: [],
  sources: [],
};

function partsTable({ fulls, incrementals, all }: BackupsVariance): TableView {
  const row = (head: string, { planned, volume, mix, policy, actual }: RetainedParts, strong = false) => ({
    head,
    strong,
    cells: [...[planned, volume, mix, policy].map((size) => formatFixed(size, 0)), 'unknown', formatFixed(actual, 0)],
  });
  return table({
    caption: 'Kept points, provisioned GiB; the parts add up',
    corner: 'Kind',
    columns: ['#Planned', '#Volume', '#Mix', '#Policy', '#Price', '#Actual'],
    rows: [row('Fulls', fulls), row('Incrementals', incrementals), row('All', all, true)],
    note: 'Cinder lists tell neither what a backup takes in the store nor what it costs: stored bytes and price are unknown, not 0.',
  });
}

function pointsTable(policies: readonly PolicyBackups[]): TableView {
  return table({
    caption: 'Restore points a volume, of volumes that have backups',
    corner: 'Policy',
    columns: ['#Volumes', '#With backups', '#Planned points', '#Actual points', '#Planned fulls', '#Actual fulls'],
    rows: policies.map(({ name, volumes, withBackups, planned, actual }) => ({
      head: name,
      cells: [
        formatCount(volumes),
        formatCount(withBackups),
        formatCount(planned.points),
        actual === undefined
          ? NOTHING
          : { text: formatFixed(actual.points, 1), note: `${formatCount(actual.fewest)} to ${formatCount(actual.most)}` },
        formatCount(planned.fulls),
        actual === undefined ? NOTHING : formatFixed(actual.fulls, 1),
      ],
    })),
  });
}

function agesTable(policies: readonly PolicyBackups[]): TableView {
  return table({
    caption: 'Ages in days, and backups to read',
    corner: 'Policy',
    columns: ['#Planned newest', '#Actual newest', '#Planned oldest', '#Actual oldest', '#Planned chain', '#Actual chain'],
    rows: policies.map(({ name, planned, actual }) => ({
      head: name,
      cells: [
        ...[planned.newestDays, actual?.newestDays],
        ...[planned.oldestDays, actual?.oldestDays],
        ...[planned.longestChain, actual?.longestChain],
      ].map((value) => (value === undefined ? NOTHING : formatCount(value))),
    })),
  });
}

function provenTable(policies: readonly PolicyBackups[]): TableView {
  return table({
    caption: 'What the backups prove',
    corner: 'Policy',
    columns: ['~Schedule', '~Fulls', '~Retention'],
    rows: policies.map(({ name, proven: { everyDays, fullEvery, wholeChains } }) => ({
      head: name,
      cells: [
        everyDays === undefined ? 'not proven' : `every ${countOf(everyDays, 'day', 'days')}`,
        fullEvery === undefined
          ? 'not proven'
          : `a full every ${fullEvery} backups, by ${countOf(wholeChains, 'whole chain', 'whole chains')}`,
        'not proven',
      ],
    })),
    note: 'Cinder deletes no backup that another needs, so a chain tells its cadence. Between fulls, backups may have been deleted; and of an older point no list tells whether it was deleted or never taken.',
  });
}

function notesOf({ headless, untold, unusable, later, recalibrated }: BackupsView): readonly string[] {
  const counted = (count: number, why: string): readonly string[] =>
    count === 0 ? [] : [`${countOf(count, 'backup', 'backups')} not compared: ${why}`];
  return [
    'Planned points are those at the end of the day; their size is the volume’s in the inventory, without growth.',
    ...counted(untold, 'the list does not tell volume, time or kind (full, incremental)'),
    ...counted(unusable, 'being made or deleted, or failed'),
    ...counted(later, 'taken after the day'),
    ...(headless === 0 ? [] : [`Chains whose full backup is not in the list: ${formatCount(headless)}`]),
    ...(recalibrated.length === 0
      ? ['Nothing is proven that the plan does not have already: there is no recalibrated scenario.']
      : ['Recalibrated, to paste into the scenario, or whole with --recalibrated scenario.yaml:', ...recalibrated]),
  ];
}
