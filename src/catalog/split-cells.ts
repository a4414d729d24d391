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
 * csv-parse reads every line with a quote in it, all at once; a line without one cannot hold anything but plain cells and is
 * split at its commas. That spares most of the start-up time that a price table costs, and a test holds the result to csv-parse.
 */
export function splitCells(text: string): Split {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  if (lines[lines.length - 1] === '') lines.pop();
  const quoted = lines.flatMap((line, at) => (line.includes('"') ? [at] : []));
  const read = parseStrictly(quoted.map((at) => lines[at]).join('\n'));
  // A cell with a line break in it takes two quoted lines: then only the whole text can be read right.
  if (!read.ok || read.records.length !== quoted.length) return parseStrictly(text);
  const cellsOf = new Map(quoted.map((at, index) => [at, read.records[index]?.cells ?? []]));
  return { ok: true, records: lines.map((line, at) => ({ line: at + 1, cells: cellsOf.get(at) ?? line.split(',') })) };
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
