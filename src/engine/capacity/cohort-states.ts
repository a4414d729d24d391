import { asGib } from '../../units/gib.js';
import { chainLength } from '../retention/chain-length.js';
import { changedWithin } from './changed-share.js';
import { integer } from './day-totals.js';
import type { Lifetimes } from './lifetimes.js';
import type { CohortOutcome } from './project.js';
import type { CohortState, StoreTerms } from './types.js';

/**
 * What restores and the cache need of a cohort on the last day: its live set in the store, how it changed, its points.
 *
 * Source: docs/methodology-capacity.md M-18.
 */
export function cohortState(outcome: CohortOutcome, store: StoreTerms): CohortState {
  const { cohort, terms, events, usedAtEnd } = outcome;
  const lives = events.lifetimes;
  const points = keptAtEnd(lives);
  const provisioned = Math.max(terms.provisioned, usedAtEnd);
  const law = store.kind === 'deduplicating' ? terms.inStore : terms.atWriter;
  // A plain bucket keeps a full as it was sent, unwritten zeros included unless the writer compresses.
  const zeros = store.kind === 'plain' && terms.sendsZeros ? provisioned - usedAtEnd : 0;
  return {
    name: cohort.name,
    provisioned: asGib(provisioned),
    used: asGib(usedAtEnd),
    livePhysical: asGib(usedAtEnd * (1 - terms.shared) * terms.physicalPerUsed + zeros),
    changedBase: asGib(usedAtEnd * terms.physicalPerUsed + zeros),
    changedWithin: (days) => changedWithin(law, Math.max(0, days)),
    pointAges: points.map((backup) => (lives.days * lives.perDay - 1 - integer(lives.tick, backup)) / lives.perDay),
    chainLengths: points.map((backup) => chainLength(backup, lives.isFull)),
    backEnd: asGib(outcome.backEndAtEnd.at(-1) ?? 0),
  };
}

/** Backups kept on the last day, newest first. */
function keptAtEnd({ day, dropDay, days }: Lifetimes): readonly number[] {
  const points: number[] = [];
  for (let backup = day.length - 1; backup >= 0; backup--) if (integer(dropDay, backup) >= days) points.push(backup);
  return points;
}
