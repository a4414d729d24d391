import type { Plan, RestoreResult, RestoreStage } from '../engine/plan-types.js';
import { formatTotal, missingFrom } from './format-money.js';
import { countOf, formatFixed, formatShare } from './format-number.js';
import { formatSize } from './format-size.js';
import { formatAge, formatHours, formatHoursRange } from './format-time.js';
import { type Badge, badge, type CellInput, type TableView, table } from './table-view.js';
import { byUrgency, verdictBadge } from './verdict.js';
import { chargeCells } from './view-model-bill.js';
import { type BackBar, backBars, backTable, wayTable } from './view-model-restore-ways.js';
import type { SourceNumbers } from './view-model-sources.js';
import { chanceText } from './view-model-uncertainty.js';
import { type WhyView, whyView } from './view-model-why.js';

/** One bar of the timeline; positions are percentages of the whole restore, as text. */
export interface StageBar {
  readonly x: string;
  readonly width: string;
  readonly name: string;
  readonly time: string;
  readonly dominant: boolean;
}

export interface RestoreView {
  readonly name: string;
  readonly what: string;
  readonly badge: Badge;
  readonly time: string;
  readonly facts: string;
  readonly fix: string;
  readonly bars: readonly StageBar[];
  readonly stages: TableView;
  readonly back: readonly BackBar[];
  readonly hasBack: boolean;
  readonly backTable: TableView;
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

export const STAGE_WORDS: Readonly<Record<RestoreStage['name'], string>> = {
  declare: 'Decide and prepare',
  wait: 'Wait for the archive',
  fetch: 'Fetch from the cloud',
  rehydrate: 'Rebuild from segments',
  write: 'Write the volumes',
  chain: 'Apply the chain',
};

/** How fast it comes back: one row a scenario, then each scenario's stages, cost and derivation. */
export function restoresView(plan: Plan, numbers: SourceNumbers): RestoresView {
  return {
    overview: restoreTable(plan),
    details: mostPressing(plan.restores).map((result) => restoreView(result, numbers)),
    none: plan.restores.length === 0,
  };
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

function restoreView(result: RestoreResult, numbers: SourceNumbers): RestoreView {
  const bars = stageBars(result);
  return {
    name: result.scenario.name,
    what: result.what,
    badge: verdictBadge(result.verdict),
    time: formatHoursRange(result.hoursLow, result.hours, result.hoursHigh),
    facts: [restoreFacts(result), chanceFact(result)].filter((text) => text !== '').join(' '),
    fix: result.fix,
    bars,
    stages: stageTable(result),
    back: backBars(result),
    hasBack: backBars(result).length > 0,
    backTable: backTable(result),
    ways: wayTable(result),
    charges: chargeTable(result),
    hasCharges: result.charges.length > 0,
    why: whyView(result.because, numbers),
  };
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

const STREAMING: ReadonlySet<RestoreStage['name']> = new Set(['fetch', 'rehydrate', 'write']);

/** Where each stage starts: fetch, rebuild and write stream side by side after the wait; the chain comes after the slowest of them. */
function stageStarts(stages: readonly RestoreStage[]): readonly number[] {
  const before = sumHours(stages.filter(({ name }) => name === 'declare' || name === 'wait'));
  const streaming = Math.max(0, ...stages.filter(({ name }) => STREAMING.has(name)).map(({ hours }) => hours));
  const declare = sumHours(stages.filter(({ name }) => name === 'declare'));
  return stages.map(({ name }) => {
    if (name === 'declare') return 0;
    if (name === 'wait') return declare;
    return name === 'chain' ? before + streaming : before;
  });
}

const sumHours = (stages: readonly RestoreStage[]): number => stages.reduce((sum, { hours }) => sum + hours, 0);

function stageBars(result: RestoreResult): readonly StageBar[] {
  const shown = result.stages.filter(({ hours }) => hours > 0 && Number.isFinite(hours));
  const starts = stageStarts(shown);
  const ends = shown.map(({ hours }, index) => (starts[index] ?? 0) + hours);
  const whole = Math.max(...ends, Number.MIN_VALUE);
  const percent = (hours: number): string => `${Math.min(100, (hours / whole) * 100).toFixed(2)}%`;
  return shown.map((stage, index) => ({
    x: percent(starts[index] ?? 0),
    // A stage of seconds beside one of days still leaves a mark.
    width: percent(Math.max(stage.hours, whole * 0.004)),
    name: STAGE_WORDS[stage.name],
    time: formatHours(stage.hours),
    dominant: stage.name === result.dominant,
  }));
}

function stageTable(result: RestoreResult): TableView {
  return table({
    caption: `Stages of ${result.scenario.name}`,
    corner: 'Stage',
    columns: ['#Best', '#Likely', '#Worst', 'What sets it', 'Note'],
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
