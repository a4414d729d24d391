import { calibrate } from '../../engine/calibrate/calibrate.js';
import type { Observation } from '../../engine/calibrate/types.js';
import { capacityInput } from '../../engine/capacity-input.js';
import { plannedUsage } from '../../engine/decide/planned-usage.js';
import { type UsageLine, varianceOf } from '../../engine/decide/variance.js';
import { bookFor, planFor } from '../../engine/plan.js';
import type { Plan, PlanInput } from '../../engine/plan-types.js';
import { type Parsed, type Problem, parsed } from '../../problems/problem.js';
import { actualSheet, type MonthVariance } from '../../report/decide/actual-sheet.js';
import { addDays, type Day, formatDay } from '../../units/day.js';
import { Decimal, doubleFromExact } from '../../units/decimal.js';
import { asGib } from '../../units/gib.js';
import { fittedProfiles, profileLine } from '../calibrate-command.js';
import type { Call } from '../commands.js';
import { readTextFile } from '../files.js';
import type { ExitCode } from '../terminal.js';
import { type Decision, decide } from './deliver.js';
import { readUsage, type UsageFile } from './usage-files.js';

/** `stowage actual`: a usage report or bill against the plan, the error in parts, and values that would have planned it. */
export function actualCommand(call: Call): Promise<ExitCode> {
  return decide(call, async ({ input }) => {
    const given = call.flags.usage;
    const files = Array.isArray(given) ? given : typeof given === 'string' ? [given] : [];
    const read = await Promise.all(files.map((file) => usageOf(file, input.scenario.currency)));
    const [problem, ...more] = read.flatMap((one): readonly Problem[] => (one.ok ? [] : one.problems));
    if (problem) return { ok: false, problems: [problem, ...more] };
    return compared(
      input,
      read.flatMap((one) => (one.ok ? [one.value] : [])),
    );
  });
}

async function usageOf(file: string, currency: string): Promise<Parsed<UsageFile>> {
  const text = await readTextFile(file);
  if (!text.ok) return text;
  const usage = readUsage(file, text.value.text);
  if (!usage.ok || usage.value.currency === undefined || usage.value.currency === currency) return usage;
  const fix = `write currency: ${usage.value.currency} and its exchange in the scenario`;
  return {
    ok: false,
    problems: [
      {
        code: 'CLI031',
        severity: 'error',
        where: { file },
        found: `costs in ${usage.value.currency}`,
        wanted: `costs in the plan's ${currency}`,
        fix,
      },
    ],
  };
}

function compared(input: PlanInput, files: readonly UsageFile[]): Parsed<Decision> {
  const plan = planFor({ ...input, scenario: { ...input.scenario, compare: [] } });
  const used = new Map<Day, readonly UsageLine[]>();
  for (const { months } of files) for (const [month, lines] of months) used.set(month, [...(used.get(month) ?? []), ...lines]);
  const sorted = [...used].sort(([a], [b]) => a - b);
  const inPlan = sorted.filter(([month]) => isWhole(plan, month));
  const outside = sorted.filter(([month]) => !isWhole(plan, month)).map(([month]) => formatDay(month).slice(0, 7));
  if (inPlan.length === 0) return noMonth(input, outside);
  const months = inPlan.map(([month, lines]) => monthVariance(input, plan, month, lines));
  const profiles = recalibrated(input, inPlan);
  const view = {
    months,
    outside,
    left: [...new Set(files.flatMap(({ left }) => left))],
    hasMoney: files.every(({ currency }) => currency !== undefined),
    profiles,
  };
  const data = { ...view, months: months.map((one) => ({ ...one, month: formatDay(one.month) })) };
  return parsed({ data, sheets: [actualSheet(view)] });
}

const isWhole = ({ capacity }: Plan, month: Day): boolean =>
  capacity.months.some(({ from, days, daysOfMonth }) => from === month && days === daysOfMonth);

function noMonth({ scenario }: PlanInput, outside: readonly string[]): Parsed<never> {
  return {
    ok: false,
    problems: [
      {
        code: 'CLI031',
        severity: 'error',
        where: { file: '--usage' },
        found: outside.length === 0 ? 'no usage that a plan has' : `usage of ${outside.join(', ')}`,
        wanted: `a whole month of the plan, which starts on ${formatDay(scenario.start)}`,
        fix: 'set start in the scenario to the day of the first backup',
      },
    ],
  };
}

function monthVariance(input: PlanInput, plan: Plan, month: Day, lines: readonly UsageLine[]): MonthVariance {
  const { destination, currency } = input.scenario;
  const charges = plan.cost.months.find(({ from }) => from === month)?.charges ?? [];
  const planned = plannedUsage(charges, bookFor(input, destination), destination.provider);
  return { month, ...varianceOf(planned, lines, currency) };
}

/** What was stored, in the middle of each month, as dated sizes for the fit of `stowage calibrate`. */
function recalibrated(input: PlanInput, months: readonly (readonly [Day, readonly UsageLine[]])[]): readonly string[] {
  const observed = months.flatMap(([month, lines]): readonly Observation[] => {
    const held = lines.filter(({ isStorage }) => isStorage).reduce((sum, { quantity }) => sum.plus(quantity), new Decimal(0));
    return held.isZero() ? [] : [{ day: addDays(month, 14), physical: asGib(doubleFromExact(held)) }];
  });
  if (observed.length === 0) return [];
  const capacity = capacityInput(input.scenario, input.cohorts.cohorts, undefined);
  const profiles = fittedProfiles(input, capacity, calibrate(capacity, observed));
  return ['profiles:', ...profiles.map(profileLine)];
}
