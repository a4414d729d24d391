import type { BlockBuffer } from './block-buffer.js';
import { BACKSLASH, QUOTE } from './byte-tools.js';

export const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET, COMMA, COLON] = [123, 125, 91, 93, 44, 58];
/** The value goes on behind the data at hand. */
export const INCOMPLETE = -1;

/** Finds the ends of JSON values in bytes. What a value is made of is not judged, but for its strings and brackets. */
export class JsonBytes {
  /** Which of the block's quotes is the first at or behind the place looked at last. */
  private quote = 0;
  /** From where on the block's quotes are known. */
  private indexed = Number.POSITIVE_INFINITY;
  /** A string since this was last set had a control character in it, which is no JSON. */
  hasControl = false;

  constructor(private readonly block: BlockBuffer) {}

  /** The block has other bytes. */
  restart(): void {
    this.indexed = Number.POSITIVE_INFINITY;
    this.hasControl = false;
  }

  /** Moves over white space and commas: the parser of each value is the judge of those, not we. */
  blanks(at: number): number {
    const { bytes, end } = this.block;
    let p = at;
    while (p < end && ((bytes[p] ?? 0) <= 32 || bytes[p] === COMMA)) p++;
    return p;
  }

  /** @param at of the opening quote @returns behind the closing one, or INCOMPLETE */
  stringEnd(at: number): number {
    const end = this.closingQuote(at);
    const { bytes } = this.block;
    for (let p = at; p < end; p++) if ((bytes[p] ?? 32) < 32) this.hasControl = true;
    return end;
  }

  private closingQuote(at: number): number {
    if (at < this.indexed) {
      this.block.index(at);
      this.quote = 0;
      this.indexed = at;
    }
    const { bytes, quotes, end } = this.block;
    let { quote } = this;
    // Most of the time strings are asked for one after the other, and no quote in them is escaped.
    const next = quotes[quote + 1] ?? end;
    if (quotes[quote] === at && next < end && bytes[next - 1] !== BACKSLASH) {
      this.quote = quote + 2;
      return next + 1;
    }
    while (quote > 0 && (quotes[quote - 1] ?? 0) >= at) quote--;
    while ((quotes[quote] ?? end) < at) quote++;
    for (;;) {
      quote++;
      const close = quotes[quote] ?? end;
      if (close >= end) return INCOMPLETE;
      let from = close;
      while (bytes[from - 1] === BACKSLASH) from--;
      if (((close - from) & 1) === 1) continue;
      this.quote = quote + 1;
      return close + 1;
    }
  }

  /** @returns behind one value of any kind, or INCOMPLETE */
  valueEnd(at: number): number {
    const { bytes, end } = this.block;
    const first = bytes[at];
    if (first === QUOTE && at < end) return this.stringEnd(at);
    if (first !== OPEN_BRACE && first !== OPEN_BRACKET) return this.scalarEnd(at);
    return this.bracketsEnd(at);
  }

  /** @returns behind the bracket that closes the one at `at` */
  private bracketsEnd(at: number): number {
    const { bytes, end } = this.block;
    let p = at;
    let depth = 0;
    while (p < end) {
      const code = bytes[p] ?? 0;
      if (code === QUOTE) {
        p = this.stringEnd(p);
        if (p < 0) return INCOMPLETE;
        continue;
      }
      p++;
      // Blanks, commas, colons, digits: most of what stands between strings.
      if (code < OPEN_BRACKET) continue;
      if (code === OPEN_BRACE || code === OPEN_BRACKET) depth++;
      else if ((code === CLOSE_BRACE || code === CLOSE_BRACKET) && --depth === 0) return p;
    }
    return INCOMPLETE;
  }

  private scalarEnd(at: number): number {
    const { bytes, end } = this.block;
    for (let p = at; p < end; p++) {
      const code = bytes[p] ?? 0;
      if (code <= 32 || code === COMMA || code === CLOSE_BRACE || code === CLOSE_BRACKET) return p;
    }
    return INCOMPLETE;
  }
}
