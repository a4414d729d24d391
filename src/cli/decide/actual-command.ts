import { calibrate } from '../../engine/calibrate/calibrate.js';
import type { Calibration, Observation } from '../../engine/calibrate/types.js';
import { capacityInput } from '../../engine/capacity-input.js';
import { plannedUsage } from '../../engine/decide/planned-usage.js';
import { type UsageLine, varianceOf } from '../../engine/decide/variance.js';
import { bookFor, planFor } from '../../engine/plan.js';
import type { Plan, PlanInput } from '../../engine/plan-types.js';
import { parseBeside } from '../../inventory/lists/parse-beside.js';
import type { Backup } from '../../inventory/lists/types.js';
import { type Parsed, parsed, problemsOf } from '../../problems/problem.js';
import { actualSubject, type MonthVariance, type Refit } from '../../report/decide/actual-subject.js';
import { addDays, type Day, formatDay } from '../../units/day.js';
import { Decimal, doubleFromExact } from '../../units/decimal.js';
import { asGib } from '../../units/gib.js';
import { type FittedProfile, fittedProfiles, profileLine } from '../calibrate-command.js';
import type { Call } from '../commands.js';
import { readTextFile } from '../files.js';
import { text } from '../flag-values.js';
import type { ExitCode } from '../terminal.js';
import { comparedBackups } from './actual-backups.js';
import { type Decision, decide, type Ground } from './deliver.js';
import { writeRecalibrated } from './recalibrated.js';
import { readUsage, type UsageFile } from './usage-files.js';

/** `stowage actual`: a usage report, a bill or existing backups against the plan, the error in parts, and values that would have planned it. */
export function actualCommand(call: Call): Promise<ExitCode> {
  return decide(call, 'Plan against actual', async (ground) => {
    const given = call.flags.usage;
    const files = Array.isArray(given) ? given : typeof given === 'string' ? [given] : [];
    const read = await Promise.all(files.map((file) => actualOf(file, ground.input)));
    const [problem, ...more] = read.flatMap(problemsOf);
    if (problem) return { ok: false, problems: [problem, ...more] };
    const actual = read.flatMap((one) => (one.ok ? [one.value] : []));
    const backups = actual.flatMap((one) => ('backups' in one ? [one.backups] : []));
    if (backups.length === 0)
      return fromUsage(
        ground,
        actual.flatMap((one) => ('usage' in one ? [one.usage] : [])),
      );
    return backups.length === files.length ? fromBackups(ground, files, backups.flat()) : mixed(files);
  });
}

async function fromUsage(ground: Ground, usage: readonly UsageFile[]): Promise<Parsed<Decision>> {
  const found = compared(ground.input, usage);
  if (!found.ok) return found;
  const edits = found.value.fitted.map(({ name: profile, ...values }) => ({
    path: ['profiles', profile],
    value: { ...values },
    merge: true as const,
  }));
  return rewritten(ground, found.value, {
    edits,
    from: 'what was stored',
    none: {
      found: 'nothing stored in the usage, or a fit that ran into its limit',
      wanted: 'usage that tells what this plan’s volumes take',
    },
  });
}

async function fromBackups(ground: Ground, files: readonly string[], backups: readonly Backup[]): Promise<Parsed<Decision>> {
  const found = await comparedBackups(ground, files, backups);
  if (!found.ok) return found;
  return rewritten(ground, found.value, {
    edits: found.value.edits,
    from: 'existing backups',
    none: {
      found: 'backups that prove nothing that the plan does not have',
      wanted: 'whole chains of incremental backups, of policies that the scenario file names',
    },
  });
}

/** The decision, and the scenario file that it gives if one is asked for. */
async function rewritten(
  { call, input, loaded }: Ground,
  decision: Decision,
  rewriting: Pick<Parameters<typeof writeRecalibrated>[1], 'edits' | 'from' | 'none'>,
): Promise<Parsed<Decision>> {
  const target = text(call, 'recalibrated');
  if (target === undefined) return parsed(decision);
  const written = await writeRecalibrated(target, { input, loaded, ...rewriting });
  return written.ok ? parsed(decision) : written;
}

function mixed(files: readonly string[]): Parsed<never> {
  const fix = 'hold the plan against each in a call of its own';
  const [found, wanted] = ['usage and lists of backups together', 'one of them'];
  return {
    ok: false,
    problems: [{ code: 'CLI031', severity: 'error', where: { file: files.join(', ') }, found, wanted, fix }],
  };
}

type Actual = { readonly usage: UsageFile } | { readonly backups: readonly Backup[] };

/** A file by its content: a list of backups, else usage. */
async function actualOf(file: string, input: PlanInput): Promise<Parsed<Actual>> {
  const read = await readTextFile(file);
  if (!read.ok) return read;
  const beside = parseBeside(file, read.value.text);
  if (beside && !beside.ok) return beside;
  if (beside && beside.value.backups.length > 0) return parsed({ backups: beside.value.backups });
  const usage = usageOf(file, read.value.text, input);
  return usage.ok ? parsed({ usage: usage.value }) : usage;
}

function usageOf(file: string, content: string, { scenario, books }: PlanInput): Parsed<UsageFile> {
  const { currency, destination } = scenario;
  const classes = Object.values(books).flatMap((book) => Object.values(book.classes));
  const usage = readUsage(
    file,
    content,
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
          `Warning: even refitted the plan is off by ${(errorFitted * 100).toFixed(0)}% on average: the usage is of something else.`,
        ]
      : []),
  ];
}
