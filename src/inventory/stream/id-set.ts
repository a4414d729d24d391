const WORDS = 6;
/** Volumes in one piece of the store: pieces are added, never copied. */
const PIECE = 1 << 14;
const FIRST_SLOTS = 1 << 12;
/** A guess may be wrong: 16 MB for it at the most, and the table still grows if need be. */
const MOST_EXPECTED = 1 << 21;
/** A size that does not fit is kept as this: two of them count as equal. No volume has 4 EiB. */
export const LARGEST_SIZE = 0xffff_ffff;

/** The four words of an id. */
export interface IdWords {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

/**
 * The ids of many volumes with the row and the size of each, to find an id that comes twice: 24 bytes an id and 12 to 24 of
 * index, 40 MB for a million. Ids are compared whole, not by their hash.
 *
 * Two steps, so that a batch of ids waits for memory once and not once each: `append` all of them, then `settle` them.
 */
export class IdSet {
  /** Entries so far, those found to be duplicates included. */
  size = 0;
  /** Two words a slot: an entry's number plus one, and its hash. */
  private slots = new Int32Array(FIRST_SLOTS * 2);
  private readonly pieces: Int32Array[] = [];
  private hashes = new Int32Array(1024);
  private results = new Int32Array(1024);
  /** The sum of what was read ahead: it says nothing, and only keeps those reads from being left out. */
  readAhead = 0;

  /** Makes room for so many ids at once, before the first: a table that grows is built anew each time. */
  expect(ids: number): void {
    let slots = FIRST_SLOTS;
    while (slots * 2 < ids * 3 && slots < MOST_EXPECTED) slots *= 2;
    if (this.size === 0) this.slots = new Int32Array(slots * 2);
  }

  /** Stores an id that is not looked for yet. @returns its entry */
  append({ a, b, c, d }: IdWords, row: number, size: number): number {
    const entry = this.size++;
    const at = (entry & (PIECE - 1)) * WORDS;
    if (at === 0) this.pieces.push(new Int32Array(PIECE * WORDS));
    const piece = this.pieces[entry >>> 14];
    if (piece === undefined) return entry;
    piece[at] = a;
    piece[at + 1] = b;
    piece[at + 2] = c;
    piece[at + 3] = d;
    piece[at + 4] = row;
    piece[at + 5] = Math.min(size, LARGEST_SIZE);
    return entry;
  }

  /**
   * Takes up the entries in [from, size), but for those whose id is there already, in their order.
   *
   * @returns for each of them -1, or the entry that has its id; good until the next call
   */
  settle(from: number): Int32Array {
    const count = this.size - from;
    while (this.size * 3 > this.slots.length) this.grow();
    if (count > this.results.length) {
      this.hashes = new Int32Array(count * 2);
      this.results = new Int32Array(count * 2);
    }
    const { hashes, results, slots } = this;
    const mask = slots.length - 2;
    // All slots are asked for before the first is needed.
    let sum = 0;
    for (let index = 0; index < count; index++) {
      const hash = this.hashOf(from + index);
      hashes[index] = hash;
      sum += slots[(hash << 1) & mask] ?? 0;
    }
    this.readAhead = sum;
    for (let index = 0; index < count; index++) results[index] = this.settleOne(from + index, hashes[index] ?? 0, mask);
    return results;
  }

  private settleOne(entry: number, hash: number, mask: number): number {
    const { slots } = this;
    for (let slot = (hash << 1) & mask; ; slot = (slot + 2) & mask) {
      const other = (slots[slot] ?? 0) - 1;
      if (other < 0) {
        slots[slot] = entry + 1;
        slots[slot + 1] = hash;
        return -1;
      }
      if (slots[slot + 1] === hash && this.isSame(entry, other)) return other;
    }
  }

  rowOf(entry: number): number {
    return this.word(entry, 4) >>> 0;
  }

  /** GiB, at most LARGEST_SIZE. */
  sizeOf(entry: number): number {
    return this.word(entry, 5) >>> 0;
  }

  private word(entry: number, word: number): number {
    return this.pieces[entry >>> 14]?.[(entry & (PIECE - 1)) * WORDS + word] ?? 0;
  }

  private isSame(one: number, other: number): boolean {
    for (let word = 0; word < 4; word++) if (this.word(one, word) !== this.word(other, word)) return false;
    return true;
  }

  /** Made for ids that someone chose, too: every word counts. */
  private hashOf(entry: number): number {
    const piece = this.pieces[entry >>> 14];
    const at = (entry & (PIECE - 1)) * WORDS;
    if (piece === undefined) return 0;
    const ab = Math.imul(piece[at] ?? 0, 0x9e3779b1) ^ Math.imul(piece[at + 1] ?? 0, 0x85ebca77);
    const cd = Math.imul(piece[at + 2] ?? 0, 0xc2b2ae3d) ^ Math.imul(piece[at + 3] ?? 0, 0x27d4eb2f);
    let hash = ab ^ cd;
    hash ^= hash >>> 15;
    hash = Math.imul(hash, 0x2c1b3c6d);
    return hash ^ (hash >>> 13);
  }

  /** Twice the slots. */
  private grow(): void {
    const old = this.slots;
    const slots = new Int32Array(old.length * 2);
    const mask = slots.length - 2;
    for (let from = 0; from < old.length; from += 2) {
      const entry = old[from] ?? 0;
      if (entry === 0) continue;
      const hash = old[from + 1] ?? 0;
      let slot = (hash << 1) & mask;
      while (slots[slot] !== 0) slot = (slot + 2) & mask;
      slots[slot] = entry;
      slots[slot + 1] = hash;
    }
    this.slots = slots;
  }
}
