import type { Problem } from '../problems/problem.js';
import { type Cells, type Field, fieldOf } from './columns.js';
import { hasError, headProblems } from './head-problems.js';
import { cutTable, raggedRow, truncated } from './inventory-problems.js';
import type { Reading, ReadingTask } from './reading.js';
import { barsOfBorder, cellsOfLine } from './table-cells.js';

/** A row of a table: its first line, and the cells with the lines of continuation joined. */
interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Reads the tables that people copy from a terminal: `openstack volume list` and `cinder list`, also with --fields. */
export function readTable(task: ReadingTask): Reading {
  const table = new Table(task);
  const problems = table.read();
  return { form: table.form(), problems };
}

class Table {
  private readonly problems: Problem[] = [];
  private titles: readonly string[] = [];
  private fields: readonly (Field | undefined)[] = [];
  private bars: readonly number[] = [];
  private borders = 0;
  private row: TableRow | undefined;

  constructor(private readonly task: ReadingTask) {}

  form(): string {
    return this.isCinder() ? 'cinder list, table' : 'openstack volume list, table';
  }

  read(): readonly Problem[] {
    const lines = this.task.text.split('\n');
    for (const [index, line] of lines.entries()) {
      if (hasError(this.problems)) return this.problems;
      if (line.trim() !== '') this.line(line.replace(/\r$/, ''), index + 1);
    }
    this.endRow();
    if (this.borders < 3)
      this.problems.push(truncated({ file: this.task.file, line: lines.length }, 'a table without its last line'));
    return this.problems;
  }

  /** What people copy along with a table, such as the command above it, is not part of it. */
  private line(line: string, at: number): void {
    const place = { file: this.task.file, line: at };
    const isOutside = (this.borders === 0 || this.borders === 3) && !/^[+|]/.test(line);
    if (isOutside) return;
    const isBorder = line.startsWith('+');
    const cells = isBorder ? undefined : cellsOfLine(line, this.bars);
    if (isBorder) this.border(line, at);
    else if (cells === undefined && !line.trimEnd().endsWith('|'))
      this.problems.push(cutTable(place, 'a row without its closing bar'));
    else if (cells === undefined) this.task.into.reject(raggedRow(place, line.split('|').length - 2, this.bars.length - 1));
    else if (this.borders === 1) this.head(cells, at);
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
      this.problems.push(cutTable({ file: this.task.file, line: at }, 'a border that is cut'));
    this.endRow();
    this.bars = bars ?? [];
    this.borders++;
  }

  private isCinder(): boolean {
    return this.titles.some((title) => /^(Volume[ _]Type|Tenant ID)$/i.test(title));
  }

  private head(cells: readonly string[], at: number): void {
    const place = { file: this.task.file, line: at };
    if (this.titles.length > 0) this.problems.push(cutTable(place, 'a header of two lines'));
    this.titles = cells;
    this.fields = cells.map(fieldOf);
    this.problems.push(...headProblems(place, cells));
  }

  /** A line without an id continues the row above: a name or a property with a line break in it. */
  private body(cells: readonly string[], at: number): void {
    const told = (field: Field): boolean => (cells[this.fields.indexOf(field)] ?? '') !== '';
    const continues = this.row !== undefined && !told('id') && !told('size');
    const wrapped = continues ? told('type') || told('status') : !told('size') && !this.isWholeId(cells);
    if (wrapped) this.problems.push(cutTable({ file: this.task.file, line: at }, 'cells that are wrapped over lines'));
    else if (continues && this.row) this.row = { line: this.row.line, cells: joined(this.row.cells, cells) };
    else {
      this.endRow();
      this.row = { line: at, cells };
    }
  }

  private isWholeId(cells: readonly string[]): boolean {
    return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(cells[this.fields.indexOf('id')] ?? '');
  }

  private endRow(): void {
    if (!this.row) return;
    const cells: Cells = {};
    this.fields.forEach((field, index) => {
      if (field !== undefined) cells[field] ??= this.row?.cells[index] ?? '';
    });
    if (this.isCinder()) {
      // The old client prints - for nothing, and None for an attachment that is to a host and not to a server.
      if (cells.name === '-') cells.name = undefined;
      if (cells.type === '-') cells.type = undefined;
      if (cells.attached === 'None') cells.attached = true;
    }
    this.task.into.add({ file: this.task.file, line: this.row.line }, cells);
    this.row = undefined;
  }
}

const joined = (above: readonly string[], below: readonly string[]): readonly string[] =>
  above.map((cell, index) => (below[index] ? `${cell}\n${below[index]}` : cell));
