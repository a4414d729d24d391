import type { Place } from '../../problems/problem.js';
import { BlockBuffer } from './block-buffer.js';
import { type ByteTools, LF } from './byte-tools.js';
import { CsvDriver, type RowHandler } from './csv-driver.js';
import { type JsonRecords, JsonWalker } from './json-walker.js';
import { HEAD, LONGEST_RECORD, sniff } from './sniff.js';

/** Lines and columns of offsets in a block whose front is dropped again and again. Offsets must not go back. */
class PlaceCounter {
  line = 1;
  /** Characters (UTF-16 units) of the line before the offset. */
  private units = 0;
  private at = 0;

  constructor(private readonly block: BlockBuffer) {}

  moveTo(offset: number): { readonly line: number; readonly column: number } {
    const { bytes } = this.block;
    for (; this.at < offset; this.at++) {
      const byte = bytes[this.at] ?? 0;
      if (byte === LF) {
        this.line++;
        this.units = 0;
      } else if (byte < 0x80 || byte >= 0xc0) this.units += byte >= 0xf0 ? 2 : 1;
    }
    return { line: this.line, column: this.units + 1 };
  }

  /** The block drops what stands before `offset`. */
  drop(offset: number): void {
    this.moveTo(offset);
    this.at -= offset;
  }
}

/**
 * Reads a file once more to tell where rows stand of which only the number is known: so a file in which nothing is wrong
 * need not have its lines counted. Used like `FileReading`.
 */
export class PlaceFinder implements RowHandler, JsonRecords {
  readonly places = new Map<number, Place>();
  /** Where the first character stands that is not UTF-8. */
  lossy: Place | undefined;
  private readonly block: BlockBuffer;
  private readonly counter: PlaceCounter;
  private driver: CsvDriver | undefined;
  private walker: JsonWalker | undefined;
  /** Records and members of pages, numbered as JsonReader does. */
  private records = 0;
  private isKnown = false;

  constructor(
    private readonly file: string,
    private readonly rows: ReadonlySet<number>,
    private readonly tools: ByteTools,
  ) {
    this.block = new BlockBuffer(tools, LONGEST_RECORD);
    this.counter = new PlaceCounter(this.block);
  }

  space(): Uint8Array {
    return this.block.space();
  }

  filled(count: number): void {
    this.block.filled(count);
    if (this.isKnown || this.block.end >= HEAD) this.take(false);
  }

  /** No more bytes come: a row that was broken off has its place, too. */
  end(): void {
    this.take(true);
    const { file, driver, counter } = this;
    const rows = driver?.rows ?? this.records;
    if (!this.rows.has(rows)) return;
    this.places.set(rows, driver ? { file, line: counter.line } : { file, ...counter.moveTo(this.block.end) });
  }

  begin(): void {}
  page(): void {}

  row(row: number, at: number, next: number): void {
    if (this.rows.has(row)) this.places.set(row, { file: this.file, line: this.counter.moveTo(at).line });
    this.look(at, next);
    this.counter.moveTo(next);
  }

  record(from: number): number {
    const end = this.walker?.values.valueEnd(from) ?? -1;
    if (end < 0) return end;
    const row = this.records++;
    if (this.rows.has(row)) this.places.set(row, { file: this.file, ...this.counter.moveTo(from) });
    this.look(from, end);
    return end;
  }

  member(_key: string, from: number, to: number): void {
    const row = this.records++;
    if (this.rows.has(row)) this.places.set(row, { file: this.file, ...this.counter.moveTo(from) });
    this.counter.moveTo(to);
  }

  done(to: number): void {
    this.counter.drop(to);
  }

  private take(final: boolean): void {
    if (!this.isKnown) this.know();
    if (this.walker) this.walker.take();
    else if (this.driver) {
      const before = this.block.end;
      this.driver.take(final);
      this.counter.drop(before - this.block.end);
    }
  }

  private know(): void {
    this.isKnown = true;
    const sniffed = sniff(this.block, this.tools);
    if (sniffed === undefined) return;
    this.counter.drop(sniffed.skip);
    this.block.keep(sniffed.skip);
    if (sniffed.kind === 'json') this.walker = new JsonWalker(this.block, this.tools, this);
    else this.driver = new CsvDriver(this.block, this.tools, sniffed.dialect.delimiter.charCodeAt(0), () => this);
  }

  private look(from: number, to: number): void {
    if (this.lossy !== undefined || this.tools.isClean(this.block.bytes, from, to)) return;
    const before = this.tools.decode(this.block.bytes, from, to).split('\uFFFD', 1)[0] ?? '';
    this.lossy = { file: this.file, line: this.counter.moveTo(from).line + before.split('\n').length - 1 };
  }
}
