/** A stream of 32-bit integers: xoshiro128**, integer arithmetic only, so the same on every machine. */
export interface Stream {
  readonly state: Uint32Array;
}

const GOLDEN = 0x9e3779b9;
const TWO_TO_32 = 2 ** 32;

/** splitmix32: spreads a seed over a generator's state. */
function spread(value: number): number {
  let mixed = value | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/**
 * The stream of one block of trials. Blocks do not share streams, so who computes which block does not matter.
 *
 * @param seed  any integer; its low 32 bits count
 * @param block 0 or more
 *
 * Source: docs/methodology-uncertainty.md M-80; Blackman and Vigna, "Scrambled Linear Pseudorandom Number Generators" (2018).
 */
export function streamOf(seed: number, block: number): Stream {
  const state = new Uint32Array(4);
  let counter = spread((seed >>> 0) ^ spread(block + 1));
  for (let index = 0; index < 4; index++) {
    counter = (counter + GOLDEN) >>> 0;
    state[index] = spread(counter) + index;
  }
  return { state };
}

function rotate(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}

/** The next 32 bits, 0 to 2^32 - 1. */
export function nextBits({ state }: Stream): number {
  const a = state[0] ?? 0;
  const b = state[1] ?? 0;
  const c = state[2] ?? 0;
  const d = state[3] ?? 0;
  const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
  const d1 = d ^ b;
  const c1 = c ^ a;
  state[0] = a ^ d1;
  state[1] = b ^ c1;
  state[2] = c1 ^ (b << 9);
  state[3] = rotate(d1, 11);
  return result;
}

/** Strictly between 0 and 1, at the middle of 2^32 equal steps. */
export function nextUnit(stream: Stream): number {
  return (nextBits(stream) + 0.5) / TWO_TO_32;
}

/** Puts 0 .. length - 1 into an order of the stream's choice. */
export function shuffled(stream: Stream, order: Uint32Array): void {
  for (let index = 0; index < order.length; index++) order[index] = index;
  for (let index = order.length - 1; index > 0; index--) {
    const other = Math.floor((nextBits(stream) / TWO_TO_32) * (index + 1));
    const held = order[index] ?? 0;
    order[index] = order[other] ?? 0;
    order[other] = held;
  }
}
