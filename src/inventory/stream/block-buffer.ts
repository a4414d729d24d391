import { type BlockMemory, type PlainRows, ROOM } from './block-memory.js';
import { type ByteTools, QUOTE } from './byte-tools.js';

/** Small enough to stay in a core's second-level cache. */
const FIRST_CAPACITY = 1 << 18;

/** Bytes on their way through: the edge fills the free end, a reader takes records off the front, an unfinished one moves to the front. */
export class BlockBuffer {
  bytes: Uint8Array;
  quotes: Int32Array;
  /** As many of `quotes` mean something. */
  quoteCount = 0;
  /** Bytes that hold data. */
  end = 0;
  private memory: BlockMemory;
  private capacity: number;
  /** `quotes` tells of the data from here on; -1 for of nothing. */
  private indexed = -1;

  /** @param longest a record of more bytes than this is not waited for: then `space` is empty */
  constructor(
    private readonly tools: ByteTools,
    private readonly longest: number,
    capacity = FIRST_CAPACITY,
  ) {
    this.capacity = capacity;
    this.memory = tools.memory(capacity);
    ({ bytes: this.bytes, quotes: this.quotes } = this.memory);
  }

  /** Where the next bytes may be put; to be told of with `filled`. */
  space(): Uint8Array {
    if (this.end >= this.capacity && this.capacity < this.longest) this.grow(Math.min(this.longest, this.capacity * 2));
    return this.bytes.subarray(this.end, this.capacity);
  }

  filled(count: number): void {
    this.end += count;
    this.stop();
  }

  /** The memory's own reader of plain rows; another one when the memory has grown. */
  get plainRows(): PlainRows | undefined {
    return this.memory.plainRows;
  }

  /** Makes `quotes` tell of the data from `from` on, or from before it. */
  index(from: number): void {
    if (this.indexed >= 0 && this.indexed <= from) return;
    // Rows are gone back to now and then: a second time, all is indexed, so that there is no third.
    this.indexed = this.indexed < 0 ? from : 0;
    this.quoteCount = this.memory.index(this.indexed, this.end);
  }

  /** Drops what stands before `from`. */
  keep(from: number): void {
    if (from === 0) return;
    this.bytes.copyWithin(0, from, this.end);
    this.end -= from;
    this.stop();
  }

  /** Puts quotes behind the data: every search ends at one. */
  private stop(): void {
    this.bytes.fill(QUOTE, this.end, this.end + ROOM);
    this.indexed = -1;
  }

  private grow(capacity: number): void {
    const { bytes } = this;
    this.memory = this.tools.memory(capacity);
    this.capacity = capacity;
    ({ bytes: this.bytes, quotes: this.quotes } = this.memory);
    this.bytes.set(bytes.subarray(0, this.end));
    this.stop();
  }
}
