import type { Scenario } from '../../scenario/types.js';
import type { Day } from '../../units/day.js';
import { planFor } from '../plan.js';
import type { Plan, PlanInput } from '../plan-types.js';

/** A plan looked at: the figure that was asked about, and whether it keeps the target. */
export interface Look {
  readonly value: number;
  /** The figure in the plan's words: money, hours, shares. */
  readonly figure: string;
  readonly holds: boolean;
}

/** The answer, and the proof: the plan at it, and one step beyond. */
export interface Solution {
  readonly question: string;
  /** The largest (or smallest) value that holds; undefined: none does. */
  readonly answer: number | undefined;
  /** Of one, and of any other number. */
  readonly unit: readonly [string, string];
  readonly at: Look | undefined;
  /** One step beyond; undefined: there is none within the range looked at. */
  readonly beyond: Look | undefined;
  /** What was looked at, from and to. */
  readonly range: readonly [number, number];
  readonly because: string;
}

export interface Question {
  readonly question: string;
  /** Of one, and of any other number. */
  readonly unit: readonly [string, string];
  readonly because: string;
  /** Whole numbers from, the easy end, to, the hard one. */
  readonly easy: number;
  readonly hard: number;
  readonly look: (value: number) => Look;
}

/**
 * The last whole value, going from the easy end to the hard one, at which the plan still keeps its target, by halves (M-110). Each look is a whole
 * plan. A figure that does not go one way between its ends could have another crossing: so the answer is the plan at it and one
 * step beyond it, which are both shown, and no more.
 */
export function solve({ question, unit, because, easy, hard, look }: Question): Solution {
  const range = [easy, hard] as const;
  const step = hard >= easy ? 1 : -1;
  const first = look(easy);
  if (!first.holds) return { question, unit, because, range, answer: undefined, at: undefined, beyond: first };
  const last = look(hard);
  if (last.holds) return { question, unit, because, range, answer: hard, at: last, beyond: undefined };
  let good = first;
  let bad = last;
  while (Math.abs(bad.value - good.value) > 1) {
    const middle = look(good.value + step * Math.floor(Math.abs(bad.value - good.value) / 2));
    if (middle.holds) good = middle;
    else bad = middle;
  }
  return { question, unit, because, range, answer: good.value, at: good, beyond: bad };
}

/** The plan of a changed scenario. */
export const planWith = (input: PlanInput, scenario: Scenario): Plan =>
  planFor({ ...input, scenario: { ...scenario, compare: [] } });

/** Every policy keeps so many monthly points, and no yearly ones: the longest part of the retention is what is asked for. */
export function keepingMonths(scenario: Scenario, months: number): Scenario {
  const policies = Object.fromEntries(
    Object.entries(scenario.policies).map(([name, policy]) => {
      const { yearly: _, quarterly: __, ...retention } = policy.retention;
      return [name, { ...policy, retention: { ...retention, monthly: months } }];
    }),
  );
  return { ...scenario, policies };
}

/** Every volume p per cent as large: as many of them, the same mix. */
export function estateOf(input: PlanInput, percent: number): PlanInput {
  const { cohorts } = input;
  const factor = percent / 100;
  const scaled = cohorts.cohorts.map((cohort) => ({
    ...cohort,
    provisioned: (cohort.provisioned * factor) as typeof cohort.provisioned,
    volumes: Math.max(1, Math.round(cohort.volumes * factor)),
  }));
  return { ...input, cohorts: { ...cohorts, cohorts: scaled } };
}

/** First month in which a limit of the units of the start is full; undefined: not within the plan. */
export function fullOn({ upgrade }: Plan): { readonly day: Day; readonly constraint: string } | undefined {
  const full = upgrade.limits.flatMap(({ constraint, fullFrom }) =>
    fullFrom === undefined ? [] : [{ day: fullFrom, constraint }],
  );
  return full.sort((a, b) => a.day - b.day)[0];
}
