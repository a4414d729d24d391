import type { VolumeIds } from './id-book.js';
import type { IdWords } from './id-set.js';

/** Ids between two sortings. */
const CHUNK = 1 << 14;
/** Parts of the log, by the first bits of a print. */
const PARTS = 256;

/** Prints of ids, sorted by their parts, and where each part begins. */
interface Chunk {
  readonly prints: Uint32Array<ArrayBuffer>;
  readonly starts: Uint32Array<ArrayBuffer>;
}

/** The words of a log that goes from one thread to another. */
export interface IdLogState {
  readonly chunks: readonly Chunk[];
  readonly others: ReadonlySet<string>;
  readonly isRepeated: boolean;
}

/**
 * Notes the ids of many volumes, to tell at the end whether some id may have come twice: 8 bytes an id. Of each id a print of 64 bits is
 * kept: ids that are alike have prints that are alike; the other way round it is not sure, and a reader that wants to know goes over the
 * files again with an `IdBook`. Prints are compared part by part, in memory that a processor's cache holds.
 */
export class IdLog implements VolumeIds {
  readonly merged = 0;
  private readonly chunks: Chunk[] = [];
  private readonly others = new Set<string>();
  private isRepeated = false;
  /** Prints that are not filed yet. */
  private readonly latest = new Uint32Array(CHUNK * 2);
  private count = 0;

  beginFile(): void {}

  add({ id }: { readonly id: string }, words: IdWords | undefined): undefined {
    if (words) this.addWords(words);
    else if (this.others.has(id)) this.isRepeated = true;
    else this.others.add(id);
  }

  addWords({ a, b, c, d }: IdWords): void {
    this.addPrint(a ^ Math.imul(c, 0x9e3779b1), b ^ Math.imul(d, 0x85ebca77));
  }

  /** Adds prints that were made elsewhere in the same way, two words each. */
  addPrints(prints: Uint32Array): void {
    if (prints.length > 0) this.chunks.push(sorted(prints));
  }

  /** Adds what another thread has noted. */
  absorb({ chunks, others, isRepeated }: IdLogState): void {
    for (const chunk of chunks) this.chunks.push(chunk);
    for (const other of others) this.add({ id: other }, undefined);
    this.isRepeated ||= isRepeated;
  }

  state(): IdLogState {
    this.file();
    return { chunks: this.chunks, others: this.others, isRepeated: this.isRepeated };
  }

  /** false: no id has come twice. */
  mayRepeat(): boolean {
    this.file();
    const { chunks } = this;
    const most = Math.max(...Array.from({ length: PARTS }, (_, part) => countOf(chunks, part)));
    const slots = new Uint32Array(2 ** Math.ceil(Math.log2(most * 2 + 2)) * 2);
    for (let part = 0; part < PARTS && !this.isRepeated; part++) this.isRepeated = hasTwice(chunks, part, slots);
    return this.isRepeated;
  }

  private addPrint(one: number, other: number): void {
    const at = this.count * 2;
    this.latest[at] = one;
    this.latest[at + 1] = other;
    if (++this.count === CHUNK) this.file();
  }

  private file(): void {
    this.addPrints(this.latest.subarray(0, this.count * 2));
    this.count = 0;
  }
}

function sorted(prints: Uint32Array): Chunk {
  const starts = new Uint32Array(PARTS + 1);
  for (let at = 1; at < prints.length; at += 2) {
    const after = partOf(prints[at] ?? 0) + 1;
    starts[after] = (starts[after] ?? 0) + 1;
  }
  for (let part = 1; part <= PARTS; part++) starts[part] = (starts[part] ?? 0) + (starts[part - 1] ?? 0);
  const next = starts.slice();
  const inOrder = new Uint32Array(prints.length);
  for (let at = 0; at < prints.length; at += 2) {
    const part = partOf(prints[at + 1] ?? 0);
    const place = next[part] ?? 0;
    next[part] = place + 1;
    inOrder[place * 2] = prints[at] ?? 0;
    inOrder[place * 2 + 1] = prints[at + 1] ?? 0;
  }
  return { prints: inOrder, starts };
}

/** Of bits that a multiplication has stirred. */
const partOf = (print: number): number => print >>> 24;

function countOf(chunks: readonly Chunk[], part: number): number {
  return chunks.reduce((sum, { starts }) => sum + (starts[part + 1] ?? 0) - (starts[part] ?? 0), 0);
}

/** Whether some print stands twice in one part of all chunks. `slots`: a power of two, and more than four times as many words as the part has prints. */
function hasTwice(chunks: readonly Chunk[], part: number, slots: Uint32Array): boolean {
  slots.fill(0);
  const mask = slots.length - 2;
  for (const { prints, starts } of chunks) {
    const end = (starts[part + 1] ?? 0) * 2;
    for (let at = (starts[part] ?? 0) * 2; at < end; at += 2) {
      const one = prints[at] ?? 0;
      // Two zeros are an empty slot: such a print counts as the one with a one.
      const other = one === 0 && prints[at + 1] === 0 ? 1 : (prints[at + 1] ?? 0);
      const hash = Math.imul(one ^ (other << 7) ^ (other >>> 9), 0x2c1b3c6d);
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (slots[slot] !== 0 || slots[slot + 1] !== 0) {
        if (slots[slot] === one && slots[slot + 1] === other) return true;
        slot = (slot + 2) & mask;
      }
      slots[slot] = one;
      slots[slot + 1] = other;
    }
  }
  return false;
}
