/** A size in GiB (2^30 B) as a double: the simulation's unit. 57 PB is 5.3e7 GiB, far inside a double; in bytes it is past 2^53. */
export type Gib = number & { readonly __unit: 'GiB' };

export const GIB_BYTES = 2 ** 30;
/** 10^12 / 2^30. Exact to the last bit a double has. */
export const GIB_PER_TB = 1e12 / GIB_BYTES;
export const GIB_PER_TIB = 1024;
export const KIB_PER_GIB = 2 ** 20;

export const asGib = (value: number): Gib => value as Gib;
export const gibFromTb = (tb: number): Gib => asGib(tb * GIB_PER_TB);
export const tbFromGib = (size: Gib): number => size / GIB_PER_TB;
export const tibFromGib = (size: Gib): number => size / GIB_PER_TIB;
export const gibFromBytes = (bytes: number): Gib => asGib(bytes / GIB_BYTES);
/** 57.6 PB of 57,600 TB. */
export const gibFromPb = (pb: number): Gib => gibFromTb(pb * 1000);
