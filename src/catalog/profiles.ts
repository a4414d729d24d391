import type { Problem } from '../problems/problem.js';
import { type CatalogFiles, PROFILES_FILE } from './files.js';
import { keyedRows, type Read } from './keyed-rows.js';
import { catalogError, readTable, type TableRow } from './read-table.js';
import { labelledSource } from './source.js';
import { PROFILE_COLUMNS } from './tables.js';
import { PROFILE_SYMBOLS, type Profile, type Range } from './types.js';

type ProfileRow = TableRow<typeof PROFILE_COLUMNS>;
type Symbol = (typeof PROFILE_SYMBOLS)[number];

/** Least and greatest sensible value of each symbol: model section 1. */
const BOUNDS: Readonly<Record<Symbol, readonly [number, number]>> = {
  used: [0, 1],
  shared: [0, 1],
  compression: [1, Number.MAX_VALUE],
  dailyChange: [0, 1],
  hot: [0, 1],
  writeKib: [0.5, Number.MAX_VALUE],
  annualGrowth: [-1, Number.MAX_VALUE],
};

/** data/profiles.csv by name. CAT012: low, likely, high out of order or out of bounds. CAT013: a symbol without a row. */
export function parseProfiles(files: CatalogFiles): Read<Readonly<Record<string, Profile>>> {
  const { rows, problems: read } = readTable(PROFILES_FILE, files[PROFILES_FILE], PROFILE_COLUMNS);
  const ranges = keyedRows(rows, (row) => `${row.fields.profile}|${row.fields.symbol}`, rangeFrom);
  const problems = [...read, ...ranges.problems, ...rows.flatMap(rangeProblems)];
  const value: Record<string, Profile> = {};
  for (const first of firstRows(rows)) {
    const { profile: name, title } = first.fields;
    const missing = PROFILE_SYMBOLS.filter((symbol) => ranges.byKey[`${name}|${symbol}`] === undefined);
    const [at] = missing;
    if (at === undefined) value[name] = { name, title, ...rangesOf(name, ranges.byKey) };
    else
      problems.push(
        catalogError('CAT013', {
          where: { file: first.file, line: first.line },
          found: `${name} without ${missing.join(', ')}`,
          wanted: 'one row a symbol',
        }),
      );
  }
  return { value, problems };
}

function firstRows(rows: readonly ProfileRow[]): readonly ProfileRow[] {
  return [...new Map([...rows].reverse().map((row) => [row.fields.profile, row])).values()].reverse();
}

function rangeFrom(row: ProfileRow): Range {
  const { low, likely, high } = row.fields;
  return { low: +low, likely: +likely, high: +high, source: labelledSource(row) };
}

function rangesOf(name: string, ranges: Readonly<Record<string, Range>>): Record<Symbol, Range> {
  const of = (symbol: Symbol): Range => {
    const range = ranges[`${name}|${symbol}`];
    if (range === undefined) throw new RangeError(`${name} has no ${symbol}`);
    return range;
  };
  return {
    used: of('used'),
    shared: of('shared'),
    compression: of('compression'),
    dailyChange: of('dailyChange'),
    hot: of('hot'),
    writeKib: of('writeKib'),
    annualGrowth: of('annualGrowth'),
  };
}

function rangeProblems(row: ProfileRow): readonly Problem[] {
  const { low, likely, high } = rangeFrom(row);
  const [least, most] = BOUNDS[PROFILE_SYMBOLS.find((symbol) => symbol === row.fields.symbol) ?? 'used'];
  if (least <= low && low <= likely && likely <= high && high <= most) return [];
  const upTo = most === Number.MAX_VALUE ? '' : ` to ${most}`;
  const wanted = `low <= likely <= high, from ${least}${upTo}`;
  return [
    catalogError('CAT012', {
      where: { file: row.file, line: row.line, field: 'likely' },
      found: `${low}, ${likely}, ${high}`,
      wanted,
    }),
  ];
}
