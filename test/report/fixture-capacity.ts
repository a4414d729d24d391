import type { CapacityMonth, CapacityResult } from '../../src/engine/capacity/types.js';
import { asGib } from '../../src/units/gib.js';
import { HOSTILE, SPANS } from './fixture-basics.js';
import { heldIn } from './fixture-cost.js';

export const COHORTS = ['databases · nightly', `files ${HOSTILE.markup}`, 'encrypted · nightly'] as const;
const PARTS = [0.5, 0.3, 0.2];

const months = SPANS.map(({ from, until, daysOfMonth }, month): CapacityMonth => {
  const held = heldIn(month);
  const retained = 30_000 * Math.min(30, 1 + month * 1.25);
  return {
    from,
    until,
    days: until - from,
    daysOfMonth,
    provisioned: asGib(60_000 + 400 * month),
    frontEnd: asGib(30_000 + 200 * month),
    restorePoints: Math.min(30, 1 + month * 1.25),
    retainedUsed: asGib(retained),
    retainedProvisioned: asGib(retained * 2),
    backEnd: asGib(held - 500),
    backEndAtEnd: asGib(held),
    inFirstClass: asGib(0),
    inArchiveClass: asGib(held - 500),
    chainOverhead: asGib(410),
    sideFiles: asGib(130.4),
    newBackEnd: asGib(1_800),
    peakDayNew: asGib(95),
    transitioned: asGib(0),
    freed: [{ size: asGib(800), ageDays: 61, storageClass: 'archive' }],
    sourceRead: asGib(60_000 * 30),
    sent: asGib(9_400),
    peakDayRead: asGib(60_000),
    peakDaySent: asGib(2_000),
    objectsPut: 40_000 + month * 500,
    objectsHeldFirst: 0,
    objectsHeldArchive: held * 20,
    objectsMoved: 0,
    dedupeRatioUsed: retained / held,
    dedupeRatioProvisioned: (retained * 2) / held,
    otherMethodAtEnd: asGib(retained / 10),
  };
});

export const capacity: CapacityResult = {
  months,
  byCohort: COHORTS.map((name, index) => ({
    name,
    backEndAtEnd: SPANS.map((_, month) => asGib(heldIn(month) * (PARTS[index] ?? 0))),
  })),
  states: COHORTS.map((name) => ({
    name,
    provisioned: asGib(20_000),
    used: asGib(10_000),
    livePhysical: asGib(5_000),
    changedWithin: (days) => 1 - 0.98 ** days,
    pointAges: [0, 1, 2, 7, 14, 30],
    chainLengths: [1, 1, 1, 1, 1, 1],
    backEnd: asGib(8_000),
  })),
  cadence: [
    {
      name: 'full every night',
      backEndAtEnd: asGib(44_000),
      sourceRead: asGib(43_200_000),
      sent: asGib(43_200_000),
      objects: 880_000,
      chosen: true,
      byCinder: true,
    },
    {
      name: 'full every 7, incrementals between',
      backEndAtEnd: asGib(58_400),
      sourceRead: asGib(43_200_000),
      sent: asGib(7_100_000),
      objects: 1_460_000,
      chosen: false,
      byCinder: true,
    },
  ],
  seed: asGib(14_200),
  overlap: { same: asGib(40_000), likely: asGib(60_000), everywhere: asGib(150_000) },
};
