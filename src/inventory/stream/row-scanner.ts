import type { BlockBuffer } from './block-buffer.js';
import { CR, LF, QUOTE } from './byte-tools.js';

/** The row goes on behind the data at hand. */
export const INCOMPLETE = -1;
/** A quote in a bare cell, or something else than a delimiter behind a closing quote. */
export const BAD_QUOTE = -2;
/** The data ends inside quotes. */
export const UNCLOSED = -3;

/**
 * Finds the cells of one row of CSV (RFC 4180; LF or CR LF between rows, bare CR is data) in bytes, exactly as csv-parse
 * has them with `record_delimiter: ['\r\n', '\n']` and `relax_column_count`; a property test holds the two together.
 * Nothing is copied or decoded: the bounds of cells are left in the fields.
 */
export class RowScanner {
  /** Cells of the row, and the bounds of each inside its quotes. */
  cells = 0;
  from = new Int32Array(64);
  to = new Int32Array(64);
  /** 1 for a cell in which quotes are doubled. */
  doubled = new Uint8Array(64);
  /** Which of the block's quotes is the first at or behind the next row. */
  private nextQuote = 0;

  constructor(
    private readonly block: BlockBuffer,
    private readonly delimiter: number,
  ) {}

  /** Makes `at`, where a row begins, the place that is read on from. */
  moveTo(at: number): void {
    this.block.index(at);
    const { quotes, quoteCount } = this.block;
    let [low, high] = [0, quoteCount];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((quotes[middle] ?? at) < at) low = middle + 1;
      else high = middle;
    }
    this.nextQuote = low;
  }

  /** Scans a row again that was whole. What is read on from has to be told with `moveTo`. */
  again(at: number): void {
    this.moveTo(at);
    this.scan(at, true);
  }

  /** Moves over blank lines, which are no rows. Gives INCOMPLETE where a CR may be half of a line break. */
  skipBlank(at: number, final: boolean): number {
    const { bytes, end } = this.block;
    let p = at;
    for (;;) {
      if (p >= end) return p;
      if (bytes[p] === LF) p++;
      else if (bytes[p] !== CR) return p;
      else if (p + 1 >= end) return final ? p : INCOMPLETE;
      else if (bytes[p + 1] === LF) p += 2;
      else return p;
    }
  }

  /**
   * @param at where the row starts, before the end of the data
   * @param final whether nothing follows the data at hand
   * @returns where the next row starts, or INCOMPLETE, BAD_QUOTE, UNCLOSED
   */
  scan(at: number, final: boolean): number {
    const { bytes, quotes, end } = this.block;
    const { delimiter } = this;
    let { from, to, doubled } = this;
    let p = at;
    let cell = 0;
    let quote = this.nextQuote;
    for (;;) {
      if (cell >= from.length) {
        this.grow();
        ({ from, to, doubled } = this);
      }
      if (bytes[p] === QUOTE && p < end) {
        from[cell] = p + 1;
        p = quotes[quote + 1] ?? end;
        quote += 2;
        doubled[cell] = 0;
        while (quotes[quote] === p + 1 && p + 1 < end) {
          doubled[cell] = 1;
          p = quotes[quote + 1] ?? end;
          quote += 2;
        }
        if (p >= end) return final ? UNCLOSED : INCOMPLETE;
        to[cell] = p++;
        if (bytes[p] !== delimiter && bytes[p] !== LF) {
          const ends = this.endsRow(p, final);
          if (ends < 0) return ends;
        } else if (p >= end && !final) return INCOMPLETE;
      } else {
        from[cell] = p;
        while (bytes[p] !== delimiter && bytes[p] !== LF && bytes[p] !== QUOTE) p++;
        if (p >= end) {
          if (!final) return INCOMPLETE;
          p = end;
        } else if (bytes[p] === QUOTE) return BAD_QUOTE;
        const isCrLf = p < end && bytes[p] === LF && bytes[p - 1] === CR && p > (from[cell] ?? 0);
        to[cell] = isCrLf ? p - 1 : p;
        doubled[cell] = 0;
      }
      cell++;
      if (bytes[p] === delimiter && p < end) {
        p++;
        continue;
      }
      this.cells = cell;
      this.nextQuote = quote;
      return p >= end ? end : bytes[p] === LF ? p + 1 : p + 2;
    }
  }

  /** Behind a closing quote stands neither a delimiter nor LF: 0 where the row ends there all the same. */
  private endsRow(p: number, final: boolean): number {
    const { bytes, end } = this.block;
    if (p >= end) return final ? 0 : INCOMPLETE;
    if (bytes[p] !== CR) return BAD_QUOTE;
    if (p + 1 >= end) return final ? BAD_QUOTE : INCOMPLETE;
    return bytes[p + 1] === LF ? 0 : BAD_QUOTE;
  }

  /** Rows of more cells than any header: told as ragged, with their number. */
  private grow(): void {
    const wider = (of: Int32Array): Int32Array<ArrayBuffer> => {
      const copy = new Int32Array(of.length * 2);
      copy.set(of);
      return copy;
    };
    this.from = wider(this.from);
    this.to = wider(this.to);
    const doubled = new Uint8Array(this.doubled.length * 2);
    doubled.set(this.doubled);
    this.doubled = doubled;
  }
}
