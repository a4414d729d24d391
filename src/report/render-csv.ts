import type { CapacityMonth } from '../engine/capacity/types.js';
import type { CostKind, Total } from '../engine/charge.js';
import type { BillMonth, DestinationCost, Plan } from '../engine/plan-types.js';
import { formatDay } from '../units/day.js';
import { plainAmount } from '../units/quantity.js';
import { sumCharges } from './bill-lines.js';
import { KINDS_IN_ORDER } from './cost-kinds.js';
import { csvText } from './csv-cell.js';
import { missingFrom } from './format-money.js';
import { destinationsOf } from './view-model-destinations.js';

/** A column: its name, and its cell for the nth month. Sizes are GiB (2^30 B), shares of 1, money with two decimals. */
interface Column {
  readonly name: string;
  readonly cell: (month: number) => string;
}

/**
 * The monthly series as one CSV (RFC 4180): a row a month. Columns: the month (from in, until out), sizes in GiB, ratios, the
 * appliance's shares, the WAN backlog, the bill by kind at the planned destination, and the total at every destination.
 * An unpriced cost is an empty cell and is named in `cost_unpriced`; `cost_total_is` says "complete" or "at least".
 */
export function renderCsv(plan: Plan): string {
  const columns = [...monthColumns(plan), ...capacityColumns(plan), ...applianceColumns(plan), ...costColumns(plan)];
  const rows = plan.capacity.months.map((_, month) => columns.map((column) => column.cell(month)));
  return csvText([columns.map((column) => column.name), ...rows]);
}

/** Plain digits with at most six decimals, never an exponent. */
function plain(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return '';
  return value.toFixed(6).replace(/\.?0+$/, '') || '0';
}

function monthColumns({ capacity }: Plan): readonly Column[] {
  const day = (pick: (month: CapacityMonth) => CapacityMonth['from']) => (index: number) => {
    const month = capacity.months[index];
    return month === undefined ? '' : formatDay(pick(month));
  };
  return [
    { name: 'from', cell: day((month) => month.from) },
    { name: 'until', cell: day((month) => month.until) },
    { name: 'days', cell: (index) => plain(capacity.months[index]?.days) },
  ];
}

const CAPACITY: readonly (readonly [string, (month: CapacityMonth) => number])[] = [
  ['provisioned_gib', (month) => month.provisioned],
  ['front_end_gib', (month) => month.frontEnd],
  ['restore_points', (month) => month.restorePoints],
  ['retained_used_gib', (month) => month.retainedUsed],
  ['retained_provisioned_gib', (month) => month.retainedProvisioned],
  ['back_end_mean_gib', (month) => month.backEnd],
  ['back_end_at_end_gib', (month) => month.backEndAtEnd],
  ['first_class_mean_gib', (month) => month.inFirstClass],
  ['archive_class_mean_gib', (month) => month.inArchiveClass],
  ['new_back_end_gib', (month) => month.newBackEnd],
  ['source_read_gib', (month) => month.sourceRead],
  ['sent_gib', (month) => month.sent],
  ['objects_put', (month) => month.objectsPut],
  ['dedupe_ratio_used', (month) => month.dedupeRatioUsed],
  ['dedupe_ratio_provisioned', (month) => month.dedupeRatioProvisioned],
  ['other_method_at_end_gib', (month) => month.otherMethodAtEnd],
];

function capacityColumns({ capacity }: Plan): readonly Column[] {
  return CAPACITY.map(([name, pick]) => ({
    name,
    cell: (index) => {
      const month = capacity.months[index];
      return month === undefined ? '' : plain(pick(month));
    },
  }));
}

function applianceColumns({ appliance, wan }: Plan): readonly Column[] {
  return [
    { name: 'cache_share', cell: (index) => plain(appliance.months[index]?.cacheShare) },
    { name: 'cloud_share', cell: (index) => plain(appliance.months[index]?.cloudShare) },
    { name: 'wan_backlog_gib', cell: (index) => plain(wan.backlog[index]?.size) },
  ];
}

function costColumns(plan: Plan): readonly Column[] {
  const { months } = plan.cost;
  const { currency } = plan.scenario;
  const totalOf = (index: number): Total | undefined => months[index]?.total;
  return [
    { name: 'currency', cell: () => currency },
    ...KINDS_IN_ORDER.map(
      (kind): Column => ({ name: `cost_${kind.replaceAll(' ', '_')}`, cell: (index) => kindCell(months[index], kind, currency) }),
    ),
    { name: 'cost_total', cell: (index) => totalCell(totalOf(index)) },
    { name: 'cost_total_is', cell: (index) => (totalOf(index)?.kind === 'atLeast' ? 'at least' : 'complete') },
    {
      name: 'cost_unpriced',
      cell: (index) => {
        const total = totalOf(index);
        return total === undefined ? '' : missingFrom(total);
      },
    },
    ...spreadColumns(plan),
    ...moveColumns(plan),
    ...destinationsOf(plan).map(
      (one): Column => ({ name: `total ${one.destination.label}`, cell: (index) => destinationCell(one, index) }),
    ),
  ];
}

/** Percentiles of the draws; no columns where nothing was drawn. */
function spreadColumns({ uncertainty }: Plan): readonly Column[] {
  if (uncertainty === undefined) return [];
  return (['p10', 'p50', 'p90'] as const).flatMap((name): readonly Column[] => [
    { name: `cost_${name}`, cell: (index) => plain(uncertainty.months[index]?.cost[name]) },
    { name: `back_end_${name}_gib`, cell: (index) => plain(uncertainty.months[index]?.backEnd[name]) },
  ]);
}

/** Each move that the scenario wants decided, month by month; empty before it starts. */
function moveColumns({ capacity, decisions }: Plan): readonly Column[] {
  return (decisions?.migrations ?? []).flatMap(({ to, months }): readonly Column[] => {
    const byStart = new Map(months.map((month) => [month.from, month]));
    const cell = (of: (month: (typeof months)[number]) => string) => (index: number) => {
      const planned = capacity.months[index];
      const month = planned && byStart.get(planned.from);
      return month === undefined ? '' : of(month);
    };
    return [
      { name: `move to ${to.label}: old store`, cell: cell(({ oldStore }) => plainAmount(oldStore)) },
      { name: `move to ${to.label}: new store`, cell: cell(({ newStore }) => plainAmount(newStore)) },
      { name: `move to ${to.label}: once`, cell: cell(({ once }) => plainAmount(once)) },
      { name: `move to ${to.label}: saving`, cell: cell(({ saving }) => plainAmount(saving)) },
    ];
  });
}

/** Empty where the month has no such line or none with a price: a missing price must not read as 0. */
function kindCell(month: BillMonth | undefined, kind: CostKind, currency: string): string {
  const charges = month?.charges.filter((charge) => charge.kindOfCost === kind) ?? [];
  return charges.some((charge) => charge.kind !== 'unpriced') ? plainAmount(sumCharges(charges, currency)) : '';
}

const totalCell = (total: Total | undefined): string => (total === undefined ? '' : plainAmount(total.cost));

const destinationCell = (one: DestinationCost, index: number): string => totalCell(one.months[index]?.total);
