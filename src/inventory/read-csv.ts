import { CsvError, parse } from 'csv-parse/sync';
import type { Place, Problem } from '../problems/problem.js';
import { ByteLines } from './byte-lines.js';
import { type Cells, type Field, fieldOf } from './columns.js';
import { type CsvDialect, hasDoubledBackslashes } from './csv-dialect.js';
import { hasError, headProblems } from './head-problems.js';
import { malformed, noLineEnd, raggedRow, truncated } from './inventory-problems.js';
import type { Reading, ReadingTask } from './reading.js';

/** Reads `-f csv` of the client in any quoting but none, and what spreadsheets make of it. */
export function readCsv(task: ReadingTask, dialect: CsvDialect): Reading {
  const head: Place = { file: task.file, line: dialect.headerLine };
  const fields = dialect.titles.map(fieldOf);
  const form = `openstack volume list, CSV${dialect.delimiter === ',' ? '' : ` with ${JSON.stringify(dialect.delimiter)}`}`;
  const problems = headProblems(head, dialect.titles);
  if (hasError(problems)) return { form, problems };
  const rows = new CsvRows(task, dialect, fields);
  const broken = rows.read();
  const ends = broken.length > 0 ? [] : endProblems(task, dialect, rows.lastLine);
  return { form, problems: [...problems, ...broken, ...ends] };
}

class CsvRows {
  lastLine = 1;
  private readonly lines: ByteLines;
  private readonly halve: boolean;
  private isHead = true;
  /** A row with too few cells is ragged if another row follows, and a sign of a cut file if none does. */
  private short: { readonly place: Place; readonly cells: number } | undefined;

  constructor(
    private readonly task: ReadingTask,
    private readonly dialect: CsvDialect,
    private readonly fields: readonly (Field | undefined)[],
  ) {
    this.lines = new ByteLines(task.text, dialect.start, dialect.headerLine);
    this.halve = hasDoubledBackslashes(task.text);
  }

  read(): readonly Problem[] {
    const { text, file } = this.task;
    try {
      parse(text.slice(this.dialect.start), {
        delimiter: this.dialect.delimiter,
        record_delimiter: ['\r\n', '\n'],
        relax_column_count: true,
        skip_empty_lines: true,
        on_record: (row: string[], { bytes }) => this.row(row, bytes),
      });
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      const place = { file, line: this.lines.startOfNext() };
      if (error.code === 'CSV_QUOTE_NOT_CLOSED') return [truncated(place, 'a quote that is opened in this row and never closed')];
      return [malformed(place, 'a quote inside a cell of this row', 'cells in quotes, with quotes doubled inside')];
    }
    return this.short ? [truncated(this.short.place, `a last row of ${this.short.cells} cells of ${this.fields.length}`)] : [];
  }

  /** @returns null: csv-parse need not keep the row */
  private row(row: readonly string[], bytes: number): null {
    const place: Place = { file: this.task.file, line: this.lines.startOfNext() };
    this.lines.advanceTo(bytes);
    this.lastLine = this.lines.line;
    if (this.isHead || this.isRepeatedHead(row)) this.isHead = false;
    else if (row.some((cell) => cell !== '')) this.record(row, place);
    return null;
  }

  /** Lists of several projects, one behind the other in one file. */
  private isRepeatedHead(row: readonly string[]): boolean {
    return row.length === this.dialect.titles.length && row.every((cell, index) => cell.trim() === this.dialect.titles[index]);
  }

  private record(row: readonly string[], place: Place): void {
    if (this.short) this.task.into.reject(raggedRow(this.short.place, this.short.cells, this.fields.length));
    this.short = undefined;
    const columns = this.fields.length;
    if (row.length < columns) this.short = { place, cells: row.length };
    else if (row.length > columns && row.slice(columns).some((cell) => cell !== ''))
      this.task.into.reject(raggedRow(place, row.length, columns));
    else this.task.into.add(place, this.cells(row));
  }

  private cells(row: readonly string[]): Cells {
    const cells: Cells = {};
    this.fields.forEach((field, index) => {
      if (field !== undefined) cells[field] ??= this.unescaped(row[index] ?? '');
    });
    return cells;
  }

  private unescaped(cell: string): string {
    return this.halve && cell.includes('\\') ? cell.replaceAll('\\\\', '\\') : cell;
  }
}

/** The client always ends its last line. A last cell that is a bare size may have lost digits: then the sum would be wrong. */
function endProblems({ file, text }: ReadingTask, dialect: CsvDialect, line: number): readonly Problem[] {
  if (/["\n\r]$/.test(text)) return [];
  const place = { file, line };
  const endsInSize = fieldOf(dialect.titles.at(-1) ?? '') === 'size';
  if (endsInSize || text.endsWith(dialect.delimiter)) {
    const found = `an end without a line break after ${endsInSize ? 'a size' : 'a delimiter'}`;
    return [{ ...truncated(place, found), fix: 'if the last row is whole, end it with a line break' }];
  }
  return [noLineEnd(place)];
}
