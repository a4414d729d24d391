import type { LimitCheck, Plan, UnitsNeeded } from '../engine/plan-types.js';
import type { Gib } from '../units/gib.js';
import { lazily } from '../units/lazily.js';
import { formatMonth, yearOf } from './format-date.js';
import { countOf, formatCount, formatRough, formatShare, shareCell } from './format-number.js';
import { formatTb, inScale, sizeScale } from './format-size.js';
import { badge, type RowInput, type TableView, table } from './table-view.js';

export interface ApplianceView {
  readonly lead: string;
  readonly checks: TableView;
  readonly months: TableView;
  readonly models: TableView;
  readonly hasModels: boolean;
}

/** The chosen box, what binds it, how full it gets, and what every other model would need. */
export function applianceView(plan: Plan): ApplianceView {
  const { appliance } = plan;
  return lazily<ApplianceView>({
    lead: () => applianceLead(plan),
    checks: () => checkTable(plan),
    months: () => useTable(plan),
    models: () => modelTable(plan),
    hasModels: () => appliance.models.length > 0,
  });
}

/** "1 unit", "3 units", or that it cannot be told. */
export function unitsText(needed: UnitsNeeded): string {
  return Number.isFinite(needed.units) ? countOf(needed.units, 'unit', 'units') : 'no number of units';
}

/** "4 x 4.1 PB, 62.7% used" for a card or a table cell. */
export function applianceText({ isNeeded, chosen, needed, spare }: Plan['appliance']): string {
  if (!isNeeded) return 'none: the store is plain';
  const units = Number.isFinite(needed.units) ? `${formatCount(needed.units)} x` : 'no number of';
  return `${units} ${chosen}${spare > 0 ? ` + ${spare} spare` : ''}, ${formatShare(needed.utilisation)} used`;
}

function applianceLead(plan: Plan): string {
  if (!plan.appliance.isNeeded) return 'None is needed: Cinder writes straight to a plain store, and nothing deduplicates.';
  const { chosen, needed } = plan.appliance;
  const line = formatShare(plan.scenario.appliance.planningLine);
  const bound = needed.binding === undefined ? 'no published limit binds' : `${needed.binding} is the limit that binds`;
  return `Chosen: ${chosen}, ${unitsText(needed)}; ${bound}. At the worst month the tightest limit is ${formatShare(needed.utilisation)} used; plans are kept under ${line} of a limit.`;
}

function checkTable(plan: Plan): TableView {
  return table({
    caption: `Limits of ${plan.appliance.chosen} against the worst month`,
    corner: 'Limit',
    columns: ['#Need', '#One unit gives', '#Units', 'Worst month', 'Source of the limit'],
    rows: plan.appliance.needed.checks.map((check) => ({ head: check.constraint, cells: checkCells(plan, check) })),
  });
}

function checkCells(plan: Plan, check: LimitCheck): readonly string[] {
  const worst = plan.capacity.months[check.month];
  return [
    `${formatRough(check.need)} ${check.unit}`,
    check.unitGives === undefined ? 'not published' : `${formatRough(check.unitGives)} ${check.unit}`,
    check.units === undefined ? 'unknown' : formatCount(check.units),
    check.isEveryMonth ? 'every month' : worst === undefined ? '' : formatMonth(worst.from),
    check.source,
  ];
}

function useTable(plan: Plan): TableView {
  const { months } = plan.appliance;
  const scale = sizeScale(months.flatMap((month): readonly Gib[] => [month.cacheNeed, month.cloudNeed]));
  const ends = months.filter((month, index) => {
    const next = months[index + 1];
    return next === undefined || yearOf(next.from) !== yearOf(month.from);
  });
  return table({
    caption: 'How full the chosen box gets',
    corner: 'Month',
    columns: [`#Cache need, ${scale.unit}`, '#Of cache', `#Cloud need, ${scale.unit}`, '#Of cloud limit'],
    rows: ends.map((month) => ({
      head: formatMonth(month.from),
      cells: [
        inScale(month.cacheNeed, scale),
        limitShare(month.cacheShare),
        inScale(month.cloudNeed, scale),
        limitShare(month.cloudShare),
      ],
    })),
    note: 'At the last month of each calendar year.',
  });
}

/** Of a limit that no source states there is no share. */
function limitShare(share: number | undefined): string {
  return share === undefined ? 'limit not published' : shareCell(share);
}

function modelTable(plan: Plan): TableView {
  return table({
    caption: 'Every model of the catalogue, for this plan',
    corner: 'Model',
    columns: ['Form', '#Cache', '#Cloud limit', '#Units needed', 'What binds', 'Limits not published', 'Plan'],
    rows: plan.appliance.models.map(({ model, needed }): RowInput => {
      const unknown = needed.checks.filter(({ unitGives }) => unitGives === undefined).map(({ constraint }) => constraint);
      const chosen = `${model.vendor} ${model.model}` === plan.appliance.chosen || model.model === plan.appliance.chosen;
      return {
        head: `${model.vendor} ${model.model}`,
        headNote: model.platform,
        strong: chosen,
        cells: [
          model.form,
          model.cacheTb === undefined ? 'not published' : formatTb(model.cacheTb),
          model.maxCloudTb === undefined ? 'not published' : formatTb(model.maxCloudTb),
          needed.binding === undefined ? 'cannot be told' : formatRough(needed.units),
          needed.binding ?? 'nothing published',
          unknown.join(', '),
          chosen ? badge('good', 'This plan') : '',
        ],
      };
    }),
    note: 'A limit that no public source states cannot bind here: check it with the vendor before ordering.',
  });
}
