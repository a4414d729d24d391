import { splitCells } from '../split-cells.js';

/** The text is no CSV. `line` counts from 1. */
export class BrokenCsv extends Error {
  constructor(
    message: string,
    readonly line: number,
  ) {
    super(message);
  }
}

/** A record of many lines holds a text with line breaks; more than this and a quote was never closed. */
const MOST_LINES = 200;

/**
 * Takes CSV apart as it arrives, in pieces of any size, record by record. Lines whose cells are all quoted without a quote inside, as
 * price lists write them, and lines without any quote are split directly; every other goes through the catalogue's strict reader.
 */
export class CsvSplitter {
  private rest = '';
  private line = 0;
  private held: string[] = [];

  constructor(private readonly record: (cells: readonly string[], line: number) => void) {}

  /** @throws BrokenCsv */
  push(chunk: string): void {
    const text = this.rest + (this.line === 0 && this.rest === '' ? chunk.replace(/^\ufeff/, '') : chunk);
    let from = 0;
    for (let to = text.indexOf('\n'); to !== -1; to = text.indexOf('\n', from)) {
      this.oneLine(text.slice(from, text.charCodeAt(to - 1) === 13 && to > from ? to - 1 : to));
      from = to + 1;
    }
    this.rest = text.slice(from);
  }

  /** @throws BrokenCsv */
  end(): void {
    if (this.rest !== '') this.oneLine(this.rest.replace(/\r$/, ''));
    if (this.held.length > 0) throw new BrokenCsv('a quote that is never closed', this.line);
  }

  private oneLine(line: string): void {
    this.line++;
    if (this.held.length === 0 && line === '') return;
    const cells = this.held.length > 0 ? undefined : directCells(line);
    if (cells !== undefined) this.record(cells, this.line);
    else this.hold(line);
  }

  private hold(line: string): void {
    this.held.push(line);
    const text = this.held.join('\n');
    if ((text.match(/"/g)?.length ?? 0) % 2 === 1) {
      if (this.held.length > MOST_LINES) throw new BrokenCsv('a quote that is not closed', this.line);
      return;
    }
    this.held = [];
    const split = splitCells(text);
    if (!split.ok) throw new BrokenCsv(split.found, this.line);
    for (const { cells } of split.records) this.record(cells, this.line);
  }
}

function directCells(line: string): readonly string[] | undefined {
  if (!line.includes('"')) return line.split(',');
  if (!line.startsWith('"') || !line.endsWith('"') || line.length < 2) return undefined;
  const cells = line.slice(1, -1).split('","');
  return cells.some((cell) => cell.includes('"')) ? undefined : cells;
}
