import fc from 'fast-check';
import { asGib } from '../../../src/units/gib.js';
import { capacityMonth } from './books.js';

/** 57 PB twice over in GiB: 114e15 / 2^30, rounded up. */
const LARGEST_GIB = 1.07e8;

const size = fc.oneof(
  fc.constant(0),
  fc.double({ min: 1, max: 1000, noNaN: true }),
  fc.double({ min: 1, max: LARGEST_GIB, noNaN: true }),
);
const objects = fc.double({ min: 0, max: 4e9, noNaN: true });
const freed = fc.record({
  size: fc.double({ min: 1, max: LARGEST_GIB, noNaN: true }).map(asGib),
  ageDays: fc.double({ min: 0, max: 400, noNaN: true }),
  storageClass: fc.constantFrom('first' as const, 'archive' as const),
});

/** A month of any size that the planner knows: 1 GiB to 57 PB twice over, whole or in part. */
export const anyMonth = fc
  .record({
    month: fc.integer({ min: 1, max: 12 }),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
    first: size,
    archive: size,
    transitioned: size,
    held: objects,
    heldArchive: objects,
    put: objects,
    moved: objects,
    freed: fc.array(freed, { maxLength: 5 }),
  })
  .map((of) => {
    const whole = capacityMonth(2016, of.month);
    return {
      ...whole,
      days: Math.max(1, Math.round(whole.daysOfMonth * of.part)),
      frontEnd: asGib(of.first + of.archive),
      backEnd: asGib(of.first + of.archive),
      inFirstClass: asGib(of.first),
      inArchiveClass: asGib(of.archive),
      transitioned: asGib(of.transitioned),
      objectsHeldFirst: of.held,
      objectsHeldArchive: of.heldArchive,
      objectsPut: of.put,
      objectsMoved: of.moved,
      freed: of.freed,
    };
  });
