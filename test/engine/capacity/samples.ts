import type { CapacityInput, CohortInput } from '../../../src/engine/capacity/types.js';
import type { ProtectionPolicy } from '../../../src/scenario/types.js';
import { dayOf } from '../../../src/units/day.js';
import { asGib } from '../../../src/units/gib.js';

/** Nightly fulls, 7 daily and 4 weekly points. */
export const nightly: ProtectionPolicy = {
  name: 'nightly',
  schedule: { hour: 22, everyDays: 1 },
  fullEvery: 1,
  chains: true,
  retention: { semantics: 'restic', daily: 7, weekly: 4 },
};

/** 100 volumes of 100 GiB, 40 % used. */
export const general: CohortInput = {
  name: 'general',
  volumes: 100,
  provisioned: asGib(10_000),
  encrypted: false,
  behaviour: { used: 0.4, shared: 0.2, compression: 2, dailyChange: 0.02, hot: 0.3, writeKib: 16, annualGrowth: 0.2 },
  policy: nightly,
};

/** A gateway with content-defined segments of 64 KiB on the mean, 2026-01-15 to the end of the horizon. */
export const gateway: CapacityInput = {
  start: dayOf(2026, 1, 15),
  horizonMonths: 12,
  cohorts: [general],
  store: {
    kind: 'deduplicating',
    mode: 'versions',
    ratio: 10,
    segmentMeanKib: 64,
    segmentSpreadKib: 96,
    fixedSegments: false,
    metadataShare: 0.02,
    cleaningLagDays: 3,
    slack: 0.05,
    objectMib: 8,
  },
  writer: { compression: 'none', objectBytes: 1_999_994_880, hashBlockKib: 32 },
  transitionAfterDays: undefined,
};

export function withCohort(input: CapacityInput, change: Partial<CohortInput>): CapacityInput {
  return { ...input, cohorts: input.cohorts.map((cohort) => ({ ...cohort, ...change })) };
}
