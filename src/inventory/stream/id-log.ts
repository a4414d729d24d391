import type { VolumeIds } from './id-book.js';
import type { IdWords } from './id-set.js';

/** Ids between two sortings. */
const CHUNK = 1 << 14;
/** Parts of the log, by the first bits of a print. */
const PARTS = 256;
/** Prints in memory, 8 MB: a million volumes need nothing else. */
export const MOST_IN_MEMORY = 1 << 20;
/** Prints that are compared at once: their table has 1 MB. */
const AT_ONCE = 1 << 16;

/** Keeps words outside of memory. */
export interface Overflow {
  /** @returns where they are */
  write(words: Uint32Array): number;
  /** Fills `into` with words that were written. */
  read(at: number, into: Uint32Array): void;
}

/** Prints of ids, sorted by their parts, and where each part begins. */
interface Chunk {
  readonly prints: Uint32Array<ArrayBuffer>;
  readonly starts: Uint32Array<ArrayBuffer>;
}

/** Where prints of one part are outside of memory, and how many words. */
interface Kept {
  readonly at: number;
  readonly words: number;
}

/** The words of a log that goes from one thread to another. */
export interface IdLogState {
  readonly chunks: readonly Chunk[];
  /** By part. */
  readonly kept: readonly (readonly Kept[])[];
}

/**
 * Notes the ids of many volumes, to tell at the end whether some id may have come twice, in memory that does not grow with them. Of each id
 * a print of 64 bits is kept, beyond a million of them in the overflow: ids that are alike have prints that are alike; the other way round
 * it is not sure, and a reader that wants to know goes over the files again with an `IdBook`. Prints are compared part by part, in memory
 * that a processor's cache holds.
 */
export class IdLog implements VolumeIds {
  readonly merged = 0;
  private readonly chunks: Chunk[] = [];
  private readonly kept: Kept[][] = Array.from({ length: PARTS }, () => []);
  /** Prints that are not filed yet. */
  private readonly latest = new Uint32Array(CHUNK * 2);
  private count = 0;
  /** Prints in the chunks. */
  private held = 0;
  /** Chunks to be used again: the collector of garbage would be late. */
  private readonly spare: Chunk[] = [];
  private scratch = new Uint32Array(0);

  /** @param overflow without it, all stays in memory */
  constructor(
    private readonly overflow?: Overflow,
    private readonly most = MOST_IN_MEMORY,
  ) {}

  beginFile(): void {}

  add({ id }: { readonly id: string }, words: IdWords | undefined): undefined {
    if (words) this.addWords(words);
    else this.addText(id);
  }

  addWords({ a, b, c, d }: IdWords): void {
    this.addPrint(a ^ Math.imul(c, 0x9e3779b1), b ^ Math.imul(d, 0x85ebca77));
  }

  /** Adds prints that were made elsewhere in the same way, two words each. */
  addPrints(prints: Uint32Array): void {
    if (prints.length === 0) return;
    const spare = prints.length <= CHUNK * 2 ? this.spare.pop() : undefined;
    this.chunks.push(sorted(prints, spare ?? newChunk(prints.length)));
    this.held += prints.length / 2;
    if (this.held > this.most && this.overflow) this.empty(this.overflow);
  }

  /** Adds what another thread has noted, whose overflow is the same. */
  absorb({ chunks, kept }: IdLogState): void {
    for (const chunk of chunks) this.chunks.push(chunk);
    for (const [part, some] of kept.entries()) this.kept[part]?.push(...some);
  }

  state(): IdLogState {
    this.file();
    return { chunks: this.chunks, kept: this.kept };
  }

  /** false: no id has come twice. */
  mayRepeat(): boolean {
    this.file();
    const counts = this.kept.map((_, part) => this.countOf(part));
    const most = Math.min(AT_ONCE, Math.max(...counts));
    const slots = new Uint32Array(2 ** Math.ceil(Math.log2(most * 2 + 2)) * 2);
    return counts.some((count, part) => this.hasTwice(part, count, slots));
  }

  /** Whether some print stands twice in a part. A part that is too large for the slots is gone over several times, for some of its prints each. */
  private hasTwice(part: number, count: number, slots: Uint32Array): boolean {
    const rounds = 2 ** Math.ceil(Math.log2(Math.max(1, count / AT_ONCE)));
    for (let round = 0; round < rounds; round++) {
      const table = new PrintTable(slots.fill(0), round, rounds);
      for (const prints of this.printsOf(part)) if (table.addAll(prints)) return true;
    }
    return false;
  }

