import type { Place, Problem } from '../problems/problem.js';
import { isWholeId } from './cell-values.js';
import { fieldOf } from './columns.js';
import { hasError } from './head-problems.js';
import { cutTable, raggedRow, truncated } from './inventory-problems.js';
import { barsOfBorder, cellsOfLine } from './table-cells.js';

/** Where the head and the rows of a table go. */
export interface TableSink {
  /** @returns what is wrong with its titles; an error ends the reading */
  head(place: Place, titles: readonly string[]): readonly Problem[];
  /** At its first line, the lines of continuation joined. */
  row(place: Place, cells: readonly string[]): void;
  /** A line whose bars do not stand under those of the border. */
  ragged(problem: Problem): void;
}

/** Walks the tables that people copy from a terminal, also several in one file; tells what is wrong with them as a whole. */
export const walkTables = (file: string, text: string, sink: TableSink): readonly Problem[] => new Walk(file, sink).over(text);

class Walk {
  private readonly problems: Problem[] = [];
  private titles: readonly string[] = [];
  private bars: readonly number[] = [];
  private borders = 0;
  private row: { readonly line: number; readonly cells: readonly string[] } | undefined;
  private places = { id: -1, size: -1, type: -1, status: -1 };

  constructor(
    private readonly file: string,
    private readonly sink: TableSink,
  ) {}

  over(text: string): readonly Problem[] {
    const lines = text.split('\n');
    for (const [index, line] of lines.entries()) {
      if (hasError(this.problems)) return this.problems;
      if (line.trim() !== '') this.line(line.replace(/\r$/, ''), index + 1);
    }
    this.endRow();
    if (this.borders < 3) this.problems.push(truncated({ file: this.file, line: lines.length }, 'a table without its last line'));
    return this.problems;
  }

  /** What people copy along with a table, such as the command above it, is not part of it. */
  private line(line: string, at: number): void {
    const place = { file: this.file, line: at };
    const isOutside = (this.borders === 0 || this.borders === 3) && !/^[+|]/.test(line);
    if (isOutside) return;
    const isBorder = line.startsWith('+');
    const cells = isBorder ? undefined : cellsOfLine(line, this.bars);
    if (isBorder) this.border(line, at);
    else if (cells === undefined && !line.trimEnd().endsWith('|'))
      this.problems.push(cutTable(place, 'a row without its closing bar'));
    else if (cells === undefined) this.sink.ragged(raggedRow(place, line.split('|').length - 2, this.bars.length - 1));
    else if (this.borders === 1) this.head(cells, place);
    else this.body(cells, at);
  }

  private border(line: string, at: number): void {
    const bars = barsOfBorder(line.trimEnd());
    // A new table may follow the last: lists of several projects in one file.
    if (this.borders === 3) {
      this.borders = 0;
      this.titles = [];
    }
    if (bars === undefined || (this.borders > 0 && bars.join() !== this.bars.join()))
      this.problems.push(cutTable({ file: this.file, line: at }, 'a border that is cut'));
    this.endRow();
    this.bars = bars ?? [];
    this.borders++;
  }

  private head(cells: readonly string[], place: Place): void {
    if (this.titles.length > 0) this.problems.push(cutTable(place, 'a header of two lines'));
    this.titles = cells;
    const fields = cells.map(fieldOf);
    const [id, size, type, status] = (['id', 'size', 'type', 'status'] as const).map((field) => fields.indexOf(field));
    this.places = { id: id ?? -1, size: size ?? -1, type: type ?? -1, status: status ?? -1 };
    this.problems.push(...this.sink.head(place, cells));
  }

  /** A line without an id continues the row above: a name or a property with a line break in it. */
  private body(cells: readonly string[], at: number): void {
    const { id, size, type, status } = this.places;
    const told = (place: number): boolean => (cells[place] ?? '') !== '';
    const continues = this.row !== undefined && !told(id) && !told(size);
    const wrapped = continues ? told(type) || told(status) : !told(size) && !isWholeId(cells[id] ?? '');
    if (wrapped) this.problems.push(cutTable({ file: this.file, line: at }, 'cells that are wrapped over lines'));
    else if (continues && this.row) this.row = { line: this.row.line, cells: joined(this.row.cells, cells) };
    else {
      this.endRow();
      this.row = { line: at, cells };
    }
  }

  private endRow(): void {
    if (this.row) this.sink.row({ file: this.file, line: this.row.line }, this.row.cells);
    this.row = undefined;
  }
}

const joined = (above: readonly string[], below: readonly string[]): readonly string[] =>
  above.map((cell, index) => (below[index] ? `${cell}\n${below[index]}` : cell));
