import type { Catalog } from '../../catalog/types.js';
import type { Scenario } from '../../scenario/types.js';
import { capacityOf } from '../capacity/capacity-of.js';
import type { CapacityInput, CapacityMonth } from '../capacity/types.js';
import { capacityInput } from '../capacity-input.js';
import type { Plan, PlanInput } from '../plan-types.js';
import type { Keeping } from './baseline-types.js';

/** The months of an alternative that keeps the plan's points in its own way. */
export type MonthsOf = (keeping: Keeping) => readonly CapacityMonth[];

const WEEK = 7;
const MIB = 2 ** 20;
const SWIFT_OBJECT_MIB = 50;

/**
 * What the same points hold elsewhere (M-111). Deduplicated: the plan's own months. Backup files: a plain store, Cinder's zlib, and of the
 * policies' own cadence and a weekly full with incrementals whichever holds less, so that nobody is held against nightly fulls on tape. Snapshots: the
 * live data once and every changed block once, volume by volume: nothing shared, nothing compressed.
 */
export function baselineMonths(input: PlanInput, plan: Plan): MonthsOf {
  const known = new Map<Keeping, readonly CapacityMonth[]>([['deduplicated', plan.capacity.months]]);
  return (keeping) => {
    const before = known.get(keeping);
    if (before) return before;
    const made = keeping === 'snapshots' ? snapshots(input) : backupFiles(input);
    known.set(keeping, made);
    return made;
  };
}

function backupFiles({ scenario, cohorts }: PlanInput): readonly CapacityMonth[] {
  const plain: Scenario = {
    ...scenario,
    store: { ...scenario.store, kind: 'plain', mode: 'versions' },
    cinder: { ...scenario.cinder, driver: 'swift', compression: 'zlib', objectBytes: SWIFT_OBJECT_MIB * MIB },
  };
  const weekly = Object.entries(plain.policies).map(
    ([name, policy]) => [name, { ...policy, fullEvery: WEEK, chains: true }] as const,
  );
  const of = (one: Scenario) => capacityOf(capacityInput(one, cohorts.cohorts, undefined)).months;
  const own = of(plain);
  const mixed = of({ ...plain, policies: Object.fromEntries(weekly) });
  const held = (months: readonly CapacityMonth[]): number => months.reduce((sum, { backEnd }) => sum + backEnd, 0);
  return held(mixed) < held(own) ? mixed : own;
}

function snapshots({ scenario, cohorts, catalog }: PlanInput): readonly CapacityMonth[] {
  const block = blockKib(catalog);
  const input = capacityInput({ ...scenario, cinder: { ...scenario.cinder, compression: 'none' } }, cohorts.cohorts, undefined);
  const bare: CapacityInput = {
    ...input,
    cohorts: input.cohorts.map((cohort) => ({
      ...cohort,
      behaviour: { ...cohort.behaviour, shared: 0, compression: 1 },
      policy: { ...cohort.policy, fullEvery: 1 },
    })),
    store: {
      ...input.store,
      kind: 'deduplicating',
      mode: 'versions',
      fixedSegments: true,
      segmentMeanKib: block,
      segmentSpreadKib: block,
      metadataShare: 0,
      slack: 0,
      cleaningLagDays: 0,
    },
  };
  return capacityOf(bare).months;
}

/** @throws RangeError where data/defaults.csv has no such row: a broken package */
function blockKib({ defaults }: Catalog): number {
  const found = defaults['snapshotBlock@baseline'];
  if (!found) throw new RangeError('data/defaults.csv has no snapshotBlock@baseline');
  return +found.value;
}
