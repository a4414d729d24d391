/** Behind the data: quotes that stop every search, as many as a vector is wide. */
export const ROOM = 32;

/** How the rows of a CSV are made. */
export interface RowLayout {
  readonly columns: number;
  readonly delimiter: number;
  /** For each cell what it is for, in the bits of `ROLE`. */
  readonly roles: Uint8Array;
}

/** A member of JSON objects: its key in quotes, as the bytes have it, and what its value is for; `flat`: an object of plain values. */
export interface ShapeMember {
  readonly key: Uint8Array;
  readonly role: number;
}

/**
 * What a cell is for. A stretch is a run of cells in which few texts come again and again: together they are the row's kind. A project has a
 * number of its own, where nothing is asked of it together with the rest: many projects would make many kinds.
 */
export const ROLE = { id: 1, name: 2, size: 4, firstOfStretch: 8, lastOfStretch: 16, flat: 32, project: 64 } as const;

/** Where `PlainRows` puts what it found of a row, in 32-bit words from the row's first on. */
export const ROW = {
  at: 0,
  next: 1,
  id: 2,
  size: 6,
  nameFrom: 7,
  nameTo: 8,
  nameDoubled: 9,
  kind: 10,
  choice: 11,
  project: 12,
  words: 14,
} as const;

/** Why counting stopped in front of a row: its kind is new, it has to be judged by JavaScript, there is no room for its id, its project is new. */
export const STOP = { unknownKind: 1, ask: 2, full: 3, unknownProject: 4 } as const;

/** As many projects have numbers. */
export const MOST_PROJECTS = 4096;

/** Reads rows that are plain in every way, many at once, and counts them. */
export interface PlainRows {
  readonly table: Int32Array;
  /** Room for what is counted, and for the tests by which it is: see `RowCounts`. */
  readonly arena: Int32Array;
  /** Lists of more columns are not for it. */
  readonly mostColumns: number;
  /** To be called before the first row, and once for each list. Numbers of kinds begin anew. */
  configure(layout: RowLayout): void;
  /**
   * Reads rows from `start` on into the table: as many as it holds, up to one that is not plain, not whole, or ends behind `stop`.
   *
   * @returns how many
   */
  read(start: number, end: number, stop: number): number;
  /** As `configure`, for objects of a JSON list. @returns false where their keys are too long for it */
  shape(members: readonly ShapeMember[]): boolean;
  /** An object of the shape was not read because there are more projects than have numbers. */
  readonly hasTooManyProjects: boolean;
  /** As `read`, for objects that have the members of the shape in its order. */
  records(start: number, end: number): number;
  /** Reads one such object again, for `places` to tell where each value begins and ends that has a role. @returns whether it is one */
  findPlaces(start: number, end: number): boolean;
  readonly places: Int32Array;
  /**
   * Counts rows of the table by what stands in the arena, whose first word then says why it stopped. Where that is a row that may be among
   * the largest, but for its name, the row tells the choice that takes it, else -1.
   *
   * @returns the row in front of which it stopped, or `to`
   */
  count(from: number, to: number): number;
  /** A number for a text in memory, to look for it among those that are wanted. */
  hash(from: number, to: number): number;
}

/** Memory in which bytes lie while they are read, with the places of all quotes in it. */
export interface BlockMemory {
  /** `ROOM` bytes longer than the capacity. */
  readonly bytes: Uint8Array;
  /** Offsets of all quotes in ascending order; those at or behind the end of the data only stop a search. */
  readonly quotes: Int32Array;
  /** Fills `quotes` for the data in [from, end), behind which `ROOM` quotes stand: at least two of them are found, too. Gives their number. */
  index(from: number, end: number): number;
  /** Where the platform has vectors. */
  readonly plainRows?: PlainRows | undefined;
}

const QUOTES = 0x22222222;

/** Memory of plain JavaScript: four bytes a step. */
export class PlainMemory implements BlockMemory {
  readonly bytes: Uint8Array;
  readonly quotes: Int32Array;
  private readonly words: Int32Array;

  constructor(capacity: number) {
    const whole = (capacity + ROOM + 3) & ~3;
    this.bytes = new Uint8Array(whole);
    this.words = new Int32Array(this.bytes.buffer);
    this.quotes = new Int32Array(whole);
  }

  index(from: number, end: number): number {
    const { bytes, words, quotes } = this;
    const last = (end + 7) >>> 2;
    let count = 0;
    for (let word = from >>> 2; word <= last; word++) {
      // A byte of x is zero where the word holds a quote: the classic test for a zero byte.
      const x = (words[word] ?? 0) ^ QUOTES;
      if (((x - 0x01010101) & ~x & 0x80808080) === 0) continue;
      for (let at = word << 2; at < (word << 2) + 4; at++) if (bytes[at] === 34 && at >= from) quotes[count++] = at;
    }
    return count;
  }
}
