import type { BlockMemory } from './block-memory.js';

/** What the edge lends to the readers of bytes: its platform's fast ways. */
export interface ByteTools {
  /** The bytes from `from` up to `to` as text; bytes that are not UTF-8 become U+FFFD, as WHATWG's decoder has it. */
  decode(bytes: Uint8Array, from: number, to: number): string;
  /** Offset of the first `byte` in [from, to); -1 where there is none. */
  find(bytes: Uint8Array, byte: number, from: number, to: number): number;
  /** Whether [from, to) is UTF-8 in which no U+FFFD stands. */
  isClean(bytes: Uint8Array, from: number, to: number): boolean;
  /** Memory for so many bytes and an index of their quotes. */
  memory(capacity: number): BlockMemory;
}

export const LF = 10;
export const CR = 13;
export const QUOTE = 34;
export const BACKSLASH = 92;
