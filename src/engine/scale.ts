import { asGib, type Gib } from '../units/gib.js';
import type { CapacityMonth } from './capacity/types.js';

/**
 * The same month of an estate `factor` times as large with the same mix: every size and count grows alike, since capacity is
 * linear in provisioned size; ratios, days and points stay. Object counts stay fractional: an estimate, billed as one.
 *
 * Field by field: months made by spreading have no two of them one shape, and a bill reads them several times slower.
 */
export function scaledMonth(month: CapacityMonth, factor: number): CapacityMonth {
  const by = (size: Gib): Gib => asGib(size * factor);
  return {
    from: month.from,
    until: month.until,
    days: month.days,
    daysOfMonth: month.daysOfMonth,
    provisioned: by(month.provisioned),
    frontEnd: by(month.frontEnd),
    restorePoints: month.restorePoints,
    retainedUsed: by(month.retainedUsed),
    retainedProvisioned: by(month.retainedProvisioned),
    backEnd: by(month.backEnd),
    backEndAtEnd: by(month.backEndAtEnd),
    inFirstClass: by(month.inFirstClass),
    inArchiveClass: by(month.inArchiveClass),
    chainOverhead: by(month.chainOverhead),
    sideFiles: by(month.sideFiles),
    newBackEnd: by(month.newBackEnd),
    peakDayNew: by(month.peakDayNew),
    transitioned: by(month.transitioned),
    freed: month.freed.map(({ size, ageDays, storageClass }) => ({ size: by(size), ageDays, storageClass })),
    sourceRead: by(month.sourceRead),
    sent: by(month.sent),
    peakDayRead: by(month.peakDayRead),
    peakDaySent: by(month.peakDaySent),
    objectsPut: month.objectsPut * factor,
    objectsHeldFirst: month.objectsHeldFirst * factor,
    objectsHeldArchive: month.objectsHeldArchive * factor,
    objectsMoved: month.objectsMoved * factor,
    dedupeRatioUsed: month.dedupeRatioUsed,
    dedupeRatioProvisioned: month.dedupeRatioProvisioned,
    otherMethodAtEnd: by(month.otherMethodAtEnd),
  };
}
