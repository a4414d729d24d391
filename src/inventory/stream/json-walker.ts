import { PAGE_KEYS } from '../json-scanner.js';
import type { BlockBuffer } from './block-buffer.js';
import { type ByteTools, QUOTE } from './byte-tools.js';
import { CLOSE_BRACE, CLOSE_BRACKET, COLON, INCOMPLETE, JsonBytes, OPEN_BRACE, OPEN_BRACKET } from './json-bytes.js';

/** What the walker meets, with offsets into the block; `to` is behind the last byte. */
export interface JsonRecords {
  /** An object of a list begins. Gives its end or INCOMPLETE: then nothing may have been done. */
  record(from: number): number;
  /** A member of a page beside its volumes: links, a count, another list, an error. */
  member(key: string, from: number, to: number): void;
  /** Takes objects of a list from `at` on by itself, as long as they are plain. Gives where it stopped. */
  plain?(at: number): number;
  page(): void;
  /** The bytes of the block up to `to` are done with. */
  done(to: number): void;
}

const UNEXPECTED = -2;
const MAX_DEPTH = 4;
/** What a place in a file is inside of, from the outermost on. */
export type Inside = 'list' | 'page';

/** Walks JSON as `JsonScanner` does, over bytes that come in pieces: lists, pages, several values one after the other, lines. */
export class JsonWalker {
  readonly values: JsonBytes;
  /** Nothing can be made of what follows. */
  isStopped = false;

  constructor(
    private readonly block: BlockBuffer,
    private readonly tools: ByteTools,
    private readonly visitor: JsonRecords,
    /** Where in a file the first bytes stand, and then where the walk has come to. */
    readonly inside: Inside[] = [],
  ) {
    this.values = new JsonBytes(block);
  }

  /** Whether all bytes so far are walked over, and end inside of this: of nothing, where the lists and pages that were begun have ended. */
  isAt(inside: readonly Inside[]): boolean {
    return this.block.end === 0 && this.inside.join() === inside.join();
  }

  /** @param final whether no more bytes come, or none that belong to these */
  take(final = false): void {
    const { block, values } = this;
    values.restart();
    let at = values.blanks(0);
    while (at < block.end) {
      if (this.inside.at(-1) === 'list' && block.bytes[at] === OPEN_BRACE) {
        const next = this.visitor.plain?.(at) ?? at;
        if (next > at) {
          const taken = next - at;
          at = values.blanks(next);
          // A short rest is an object like those before it that is not whole yet, as a rule: it is taken with what follows.
          if (!final && (block.end - at) * 2 < taken) break;
          continue;
        }
      }
      const next = this.step(at);
      if (next === UNEXPECTED) this.isStopped = true;
      if (next < 0) break;
      at = values.blanks(next);
    }
    this.visitor.done(at);
    block.keep(at);
  }

  private step(at: number): number {
    const code = this.block.bytes[at];
    const inside = this.inside.at(-1);
    if (inside === 'page') return code === CLOSE_BRACE ? this.leave(at) : this.member(at);
    if (inside === 'list' && code === CLOSE_BRACKET) return this.leave(at);
    if (code === OPEN_BRACKET) return this.enter('list', at);
    return code === OPEN_BRACE ? this.object(at) : UNEXPECTED;
  }

  private enter(what: Inside, at: number): number {
    if (this.inside.length > MAX_DEPTH) return UNEXPECTED;
    this.inside.push(what);
    return at + 1;
  }

  private leave(at: number): number {
    this.inside.pop();
    return at + 1;
  }

  private object(at: number): number {
    const { values, block } = this;
    const first = values.blanks(at + 1);
    if (first >= block.end) return INCOMPLETE;
    if (block.bytes[first] === QUOTE) {
      const end = values.stringEnd(first);
      if (end < 0) return INCOMPLETE;
      if (PAGE_KEYS.has(this.tools.decode(block.bytes, first + 1, end - 1))) {
        this.visitor.page();
        return this.enter('page', at);
      }
    }
    return this.visitor.record(at);
  }

  private member(at: number): number {
    const { values, block, tools } = this;
    if (block.bytes[at] !== QUOTE) return UNEXPECTED;
    const end = values.stringEnd(at);
    if (end < 0) return INCOMPLETE;
    const colon = values.blanks(end);
    const from = values.blanks(colon + 1);
    if (from >= block.end) return INCOMPLETE;
    if (block.bytes[colon] !== COLON) return UNEXPECTED;
    const key = tools.decode(block.bytes, at + 1, end - 1);
    const code = block.bytes[from];
    if (key === 'volumes' && code === OPEN_BRACKET) return this.enter('list', from);
    if (key === 'volume' && code === OPEN_BRACE) return this.object(from);
    const to = values.valueEnd(from);
    if (to >= 0) this.visitor.member(key, from, to);
    return to;
  }
}
