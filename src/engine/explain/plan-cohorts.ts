import type { ProtectionPolicy, Scenario } from '../../scenario/types.js';
import { addMonths, asDay, type Day } from '../../units/day.js';
import { asGib } from '../../units/gib.js';
import type { Behaviour, CapacityInput, CohortInput } from '../capacity/types.js';
import { at, dayAt, knownNumber, listAt, numberAt, type PlanTree, revived, textAt } from './plan-tree.js';

const BEHAVIOUR = ['used', 'shared', 'compression', 'dailyChange', 'hot', 'writeKib', 'annualGrowth'] as const;

/** What a plan's capacity was computed from, read back from the plan; and the length of its horizon in days. */
export interface PlanCapacity {
  readonly input: CapacityInput;
  readonly days: number;
}

/** Source: the plan's own scenario and cohorts, at the likely value of every range. */
export function planCapacity(tree: PlanTree): PlanCapacity {
  const start = dayAt(tree, 'scenario', 'start') ?? asDay(0);
  const horizonMonths = numberAt(tree, 'scenario', 'horizonMonths');
  const cohorts = listAt(tree, 'inventory', 'cohorts').map((cohort) => cohortOf(tree, cohort));
  const transitionAfterDays = knownNumber(tree, 'scenario', 'destination', 'transitionAfterDays');
  const input = { start, horizonMonths, cohorts, store: storeOf(tree), writer: writerOf(tree), transitionAfterDays };
  return { input, days: daysOf(start, horizonMonths) };
}

const daysOf = (start: Day, months: number): number => addMonths(start, months) - start;

function cohortOf(tree: PlanTree, cohort: PlanTree): CohortInput {
  const behaviour = behaviourOf(at(tree, 'scenario', 'profiles', textAt(cohort, 'profile')));
  const growth = behaviour.annualGrowth + numberAt(tree, 'scenario', 'annualGrowth');
  return {
    name: textAt(cohort, 'name'),
    volumes: numberAt(cohort, 'volumes'),
    provisioned: asGib(numberAt(cohort, 'provisioned')),
    encrypted: at(cohort, 'encrypted') === true,
    behaviour: { ...behaviour, annualGrowth: growth },
    policy: policyOf(at(tree, 'scenario', 'policies', textAt(cohort, 'policy'))),
  };
}

function behaviourOf(profile: PlanTree): Behaviour {
  const [used, shared, compression, dailyChange, hot, writeKib, annualGrowth] = BEHAVIOUR.map((name) =>
    numberAt(profile, name, 'likely'),
  );
  return {
    used: used ?? 0,
    shared: shared ?? 0,
    compression: compression ?? 1,
    dailyChange: dailyChange ?? 0,
    hot: hot ?? 0,
    writeKib: writeKib ?? 1,
    annualGrowth: annualGrowth ?? 0,
  };
}

const EVERYTHING: ProtectionPolicy = {
  name: 'unknown',
  schedule: { hour: 0 },
  fullEvery: 1,
  chains: true,
  retention: { semantics: 'restic' },
};

function policyOf(tree: PlanTree): ProtectionPolicy {
  const policy = revived(tree);
  return isPolicy(policy) ? policy : EVERYTHING;
}

/** A plan's policies were checked when its scenario was read; here only that there is one. */
function isPolicy(tree: PlanTree): tree is ProtectionPolicy {
  return at(tree, 'schedule', 'hour') !== undefined && textAt(tree, 'retention', 'semantics') !== '';
}

function storeOf(tree: PlanTree): Scenario['store'] {
  const store = at(tree, 'scenario', 'store');
  const number = (name: string): number => numberAt(store, name);
  return {
    kind: textAt(store, 'kind') === 'plain' ? 'plain' : 'deduplicating',
    mode: textAt(store, 'mode') === 'ratio' ? 'ratio' : 'versions',
    ratio: number('ratio'),
    segmentMeanKib: number('segmentMeanKib'),
    segmentSpreadKib: number('segmentSpreadKib'),
    fixedSegments: at(store, 'fixedSegments') === true,
    metadataShare: number('metadataShare'),
    cleaningLagDays: number('cleaningLagDays'),
    slack: number('slack'),
    objectMib: number('objectMib'),
  };
}

const COMPRESSIONS = ['none', 'zlib', 'bz2', 'zstd'] as const;

function writerOf(tree: PlanTree): CapacityInput['writer'] {
  const cinder = at(tree, 'scenario', 'cinder');
  const compression = COMPRESSIONS.find((name) => name === textAt(cinder, 'compression')) ?? 'none';
  return { compression, objectBytes: numberAt(cinder, 'objectBytes'), hashBlockKib: numberAt(cinder, 'hashBlockKib') };
}
