import { asGib } from '../../units/gib.js';
import { atEnd } from './at-end.js';
import { backEndOn } from './months.js';
import type { Projection } from './project.js';
import type { Tables } from './set-up.js';
import type { CapacityInput, CapacityResult } from './types.js';

type Cadence = CapacityResult['cadence'][number];

/** Length of the plan, and what its projections share. */
export interface Horizon {
  readonly days: number;
  readonly tables: Tables;
}

/** Weekly fulls: what nightly fulls are held against when the plan itself has no incrementals. */
const DEFAULT_FULL_EVERY = 7;

/**
 * Nightly fulls against fulls with incrementals between them: what each would hold, read and send. Incrementals are not
 * always the smaller: their segments seldom match those of the fulls, and each keeps its own side files.
 *
 * Source: docs/methodology-capacity.md M-19.
 */
export function compareCadences(input: CapacityInput, planned: Projection, { days, tables }: Horizon): readonly Cadence[] {
  const counts = new Set(input.cohorts.map((cohort) => Math.max(1, cohort.policy.fullEvery)));
  const allFulls = [...counts].every((count) => count === 1);
  const allChains = !counts.has(1);
  const asPlanned = (name: string): Cadence => plannedCadence(name, planned, days);
  const other = (name: string, fullEvery: (own: number) => number): Cadence =>
    otherCadence(name, withCadence(input, fullEvery), { days, tables });
  const chainsName = fullEveryName(allFulls ? [DEFAULT_FULL_EVERY] : [...counts].filter((count) => count > 1));
  const rows = [
    allFulls ? asPlanned('every backup a full') : other('every backup a full', () => 1),
    allChains ? asPlanned(chainsName) : other(chainsName, orWeekly),
  ];
  const asItIs = allFulls || allChains ? [] : [asPlanned('as planned, by policy')];
  return [...rows, ...asItIs, ...mergedInTheStore(input, chainsName, { days, tables })];
}

/**
 * What Cinder does not make, for comparison: a product that tracks changed blocks, sends each change once after the first full and
 * builds its fulls in the store out of blocks that lie there. Blocks are the writer's, compressed one by one; with a full every F
 * backups incrementals keep their parents back to the last one, for ever merged they keep none.
 *
 * A typed ratio does not know one cadence from another: none then.
 */
function mergedInTheStore(input: CapacityInput, everyName: string, { days, tables }: Horizon): readonly Cadence[] {
  if (input.store.mode === 'ratio') return [];
  const pool = asBlockPool(input);
  const { traffic } = atEnd(
    withCadence(input, () => Number.MAX_SAFE_INTEGER, { chains: false }),
    days,
    tables,
  );
  const row = (name: string, held: CapacityInput): Cadence => ({
    name,
    backEndAtEnd: asGib(atEnd(held, days, tables).backEnd),
    sourceRead: asGib(traffic.sent),
    sent: asGib(traffic.sent),
    objects: traffic.objects,
    chosen: false,
    byCinder: false,
  });
  return [
    row(`${everyName}, made in the store (synthetic)`, withCadence(pool, orWeekly, { chains: true })),
    row(
      'incrementals for ever, merged in the store',
      withCadence(pool, () => 1, { chains: false }),
    ),
  ];
}

/** The same store as a pool of the writer's blocks: nothing shared or compressed where the plan's store does not. */
function asBlockPool(input: CapacityInput): CapacityInput {
  const { store, writer, cohorts } = input;
  const deduplicates = store.kind === 'deduplicating';
  const compresses = deduplicates || writer.compression !== 'none';
  const inPool = cohorts.map((cohort) => ({
    ...cohort,
    behaviour: {
      ...cohort.behaviour,
      shared: deduplicates ? cohort.behaviour.shared : 0,
      compression: compresses ? cohort.behaviour.compression : 1,
    },
  }));
  const blocks = { segmentMeanKib: writer.hashBlockKib, segmentSpreadKib: writer.hashBlockKib, fixedSegments: true };
  const overhead = deduplicates ? {} : { metadataShare: 0, cleaningLagDays: 0, slack: 0 };
  return {
    ...input,
    cohorts: inPool,
    store: { ...store, ...overhead, ...blocks, kind: 'deduplicating' },
    writer: { ...writer, compression: 'none' },
  };
}

function fullEveryName(counts: readonly number[]): string {
  const only = counts[0];
  return counts.length === 1 && only !== undefined ? `a full every ${only} backups` : 'fulls with incrementals between';
}

const orWeekly = (own: number): number => (own > 1 ? own : DEFAULT_FULL_EVERY);

function withCadence(
  input: CapacityInput,
  fullEvery: (own: number) => number,
  change: { readonly chains?: boolean } = {},
): CapacityInput {
  const cohorts = input.cohorts.map((cohort) => ({
    ...cohort,
    policy: { ...cohort.policy, ...change, fullEvery: fullEvery(Math.max(1, cohort.policy.fullEvery)) },
  }));
  return { ...input, cohorts };
}

function plannedCadence(name: string, { totals }: Projection, days: number): Cadence {
  const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);
  return {
    name,
    backEndAtEnd: backEndOn(totals, days - 1),
    sourceRead: asGib(total(totals.sourceRead)),
    sent: asGib(total(totals.sent)),
    objects: total(totals.writerObjects),
    chosen: true,
    byCinder: true,
  };
}

function otherCadence(name: string, input: CapacityInput, { days, tables }: Horizon): Cadence {
  const { backEnd, traffic } = atEnd(input, days, tables);
  const { sourceRead, sent, objects } = traffic;
  return {
    name,
    backEndAtEnd: asGib(backEnd),
    sourceRead: asGib(sourceRead),
    sent: asGib(sent),
    objects,
    chosen: false,
    byCinder: true,
  };
}
