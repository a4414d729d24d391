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
    otherCadence(name, withFullEvery(input, fullEvery), { days, tables });
  const chainsName = fullEveryName(allFulls ? [DEFAULT_FULL_EVERY] : [...counts].filter((count) => count > 1));
  const rows = [
    allFulls ? asPlanned('every backup a full') : other('every backup a full', () => 1),
    allChains ? asPlanned(chainsName) : other(chainsName, (own) => (own > 1 ? own : DEFAULT_FULL_EVERY)),
  ];
  return allFulls || allChains ? rows : [...rows, asPlanned('as planned, by policy')];
}

function fullEveryName(counts: readonly number[]): string {
  const only = counts[0];
  return counts.length === 1 && only !== undefined ? `a full every ${only} backups` : 'fulls with incrementals between';
}

function withFullEvery(input: CapacityInput, fullEvery: (own: number) => number): CapacityInput {
  const cohorts = input.cohorts.map((cohort) => ({
    ...cohort,
    policy: { ...cohort.policy, fullEvery: fullEvery(Math.max(1, cohort.policy.fullEvery)) },
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
  };
}

function otherCadence(name: string, input: CapacityInput, { days, tables }: Horizon): Cadence {
  const { backEnd, traffic } = atEnd(input, days, tables);
  const { sourceRead, sent, objects } = traffic;
  return { name, backEndAtEnd: asGib(backEnd), sourceRead: asGib(sourceRead), sent: asGib(sent), objects, chosen: false };
}
