import type { Problem } from '../../problems/problem.js';
import { type Cells, type Field, fieldOf } from '../columns.js';
import { raggedRow } from '../inventory-problems.js';
import type { Volume } from '../types.js';
import type { VolumeMaker } from '../volume-maker.js';
import type { BlockBuffer } from './block-buffer.js';
import { BACKSLASH, type ByteTools } from './byte-tools.js';
import type { RowHandler } from './csv-driver.js';
import type { Intake } from './intake.js';
import type { RowScanner } from './row-scanner.js';
import { Uuid, wordsOf } from './uuid.js';

/** How backslashes of a file are meant; known for sure only at its end. */
export type Backslashes = 'none so far' | 'doubled so far' | 'single';

export interface CsvSource {
  readonly block: BlockBuffer;
  readonly titles: readonly string[];
  /** A byte. */
  readonly delimiter: number;
  /** 'single' where an earlier reading of the file has found that they are. */
  readonly backslashes: Backslashes;
}

/** Makes a volume of every row, as the reader of small files does. */
export class CsvVolumes implements RowHandler {
  backslashes: Backslashes;
  /** A backslash stands alone after rows whose backslashes were halved: they have to be read again. */
  isContradicted = false;
  /** A zero byte came: csv-parse has ways of its own with it. */
  hasZero = false;
  /** Some bytes are not UTF-8, or U+FFFD stands in the file. */
  isLossy = false;
  /** Cells of the last row, if it has too few: then it may have been cut. */
  short: { readonly row: number; readonly cells: number } | undefined;
  protected readonly block: BlockBuffer;
  protected readonly tools: ByteTools;
  protected readonly uuid = new Uuid();
  protected maker: VolumeMaker;
  private readonly fields: readonly (Field | undefined)[];
  private readonly titles: readonly string[];

  constructor(
    protected readonly intake: Intake,
    source: CsvSource,
    protected readonly scanner: RowScanner,
  ) {
    this.block = source.block;
    this.titles = source.titles;
    this.backslashes = source.backslashes;
    this.tools = intake.tools;
    this.maker = intake.maker;
    this.fields = source.titles.map(fieldOf).map((field) => (field && intake.sink.needless.has(field) ? undefined : field));
  }

  begin(final: boolean): void {
    const { bytes, end } = this.block;
    this.hasZero ||= this.tools.find(bytes, 0, 0, end) >= 0;
    if (!this.isLossy) this.isLossy = !this.tools.isClean(bytes, 0, this.wholeEnd(final));
    let at = 0;
    while (this.backslashes !== 'single') {
      at = this.tools.find(bytes, BACKSLASH, at, end);
      if (at < 0) return;
      let behind = at + 1;
      while (bytes[behind] === BACKSLASH && behind < end) behind++;
      // A run that reaches the end of the data may go on: it belongs to a row that is not whole and comes again.
      if (behind < end || final) this.run(behind - at);
      at = behind;
    }
  }

  /** Up to where characters are whole: a block may end inside one. */
  protected wholeEnd(final: boolean): number {
    const { bytes, end } = this.block;
    if (final) return end;
    const least = Math.max(0, end - 3);
    for (let at = end - 1; at >= least; at--) {
      const byte = bytes[at] ?? 0;
      if (byte < 0x80) return end;
      if (byte >= 0xc0) return at;
    }
    return end;
  }

  row(row: number, _at: number, _next: number): void {
    this.anyRow(row);
  }

  /** No more rows come. */
  finish(): void {}

  /** Judges a row of any kind by its text. */
  protected anyRow(row: number): void {
    const texts = this.texts();
    if (row === 0 || this.isHead(texts) || texts.every((text) => text === '')) return;
    const columns = this.titles.length;
    if (this.short) this.ragged(this.short.row, this.short.cells);
    this.short = undefined;
    if (texts.length < columns) this.short = { row, cells: texts.length };
    else if (texts.length > columns && texts.slice(columns).some((text) => text !== '')) this.ragged(row, texts.length);
    else this.take(row, this.maker.make({ file: this.intake.file }, this.cells(texts)));
  }

  /** A row that is as long as it should be came after a short one: that one is not the file's last. */
  protected endShort(): void {
    if (this.short) this.ragged(this.short.row, this.short.cells);
    this.short = undefined;
  }

  /** The row in the scanner as a volume, or what is wrong with it. */
  protected volume(): Volume | Problem {
    return this.maker.make({ file: this.intake.file }, this.cells(this.texts()));
  }

  private take(row: number, volume: Volume | Problem): void {
    if ('code' in volume) this.intake.reject(row, volume);
    else this.intake.take(volume, wordsOf(volume.id, this.uuid), row);
  }

  private ragged(row: number, cells: number): void {
    const columns = this.titles.length;
    this.intake.rejects.add({ row, problem: (place) => raggedRow(place, cells, columns) });
  }

  /** Lists of several projects, one behind the other in one file. */
  private isHead(texts: readonly string[]): boolean {
    return texts.length === this.titles.length && texts.every((text, index) => text.trim() === this.titles[index]);
  }

  private texts(): string[] {
    const { scanner, tools, block } = this;
    const halve = this.backslashes === 'doubled so far';
    return Array.from({ length: scanner.cells }, (_, cell) => {
      const raw = tools.decode(block.bytes, scanner.from[cell] ?? 0, scanner.to[cell] ?? 0);
      const text = scanner.doubled[cell] === 1 ? raw.replaceAll('""', '"') : raw;
      return halve && text.includes('\\') ? text.replaceAll('\\\\', '\\') : text;
    });
  }

  private cells(texts: readonly string[]): Cells {
    const cells: Cells = {};
    this.fields.forEach((field, index) => {
      if (field !== undefined) cells[field] ??= texts[index] ?? '';
    });
    return cells;
  }

  /** One run of backslashes: see `hasDoubledBackslashes`. */
  private run(length: number): void {
    if (length % 2 === 0) this.backslashes = 'doubled so far';
    else {
      this.isContradicted = this.backslashes === 'doubled so far';
      this.backslashes = 'single';
    }
  }
}
