import type { CapacityMonth } from '../engine/capacity/types.js';
import type { ExplainedFigure } from '../engine/explain/types.js';
import type { Plan } from '../engine/plan-types.js';
import { addDays } from '../units/day.js';
import { lazily } from '../units/lazily.js';
import { formatDate, formatMonth, yearOf } from './format-date.js';
import { formatCount, formatFixed, formatRatio, ratioCell } from './format-number.js';
import { formatSize, inScale, type SizeScale, sizeScale } from './format-size.js';
import { badge, type RowInput, type TableView, table } from './table-view.js';
import { type ExplainedView, explainedView } from './view-model-explained.js';
import type { SourceNumbers } from './view-model-sources.js';

export interface CapacityView {
  readonly lead: string;
  readonly method: string;
  readonly years: TableView;
  readonly months: TableView;
  readonly flows: TableView;
  readonly ratios: TableView;
  readonly cadence: TableView;
  readonly cadenceLead: string;
  readonly hasCadence: boolean;
  readonly explained: readonly ExplainedView[];
  readonly hasExplained: boolean;
}

/** Names of the chosen method and of the one printed beside it (model section 3.3). */
export function methodNames(plan: Plan): { readonly chosen: string; readonly other: string } {
  const typed = `typed ratio ${formatRatio(plan.scenario.store.ratio)}`;
  return plan.scenario.store.mode === 'versions'
    ? { chosen: 'chunk versions', other: typed }
    : { chosen: typed, other: 'chunk versions' };
}

/** Capacity by month: years first, months and flows on demand, the two methods side by side, and the figures taken apart. */
export function capacityView(plan: Plan, figures: () => readonly ExplainedFigure[], numbers: SourceNumbers): CapacityView {
  const { months } = plan.capacity;
  const last = months.at(-1);
  const view: CapacityView = lazily<CapacityView>({
    lead: () => (last === undefined ? 'The horizon has no month, so there is nothing to hold.' : capacityLead(last)),
    method: () => methodText(plan),
    years: () =>
      stockTable(plan, lastOfYears(months), 'Capacity at the end of each calendar year', (month) => `${yearOf(month.from)}`),
    months: () => stockTable(plan, months, 'Capacity at the end of each month', (month) => formatMonth(month.from)),
    flows: () => flowTable(months),
    ratios: () => reductionTable(months),
    cadence: () => cadenceTable(plan),
    cadenceLead: () => cadenceLead(plan),
    hasCadence: () => plan.capacity.cadence.length > 0,
    explained: () => figures().map((figure) => explainedView(figure, numbers)),
    hasExplained: () => view.explained.length > 0,
  });
  return view;
}

function capacityLead(last: CapacityMonth): string {
  const kept = `${formatSize(last.retainedUsed)} in ${formatRestorePoints(last.restorePoints)}`;
  return (
    `On the last day, ${formatDate(addDays(last.until, -1))}, the store holds ${formatSize(last.backEndAtEnd)} for ${formatSize(last.frontEnd)} of protected data. ` +
    `Over the last month it keeps ${kept}, reduced ${formatRatio(last.dedupeRatioUsed)} (${formatRatio(last.dedupeRatioProvisioned)} when the volumes' provisioned size is counted).`
  );
}

function formatRestorePoints(mean: number): string {
  const rounded = Math.round(mean * 10) / 10;
  return `${formatFixed(rounded, Number.isInteger(rounded) ? 0 : 1)} restore points a volume`;
}

function methodText(plan: Plan): string {
  const { chosen, other } = methodNames(plan);
  const last = plan.capacity.months.at(-1);
  if (last === undefined) return '';
  return `Method: ${chosen}. The other method, ${other}, gives ${formatSize(last.otherMethodAtEnd)} instead of ${formatSize(last.backEndAtEnd)} on the last day.`;
}

/** The last month of each calendar year, in order. */
function lastOfYears(months: readonly CapacityMonth[]): readonly CapacityMonth[] {
  return months.filter((month, index) => {
    const next = months[index + 1];
    return next === undefined || yearOf(next.from) !== yearOf(month.from);
  });
}

function stockTable(
  plan: Plan,
  months: readonly CapacityMonth[],
  caption: string,
  head: (month: CapacityMonth) => string,
): TableView {
  const scale = sizeScale(plan.capacity.months.flatMap((month) => [month.backEndAtEnd, month.frontEnd]));
  const retained = sizeScale(plan.capacity.months.map((month) => month.retainedUsed));
  const { other } = methodNames(plan);
  const { months: all } = plan.capacity;
  // With one class in use the columns would repeat what is held.
  const archive = all.some((month) => month.inArchiveClass > 0) && all.some((month) => month.inFirstClass > 0);
  const classes = archive ? [`#First class, ${scale.unit}`, `#Archive class, ${scale.unit}`] : [];
  return table({
    caption,
    corner: 'Period',
    columns: [
      `#Protected, ${scale.unit}`,
      '#Restore points',
      `#Retained, ${retained.unit}`,
      `#Held at end, ${scale.unit}`,
      ...classes,
      '#Reduction',
      `#By ${other}, ${scale.unit}`,
    ],
    rows: months.map((month) => ({ head: head(month), cells: stockCells(month, scale, retained, archive) })),
    note: archive
      ? 'Classes are means over the month, as object stores bill; everything else is at the period’s end or its last month’s mean.'
      : '',
  });
}

