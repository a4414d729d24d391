import { tbFromGib } from '../../units/gib.js';
import { toTbPerHour } from '../../units/rate.js';
import type { Constraint, LimitCheck, UnitsNeeded } from '../plan-types.js';
import type { BoxLimits } from './limits.js';
import type { MonthNeeds } from './needs.js';

/** A need of exactly n boxes must not become n + 1 by the last bit of a double. */
const ROUNDING = 1e-9;

interface Measure {
  readonly constraint: Constraint;
  readonly unit: string;
  readonly need: (month: MonthNeeds) => number;
  readonly gives: (box: BoxLimits) => number | undefined;
  readonly source: (box: BoxLimits) => string;
}

const MEASURES: readonly Measure[] = [
  {
    constraint: 'cache',
    unit: 'TB',
    need: (month) => tbFromGib(month.cache),
    gives: (box) => (box.cache === undefined ? undefined : tbFromGib(box.cache)),
    source: (box) => box.sizeSource,
  },
  {
    constraint: 'cloud capacity',
    unit: 'TB',
    need: (month) => tbFromGib(month.cloud),
    gives: (box) => (box.cloud === undefined ? undefined : tbFromGib(box.cloud)),
    source: (box) => box.sizeSource,
  },
  {
    constraint: 'ingest',
    unit: 'TB/h',
    need: (month) => toTbPerHour(month.ingest),
    gives: (box) => toTbPerHour(box.ingest),
    source: (box) => box.ingestSource,
  },
  {
    constraint: 'restore rate',
    unit: 'TB/h',
    need: (month) => toTbPerHour(month.restore),
    gives: (box) => toTbPerHour(box.restore),
    source: (box) => box.restoreSource,
  },
  {
    constraint: 'object count',
    unit: 'objects',
    need: (month) => month.objects,
    gives: (box) => box.objects,
    source: (box) => (box.objects === undefined ? 'not published' : 'scenario: appliance.maxObjects'),
  },
];

/** Where nothing is to be sized: a plain store. */
export const NO_UNITS: UnitsNeeded = { units: 0, binding: undefined, checks: [], utilisation: 0 };

/** The largest need of one measure over the months, and the first month that has it. */
interface WorstNeed {
  readonly measure: Measure;
  readonly need: number;
  readonly month: number;
  readonly isEveryMonth: boolean;
}

/** The worst month of each measure: the same whatever the box, so worked out once for many. */
export type WorstNeeds = readonly WorstNeed[];

export const worstNeeds = (months: readonly MonthNeeds[]): WorstNeeds => MEASURES.map((measure) => worstNeed(measure, months));

function worstNeed(measure: Measure, months: readonly MonthNeeds[]): WorstNeed {
  const needs = months.map(measure.need);
  const need = needs.reduce((worst, value) => Math.max(worst, value), 0);
  return {
    measure,
    need,
    month: Math.max(0, needs.indexOf(need)),
    isEveryMonth: needs.every((one) => one === need),
  };
}

function check({ measure, need, month, isEveryMonth }: WorstNeed, box: BoxLimits, planningLine: number): LimitCheck {
  const unitGives = measure.gives(box);
  const units = unitGives === undefined ? undefined : Math.ceil(need / (unitGives * planningLine) - ROUNDING);
  const { constraint, unit } = measure;
  return { constraint, need, unitGives, unit, units, month, isEveryMonth, source: measure.source(box) };
}

/** Share of the limit in use with `units` boxes; -1 for an unknown limit, so that it never wins a comparison. */
function load(limit: LimitCheck, units: number): number {
  return limit.unitGives === undefined ? -1 : limit.need / (units * limit.unitGives);
}

/** A limit's share in use. */
export interface LimitUse {
  readonly constraint: Constraint;
  /** undefined: the limit is not published. */
  readonly share: number | undefined;
}

/** How much of each limit of `units` boxes one month takes, as shares. Nothing needed of a limit of 0 is no load. */
export function limitUse(box: BoxLimits, month: MonthNeeds, units: number): readonly LimitUse[] {
  return MEASURES.map((measure) => {
    const gives = measure.gives(box);
    const need = measure.need(month);
    return { constraint: measure.constraint, share: gives === undefined ? undefined : need > 0 ? need / (units * gives) : 0 };
  });
}

/**
 * Units of one box that every month of the plan needs (M-54): `max over limits of ceil(need / (limit x planning line))`, at
 * least one. The binding limit is the one most in use. A limit that nobody published is listed and cannot bind.
 *
 * @param planningLine share of a limit that may be planned full, above 0 and at most 1
 */
export const unitsNeeded = (box: BoxLimits, months: readonly MonthNeeds[], planningLine: number): UnitsNeeded =>
  unitsAtWorst(box, worstNeeds(months), planningLine);

/** The same for one of many boxes. */
export function unitsAtWorst(box: BoxLimits, worst: WorstNeeds, planningLine: number): UnitsNeeded {
  const checks = worst.map((one) => check(one, box, planningLine));
  const units = Math.max(1, ...checks.map((limit) => limit.units ?? 1));
  const utilisation = Math.max(0, ...checks.map((limit) => load(limit, units)));
  const binding = checks.find((limit) => limit.need > 0 && load(limit, units) === utilisation);
  return { units, binding: binding?.constraint, checks, utilisation };
}
