import type { Plan } from '../engine/plan-types.js';
import type { Tally } from '../inventory/types.js';
import { asGib } from '../units/gib.js';
import { countOf, formatCount, shareCell } from './format-number.js';
import { formatSize, formatSizeBoth } from './format-size.js';
import { badge, type RowInput, type TableView, table } from './table-view.js';

export interface InventoryView {
  readonly lead: string;
  readonly reconciliation: TableView;
  readonly cohorts: TableView;
  readonly files: TableView;
  readonly projects: TableView;
  readonly types: TableView;
  readonly statuses: TableView;
  readonly largest: TableView;
}

/** Longer lists are cut here with a row that says what was left out; the JSON output has all of it. */
const MOST_ROWS = 50;

/** Every volume accounted for: read = planned + excluded + rejected; then by cohort, project, type, status. */
export function inventoryView(plan: Plan): InventoryView {
  const { inventory } = plan;
  return {
    lead: inventoryLead(plan),
    reconciliation: reconciliationTable(plan),
    cohorts: cohortTable(plan),
    files: fileTable(plan),
    projects: tallyTable('Volumes read, by project', 'Project', inventory.byProject, inventory.read),
    types: tallyTable('Volumes read, by type', 'Volume type', inventory.byType, inventory.read),
    statuses: tallyTable('Volumes read, by status', 'Status', inventory.byStatus, inventory.read),
    largest: largestTable(plan),
  };
}

function inventoryLead({ inventory }: Plan): string {
  const { percentile } = inventory;
  return (
    `${countOf(inventory.planned.volumes, 'volume', 'volumes')} with ${formatSizeBoth(inventory.planned.size)} provisioned are planned. Half of them ` +
    `are at most ${formatSize(percentile.p50)}, 95% at most ${formatSize(percentile.p95)}; the largest has ${formatSize(percentile.max)}.`
  );
}

/** Volumes and GiB read, planned, excluded by reason and rejected, and whether both sums come out. A rejected row tells no GiB to be added. */
export function reconciliationTable({ inventory }: Plan): TableView {
  const { read, planned, excluded, rejected } = inventory;
  const sum = excluded.reduce((total, { tally }) => ({ volumes: total.volumes + tally.volumes, size: total.size + tally.size }), {
    volumes: planned.volumes + rejected,
    size: planned.size as number,
  });
  const agrees = sum.volumes === read.volumes && sum.size === read.size;
  const counted = ({ volumes, size }: { readonly volumes: number; readonly size: number }): RowInput['cells'] => [
    formatCount(volumes),
    formatCount(size),
    formatSize(asGib(size)),
  ];
  return table({
    caption: 'Where every volume went',
    corner: 'Volumes',
    columns: ['#Count', '#GiB', '#Provisioned', 'Check'],
    rows: [
      { head: 'Read from the files', strong: true, cells: [...counted(read), ''] },
      { head: 'Planned', cells: [...counted(planned), ''] },
      ...excluded.map(({ reason, tally }): RowInput => ({ head: `Excluded: ${reason}`, cells: [...counted(tally), ''] })),
      { head: 'Rejected as unreadable', cells: [formatCount(rejected), rejected === 0 ? '0' : 'not told', '', ''] },
      {
        head: 'Planned + excluded + rejected',
        strong: true,
        cells: [...counted(sum), agrees ? badge('good', 'Adds up') : badge('bad', 'Does not add up')],
      },
    ],
  });
}

function cohortTable({ inventory }: Plan): TableView {
  return table({
    caption: 'Cohorts: volumes planned alike',
    corner: 'Cohort',
    columns: ['Profile', 'Policy', 'Encrypted', '#Volumes', '#Provisioned', '#Share'],
    rows: inventory.cohorts.map((cohort) => ({
      head: cohort.name,
      cells: [
        cohort.profile,
        cohort.policy,
        cohort.encrypted ? 'yes' : 'no',
        formatCount(cohort.volumes),
        formatSize(cohort.provisioned),
        shareCell(inventory.planned.size > 0 ? cohort.provisioned / inventory.planned.size : 0),
      ],
    })),
  });
}

function fileTable({ inventory }: Plan): TableView {
  return table({
    caption: 'Files read',
    corner: 'File',
    columns: ['Form', '#Volumes', 'SHA-256'],
    rows: inventory.files.map((file) => ({
      head: file.file,
      cells: [file.form, formatCount(file.volumes), file.sha256 ?? 'not computed'],
    })),
  });
}

function tallyTable(caption: string, corner: string, tallies: Readonly<Record<string, Tally>>, whole: Tally): TableView {
  const sorted = Object.entries(tallies).sort(([a, x], [b, y]) => y.size - x.size || (a < b ? -1 : 1));
  const rest = sorted.slice(MOST_ROWS);
  const row = (head: string, tally: Tally): RowInput => ({
    head,
    cells: [formatCount(tally.volumes), formatSize(tally.size), shareCell(whole.size > 0 ? tally.size / whole.size : 0)],
  });
  const others = {
    volumes: rest.reduce((sum, [, t]) => sum + t.volumes, 0),
    size: asGib(rest.reduce((sum, [, t]) => sum + t.size, 0)),
  };
  return table({
    caption,
    corner,
    columns: ['#Volumes', '#Provisioned', '#Share'],
    rows: [
      ...sorted.slice(0, MOST_ROWS).map(([name, tally]) => row(name === '' ? '(not told)' : name, tally)),
      ...(rest.length > 0 ? [row(`${formatCount(rest.length)} more`, others)] : []),
    ],
    note: rest.length > 0 ? `The ${MOST_ROWS} largest by name; the JSON output lists all.` : '',
  });
}

function largestTable({ inventory }: Plan): TableView {
  return table({
    caption: 'Largest volumes',
    corner: 'Volume',
    columns: ['Id', 'Project', 'Type', '#Provisioned', 'Cohort'],
    rows: inventory.largest.map((volume) => ({
      head: volume.name === '' ? '(no name)' : volume.name,
      cells: [volume.id, volume.project ?? 'not told', volume.type ?? 'not told', formatSize(volume.size), volume.cohort],
    })),
  });
}
