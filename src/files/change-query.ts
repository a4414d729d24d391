import { type Day, formatDay } from '../units/day.js';

/** Pairs of days that one query takes: a bit for each of their days in 64. */
export const PAIRS_AT_ONCE = 32;

/**
 * The rules of `growthOf` in SQL, for many pairs of days in one pass over their files: `day` is the first of a pair.
 *
 * Most volumes are on most days as they were before. So a volume's state (size, project, type) is one row with a bit for each day that it was so, and
 * only states that one day of a pair has and the other has not are put side by side by id, and added up by where they were (0) and are (1); then, for all
 * volumes, each project and each type, those that stayed in it, left it, came into it. What there was of each is added up by itself.
 *
 * @param pairs at most PAIRS_AT_ONCE, no two with the same first day
 * @param fileOf the Parquet file of a day as a text of SQL
 */
export function changeQuery(pairs: readonly (readonly [Day, Day])[], fileOf: (day: Day) => string): string {
  const days = [...new Set(pairs.flat())];
  const files = `read_parquet([${days.map(fileOf).join(', ')}])`;
  const rows = pairs.map(([from, to]) => `('${formatDay(from)}', ${days.indexOf(from)}, ${days.indexOf(to)})`);
  const kinds = [
    ['total', "''"],
    ['project', 'project'],
    ['type', 'type'],
  ] as const;
  const sums = [
    ...COUNTS.map((name) => `sum(${name})::DOUBLE AS ${name}`),
    ...SIZES.map((name) => `sum(${name})::DOUBLE / ${FINENESS} AS ${name}`),
  ];
  return `
    WITH pairs(day, file0, file1) AS (VALUES ${rows.join(', ')}),
    bits AS (SELECT day, 1::UBIGINT << file0 AS bit0, 1::UBIGINT << file1 AS bit1 FROM pairs),
    states AS MATERIALIZED (
      SELECT id, size, project, type, bit_or(1::UBIGINT << file_index) AS held FROM ${files} GROUP BY ALL),
    gone AS (SELECT * FROM states, bits WHERE held & (bit0 | bit1) = bit0),
    come AS (SELECT * FROM states, bits WHERE held & (bit0 | bit1) = bit1),
    moves AS (
      SELECT day, a.project AS project0, b.project AS project1, a.type AS type0, b.type AS type1,
        if(a.size IS NULL, NULL, '') AS total0, if(b.size IS NULL, NULL, '') AS total1,
        count(*) AS n, ${exactSum('a.size')} AS gib0, ${exactSum('b.size')} AS gib1, count(*) FILTER (a.size <> b.size) AS differ
      FROM gone a FULL JOIN come b USING (day, id) GROUP BY ALL),
    sums AS (SELECT file_index AS file, project, type, ${exactSum('size')} AS gib FROM ${files} GROUP BY ALL),
    stock AS (
      SELECT day, project, type, gib AS start_gib, 0 AS end_gib FROM sums JOIN pairs ON file = file0
      UNION ALL SELECT day, project, type, 0, gib FROM sums JOIN pairs ON file = file1)
    SELECT day, kind, label, ${sums.join(', ')}
    FROM (${kinds.map(([kind, label]) => rowsOf(kind, label)).join(' UNION ALL ')}) GROUP BY ALL`;
}

/** Parts of a GiB that sizes are added up in, as whole numbers: a sum of doubles hangs on the order in which DuckDB's threads come to them. */
const FINENESS = 2 ** 50;
const exactSum = (gib: string): string => `sum((${gib} * ${FINENESS})::HUGEINT)`;

const COUNTS = ['added', 'removed', 'resized'] as const;
const SIZES = ['start_gib', 'end_gib', 'added_gib', 'removed_gib', 'resized_gib'] as const;

function rowsOf(kind: string, label: string): string {
  const [was, is] = [`${kind}0`, `${kind}1`];
  return `
    SELECT day, '${kind}' AS kind, ${label} AS label, start_gib, end_gib, 0 AS added, 0 AS added_gib, 0 AS removed, 0 AS removed_gib,
      0 AS resized, 0 AS resized_gib FROM stock
    UNION ALL
    SELECT day, '${kind}', ${was}, 0, 0, 0, 0, if(${is} = ${was}, 0, n), if(${is} = ${was}, 0, gib0),
      if(${is} = ${was}, differ, 0), if(${is} = ${was}, gib1 - gib0, 0) FROM moves WHERE ${was} IS NOT NULL
    UNION ALL
    SELECT day, '${kind}', ${is}, 0, 0, n, gib1, 0, 0, 0, 0 FROM moves WHERE ${is} IS NOT NULL AND ${is} IS DISTINCT FROM ${was}`;
}
