import { CsvError, parse } from 'csv-parse/sync';

/** The cells of one record, and the line of the text on which it starts (1 is the first). */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}
export type Split =
  | { readonly ok: true; readonly records: readonly CsvRecord[] }
  | { readonly ok: false; readonly line: number | undefined; readonly found: string };

/**
 * Splits CSV text strictly into records.
 *
 * Cells and quotes in pairs on one line are split here, and csv-parse reads the whole text where any line has more to it. That spares
 * most of the start-up time that a price table costs, and a test holds the result to csv-parse.
 */
export function splitCells(text: string): Split {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  if (lines[lines.length - 1] === '') lines.pop();
  const records: CsvRecord[] = [];
  for (let at = 0; at < lines.length; at++) {
    const cells = cellsOf(lines[at] ?? '');
    // A cell with a line break in it, or a mistake.
    if (cells === undefined) return parseStrictly(text);
    records.push({ line: at + 1, cells });
  }
  return { ok: true, records };
}

/** The cells of one line; undefined where a quote has no pair on it. */
function cellsOf(line: string): readonly string[] | undefined {
  if (!line.includes('"')) return line.split(',');
  const cells: string[] = [];
  for (let at = 0; ; ) {
    if (line[at] === '"') {
      const end = closingQuote(line, at + 1);
      if (end < 0) return undefined;
      cells.push(line.slice(at + 1, end).replaceAll('""', '"'));
      if (end + 1 === line.length) return cells;
      if (line[end + 1] !== ',') return undefined;
      at = end + 2;
    } else {
      const comma = line.indexOf(',', at);
      const cell = comma < 0 ? line.slice(at) : line.slice(at, comma);
      if (cell.includes('"')) return undefined;
      cells.push(cell);
      if (comma < 0) return cells;
      at = comma + 1;
    }
  }
}

/** Two quotes are one that the cell holds. */
function closingQuote(line: string, from: number): number {
  let end = line.indexOf('"', from);
  while (end >= 0 && line[end + 1] === '"') end = line.indexOf('"', end + 2);
  return end;
}

function parseStrictly(text: string): Split {
  try {
    const raw: readonly (readonly string[])[] = parse(text, { bom: true, relax_column_count: true });
    return { ok: true, records: withLines(raw) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const at: unknown = error.lines;
    return { ok: false, line: typeof at === 'number' ? at : undefined, found: error.message };
  }
}

/** A cell may hold line breaks (a mistake that its kind reports): the rows below it still name their own lines. */
function withLines(raw: readonly (readonly string[])[]): readonly CsvRecord[] {
  let line = 1;
  return raw.map((cells) => {
    const record = { line, cells };
    line += 1 + cells.reduce((breaks, cell) => breaks + cell.split('\n').length - 1, 0);
    return record;
  });
}
