import type { ProtectionPolicy } from '../../scenario/types.js';
import { cached } from '../cached.js';
import { backupRuns } from './backup-days.js';
import { type Calendars, KEPT } from './calendars.js';
import { changeAtGaps } from './changed-share.js';
import { type CohortTerms, cohortTerms, type Sharing, sharingOf } from './cohort-terms.js';
import { growthTable } from './growth.js';
import { lifetimes } from './lifetimes.js';
import { sentByKind, storedSideFiles } from './parcels.js';
import type { Sent } from './sent-by-writer.js';
import { type Timeline, timeline } from './timeline.js';
import type { CapacityInput, CohortInput, StoreTerms } from './types.js';
import type { VersionedData } from './versions.js';

/**
 * What is worked out once for all cohorts and inputs that have it in common, by all that it depends on: a caller may hand one set to many
 * projections, of one plan or of many.
 */
export interface Tables {
  readonly growth: Map<string, Float64Array>;
  readonly changed: Map<string, Float64Array>;
  readonly policies: WeakMap<ProtectionPolicy, string>;
  readonly calendars: Calendars;
}

/** Tables of one plan; policies' calendars are kept from plan to plan unless a caller brings its own. */
export const newTables = (calendars: Calendars = KEPT): Tables => ({
  growth: new Map(),
  changed: new Map(),
  policies: new WeakMap(),
  calendars,
});

/** An input made ready: the store as it behaves in its mode, and the length of the horizon. */
export interface Workshop {
  readonly input: CapacityInput;
  readonly sharing: Sharing;
  readonly days: number;
  readonly tables: Tables;
}

export function workshop(input: CapacityInput, days: number, tables: Tables): Workshop {
  const store = effectiveStore(input.store);
  return { input: { ...input, store }, sharing: sharingOf(store, input.writer), days, tables };
}

/** A plain bucket deletes at once and leaves nothing behind; a ratio stands for the whole store, its dead data included. */
function effectiveStore(store: StoreTerms): StoreTerms {
  if (store.kind === 'plain' || store.mode === 'ratio') return { ...store, cleaningLagDays: 0, slack: 0, metadataShare: 0 };
  return { ...store, cleaningLagDays: Math.max(0, Math.round(store.cleaningLagDays)) };
}

/** Distances between versions that a computation asks for, in ticks, always the same for one timeline. */
export interface GapChoice {
  readonly name: string;
  readonly of: (events: Timeline) => Int32Array;
}

/** One cohort with its tables. */
export interface SetUp {
  readonly cohort: CohortInput;
  readonly store: StoreTerms;
  readonly terms: CohortTerms;
  /** All that its points depend on, as one text. */
  readonly key: string;
  readonly events: Timeline;
  /** By tick. */
  readonly growth: Float64Array;
  readonly data: VersionedData;
  /** By the timeline's kinds of backup: what is sent, and GiB of side files that count as stored. */
  readonly sent: readonly Sent[];
  readonly side: Float64Array;
}

/**
 * @param gapsOf distances at which the caller will ask for D(n), and a name for that choice
 */
export function setUp(cohort: CohortInput, shop: Workshop, gapsOf: GapChoice): SetUp {
  const { input, tables, days } = shop;
  const { store, writer } = input;
  const terms = cohortTerms(cohort, store, writer);
  const key = policyKey(cohort.policy, shop);
  const events = tables.calendars.timeline(key, () => timelineOf(cohort.policy, shop));
  const { perDay } = events.lifetimes;
  const { annualGrowth } = cohort.behaviour;
  const growth = cached(tables.growth, `${annualGrowth} ${perDay} ${days}`, () => growthTable(annualGrowth, days, perDay));
  const law = `${key} ${gapsOf.name} ${JSON.stringify(terms.inStore)}`;
  const changed = cached(tables.changed, law, () => changeAtGaps(terms.inStore, gapsOf.of(events), perDay));
  const sent = sentByKind(terms, writer, events);
  const side = Float64Array.from(sent, (one) => storedSideFiles(store, one));
  const data = { used: terms.used, growth, changed, shared: terms.shared };
  return { cohort, store, terms, key, events, growth, data, sent, side };
}

/** Fulls alone have no chains, and share what all backups share: they have one key whatever the policy says of chains. */
function policyKey(policy: ProtectionPolicy, { input, sharing, days, tables }: Workshop): string {
  const alone = policy.fullEvery <= 1;
  const points = cached(tables.policies, policy, () => {
    const { schedule, fullEvery, chains, retention, changes, holds, lockDays } = policy;
    return JSON.stringify([schedule, fullEvery, chains && !alone, retention, changes, holds, lockDays]);
  });
  return `${points} ${input.start} ${days} ${alone && sharing === 'fulls' ? 'all backups' : sharing} ${input.transitionAfterDays}`;
}

function timelineOf(policy: ProtectionPolicy, { input, tables, sharing, days }: Workshop): Timeline {
  const { schedule } = policy;
  const key = JSON.stringify([schedule, input.start, days]);
  const runs = tables.calendars.runs(key, () => backupRuns(schedule, input.start, days));
  return timeline(lifetimes(policy, input.start, days, runs), sharing, input.transitionAfterDays);
}
