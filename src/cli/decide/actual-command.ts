import { dirname, isAbsolute, join, relative } from 'node:path';
import { calibrate } from '../../engine/calibrate/calibrate.js';
import type { Calibration, Observation } from '../../engine/calibrate/types.js';
import { capacityInput } from '../../engine/capacity-input.js';
import { plannedUsage } from '../../engine/decide/planned-usage.js';
import { type UsageLine, varianceOf } from '../../engine/decide/variance.js';
import { bookFor, planFor } from '../../engine/plan.js';
import type { Plan, PlanInput } from '../../engine/plan-types.js';
import { type Parsed, type Problem, parsed } from '../../problems/problem.js';
import { actualSubject, type MonthVariance, type Refit } from '../../report/decide/actual-subject.js';
import type { Edit } from '../../report/what-if/control.js';
import { changedYaml } from '../../report/what-if/yaml-text.js';
import { isList, isMap, type Tree } from '../../scenario/tree.js';
import { addDays, type Day, formatDay } from '../../units/day.js';
import { Decimal, doubleFromExact } from '../../units/decimal.js';
import { asGib } from '../../units/gib.js';
import { type FittedProfile, fittedProfiles, profileLine } from '../calibrate-command.js';
import type { Call } from '../commands.js';
import { overwritesInput, readTextFile, writeWhole } from '../files.js';
import { text } from '../flag-values.js';
import type { LoadedScenario } from '../load-plan-input.js';
import type { ExitCode } from '../terminal.js';
import { type Decision, decide } from './deliver.js';
import { readUsage, type UsageFile } from './usage-files.js';

/** `stowage actual`: a usage report or bill against the plan, the error in parts, and values that would have planned it. */
export function actualCommand(call: Call): Promise<ExitCode> {
  return decide(call, 'Plan against actual', async ({ input, loaded }) => {
    const given = call.flags.usage;
    const files = Array.isArray(given) ? given : typeof given === 'string' ? [given] : [];
    const read = await Promise.all(files.map((file) => usageOf(file, input)));
    const [problem, ...more] = read.flatMap((one): readonly Problem[] => (one.ok ? [] : one.problems));
    if (problem) return { ok: false, problems: [problem, ...more] };
    const found = compared(
      input,
      read.flatMap((one) => (one.ok ? [one.value] : [])),
    );
    const target = text(call, 'recalibrated');
    if (!found.ok || target === undefined) return found;
    const written = await writeRecalibrated(target, { input, loaded, fitted: found.value.fitted });
    return written.ok ? found : written;
  });
}

