import { exp, log1p, pow } from '../../units/portable-math.js';
/** One kind of write, against one grid of blocks. Sizes in KiB. */
export interface WriteOnGrid {
  readonly writeKib: number;
  /** Writes begin at multiples of this. */
  readonly alignKib: number;
  readonly blockKib: number;
}

/** Random writes of a day into the part of one volume that changes. */
export interface DailyWrites {
  readonly writes: number;
  readonly hotKib: number;
}

/** A day in which all hot data is rewritten has no finite number of random writes; this share stands for it. */
const NEARLY_ALL = 1 - 1e-9;

/**
 * Random writes that together rewrite the share `rewritten` of `hotKib`: `-ln(1 - x) hot / w`. Random writes hit some data
 * twice, so they are more than the rewritten bytes / w. With this k every grain's share follows, and it is never below x.
 *
 * Source: docs/methodology-capacity.md M-6.
 */
export function writesThatRewrite(rewritten: number, hotKib: number, writeKib: number): number {
  return (-log1p(-Math.min(NEARLY_ALL, rewritten)) * hotKib) / writeKib;
}

/**
 * Blocks of a fixed grid that one write touches, on the mean: `1 + (w - g) / S` for a write aligned to less than a block
 * (g = gcd of alignment and block), `ceil(w / S)` for one that begins on a block.
 *
 * Source: docs/methodology-capacity.md M-6; Cinder's 32 KiB blocks measured within sampling noise.
 */
export function blocksTouched({ writeKib, alignKib, blockKib }: WriteOnGrid): number {
  if (alignKib % blockKib === 0) return Math.ceil(writeKib / blockKib);
  return 1 + (writeKib - commonDivisor(alignKib, blockKib)) / blockKib;
}

/**
 * Share of the hot blocks of a fixed grid that a day's writes change: `1 - (1 - t / slots)^k`, from 0 to 1.
 *
 * Source: docs/methodology-capacity.md M-6.
 */
export function changeOnFixedGrid({ writes, hotKib }: DailyWrites, grid: WriteOnGrid): number {
  if (hotKib <= 0) return 0;
  const share = Math.min(1, (blocksTouched(grid) * grid.blockKib) / hotKib);
  return 1 - pow(1 - share, writes);
}

/** How a chunker cuts: at `min + Exp(m)`, never later than `max`. One unit for all three. */
export interface ChunkLaw {
  readonly min: number;
  readonly m: number;
  readonly max?: number;
}

/**
 * Mean length of a segment, and of the segment that a random byte falls into, E[s^2]/E[s]: writes hit long ones more often.
 * The mean is `min + m` less what the cap takes, not the advertised `m`.
 *
 * Source: docs/methodology-capacity.md M-7.
 */
export function segmentLengths({ min, m, max }: ChunkLaw): { readonly mean: number; readonly spread: number } {
  const reach = max === undefined || m === 0 ? Infinity : (max - min) / m;
  const capped = exp(-reach);
  const mean = min + m * (1 - capped);
  const uncut = reach === Infinity ? 1 : 1 - capped * (1 + reach);
  const square = min * min + 2 * min * m * (1 - capped) + 2 * m * m * uncut;
  return { mean, spread: square / mean };
}

/**
 * The chunk law `min + Exp(m)` that has this mean and spread: a cap is read as a shorter tail. A spread of the mean is a fixed
 * length, one of twice the mean or more a plain exponential.
 *
 * Source: docs/methodology-capacity.md M-7.
 */
export function chunkLawOf(mean: number, spread: number): ChunkLaw {
  if (spread >= 2 * mean) return { min: 0, m: spread / 2 };
  const m = Math.sqrt(Math.max(0, spread * mean - mean * mean));
  return { min: mean - m, m };
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
