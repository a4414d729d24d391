import { backupsVariance, type PolicyBackups } from '../../engine/decide/backups-variance.js';
import { takenOn } from '../../engine/decide/proven-cadence.js';
import type { PlanInput } from '../../engine/plan-types.js';
import { chainsOf } from '../../inventory/lists/chains.js';
import type { Backup } from '../../inventory/lists/types.js';
import type { VolumeRef } from '../../inventory/types.js';
import { type Parsed, type Problem, parsed } from '../../problems/problem.js';
import { backupsSubject } from '../../report/decide/backups-subject.js';
import type { Edit } from '../../report/what-if/control.js';
import { isMap, type Tree } from '../../scenario/tree.js';
import { type Day, formatDay } from '../../units/day.js';
import { dayFlag, text } from '../flag-values.js';
import { loadInventory } from '../inventory/load-inventory.js';
import { inventoryRequest } from '../load-plan-input.js';
import type { Decision, Ground } from './deliver.js';

interface ComparedBackups extends Decision {
  readonly edits: readonly Edit[];
}

/** The plan's points against the backups that there are, on the day of the newest one or `--as-of`. */
export async function comparedBackups(
  { call, input, loaded }: Ground,
  files: readonly string[],
  listed: readonly Backup[],
): Promise<Parsed<ComparedBackups>> {
  const backups = [...new Map(listed.map((backup) => [backup.id, backup])).values()];
  const day = dayOfList(
    backups,
    { file: files.join(', '), start: input.scenario.start, asOf: dayFlag(call, 'as-of') },
    text(call, 'as-of'),
  );
  if (!day.ok) return day;
  const on = day.value;
  const upTo = backups.filter((backup) => (takenOn(backup) ?? on) <= on);
  const { chains, untold, unusable } = chainsOf(upTo);
  const planned = await plannedOf({ input, loaded }, new Set(chains.map(({ volume }) => volume)));
  if (!planned.ok) return planned;
  const { start, policies } = input.scenario;
  const found = backupsVariance({ start, on, policies, cohorts: input.cohorts.cohorts, planned: planned.value, chains });
  const proven = found.policies.flatMap((policy) => editsOf(policy, input, loaded.source.yaml.tree));
  const view = {
    ...found,
    on,
    untold: untold.length,
    unusable: unusable.length,
    later: backups.length - upTo.length,
    recalibrated: proven.length === 0 ? [] : ['policies:', ...proven.map(({ line }) => line)],
  };
  const unknown = { price: null, stored: null };
  return parsed({
    data: { backups: { ...view, on: formatDay(on), ...unknown } },
    subjects: [backupsSubject(view)],
    edits: proven.flatMap(({ edits }) => edits),
  });
}

interface Dated {
  readonly file: string;
  readonly start: Day;
  readonly asOf: Parsed<Day>;
}

/** A list does not tell its own day: that of its newest backup stands for it. */
function dayOfList(backups: readonly Backup[], { file, start, asOf }: Dated, given: string | undefined): Parsed<Day> {
  if (!asOf.ok) return asOf;
  const days = chainsOf(backups)
    .chains.flatMap(({ links }) => links.flatMap((link) => takenOn(link) ?? []))
    .sort((a, b) => a - b);
  const [oldest] = days;
  const newest = days.at(-1);
  const problem = (rest: Pick<Problem, 'found' | 'wanted' | 'fix'>): Parsed<never> => ({
    ok: false,
    problems: [{ code: 'CLI031', severity: 'error', where: { file }, ...rest }],
  });
  if (oldest === undefined || newest === undefined)
    return problem({
      found: 'no backup that can be restored from and has its volume, time and kind (full, incremental)',
      wanted: 'a list that tells them',
      fix: 'the client’s list has no times: give what Cinder’s REST answers on /backups/detail, or a file of "stowage inventory pull"',
    });
  const on = given === undefined ? newest : asOf.value;
  if (on >= start) return parsed(on);
  return problem({
    found: `backups of ${formatDay(on)}, when the plan has not begun`,
    wanted: `a day from the plan’s start on, ${formatDay(start)}`,
    fix: `set start in the scenario to the day of the first backup; the oldest listed is of ${formatDay(oldest)}`,
  });
}

/** Planned volumes among those of these ids: the inventory is sorted once more, with them named. */
async function plannedOf(
  { input, loaded }: Pick<Ground, 'input' | 'loaded'>,
  ids: ReadonlySet<string>,
): Promise<Parsed<Readonly<Record<string, VolumeRef>>>> {
  const request = inventoryRequest(input.scenario, loaded.place);
  if (request.files.some(({ path }) => path === '-')) {
    const where = loaded.place(['inventory', 'files']);
    const found = 'an inventory from standard input, which can be read once only';
    return { ok: false, problems: [{ code: 'CLI031', severity: 'error', where, found, wanted: 'a file' }] };
  }
  const read = await loadInventory({ ...request, sorting: { ...request.sorting, named: [...ids] } });
  if (!read.ok) return read;
  const { named } = read.value.cohorts;
  // A volume may bear another one's id as its name.
  return parsed(Object.fromEntries(Object.entries(named).filter(([id, ref]) => ref.id === id)));
}

interface ProvenEdit {
  readonly line: string;
  readonly edits: readonly Edit[];
}

/** What is proven and the plan has not, for policies that the file itself has. */
function editsOf({ name, proven }: PolicyBackups, { scenario }: PlanInput, tree: Tree): readonly ProvenEdit[] {
  const policy = scenario.policies[name];
  const { everyDays, fullEvery } = proven;
  if (policy === undefined || !isMap(tree) || !isMap(tree.policies) || tree.policies[name] === undefined) return [];
  const { schedule } = policy;
  const isAsPlanned =
    schedule.everyDays === everyDays || (everyDays === 1 && !schedule.weekdays && !schedule.everyHours && !schedule.everyDays);
  const every = everyDays === undefined || isAsPlanned ? undefined : `${everyDays} ${everyDays === 1 ? 'day' : 'days'}`;
  const fulls = fullEvery === undefined || fullEvery === policy.fullEvery ? undefined : String(fullEvery);
  if (every === undefined && fulls === undefined) return [];
  const path = ['policies', name];
  const values = [
    ...(every === undefined ? [] : [`schedule: {every: ${every}}`]),
    ...(fulls === undefined ? [] : [`fullEvery: ${fulls}`]),
  ];
  return [
    {
      line: `  ${JSON.stringify(name)}: {${values.join(', ')}}`,
      edits: [
        ...(every === undefined
          ? []
          : [
              { path: [...path, 'schedule', 'every'], value: every },
              { path: [...path, 'schedule', 'weekdays'], value: undefined },
            ]),
        ...(fulls === undefined ? [] : [{ path: [...path, 'fullEvery'], value: fulls }]),
      ],
    },
  ];
}