function stockCells(month: CapacityMonth, scale: SizeScale, retained: SizeScale, archive: boolean): readonly string[] {
  const classes = archive ? [inScale(month.inFirstClass, scale), inScale(month.inArchiveClass, scale)] : [];
  return [
    inScale(month.frontEnd, scale),
    formatFixed(month.restorePoints, 1),
    inScale(month.retainedUsed, retained),
    inScale(month.backEndAtEnd, scale),
    ...classes,
    ratioCell(month.dedupeRatioUsed),
    inScale(month.otherMethodAtEnd, scale),
  ];
}

function flowTable(months: readonly CapacityMonth[]): TableView {
  const read = sizeScale(months.map((month) => month.sourceRead));
  const fresh = sizeScale(months.map((month) => month.newBackEnd));
  return table({
    caption: 'What moves in each month',
    corner: 'Month',
    columns: [
      `#Read from volumes, ${read.unit}`,
      `#Sent to the store, ${read.unit}`,
      `#New in the store, ${fresh.unit}`,
      `#Freed, ${fresh.unit}`,
      `#Moved to archive, ${fresh.unit}`,
      '#Objects written',
    ],
    rows: months.map((month) => ({
      head: formatMonth(month.from),
      cells: [
        inScale(month.sourceRead, read),
        inScale(month.sent, read),
        inScale(month.newBackEnd, fresh),
        inScale(
          month.freed.reduce((sum, part) => sum + part.size, 0),
          fresh,
        ),
        inScale(month.transitioned, fresh),
        formatCount(month.objectsPut),
      ],
    })),
  });
}

function reductionTable(months: readonly CapacityMonth[]): TableView {
  return table({
    caption: 'Reduction at the end of each calendar year',
    corner: 'Year',
    columns: ['#Of used size', '#Of provisioned size', '#Restore points', '#Chains kept, GiB', '#Side files, GiB'],
    rows: lastOfYears(months).map((month) => ({
      head: `${yearOf(month.from)}`,
      cells: [
        ratioCell(month.dedupeRatioUsed),
        ratioCell(month.dedupeRatioProvisioned),
        formatFixed(month.restorePoints, 1),
        formatCount(month.chainOverhead),
        formatCount(month.sideFiles),
      ],
    })),
    note: 'Chains kept: backups held only because a later incremental needs them. Side files: the hashes that Cinder writes beside every backup.',
  });
}

function cadenceTable(plan: Plan): TableView {
  const { cadence } = plan.capacity;
  const held = sizeScale(cadence.map((way) => way.backEndAtEnd));
  const moved = sizeScale(cadence.flatMap((way) => [way.sourceRead, way.sent]));
  return table({
    caption: 'Fulls against incrementals, same retention',
    corner: 'Cadence',
    columns: [
      `#Held at end, ${held.unit}`,
      `#Read from volumes, ${moved.unit}`,
      `#Sent to the store, ${moved.unit}`,
      '#Objects',
      'Plan',
    ],
    rows: cadence.map(
      (way): RowInput => ({
        head: way.name,
        strong: way.chosen,
        cells: [
          inScale(way.backEndAtEnd, held),
          inScale(way.sourceRead, moved),
          inScale(way.sent, moved),
          formatCount(way.objects),
          way.chosen ? badge('good', 'This plan') : way.byCinder ? '' : 'for comparison',
        ],
      }),
    ),
    note:
      'Read, sent and objects are sums over the horizon. For comparison: what Cinder’s drivers cannot make, a product that tracks ' +
      'changed blocks, sends each change once and builds its fulls in the store.',
  });
}

function cadenceLead(plan: Plan): string {
  const made = plan.capacity.cadence.filter(({ byCinder }) => byCinder);
  const [first, ...rest] = made.sort((a, b) => a.backEndAtEnd - b.backEndAtEnd);
  if (first === undefined || rest.length === 0) return '';
  const chosen = plan.capacity.cadence.find((way) => way.chosen);
  const tail = chosen === first ? 'it is the one planned.' : `the plan uses ${chosen?.name ?? 'another'}.`;
  return `Of the cadences that Cinder can make, “${first.name}” holds least (${formatSize(first.backEndAtEnd)}); ${tail}`;
}
