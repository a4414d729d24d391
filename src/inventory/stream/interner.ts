const SLOTS = 1 << 13;
/** More texts than this are not few: the caller takes another way. */
const MOST = SLOTS / 2;

/** Gives small numbers to texts that come again and again, by their bytes: nothing is decoded twice. */
export class Interner {
  /** Numbers are below this. */
  static readonly most = MOST;
  private readonly slots = new Int32Array(SLOTS);
  private count = 0;
  /** All texts one behind the other, and where each begins. */
  private store = new Uint8Array(1 << 12);
  private storeView = new DataView(this.store.buffer);
  private bytes: Uint8Array = this.store;
  private view: DataView = this.storeView;
  private readonly starts = new Int32Array(MOST + 1);

  /** The number of the bytes in [from, to), counted from 0; -1 where there are too many different ones. */
  number(bytes: Uint8Array, from: number, to: number): number {
    if (bytes !== this.bytes) {
      this.bytes = bytes;
      this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    const { slots, starts, store, storeView, view } = this;
    const length = to - from;
    const slot0 = slotOf(bytes, from, to);
    for (let slot = slot0; ; slot = (slot + 1) & (SLOTS - 1)) {
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
    if (this.count >= MOST) return -1;
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
}

/** Of the length and five bytes: texts of few kinds differ in those. */
function slotOf(bytes: Uint8Array, from: number, to: number): number {
  const length = to - from;
  if (length === 0) return 0;
  const ends = ((bytes[from] ?? 0) << 8) | (bytes[to - 1] ?? 0);
  const inner = ((bytes[from + (length >> 1)] ?? 0) << 8) | (bytes[from + (length >> 2)] ?? 0);
  const mixed = Math.imul((length << 16) ^ ends, 0x9e3779b1) ^ Math.imul(inner, 0x85ebca77);
  return (mixed ^ (mixed >>> 15)) & (SLOTS - 1);
}
