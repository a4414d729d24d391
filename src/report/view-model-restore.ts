import type { Plan, RestoreResult } from '../engine/plan-types.js';
import { lazily } from '../units/lazily.js';
import type { ChartData } from './chart-data.js';
import { formatTotal, missingFrom } from './format-money.js';
import { countOf, formatFixed, formatShare } from './format-number.js';
import { formatSize } from './format-size.js';
import { formatAge, formatHours, formatHoursRange } from './format-time.js';
import { backChart, STAGE_WORDS, stageChart } from './restore-charts.js';
import { type Badge, badge, type CellInput, type TableView, table } from './table-view.js';
import { byUrgency, verdictBadge } from './verdict.js';
import { chargeCells } from './view-model-bill.js';
import { backTable, wayTable } from './view-model-restore-ways.js';
import type { SourceNumbers } from './view-model-sources.js';
import { chanceText } from './view-model-uncertainty.js';
import { type WhyView, whyView } from './view-model-why.js';

/** A chart with its table. */
export interface Drawn {
  readonly chart: ChartData;
  readonly table: TableView;
}

export interface RestoreView {
  readonly name: string;
  readonly what: string;
  readonly badge: Badge;
  readonly time: string;
  readonly facts: string;
  readonly fix: string;
  /** Its stages, and, of more than one group, who is back when. */
  readonly timelines: readonly Drawn[];
  readonly ways: TableView;
  readonly charges: TableView;
  readonly hasCharges: boolean;
  readonly why: WhyView;
}

export interface RestoresView {
  readonly overview: TableView;
  readonly details: readonly RestoreView[];
  readonly none: boolean;
}

/** How fast it comes back: one row a scenario, then each scenario's stages, cost and derivation. */
export function restoresView(plan: Plan, numbers: SourceNumbers): RestoresView {
  return lazily<RestoresView>({
    overview: () => restoreTable(plan),
    details: () => mostPressing(plan.restores).map((result, index) => restoreView(result, `${index + 1}`, numbers)),
    none: () => plan.restores.length === 0,
  });
}

/** Longer lists have the rest in the table only; the JSON output has all of it. */
const MOST_DETAILS = 40;

/** All restores, or the most pressing ones of very many: a missed target before a met one, the longer before the shorter. */
function mostPressing(restores: readonly RestoreResult[]): readonly RestoreResult[] {
  return restores.length <= MOST_DETAILS ? restores : byUrgency(restores).slice(0, MOST_DETAILS);
}

/** The table that every format prints: what comes back, how fast, at what price, and whether that is asked. */
export function restoreTable(plan: Plan): TableView {
  return table({
    caption: 'Restores',
    corner: 'Scenario',
    columns: ['#Size', 'Point', '#Restore time', '#Target', 'Verdict', '#P95', 'Slowest stage', '#Cost each'],
    rows: plan.restores.map((result) => ({
      head: result.scenario.name,
      headNote: result.what,
      cells: [
        { text: formatSize(result.logical), note: countOf(result.volumes, 'volume', 'volumes') },
        formatAge(result.pointAgeDays),
        { text: formatHours(result.hours), note: rangeNote(result) },
        result.scenario.rtoHours === undefined ? 'none' : formatHours(result.scenario.rtoHours),
        verdictBadge(result.verdict),
        tailCell(result),
        STAGE_WORDS[result.dominant],
        formatTotal(result.cost),
      ],
    })),
    note:
      plan.restores.length > MOST_DETAILS
        ? `The ${MOST_DETAILS} most pressing are worked out below; the JSON output has the stages of all.`
        : '',
  });
}

/** What 95 trials of 100 stay under, and how likely the target is kept; all percentiles stand with the other promises. */
function tailCell({ odds }: RestoreResult): CellInput {
  if (odds === undefined) return 'not drawn';
  return { text: formatHours(odds.value.p95), note: chanceText(odds) };
}

function rangeNote(result: RestoreResult): string {
  const [low, high] = [formatHours(result.hoursLow), formatHours(result.hoursHigh)];
  return low === high ? '' : `${low} to ${high}`;
}

function restoreView(result: RestoreResult, id: string, numbers: SourceNumbers): RestoreView {
  return lazily<RestoreView>({
    name: () => result.scenario.name,
    what: () => result.what,
    badge: () => verdictBadge(result.verdict),
    time: () => formatHoursRange(result.hoursLow, result.hours, result.hoursHigh),
    facts: () => [restoreFacts(result), chanceFact(result)].filter((text) => text !== '').join(' '),
    fix: () => result.fix,
    timelines: () => [
      { chart: stageChart(result, id), table: stageTable(result) },
      ...(result.timeline.length > 1 ? [{ chart: backChart(result, id), table: backTable(result) }] : []),
    ],
    ways: () => wayTable(result),
    charges: () => chargeTable(result),
    hasCharges: () => result.charges.length > 0,
    why: () => whyView(result.because, numbers),
  });
}

const chanceFact = ({ odds }: RestoreResult): string => {
  const chance = chanceText(odds);
  return chance === '' ? '' : `Its target is ${chance}.`;
};

function restoreFacts(result: RestoreResult): string {
  const chain = result.chain > 1 ? `, ${countOf(result.chain, 'backup', 'backups')} in the chain` : '';
  const target = result.scenario.to === 'site' ? 'back to the site' : 'to an appliance in the cloud';
  const missing = missingFrom(result.cost);
  const cost = `${formatTotal(result.cost)} each time${missing === '' ? '' : ` (without ${missing})`}`;
  return (
    `${countOf(result.volumes, 'volume', 'volumes')}, ${formatSize(result.logical)}, ${target}; point: ${formatAge(result.pointAgeDays)}${chain}. ` +
    `${whereFrom(result)} Costs ${cost}.`
  );
}

function whereFrom(result: RestoreResult): string {
  if (result.remotePhysical === 0) return 'All of it is in the cache: nothing comes from the cloud.';
  return `${formatShare(result.localShare)} is in the cache, ${formatSize(result.remotePhysical)} comes from the cloud by ${result.scenario.retrieval} retrieval.`;
}

function stageTable(result: RestoreResult): TableView {
  return table({
    caption: `Stages of ${result.scenario.name}`,
    corner: 'Stage',
    columns: ['#Best', '#Likely', '#Worst', '~What sets it', 'Note'],
    rows: result.stages.map((stage) => ({
      head: STAGE_WORDS[stage.name],
      strong: stage.name === result.dominant,
      cells: [
        formatHours(stage.hoursLow),
        formatHours(stage.hours),
        formatHours(stage.hoursHigh),
        stage.limit,
        stage.name === result.dominant ? badge('warn', 'Sets the pace') : '',
      ],
    })),
    note: 'Fetch, rebuild and write run at the same time: the slowest of the three counts, not their sum.',
  });
}

function chargeTable(result: RestoreResult): TableView {
  return table({
    caption: `What ${result.scenario.name} costs each time`,
    corner: 'Line',
    columns: ['#Quantity', '#Unit price', '#Cost'],
    rows: result.charges.map((charge) => ({ head: charge.label, cells: chargeCells(charge) })),
    note: result.scenario.perYear === undefined ? '' : `Expected ${formatFixed(result.scenario.perYear, 2)} times a year.`,
  });
}
