import { asGib, GIB_PER_TB, type Gib, tbFromGib } from '../units/gib.js';
import { formatFixed, formatRough } from './format-number.js';

/** The unit of one table column or axis: its name, and how many GiB one of it is. */
export interface SizeScale {
  readonly unit: 'GiB' | 'TB' | 'PB';
  readonly gib: number;
  readonly digits: number;
}

const GIB: SizeScale = { unit: 'GiB', gib: 1, digits: 0 };
const TB: SizeScale = { unit: 'TB', gib: GIB_PER_TB, digits: 1 };
const PB: SizeScale = { unit: 'PB', gib: GIB_PER_TB * 1000, digits: 2 };

/** One unit for a whole column, so that its numbers compare by eye: by its largest value. */
export function sizeScale(sizes: readonly number[]): SizeScale {
  const largest = sizes.reduce((most, size) => Math.max(most, size), 0);
  if (largest < 10 * GIB_PER_TB) return GIB;
  return largest < 10_000 * GIB_PER_TB ? TB : PB;
}

/** The number alone, for a column whose head names the unit. */
export function inScale(size: number, scale: SizeScale): string {
  return formatFixed(size / scale.gib, scale.digits);
}

/** "512 GiB", "41.3 TB", "57.6 PB": binary below one TB as Cinder counts, decimal above as appliances are sold. */
export function formatSize(size: Gib): string {
  const tb = tbFromGib(size);
  if (tb < 1) return `${size > 0 && size < 10 ? formatFixed(size, 2) : formatFixed(size, 0)} GiB`;
  return tb < 1000 ? `${formatRough(tb)} TB` : `${formatRough(tb / 1000)} PB`;
}

/** "41.3 TB (38,464 GiB)": both bases, where a reader compares with Cinder. */
export function formatSizeBoth(size: Gib): string {
  return tbFromGib(size) < 1 ? formatSize(size) : `${formatSize(size)} (${formatFixed(size, 0)} GiB)`;
}

/** A size given in TB, as catalogues have it: 57600 -> "57.6 PB". */
export function formatTb(tb: number): string {
  return formatSize(asGib(tb * GIB_PER_TB));
}
