import type { LadderRung, Plan } from '../engine/plan-types.js';
import { formatMoney, formatTotal } from './format-money.js';
import { formatCount, shareCell } from './format-number.js';
import { formatSize, formatTb } from './format-size.js';
import { type Badge, badge, type RowInput, type TableView, table } from './table-view.js';
import { verdictBadge } from './verdict.js';

export interface LadderView {
  readonly lead: string;
  readonly estate: TableView;
  readonly scaled: TableView;
}

/** The generic sizes from the smallest to the largest, asked two ways: this estate on that box, and an estate of that size. */
export function ladderView(plan: Plan): LadderView {
  return { lead: ladderLead(plan), estate: estateTable(plan), scaled: scaledTable(plan) };
}

function ladderLead(plan: Plan): string {
  const [first, last] = [plan.ladder[0], plan.ladder.at(-1)];
  if (first === undefined || last === undefined) return 'The catalogue has no ladder of generic sizes.';
  const chosen = plan.ladder.find((rung) => rung.chosen);
  const tail =
    chosen === undefined ? 'This plan uses a named model instead of a rung.' : `This plan uses the rung “${chosen.name}”.`;
  return (
    `Generic sizes from ${formatTb(first.protectedTb)} to ${formatTb(last.protectedTb)} protected. Their cache and cloud limits follow a published ` +
    `rule of thumb and are inferred, not a vendor's promise: it counts every kept copy at 30:1, while a size here is the data protected, counted ` +
    `once, at this plan's own reduction. So a size may take many boxes of its own rung. ${tail}`
  );
}

function rungBadge(rung: LadderRung): Badge | string {
  return rung.chosen ? badge('good', 'This plan') : '';
}

function estateTable(plan: Plan): TableView {
  return table({
    caption: 'This estate on each size',
    corner: 'Rung',
    columns: ['#Cache', '#Cloud limit', '#Units needed', 'What binds', '#Tightest limit used', 'Plan'],
    rows: plan.ladder.map(
      (rung): RowInput => ({
        head: rung.name,
        strong: rung.chosen,
        cells: [
          formatTb(rung.cacheTb),
          formatTb(rung.maxCloudTb),
          boxes(rung.needed),
          rung.needed.binding ?? 'nothing',
          shareCell(rung.needed.utilisation),
          rungBadge(rung),
        ],
      }),
    ),
  });
}

function boxes({ units }: { readonly units: number }): string {
  return Number.isFinite(units) ? formatCount(units) : 'no number';
}

function scaledTable(plan: Plan): TableView {
  return table({
    caption: 'An estate of each size with this mix of data',
    corner: 'Protected',
    columns: ['#Held at end', '#Last whole month', '#Horizon total', '#Per protected TB and month', '#Boxes', 'Verdict', '~Why'],
    rows: plan.ladder.map((rung) => ({
      head: formatTb(rung.protectedTb),
      cells: [
        formatSize(rung.scaledBackEnd),
        formatTotal(rung.scaledMonthly),
        formatTotal(rung.scaledTotal),
        formatMoney(rung.perTbMonth),
        boxes(rung.scaledUnits),
        verdictBadge(rung.verdict),
        rung.verdictReason,
      ],
    })),
    note: 'Same profiles, policies, destination and horizon, scaled to the size in the first column. Boxes: of that rung, for that size. The verdict asks whether they meet the backup window with the line and the workers of the scenario.',
  });
}
