import type { RestoreResult, RestoreStage } from '../engine/plan-types.js';
import { barEnd, type ChartData, type ChartSeries, forChart } from './chart-data.js';
import { formatHours } from './format-time.js';

export const STAGE_WORDS: Readonly<Record<RestoreStage['name'], string>> = {
  declare: 'Decide and prepare',
  wait: 'Wait for the archive',
  fetch: 'Fetch from the cloud',
  rehydrate: 'Rebuild from segments',
  write: 'Write the volumes',
  chain: 'Apply the chain',
};

/** The stages of a restore on a line of hours, the one that sets the pace in full colour. `id`: the restore's place in the report. */
export function stageChart(result: RestoreResult, id: string): ChartData {
  const { name } = result.scenario;
  const shown = result.stages.filter(({ hours }) => hours > 0);
  const starts = stageStarts(shown);
  return hoursChart(result, {
    id: `stages-${id}`,
    title: `Stages of ${name}`,
    summary: `Stages of ${name} by hour: ${formatHours(result.hours)} in all, of which ${STAGE_WORDS[result.dominant].toLowerCase()} sets the pace. The table below has the figures.`,
    rows: 'Stage',
    labels: shown.map((stage) => STAGE_WORDS[stage.name]),
    series: {
      name: 'Stage',
      values: shown.map(({ hours }, index) => barEnd((starts[index] ?? 0) + hours)),
      from: starts.map(forChart),
      dashed: false,
      full: shown.map((stage) => stage.name === result.dominant),
    },
  });
}

/** Who is back when, by priority. */
export function backChart(result: RestoreResult, id: string): ChartData {
  const { timeline: groups, scenario } = result;
  return hoursChart(result, {
    id: `back-${id}`,
    title: `Who is back when: ${scenario.name}`,
    summary: `Who is back when, ${scenario.name}: ${groups.map(({ name, finishHours }) => `${name} after ${formatHours(finishHours)}`).join(', ')}. The table below has the figures.`,
    rows: 'Group',
    labels: groups.map(({ name }) => name),
    series: {
      name: 'From the first byte to the last volume',
      values: groups.map(({ finishHours }) => barEnd(finishHours)),
      from: groups.map(({ startHours }) => forChart(startHours)),
      dashed: false,
    },
  });
}

interface Bars {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly rows: string;
  readonly labels: readonly string[];
  readonly series: ChartSeries;
}

/** A target further off than this many times the last bar would press the bars together: the verdict names it. */
const TARGET_IN_SIGHT = 2;

function hoursChart({ scenario: { rtoHours } }: RestoreResult, { id, title, summary, rows, labels, series }: Bars): ChartData {
  const last = Math.max(0, ...series.values.map((hours) => hours ?? 0));
  const inSight = rtoHours !== undefined && rtoHours <= last * TARGET_IN_SIGHT;
  return {
    id,
    kind: 'ranges',
    title,
    summary,
    xTitle: 'Hours from the decision to restore',
    yTitle: rows,
    prefix: '',
    suffix: ' hours',
    labels,
    x: [],
    series: [series],
    ...(inSight ? { mark: { name: 'Target', value: rtoHours } } : {}),
  };
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
