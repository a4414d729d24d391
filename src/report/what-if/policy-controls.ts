import type { PlanInput } from '../../engine/plan-types.js';
import type { Retention, Scenario } from '../../scenario/types.js';
import type { Control, ControlGroup, Edit } from './control.js';
import { numberControl } from './number-control.js';

const COUNTS = ['last', 'hourly', 'daily', 'weekly', 'monthly', 'yearly'] as const;
type Count = (typeof COUNTS)[number];

const LABELS: Readonly<Record<Count, string>> = {
  last: 'Keep the last',
  hourly: 'Keep hourly',
  daily: 'Keep daily',
  weekly: 'Keep weekly',
  monthly: 'Keep monthly',
  yearly: 'Keep yearly',
};
/** Always offered; the other two only where the policy uses them. */
const USUAL: readonly Count[] = ['daily', 'weekly', 'monthly', 'yearly'];
/** Ten years of days, a thousand years of months: beyond it a retention is a slip of the finger. */
const MOST_KEPT = 4000;

/** How many restore points each policy that protects a volume keeps. */
export function policyGroups({ scenario, cohorts }: PlanInput): readonly ControlGroup[] {
  const names = [...new Set(cohorts.cohorts.map(({ policy }) => policy))];
  return names.flatMap((name): ControlGroup[] => {
    const retention = retentionOf(scenario, name);
    if (retention === undefined) return [];
    const offered = COUNTS.filter((count) => USUAL.includes(count) || retention[count] !== undefined);
    return [{ title: `Retention: ${name}`, controls: offered.map((count) => countControl(name, retention, count)) }];
  });
}

function countControl(name: string, retention: Retention, count: Count): Control {
  return numberControl({
    id: `policy/${name}/${count}`,
    label: LABELS[count],
    unit: 'points',
    low: 0,
    high: MOST_KEPT,
    whole: true,
    value: `${retention[count] ?? 0}`,
    apply: (scenario, text) => withCount(scenario, name, count, +text),
    edits: (changed) => keepEdit(changed, name),
  });
}

function withCount(scenario: Scenario, name: string, count: Count, value: number): Scenario {
  const policy = Object.hasOwn(scenario.policies, name) ? scenario.policies[name] : undefined;
  if (policy === undefined) return scenario;
  // A count keeps its place: sums over the rules then run in the same order as after reading it from a file.
  const { [count]: _gone, ...others } = policy.retention;
  const retention: Retention = value === 0 ? others : { ...policy.retention, [count]: value };
  return { ...scenario, policies: { ...scenario.policies, [name]: { ...policy, retention } } };
}

/** Who writes a `keep` means that and nothing more: so every count is written, those that are gone as 0. */
function keepEdit(changed: Scenario, name: string): readonly Edit[] {
  const retention = retentionOf(changed, name);
  if (retention === undefined) return [];
  const counts = COUNTS.map((count) => [count, `${retention[count] ?? 0}`] as const);
  const within = retention.withinDays === undefined ? [] : [['within', `${retention.withinDays} days`] as const];
  return [{ path: ['policies', name, 'keep'], value: Object.fromEntries([...counts, ...within]), merge: true }];
}

/** The policies that keep nothing at all, which no scenario may have. */
export function emptyPolicies({ policies }: Scenario): readonly string[] {
  return Object.values(policies)
    .filter(({ retention }) => Object.values(retention).every((kept) => typeof kept !== 'number' || kept === 0))
    .map(({ name }) => name);
}

function retentionOf({ policies }: Scenario, name: string): Retention | undefined {
  return Object.hasOwn(policies, name) ? policies[name]?.retention : undefined;
}
