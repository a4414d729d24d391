import type { Place, Problem, ProblemCode } from '../../problems/problem.js';
import type { CatalogFile } from '../files.js';
import type { TableRow } from '../read-table.js';
import type { PRICE_COLUMNS, RULE_COLUMNS } from '../tables.js';

export type PriceTableRow = TableRow<typeof PRICE_COLUMNS>;
export type RuleTableRow = TableRow<typeof RULE_COLUMNS>;

/** The tables as text, row by row. Rows that the schema refuses are not here: their own linter names them. */
export interface LintData {
  readonly tables: Readonly<Record<CatalogFile, readonly TableRow[]>>;
  readonly prices: readonly PriceTableRow[];
  readonly rules: readonly RuleTableRow[];
  /** What the parsers say of the files, cross-checks included. */
  readonly parsing: readonly Problem[];
}

/** One thing that is wrong with the data, and the name that an exception's pattern may cover. */
export interface Finding {
  readonly subject: string;
  readonly problem: Problem;
}

export interface Linter {
  readonly name: string;
  /** What it looks at, for the reader of its name. */
  readonly scope: string;
  readonly check: (data: LintData) => readonly Finding[];
}

export interface Told {
  readonly code: ProblemCode;
  readonly row: { readonly file: string; readonly line: number };
  readonly field?: string;
  readonly found: string;
  readonly wanted: string;
  readonly fix?: string;
}

export function finding(subject: string, { code, row, field, ...told }: Told): Finding {
  const where: Place = { file: row.file, line: row.line, ...(field === undefined ? {} : { field }) };
  return { subject, problem: { code, severity: 'error', where, ...told } };
}

/** A row that holds from one day to another: of the prices or of the rules. */
export type DatedRow = PriceTableRow | RuleTableRow;

/** "aws/eu-central-1/GLACIER/storage"; "-" where a row has no class. */
export function subjectOf(row: DatedRow): string {
  const { provider, region, storage_class } = row.fields;
  const what = 'item' in row.fields ? row.fields.item : row.fields.rule;
  return `${provider}/${region}/${storage_class === '' ? '-' : storage_class}/${what}`;
}

/** Rows that share a key, in the table's order. */
export function groupBy<R>(rows: readonly R[], keyOf: (row: R) => string): ReadonlyMap<string, readonly [R, ...R[]]> {
  const groups = new Map<string, [R, ...R[]]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
