import type { BlockBuffer } from './block-buffer.js';
import { type ByteTools, QUOTE } from './byte-tools.js';
import { BAD_QUOTE, INCOMPLETE, RowScanner, UNCLOSED } from './row-scanner.js';

/** What becomes of the rows. */
export interface RowHandler {
  /** A block was read: rows are about to come from it. */
  begin(final: boolean): void;
  /** Takes rows from `at` on by itself, as long as they are plain. Gives where it stopped, and after how many. */
  plain?(at: number): { readonly at: number; readonly rows: number };
  /** The scanner holds the cells of one row, which starts at `at` and ends before `next`. The header is row 0. */
  row(row: number, at: number, next: number): void;
}

export type Broken = 'bad quote' | 'unclosed quote';

/** Takes rows off a block and hands them on, as long as they are whole. */
export class CsvDriver {
  readonly scanner: RowScanner;
  /** Rows so far, the header included: the number of the one that is broken, too. */
  rows = 0;
  broken: Broken | undefined;
  /** Some cell stood in quotes. */
  sawQuoted = false;

  private readonly handler: RowHandler;

  constructor(
    private readonly block: BlockBuffer,
    private readonly tools: ByteTools,
    delimiter: number,
    handlerFor: (scanner: RowScanner) => RowHandler,
  ) {
    this.scanner = new RowScanner(block, delimiter);
    this.handler = handlerFor(this.scanner);
  }

  /** @param final whether no more bytes come */
  take(final: boolean): void {
    const { block, scanner, handler } = this;
    handler.begin(final);
    let at = 0;
    for (;;) {
      at = this.plainRows(at);
      const start = scanner.skipBlank(at, final);
      if (start < 0 || start >= block.end) {
        if (start >= 0) at = start;
        break;
      }
      scanner.moveTo(start);
      const next = scanner.scan(start, final);
      if (next < 0) {
        at = start;
        if (next === BAD_QUOTE) this.broken = 'bad quote';
        else if (next === UNCLOSED) this.broken = 'unclosed quote';
        else if (next !== INCOMPLETE) throw new Error(`unknown end of a row: ${next}`);
        break;
      }
      // Quotes of a whole row stand around cells.
      this.sawQuoted ||= this.tools.find(block.bytes, QUOTE, start, next) >= 0;
      handler.row(this.rows++, start, next);
      at = next;
    }
    block.keep(at);
  }

  private plainRows(at: number): number {
    const taken = this.handler.plain?.(at);
    if (taken === undefined || taken.rows === 0) return at;
    this.rows += taken.rows;
    this.sawQuoted ||= this.tools.find(this.block.bytes, QUOTE, at, taken.at) >= 0;
    return taken.at;
  }
}
