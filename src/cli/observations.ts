import type { Observation } from '../engine/calibrate/types.js';
import { type Parsed, type Place, type Problem, parsed } from '../problems/problem.js';
import { readBytes } from '../scenario/forms.js';
import { type Day, formatDay, parseDay } from '../units/day.js';
import { gibFromBytes } from '../units/gib.js';

/** A file of observations and what may be missing in it. */
export interface ObservationFile {
  readonly file: string;
  readonly text: string;
  /** Date of a file that holds one size and no date, such as restic's statistics. */
  readonly on: Day | undefined;
  /** First backup of the plan: nothing can be observed before it. */
  readonly start: Day;
}

/**
 * What a store held, from CSV (`date,physical,unit`; or `date` and sizes with their unit), a YAML or JSON list of `{date, physical}`,
 * `restic stats --mode raw-data --json`, or `borg info --json`.
 *
 * @returns CLI030 for each line that is no observation
 */
export function readObservations(source: ObservationFile): Parsed<readonly Observation[]> {
  const { file, text, start } = source;
  const rows = /^\s*[[{]/.test(text) ? fromJson(source) : fromLines(text);
  const problems = rows.flatMap((row) => problemsOf(row, file, start));
  const [first, ...rest] = problems;
  if (first !== undefined) return { ok: false, problems: [first, ...rest] };
  if (rows.length === 0) return { ok: false, problems: [wrong({ file }, 'no observation', 'lines of date, physical, unit')] };
  return parsed(
    rows.flatMap(({ day, bytes }) => (day === undefined || bytes === undefined ? [] : [{ day, physical: gibFromBytes(bytes) }])),
  );
}

interface Row {
  readonly line: number | undefined;
  readonly text: string;
  readonly day: Day | undefined;
  readonly bytes: number | undefined;
}

function problemsOf({ line, text, day, bytes }: Row, file: string, start: Day): readonly Problem[] {
  const where = { file, ...(line === undefined ? {} : { line }) };
  if (day === undefined)
    return [wrong(where, `"${text}"`, 'a date such as 2026-03-31', 'for a file without dates: --on 2026-03-31')];
  if (bytes === undefined || bytes <= 0) return [wrong(where, `"${text}"`, 'a size above 0 with its unit, such as 12.5 TiB')];
  if (day < start) {
    const fix = `set start in the scenario to the store's first backup, ${formatDay(day)} or before`;
    return [wrong(where, formatDay(day), `a day of the plan, ${formatDay(start)} or later`, fix)];
  }
  return [];
}

function wrong(where: Place, found: string, wanted: string, fix?: string): Problem {
  return { code: 'CLI030', severity: 'error', where, found, wanted, ...(fix === undefined ? {} : { fix }) };
}

/** One observation a line, in CSV or as `- {date: ..., physical: ...}`: a header, blank lines and comments are passed over. */
function fromLines(text: string): readonly Row[] {
  const unitOfHeader = /physical[ _(]*([kKMGTP]i?B)\b/.exec(text.split('\n', 1)[0] ?? '')?.[1];
  return text.split(/\r?\n/).flatMap((content, index): Row[] => {
    const line = content.trim();
    if (line === '' || line.startsWith('#') || (index === 0 && !/\d{4}-\d{2}-\d{2}/.test(line))) return [];
    const cells = line.startsWith('-') ? yamlCells(line) : line.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"|"$/g, ''));
    const [date = '', size = '', unit = unitOfHeader] = cells;
    const bytes = readBytes(/[a-z]$/i.test(size) ? size : `${size} ${unit ?? ''}`);
    return [{ line: index + 1, text: line, day: parseDay(date), bytes }];
  });
}

function yamlCells(line: string): readonly string[] {
  const value = (key: string): string => new RegExp(`\\b${key}:\\s*"?([^,}"]+)`).exec(line)?.[1]?.trim() ?? '';
  return [value('date'), value('physical')];
}

function fromJson({ text, on }: ObservationFile): readonly Row[] {
  const value = parsedJson(text);
  if (value === undefined) return [{ line: undefined, text: 'text that is no JSON', day: undefined, bytes: undefined }];
  return (Array.isArray(value) ? value : [value]).map((item: unknown): Row => {
    const found = [...sizesOf(item)][0];
    const date = textOf(item, 'date') ?? textOf(item, 'repository', 'last_modified')?.slice(0, 10);
    return {
      line: undefined,
      text: JSON.stringify(item).slice(0, 80),
      day: date === undefined ? on : parseDay(date),
      bytes: typeof found === 'string' ? readBytes(found) : found,
    };
  });
}

/** Our own key; restic's `total_size` of raw data; borg's deduplicated and compressed size. All but text are bytes. */
function* sizesOf(item: unknown): Generator<number | string> {
  for (const path of [['physical'], ['total_size'], ['cache', 'stats', 'unique_csize']]) {
    const value = path.reduce(inside, item);
    if (typeof value === 'number' || typeof value === 'string') yield value;
  }
}

function textOf(item: unknown, ...path: readonly string[]): string | undefined {
  const value = path.reduce(inside, item);
  return typeof value === 'string' ? value : undefined;
}

function inside(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