async function usageOf(file: string, { scenario, books }: PlanInput): Promise<Parsed<UsageFile>> {
  const { currency, destination } = scenario;
  const read = await readTextFile(file);
  if (!read.ok) return read;
  const classes = Object.values(books).flatMap((book) => Object.values(book.classes));
  const usage = readUsage(
    file,
    read.value.text,
    classes.filter(({ provider }) => provider === destination.provider),
  );
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

interface Compared extends Decision {
  readonly fitted: readonly FittedProfile[];
}

function compared(input: PlanInput, files: readonly UsageFile[]): Parsed<Compared> {
  const plan = planFor({ ...input, scenario: { ...input.scenario, compare: [] } });
  const used = new Map<Day, readonly UsageLine[]>();
  for (const { months } of files) for (const [month, lines] of months) used.set(month, [...(used.get(month) ?? []), ...lines]);
  const sorted = [...used].sort(([a], [b]) => a - b);
  const inPlan = sorted.filter(([month]) => isWhole(plan, month));
  const outside = sorted.filter(([month]) => !isWhole(plan, month)).map(([month]) => formatDay(month).slice(0, 7));
  if (inPlan.length === 0) return noMonth(input, outside);
  const months = inPlan.map(([month, lines]) => monthVariance(input, plan, month, lines));
  const { refit, fitted } = recalibrated(input, inPlan);
  const view = {
    months,
    outside,
    left: [...new Set(files.flatMap(({ left }) => left))],
    hasMoney: files.every(({ currency }) => currency !== undefined),
    foreign: [...new Set(files.flatMap(({ foreign }) => foreign))],
    refit,
    profiles: fitted.length === 0 ? [] : ['profiles:', ...fitted.map(profileLine)],
  };
  const data = { ...view, months: months.map((one) => ({ ...one, month: formatDay(one.month) })) };
  return parsed({ data, subjects: [actualSubject(view)], fitted });
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

/** Refitted profiles, and how far they moved. */
interface Recalibrated {
  readonly refit: Refit | undefined;
  readonly fitted: readonly FittedProfile[];
}

/** What was stored, in the middle of each month, as dated sizes for the fit of `stowage calibrate`. */
function recalibrated(input: PlanInput, months: readonly (readonly [Day, readonly UsageLine[]])[]): Recalibrated {
  const observed = months.flatMap(([month, lines]): readonly Observation[] => {
    const held = lines.filter(({ isStorage }) => isStorage).reduce((sum, { quantity }) => sum.plus(quantity), new Decimal(0));
    return held.isZero() ? [] : [{ day: addDays(month, 14), physical: asGib(doubleFromExact(held)) }];
  });
  if (observed.length === 0) return { refit: undefined, fitted: [] };
  const capacity = capacityInput(input.scenario, input.cohorts.cohorts, undefined);
  const result = calibrate(capacity, observed);
  const { errorPlanned, errorFitted, factors, undecided } = result;
  const refit = { errorPlanned, errorFitted, factors, undecided, warnings: extremes(result) };
  return { refit, fitted: result.atLimit.length > 0 ? [] : fittedProfiles(input, capacity, result) };
}

/** Beyond this factor a fit says that something else is wrong: another bucket, other volumes, a scale. */
const EXTREME = 4;
const POOR = 0.1;

function extremes({ factors, errorFitted, atLimit }: Calibration): readonly string[] {
  const far = Object.entries(factors).filter(([, factor]) => factor > EXTREME || factor < 1 / EXTREME);
  return [
    ...(atLimit.length > 0
      ? [
          `Warning: the fit ran into its limit (${atLimit.join(', ')}): the usage is of something else than this plan’s store, and no values are offered.`,
        ]
      : []),
    ...far.map(
      ([name, factor]) =>
        `Warning: the fit takes ${name} to ${+factor.toPrecision(2)} times the plan. Look first whether the usage is of these volumes alone, and of all of them.`,
    ),
    ...(errorFitted > POOR
      ? [
          `Warning: even refitted the plan is off by ${(errorFitted * 100).toFixed(0)} % on average: the usage is of something else.`,
        ]
      : []),
  ];
}

interface Rewriting {
  readonly input: PlanInput;
  readonly loaded: LoadedScenario;
  readonly fitted: readonly FittedProfile[];
}

/** The scenario file with the refitted profiles in it, whole: its inventory is named from where it is written. */
async function writeRecalibrated(target: string, { input, loaded, fitted }: Rewriting): Promise<Parsed<unknown>> {
  const { file, name } = input.scenario;
  const clash = await overwritesInput(target, [file, ...input.inventoryFiles.map((one) => one.file)]);
  if (clash) return { ok: false, problems: [clash] };
  if (fitted.length === 0) {
    const found = 'nothing stored in the usage, or a fit that ran into its limit';
    const wanted = 'usage that tells what this plan’s volumes take';
    return { ok: false, problems: [{ code: 'CLI031', severity: 'error', where: { file: '--recalibrated' }, found, wanted }] };
  }
  const edits: readonly Edit[] = fitted.map(({ name: profile, ...values }) => ({
    path: ['profiles', profile],
    value: Object.fromEntries(Object.entries(values)),
    merge: true,
  }));
  const moved = movedInventory(loaded.source.yaml.tree, dirname(file), dirname(target));
  return writeWhole(target, changedYaml(moved, edits, [`${name}: recalibrated by "stowage actual" from what was stored.`]));
}

/** Inventory files are named from the scenario's folder. */
function movedInventory(tree: Tree, from: string, to: string): Tree {
  const moved = (one: string): string => (one === '-' || isAbsolute(one) ? one : relative(to, join(from, one)));
  const entry = (one: Tree): Tree => {
    if (typeof one === 'string') return moved(one);
    return isMap(one) && typeof one.file === 'string' ? { ...one, file: moved(one.file) } : one;
  };
  const listed = (one: Tree): Tree => (isList(one) ? one.map(entry) : entry(one));
  if (!isMap(tree) || tree.inventory === undefined) return tree;
  const { inventory } = tree;
  const files =
    isMap(inventory) && inventory.files !== undefined ? { ...inventory, files: listed(inventory.files) } : listed(inventory);
  return { ...tree, inventory: files };
}
