const FIRST_SLOTS = 1 << 13;
/** More texts than this are not few, as a rule. */
const FEW = 1 << 12;
/** Nor are texts of more bytes than this, all together. */
const MOST_BYTES = 1 << 25;

/** Gives small numbers to texts that come again and again, by their bytes: nothing is decoded twice. */
export class Interner {
  /** For projects of a large cloud, and what they make kinds with. */
  static readonly many = 1 << 20;
  /** Numbers plus one, at least twice as many slots as texts. */
  private slots = new Int32Array(FIRST_SLOTS);
  private count = 0;
  /** All texts one behind the other, and where each begins. */
  private store = new Uint8Array(1 << 12);
  private storeView = new DataView(this.store.buffer);
  private bytes: Uint8Array = this.store;
  private view: DataView = this.storeView;
  private starts = new Int32Array(FIRST_SLOTS / 2 + 1);

  /** @param most numbers are below this: with more different texts, the caller takes another way */
  constructor(private readonly most = FEW) {}

  /** The number of the bytes in [from, to), counted from 0; -1 where there are too many different ones. */
  number(bytes: Uint8Array, from: number, to: number): number {
    if (bytes !== this.bytes) {
      this.bytes = bytes;
      this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    const { slots, starts, store, storeView, view } = this;
    const length = to - from;
    const mask = slots.length - 1;
    for (let slot = slotOf(bytes, from, to) & mask; ; slot = (slot + 1) & mask) {
      const number = (slots[slot] ?? 0) - 1;
      if (number < 0) return this.add(slot, bytes, from, to);
      const start = starts[number] ?? 0;
      if ((starts[number + 1] ?? 0) - start !== length) continue;
      let index = 0;
      // Four bytes a step, then the rest one by one.
      while (index + 4 <= length && storeView.getInt32(start + index) === view.getInt32(from + index)) index += 4;
      while (index < length && store[start + index] === bytes[from + index]) index++;
      if (index === length) return number;
    }
  }

  private add(slot: number, bytes: Uint8Array, from: number, to: number): number {
    if (this.count >= this.most || (this.starts[this.count] ?? 0) + to - from > MOST_BYTES) return -1;
    if (this.count * 2 >= this.slots.length) {
      this.grow();
      return this.number(bytes, from, to);
    }
    const start = this.starts[this.count] ?? 0;
    const end = start + to - from;
    if (end > this.store.length) {
      const store = new Uint8Array(Math.max(end, this.store.length * 2));
      store.set(this.store);
      this.store = store;
      this.storeView = new DataView(store.buffer);
    }
    this.store.set(bytes.subarray(from, to), start);
    this.starts[this.count + 1] = end;
    this.slots[slot] = ++this.count;
    return this.count - 1;
  }

  /** Twice the slots. */
  private grow(): void {
    const { count, store } = this;
    const slots = new Int32Array(this.slots.length * 2);
    const starts = new Int32Array(slots.length / 2 + 1);
    starts.set(this.starts);
    const mask = slots.length - 1;
    for (let number = 0; number < count; number++) {
      let slot = slotOf(store, starts[number] ?? 0, starts[number + 1] ?? 0) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number + 1;
    }
    this.slots = slots;
    this.starts = starts;
  }
}

/** All bytes count: ids of projects differ anywhere. */
function slotOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = to - from;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
