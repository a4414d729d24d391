import { Calendars } from '../../engine/capacity/calendars.js';
import { capacityOf } from '../../engine/capacity/capacity-of.js';
import { monthEndsOf } from '../../engine/capacity/month-ends.js';
import { newTables } from '../../engine/capacity/set-up.js';
import type { CapacityInput, CohortInput } from '../../engine/capacity/types.js';
import { addMonths, dayOf, monthSpans } from '../../units/day.js';
import { asGib } from '../../units/gib.js';

const COHORTS = 200;
const YEARS = 10;

/** 200 cohorts, no two alike, on four policies of about 60 kept points (30 days, 8 weeks, 12 months, 10 years), for ten years. */
export function engineSample(): CapacityInput {
  return {
    start: dayOf(2026, 1, 1),
    horizonMonths: 12 * YEARS,
    cohorts: Array.from({ length: COHORTS }, (_, index) => cohort(index)),
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
    transitionAfterDays: 60,
  };
}

function cohort(index: number): CohortInput {
  return {
    name: `cohort ${index}`,
    volumes: 1000 + index,
    provisioned: asGib(100_000 + index),
    encrypted: index % 5 === 0,
    behaviour: {
      used: 0.4,
      shared: 0.2,
      compression: 2,
      dailyChange: 0.01 + index * 1e-4,
      hot: 0.3,
      writeKib: 16,
      annualGrowth: 0.1 + (index % 7) * 0.01,
    },
    policy: {
      name: `policy ${index % 4}`,
      schedule: { hour: 22, everyDays: 1 },
      fullEvery: 1,
      chains: true,
      retention: { semantics: 'restic', daily: 30, weekly: 8, monthly: 12, yearly: 10 - (index % 4) },
    },
  };
}

/** One whole projection by month, freed data day by day, with its calendars: nothing at hand from the one before. */
export function projectSample(): number {
  return capacityOf(engineSample(), newTables(new Calendars())).months.at(-1)?.backEnd ?? 0;
}

/** The same with all that is worked out only when it is read: the other cadences, the band of overlap, the cohorts' states. */
export function projectEveryPart(): number {
  const whole = { ...capacityOf(engineSample(), newTables(new Calendars())) };
  return whole.overlap.everywhere + whole.cadence.length;
}

/** One re-evaluation with the points, gaps and growth of the sample at hand: what a draw or a candidate costs. */
export function preparedLook(): () => number {
  const input = engineSample();
  const until = addMonths(input.start, input.horizonMonths);
  const monthEnds = monthSpans(input.start, until).map((span) => span.until - input.start - 1);
  const look = monthEndsOf(input, until - input.start, monthEnds);
  const behaviours = input.cohorts.map(({ behaviour }) => behaviour);
  return () => look(behaviours).at(-1) ?? 0;
}

/** Additions and multiplications of the day-by-day part alone, on bare typed arrays: what this machine can do at most. */
export function bareArithmetic(days: number): number {
  const changed = new Float64Array(days + 1).map((_, day) => 1 - 0.98 ** day);
  const growth = new Float64Array(days + 1).map((_, day) => 1.1 ** (day / 365));
  const held = new Float64Array(days);
  for (let one = 0; one < COHORTS; one++) {
    let level = 0;
    for (let day = 1; day < days; day++) {
      const gap = day % 31;
      const added = (growth[day] ?? 0) * (changed[1] ?? 0);
      const freed = (growth[day - gap] ?? 0) * ((changed[gap] ?? 0) + (changed[1] ?? 0) - (changed[gap + 1] ?? 0));
      level += added - freed;
      held[day] = (held[day] ?? 0) + level;
    }
  }
  return held[days - 1] ?? 0;
}

/** Cohort-days of the sample: the unit of both rates. */
export const SAMPLE_DAYS = 365 * YEARS;
export const COHORT_DAYS = COHORTS * SAMPLE_DAYS;
