import type { Place, Problem, ProblemCode } from '../problems/problem.js';
import type { Columns, FieldKind, Row } from './fields.js';
import { type CsvRecord, splitCells } from './split-cells.js';

/** A row with the line it stands on (1 is the header). */
export interface TableRow<C extends Columns = Columns> {
  readonly file: string;
  readonly line: number;
  readonly fields: Row<C>;
}
export interface ReadTable<C extends Columns = Columns> {
  readonly rows: readonly TableRow<C>[];
  readonly problems: readonly Problem[];
}
interface Told {
  readonly where: Place;
  readonly found: string;
  readonly wanted: string;
  readonly fix?: string;
}

export function catalogError(code: ProblemCode, told: Told): Problem {
  return { code, severity: 'error', ...told };
}

/**
 * Reads one table strictly: exactly these columns in this order, no ragged row, every cell of its kind.
 *
 * All problems of the file at once: CAT001 not there, CAT002 not CSV, CAT003 columns, CAT004 a ragged row, CAT005 a cell.
 * Rows with a problem are left out.
 */
export function readTable<C extends Columns>(file: string, text: string | undefined, columns: C): ReadTable<C> {
  if (text === undefined) {
    const told = { where: { file }, found: 'no such file', wanted: 'a table of the catalogue' };
    return { rows: [], problems: [catalogError('CAT001', told)] };
  }
  const cells = splitCells(text);
  if (!cells.ok) {
    const { line, found } = cells;
    const where = line === undefined ? { file } : { file, line };
    return { rows: [], problems: [catalogError('CAT002', { where, found, wanted: 'comma-separated cells, quotes in pairs' })] };
  }
  const [header, ...records] = cells.records;
  const headerProblems = checkHeader(file, header?.cells ?? [], Object.keys(columns));
  if (headerProblems.length > 0) return { rows: [], problems: headerProblems };
  return readRecords(file, records, columns);
}

function checkHeader(file: string, found: readonly string[], wanted: readonly string[]): readonly Problem[] {
  if (found.join() === wanted.join()) return [];
  const missing = wanted.filter((name) => !found.includes(name));
  const unknown = found.filter((name) => !wanted.includes(name));
  const where = { file, line: 1 };
  const order = `the columns ${wanted.join(',')}`;
  const problems = [
    ...missing.map((name) =>
      catalogError('CAT003', { where: { ...where, field: name }, found: 'no such column', wanted: order }),
    ),
    ...unknown.map((name) => catalogError('CAT003', { where, found: `a column "${name}"`, wanted: order })),
  ];
  if (problems.length > 0) return problems;
  return [catalogError('CAT003', { where, found: found.join(','), wanted: `${order} in this order, each once` })];
}

/** One column on its way through a table. A cell seen before is not matched again: sources and dates repeat in every row. */
interface Checked {
  readonly name: string;
  readonly kind: FieldKind;
  readonly fits: Set<string>;
}

function readRecords<C extends Columns>(file: string, records: readonly CsvRecord[], columns: C): ReadTable<C> {
  const checked = Object.entries(columns).map(([name, kind]) => ({ name, kind, fits: new Set<string>() }));
  const rows: TableRow<C>[] = [];
  const problems: Problem[] = [];
  for (const { line, cells } of records) {
    const wrong = checkCells({ file, line }, cells, checked);
    if (wrong.length > 0) problems.push(...wrong);
    else rows.push({ file, line, fields: rowOf<C>(checked, cells) });
  }
  return { rows, problems };
}

function checkCells(where: Place, cells: readonly string[], columns: readonly Checked[]): readonly Problem[] {
  if (cells.length !== columns.length) {
    const told = { where, found: `${cells.length} cells`, wanted: `${columns.length} cells, as in the header` };
    return [catalogError('CAT004', told)];
  }
  const problems: Problem[] = [];
  for (const [at, { name, kind, fits }] of columns.entries()) {
    const cell = cells[at] ?? '';
    if (fits.has(cell)) continue;
    if (kind.pattern.test(cell)) fits.add(cell);
    else problems.push(catalogError('CAT005', { where: { ...where, field: name }, found: `"${cell}"`, wanted: kind.wanted }));
  }
  return problems;
}

/** The one place where cells become named fields: the header has been compared with the columns before. */
function rowOf<C extends Columns>(columns: readonly Checked[], cells: readonly string[]): Row<C> {
  const fields: Record<string, string> = {};
  for (const [at, { name }] of columns.entries()) fields[name] = cells[at] ?? '';
  return fields as Row<C>;
}
