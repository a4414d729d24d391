import { loadPlanInput, loadScenario } from '../../../src/cli/load-plan-input.js';
import type { CapacityMonth, CapacityResult } from '../../../src/engine/capacity/types.js';
import type { Plan, PlanInput } from '../../../src/engine/plan-types.js';
import { addMonths, calendarDate, daysInMonth } from '../../../src/units/day.js';
import { asGib } from '../../../src/units/gib.js';
import { day } from '../cost/books.js';

/** The shipped sample, as the commands load it. */
export async function sampleInput(file = 'data/samples/scenario.yaml'): Promise<PlanInput> {
  const scenario = await loadScenario(file, day('2026-10-01'));
  if (!scenario.ok) throw new Error(JSON.stringify(scenario.problems));
  const input = await loadPlanInput(scenario.value, 'test');
  if (!input.ok) throw new Error(JSON.stringify(input.problems));
  return input.value;
}

/** Months from a day in which one size is held throughout, written at once in the first: sums that can be done by hand. */
export function evenMonths(start: string, count: number, gib: number): readonly CapacityMonth[] {
  const first = day(start);
  return Array.from({ length: count }, (_, index) => {
    const from = addMonths(first, index);
    const { year, month } = calendarDate(from);
    const days = daysInMonth(year, month);
    return {
      from,
      until: addMonths(first, index + 1),
      days,
      daysOfMonth: days,
      provisioned: asGib(gib),
      frontEnd: asGib(gib),
      restorePoints: 1,
      retainedUsed: asGib(gib),
      retainedProvisioned: asGib(gib),
      backEnd: asGib(gib),
      backEndAtEnd: asGib(gib),
      inFirstClass: asGib(gib),
      inArchiveClass: asGib(0),
      chainOverhead: asGib(0),
      sideFiles: asGib(0),
      newBackEnd: asGib(index === 0 ? gib : 0),
      peakDayNew: asGib(0),
      transitioned: asGib(0),
      freed: [],
      sourceRead: asGib(0),
      sent: asGib(0),
      peakDayRead: asGib(0),
      peakDaySent: asGib(0),
      objectsPut: 0,
      objectsHeldFirst: (gib * 1024) / 4,
      objectsHeldArchive: 0,
      objectsMoved: 0,
      dedupeRatioUsed: 1,
      dedupeRatioProvisioned: 1,
      otherMethodAtEnd: asGib(gib),
    };
  });
}

/** A plan whose store holds one size all the time. */
export function evenPlan(plan: Plan, capacity: readonly CapacityMonth[]): Plan {
  const even: CapacityResult = { ...plan.capacity, months: capacity, seed: capacity[0]?.newBackEnd ?? asGib(0) };
  return { ...plan, capacity: even };
}
