import { predict, type RunAccuracy } from './accuracy.js';
import type { GoldenEngines, MeasuredRun } from './golden-engines.js';
import { simulatedFleet } from './simulated-fleet.js';

/** The last day's error of one run taken apart. Shares of what was measured, signed: above 0 the formula says too much. */
export interface Unknowns {
  /** The first full; what days added while nothing was deleted yet; all after that: changes, deletions and cleaning. The three add up. */
  readonly firstFull: number;
  readonly whileAllKept: number;
  readonly sinceDeletions: number;
  /** The formula less the mean of fleets drawn chunk by chunk: what the formula itself has wrong. */
  readonly formula: number;
  /** That mean less the measured fleet: the luck of one draw, and what the scenario does not say. */
  readonly draw: number;
  /** Standard deviation between the drawn fleets. Undefined for holes of zeros, which are not drawn. */
  readonly spread: number | undefined;
  /** Dead data that the formula leaves behind after a cleaning run, at most; the engine may have cleaned it all. */
  readonly unused: number;
}

const DRAWS = 24;

/** Takes the last day's error of a run apart, by day and by cause. */
export function unknownsOf(run: MeasuredRun, golden: GoldenEngines): Unknowns {
  const predicted = predict(run, golden);
  const measured = run.days.map(({ physical }) => physical);
  const last = measured.length - 1;
  const all = Math.max(0, run.days.findIndex(({ points }, day) => points <= day) - 1);
  const scale = measured[last] ?? 1;
  const error = (day: number): number => ((predicted[day] ?? 0) - (measured[day] ?? 0)) / scale;
  const drawn = drawnFleets(run, golden, last);
  const mean = drawn.length === 0 ? (predicted[last] ?? 0) : meanOf(drawn);
  return {
    firstFull: error(0),
    whileAllKept: error(all) - error(0),
    sinceDeletions: error(last) - error(all),
    formula: ((predicted[last] ?? 0) - mean) / scale,
    draw: mean / scale - 1,
    spread: drawn.length === 0 ? undefined : deviationOf(drawn) / mean,
    unused: 1 - (predict(run, golden, undefined, 0)[last] ?? 0) / (predicted[last] ?? 1),
  };
}

function drawnFleets(run: MeasuredRun, golden: GoldenEngines, day: number): readonly number[] {
  return Array.from({ length: DRAWS }, (_, draw) => simulatedFleet(run, golden, draw)).flatMap((fleet) =>
    fleet === undefined ? [] : [predict(run, golden, fleet)[day] ?? 0],
  );
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function deviationOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

/** A run further off than this is explained: the targets of the median. */
export const isWorse = (run: RunAccuracy): boolean =>
  Math.max(run.meanAbsolute, Math.abs(run.lastDay)) > (run.family === 'fixed' ? 0.02 : 0.03);

const percent = (share: number): string => `${share < 0 ? '-' : '+'}${(Math.abs(share) * 100).toFixed(1)} %`;

/** What the formula does not know of this run, in sentences. */
export function unknownSentences(run: MeasuredRun, found: Unknowns): readonly string[] {
  const { firstFull, whileAllKept, sinceDeletions } = found;
  const byDay = `first full ${percent(firstFull)}, until the first deletion ${percent(whileAllKept)}, since then ${percent(sinceDeletions)}`;
  return [byDay, ...drawSentences(run, found), ...ownSentences(run, found)];
}

function drawSentences({ scenario, engine }: MeasuredRun, { draw, spread }: Unknowns): readonly string[] {
  if (spread === undefined)
    return ['scattered free space: zero runs that the chunker meets are a mean here; no fleets were drawn'];
  const where = engine.includes('fixed') ? 'which blocks the writes hit' : 'where chunks end, and which of them the writes hit';
  const fleets = `${DRAWS} fleets drawn chunk by chunk lie ${(spread * 100).toFixed(1)} % apart (standard deviation)`;
  const times = `their mean is ${percent(draw)} from this one, ${(Math.abs(draw) / spread).toFixed(1)} times that`;
  const known = Math.abs(draw) <= 2 * spread ? 'one fleet as likely as another' : 'more than a draw explains';
  return [`not known: ${where}: ${fleets}; ${times}: ${known}`, ...fewWrites(scenario, engine)];
}

/** Regions and fleets so small that a draw decides: counted, not guessed. */
function fewWrites(scenario: MeasuredRun['scenario'], engine: string): readonly string[] {
  if (engine.includes('fixed')) return [];
  const region = scenario.volume_size_bytes * scenario.own_data_fraction_of_size * scenario.hot_fraction;
  const wide = scenario.write_size_bytes >= region / 50;
  if (region > 0 && wide)
    return [
      `not known: where chunks lie over the two ends of a rewritten region of ${mib(region)} MiB; each pair of points stores both ends again`,
    ];
  const writes =
    (scenario.volumes * scenario.volume_size_bytes * scenario.allocated_fraction_of_size) / scenario.write_size_bytes;
  const aDay = writes * scenario.daily_change_fraction_of_allocated;
  return aDay < 20
    ? [`the whole fleet has ${aDay.toFixed(1)} writes a day: each is ${(100 / (aDay || 1)).toFixed(0)} % of a day's change`]
    : [];
}

const mib = (bytes: number): string => (bytes / 2 ** 20).toFixed(1);

/** What is the formula's or the engine's own. */
function ownSentences({ scenario, engine }: MeasuredRun, { formula, unused }: Unknowns): readonly string[] {
  return [
    `the formula's own part, against the mean of those fleets: ${percent(formula)}`,
    ...(unused > 0.001
      ? [`not known: how much of the ${(unused * 100).toFixed(1)} % of unused space that ${engine} may leave it did leave`]
      : []),
    ...(scenario.growth_per_day_fraction_of_initial_allocated > 0
      ? ["a growing volume's last chunk is counted once as tail and once more if a write hits it"]
      : []),
    ...(engine.includes('fixed') ? ["not known: the engine's own lists of chunks, which are stored too"] : []),
    ...(engine === 'borg-none' ? ["without compression a volume's last chunk drags zeros along up to its longest length"] : []),
  ];
}
