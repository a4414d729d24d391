import { GIB_BYTES, GIB_PER_TB } from './gib.js';

/** Throughput inside the engine. Mbit/s, MB/s and TB/h exist at the edges only: parse and print. */
export type GibPerSecond = number & { readonly __unit: 'GiB/s' };

export const asGibPerSecond = (value: number): GibPerSecond => value as GibPerSecond;
export const fromMbitPerSecond = (mbit: number): GibPerSecond => asGibPerSecond((mbit * 1e6) / 8 / GIB_BYTES);
export const toMbitPerSecond = (rate: GibPerSecond): number => (rate * GIB_BYTES * 8) / 1e6;
export const fromMegabytesPerSecond = (mb: number): GibPerSecond => asGibPerSecond((mb * 1e6) / GIB_BYTES);
export const fromTbPerHour = (tb: number): GibPerSecond => asGibPerSecond((tb * GIB_PER_TB) / 3600);
export const toTbPerHour = (rate: GibPerSecond): number => (rate * 3600) / GIB_PER_TB;
