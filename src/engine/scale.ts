import { asGib, type Gib } from '../units/gib.js';
import type { CapacityMonth } from './capacity/types.js';

/** Sizes and object counts of a month; ratios, days and points do not grow with the estate. */
const SIZES = [
  'provisioned',
  'frontEnd',
  'retainedUsed',
  'retainedProvisioned',
  'backEnd',
  'backEndAtEnd',
  'inFirstClass',
  'inArchiveClass',
  'chainOverhead',
  'sideFiles',
  'newBackEnd',
  'peakDayNew',
  'transitioned',
  'sourceRead',
  'sent',
  'peakDayRead',
  'peakDaySent',
  'otherMethodAtEnd',
] as const satisfies readonly (keyof CapacityMonth)[];
const COUNTS = [
  'objectsPut',
  'objectsHeldFirst',
  'objectsHeldArchive',
  'objectsMoved',
] as const satisfies readonly (keyof CapacityMonth)[];

/**
 * The same months of an estate `factor` times as large with the same mix: every size and count grows alike, since capacity is
 * linear in provisioned size. Object counts stay fractional: an estimate, billed as one.
 */
export function scaledMonths(months: readonly CapacityMonth[], factor: number): readonly CapacityMonth[] {
  const by = (size: Gib): Gib => asGib(size * factor);
  return months.map((month) => ({
    ...month,
    ...Object.fromEntries(SIZES.map((key) => [key, by(month[key])])),
    ...Object.fromEntries(COUNTS.map((key) => [key, month[key] * factor])),
    freed: month.freed.map((freed) => ({ ...freed, size: by(freed.size) })),
  }));
}
