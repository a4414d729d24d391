import type { ProtectionPolicy } from '../../scenario/types.js';
import { changeTable } from './changed-share.js';
import { type CohortTerms, cohortTerms, type Sharing, sharingOf } from './cohort-terms.js';
import { at, type DayTotals, dayTotals, settle } from './day-totals.js';
import { growthTable } from './growth.js';
import { lifetimes } from './lifetimes.js';
import { fillParcels } from './parcels.js';
import { type Reclaimed, runCohort } from './run-cohort.js';
import { addStanding, joinStanding, type Standing } from './standing.js';
import { type Timeline, timeline } from './timeline.js';
import type { CapacityInput, CohortInput, StoreTerms } from './types.js';

/** One policy's timeline and what its cohorts gave back at each event. */
export interface PolicyRun {
  readonly events: Timeline;
  readonly reclaimed: Reclaimed;
}

/** One cohort after its run. */
export interface CohortOutcome {
  readonly cohort: CohortInput;
  readonly terms: CohortTerms;
  readonly events: Timeline;
  /** Used GiB on the last day, and back-end GiB at each month's end. */
  readonly usedAtEnd: number;
  readonly backEndAtEnd: Float64Array;
}

export interface Projection {
  readonly totals: DayTotals;
  readonly policies: readonly PolicyRun[];
  readonly cohorts: readonly CohortOutcome[];
  /** As the store cleans: 0 for a plain bucket and for a ratio. */
  readonly cleaningLagDays: number;
}

/** Tables that cohorts share, so that equal inputs are computed once. */
interface Tables {
  readonly growth: Map<number, Float64Array>;
  readonly changed: Map<string, Float64Array>;
  readonly policies: Map<string, PolicyRun>;
  readonly standing: Map<string, Standing>;
}

/**
 * Runs all cohorts day by day over the horizon. The work is cohorts x events; the number of volumes does not enter.
 *
 * @param monthEnds last day of each month, counted from the start
 *
 * Source: docs/methodology-capacity.md M-12 to M-16.
 */
export function project(input: CapacityInput, days: number, monthEnds: readonly number[]): Projection {
  const totals = dayTotals(days);
  const tables: Tables = { growth: new Map(), changed: new Map(), policies: new Map(), standing: new Map() };
  const store = effectiveStore(input.store);
  const shop: Shop = { input: { ...input, store }, totals, tables, sharing: sharingOf(store, input.writer), days, monthEnds };
  const cohorts = input.cohorts.map((cohort) => runOne(cohort, shop));
  for (const standing of tables.standing.values()) addStanding(standing, totals);
  settle(totals);
  return { totals, policies: [...tables.policies.values()], cohorts, cleaningLagDays: store.cleaningLagDays };
}

/** A plain bucket deletes at once and leaves nothing behind; a ratio stands for the whole store, its dead data included. */
function effectiveStore(store: StoreTerms): StoreTerms {
  if (store.kind === 'plain' || store.mode === 'ratio') return { ...store, cleaningLagDays: 0, slack: 0, metadataShare: 0 };
  return { ...store, cleaningLagDays: Math.max(0, Math.round(store.cleaningLagDays)) };
}

interface Shop {
  readonly input: CapacityInput;
  readonly totals: DayTotals;
  readonly tables: Tables;
  readonly sharing: Sharing;
  readonly days: number;
  readonly monthEnds: readonly number[];
}

function runOne(cohort: CohortInput, shop: Shop): CohortOutcome {
  const { input, totals, tables, sharing, days } = shop;
  const { store, writer, transitionAfterDays } = input;
  const terms = cohortTerms(cohort, store, writer);
  const key = policyKey(cohort.policy);
  const policy = cached(tables.policies, key, () => policyRun(cohort.policy, shop));
  const { annualGrowth } = cohort.behaviour;
  const growth = cached(tables.growth, annualGrowth, () => growthTable(annualGrowth, days));
  const changed = cached(tables.changed, JSON.stringify(terms.inStore), () => changeTable(terms.inStore, days));
  joinStanding(tables.standing, `${key} ${annualGrowth}`, { terms, growth, events: policy.events });
  const run = {
    events: policy.events,
    data: { used: terms.used, growth, changed, shared: terms.shared },
    physicalPerUsed: terms.physicalPerUsed,
    parcels: fillParcels({ terms, store, writer, sharing, growth }, policy.events, totals),
    transitionAfterDays,
    cleaningLagDays: store.cleaningLagDays,
    deadPerLive: store.slack / (1 - store.slack),
    countsObjects: store.kind === 'plain' && store.mode === 'versions',
    monthEnds: shop.monthEnds,
  };
  const backEndAtEnd = runCohort(run, totals, policy.reclaimed);
  return { cohort, terms, events: policy.events, usedAtEnd: terms.used * at(growth, days - 1), backEndAtEnd };
}

function policyKey({ schedule, fullEvery, chains, retention }: ProtectionPolicy): string {
  return JSON.stringify([schedule, fullEvery, chains, retention]);
}

function policyRun(policy: ProtectionPolicy, { input, sharing, days }: Shop): PolicyRun {
  const events = timeline(lifetimes(policy, input.start, days), sharing, input.transitionAfterDays);
  const count = events.drops.day.length;
  return { events, reclaimed: { first: new Float64Array(count), archive: new Float64Array(count) } };
}

function cached<K, V>(table: Map<K, V>, key: K, make: () => V): V {
  const known = table.get(key);
  if (known !== undefined) return known;
  const made = make();
  table.set(key, made);
  return made;
}
