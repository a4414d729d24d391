import { keptPoints } from '../../engine/retention/kept-points.js';
import type { RetentionRules } from '../../engine/retention/retention-rules.js';
import { type Fleet, fleetOf } from './fleet-model.js';
import type { GoldenEngines, MeasuredRun } from './golden-engines.js';

/** How far one run is from what was measured; shares, signed where a sign says something. */
export interface RunAccuracy {
  readonly scenario: string;
  readonly engine: string;
  readonly family: 'content-defined' | 'fixed';
  readonly days: number;
  /** Mean over days of the absolute error. */
  readonly meanAbsolute: number;
  readonly lastDay: number;
  /** Last day's error of a ratio typed in: retained / 10, retained / 20. */
  readonly typedTen: number;
  readonly typedTwenty: number;
}

/** restic's prune leaves up to 5 % unused by default; borg's compact leaves next to nothing. Parameters of the programs. */
const LEFT_UNUSED = { restic: 0.05, borg: 0 } as const;
const semanticsOf = (engine: string): keyof typeof LEFT_UNUSED => (engine.startsWith('restic') ? 'restic' : 'borg');
const SECONDS_PER_DAY = 86_400;

/** The planner's formula held against every measured run; nothing is fitted to the runs. */
export function accuracies(golden: GoldenEngines): readonly RunAccuracy[] {
  return golden.runs.map((run) => accuracyOf(run, golden));
}

function accuracyOf(run: MeasuredRun, golden: GoldenEngines): RunAccuracy {
  const predicted = predict(run, golden);
  const errors = run.days.map(({ day, physical }) => (predicted[day] ?? 0) / physical - 1);
  const last = run.days.at(-1);
  const retained = (last?.points ?? 0) * run.scenario.volumes * run.scenario.volume_size_bytes;
  const typed = (ratio: number): number => retained / ratio / (last?.physical ?? 1) - 1;
  return {
    scenario: run.scenario.id,
    engine: run.engine,
    family: run.engine.includes('fixed') ? 'fixed' : 'content-defined',
    days: run.days.length,
    meanAbsolute: errors.reduce((sum, error) => sum + Math.abs(error), 0) / errors.length,
    lastDay: errors.at(-1) ?? 0,
    typedTen: typed(10),
    typedTwenty: typed(20),
  };
}

/** Physical bytes after each day's forget and, on its days, reclaim. */
export function predict(
  run: MeasuredRun,
  golden: GoldenEngines,
  fleet: Fleet = fleetOf(run, golden),
  unused: number = LEFT_UNUSED[semanticsOf(run.engine)],
): readonly number[] {
  const { scenario } = run;
  const rules: RetentionRules = { semantics: semanticsOf(run.engine), ...countsOf(scenario.retention) };
  const first = Date.parse(scenario.first_backup) / 1000;
  const dayOf = (at: number): number => Math.round((at - first) / SECONDS_PER_DAY);
  const physical: number[] = [];
  let kept: readonly number[] = [];
  let stored: readonly number[] = [];
  let dead = 0;
  for (let day = 0; day < scenario.days; day++) {
    kept = keptPoints([...kept, first + day * SECONDS_PER_DAY], rules).map(({ at }) => at);
    stored = [...stored, day];
    const reclaims = (day + 1) % scenario.reclaim_every_days === 0;
    if (reclaims) {
      const living = kept.map(dayOf);
      const size = fleet.held(living);
      dead = Math.min(dead + fleet.held(stored) - size, (size * unused) / (1 - unused));
      stored = living;
    }
    physical.push(fleet.held(stored) + dead);
  }
  return physical;
}

/** keep_daily: 7 -> daily: 7. */
function countsOf(retention: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(retention).map(([key, count]) => [key.replace('keep_', ''), count]));
}

/** Middle value; mean of the two middle ones where their number is even. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? 0)) / 2;
}
