import { asGib, type Gib } from '../units/gib.js';

/** Sizes below this (4 TiB) are counted in an array, others in a map. */
export const COUNTED = 1 << 12;

/** How many volumes there are of each size: exact percentiles in the memory of the distinct sizes. */
export class SizeDistribution {
  private readonly small = new Uint32Array(COUNTED);
  private readonly large = new Map<number, number>();

  add(size: number): void {
    this.addMany(size, 1);
  }

  addMany(size: number, volumes: number): void {
    if (size < COUNTED) this.small[size] = (this.small[size] ?? 0) + volumes;
    else this.large.set(size, (this.large.get(size) ?? 0) + volumes);
  }

  /**
   * Nearest rank: the smallest size that at least this share of the volumes does not exceed.
   *
   * @param percents ascending, each over 0 up to 100
   * @returns GiB, one for each; 0 where there is no volume
   */
  percentiles(percents: readonly number[]): readonly Gib[] {
    const sizes = this.ascending();
    const volumes = sizes.reduce((sum, [, count]) => sum + count, 0);
    let seen = 0;
    let next = 0;
    return percents.map((percent) => {
      const rank = Math.ceil((percent * volumes) / 100);
      while (seen < rank && next < sizes.length) seen += sizes[next++]?.[1] ?? 0;
      return asGib(sizes[next - 1]?.[0] ?? 0);
    });
  }

  /** Each size and how many volumes have it, smallest first. */
  ascending(): readonly (readonly [size: number, count: number])[] {
    const small = [...this.small.entries()].filter(([, count]) => count > 0);
    return [...small, ...[...this.large].sort(([a], [b]) => a - b)];
  }
}

/** The bucket of `Cohort.histogram`: k for sizes in (2^(k-1), 2^k] GiB, 0 for 1 GiB and less. */
export function sizeBucket(size: number): number {
  if (size <= 1) return 0;
  if (size <= 2 ** 31) return 32 - Math.clz32(Math.ceil(size) - 1);
  let bucket = 31;
  while (2 ** bucket < size) bucket++;
  return bucket;
}