  private addText(id: string): void {
    let [one, other] = [0x811c9dc5, 0x9e3779b1];
    for (let index = 0; index < id.length; index++) {
      const unit = id.charCodeAt(index);
      one = Math.imul(one ^ unit, 0x01000193);
      other = Math.imul(other ^ (other >>> 15) ^ unit, 0x85ebca77);
    }
    this.addPrint(one, other);
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

  private countOf(part: number): number {
    const kept = (this.kept[part] ?? []).reduce((sum, { words }) => sum + words / 2, 0);
    return this.chunks.reduce((sum, { starts }) => sum + (starts[part + 1] ?? 0) - (starts[part] ?? 0), kept);
  }

  /** The prints of a part, one stretch after the other: each is good until the next. */
  private *printsOf(part: number): Generator<Uint32Array> {
    for (const chunk of this.chunks) yield sliceOf(chunk, part);
    for (const { at, words } of this.kept[part] ?? []) {
      const prints = this.room(words);
      this.overflow?.read(at, prints);
      yield prints;
    }
  }

  /** Brings all that is in memory elsewhere. */
  private empty(overflow: Overflow): void {
    for (const [part, kept] of this.kept.entries()) {
      const slices = this.chunks.map((chunk) => sliceOf(chunk, part));
      const prints = this.room(slices.reduce((sum, { length }) => sum + length, 0));
      let words = 0;
      for (const slice of slices) {
        prints.set(slice, words);
        words += slice.length;
      }
      if (words > 0) kept.push({ at: overflow.write(prints), words });
    }
    for (const chunk of this.chunks.splice(0)) if (chunk.prints.length === CHUNK * 2) this.spare.push(chunk);
    this.held = 0;
  }

  private room(words: number): Uint32Array {
    if (words > this.scratch.length) this.scratch = new Uint32Array(words + (words >> 2));
    return this.scratch.subarray(0, words);
  }
}

const newChunk = (words: number): Chunk => ({ prints: new Uint32Array(words), starts: new Uint32Array(PARTS + 1) });

/** Sorts prints into a chunk that has room for them. */
function sorted(prints: Uint32Array, chunk: Chunk): Chunk {
  const { prints: inOrder, starts } = chunk;
  starts.fill(0);
  for (let at = 1; at < prints.length; at += 2) {
    const after = partOf(prints[at] ?? 0) + 1;
    starts[after] = (starts[after] ?? 0) + 1;
  }
  for (let part = 1; part <= PARTS; part++) starts[part] = (starts[part] ?? 0) + (starts[part - 1] ?? 0);
  const next = starts.slice();
  for (let at = 0; at < prints.length; at += 2) {
    const part = partOf(prints[at + 1] ?? 0);
    const place = next[part] ?? 0;
    next[part] = place + 1;
    inOrder[place * 2] = prints[at] ?? 0;
    inOrder[place * 2 + 1] = prints[at + 1] ?? 0;
  }
  return chunk;
}

/** Of bits that a multiplication has stirred. */
const partOf = (print: number): number => print >>> 24;

function sliceOf({ prints, starts }: Chunk, part: number): Uint32Array {
  return prints.subarray((starts[part] ?? 0) * 2, (starts[part + 1] ?? 0) * 2);
}

/** Finds a print that comes twice, among those that a round is for. */
class PrintTable {
  private free: number;

  /** @param slots zeros: a power of two, two words each @param rounds a power of two */
  constructor(
    private readonly slots: Uint32Array,
    private readonly round: number,
    private readonly rounds: number,
  ) {
    this.free = (slots.length / 8) * 3;
  }

  /** @returns true: one has come twice, or they are more than there is room for: such prints someone chose, and ids are to be looked at */
  addAll(prints: Uint32Array): boolean {
    const { slots, round } = this;
    const [mask, others] = [slots.length - 2, this.rounds - 1];
    for (let at = 0; at < prints.length; at += 2) {
      const one = prints[at] ?? 0;
      // Two zeros are an empty slot: such a print counts as the one with a one.
      const other = one === 0 && prints[at + 1] === 0 ? 1 : (prints[at + 1] ?? 0);
      const hash = Math.imul(one ^ (other << 7) ^ (other >>> 9), 0x2c1b3c6d);
      if (((hash >>> 20) & others) !== round) continue;
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (slots[slot] !== 0 || slots[slot + 1] !== 0) {
        if (slots[slot] === one && slots[slot + 1] === other) return true;
        slot = (slot + 2) & mask;
      }
      if (this.free-- === 0) return true;
      slots[slot] = one;
      slots[slot + 1] = other;
    }
    return false;
  }
}
