import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Inputs of one measured scenario, as `dedupe-scenarios.json` names them. */
export interface MeasuredScenario {
  readonly id: string;
  readonly days: number;
  readonly volumes: number;
  readonly volume_size_bytes: number;
  readonly allocated_fraction_of_size: number;
  readonly common_image_fraction_of_size: number;
  readonly own_data_fraction_of_size: number;
  readonly own_data_compressible_fraction: number;
  readonly common_image_compressible_fraction: number;
  readonly daily_change_fraction_of_allocated: number;
  readonly change_falls_on: string;
  readonly write_size_bytes: number;
  readonly hot_fraction: number;
  readonly hot_share: number;
  readonly fleet_wide_patch_share_of_change: number;
  readonly fleet_wide_patch_extent_bytes: number;
  readonly growth_per_day_fraction_of_initial_allocated: number;
  readonly free_space_layout: string;
  readonly scatter_bytes: number;
  readonly first_backup: string;
  readonly backups_per_day: number;
  readonly retention: Readonly<Record<string, number>>;
  readonly reclaim_every_days: number;
}

export type Chunker =
  | { readonly kind: 'fixed'; readonly size: number }
  | { readonly kind: 'cdc-rabin' | 'cdc-buzhash'; readonly min: number; readonly mask_bits: number; readonly max: number };

/** One engine on one scenario: physical bytes and restore points, day by day. */
export interface MeasuredRun {
  readonly scenario: MeasuredScenario;
  readonly engine: string;
  readonly days: readonly { readonly day: number; readonly points: number; readonly physical: number }[];
}

export interface GoldenEngines {
  readonly chunkerOf: (engine: string) => Chunker;
  /** Logical / stored bytes of a volume of one class (text, random, zero) in an engine. */
  readonly ratioOf: (kind: string, engine: string) => number;
  readonly runs: readonly MeasuredRun[];
}

/** Below this ratio an engine has stored a run of zeros chunk by chunk instead of folding it away. */
export const ZEROS_KEPT = 10;

/** Stored bytes of one byte, a share of which is compressible text and the rest random. */
export function compressionOf(golden: GoldenEngines, engine: string, compressible: number): number {
  return compressible / golden.ratioOf('text', engine) + (1 - compressible) / golden.ratioOf('random', engine);
}

/** Reads what real engines stored from a folder with the three files of `test/golden-engines`. */
export function readGoldenEngines(folder: string): GoldenEngines {
  const text = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const inputs: { chunkers: Readonly<Record<string, Chunker>>; scenarios: readonly MeasuredScenario[] } = JSON.parse(
    text('dedupe-scenarios.json'),
  );
  const { classes }: { classes: Readonly<Record<string, Readonly<Record<string, { ratio: number }>>>> } = JSON.parse(
    text('dedupe-calibration.json'),
  );
  const rows = csvRows(text('dedupe-measurements.csv'));
  const byRun = grouped(rows, (row) => `${row.scenario} ${row.engine}`);
  const runs = [...byRun.values()].flatMap((days): readonly MeasuredRun[] => {
    const scenario = inputs.scenarios.find(({ id }) => id === days[0]?.scenario);
    return scenario === undefined ? [] : [{ scenario, engine: days[0]?.engine ?? '', days: days.map(measuredDay) }];
  });
  return {
    chunkerOf: (engine) => described(inputs.chunkers[chunkerName(engine)], `no chunker is described for engine ${engine}`),
    ratioOf: (kind, engine) => described(classes[kind]?.[engine], `no ${kind} sample was measured for engine ${engine}`).ratio,
    runs,
  };
}

function described<T>(value: T | undefined, otherwise: string): T {
  if (value === undefined) throw new Error(otherwise);
  return value;
}

/** "restic-auto" -> restic, "borg-fixed64k-lz4" -> fixed64k, "borg-lz4" -> borg. */
function chunkerName(engine: string): string {
  return /fixed\d+[km]/.exec(engine)?.[0] ?? engine.split('-')[0] ?? '';
}

function measuredDay(row: Readonly<Record<string, string>>): MeasuredRun['days'][number] {
  return { day: +(row.day ?? ''), points: +(row.restore_points ?? ''), physical: +(row.physical_bytes ?? '') };
}

/** Rows of a plain CSV (no quotes in these files) by its header's names. */
export function csvRows(text: string): readonly Readonly<Record<string, string>>[] {
  const [header = '', ...lines] = text.trim().split(/\r?\n/);
  const names = header.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, index) => [names[index] ?? '', cell])));
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
