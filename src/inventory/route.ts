import type { CohortBuilder } from './cohort-builder.js';
import type { Goal } from './cohort-sink.js';
import type { VolumeTest } from './rule-matcher.js';
import type { WorkloadRule } from './types.js';
import type { VolumeBooks } from './volume-books.js';

/** A rule made ready for many volumes. */
export interface ReadyRule {
  readonly rule: WorkloadRule;
  readonly matches: VolumeTest;
  /** Whether volumes of a kind can match, by what they have in common. */
  readonly mayMatch: VolumeTest;
  readonly goal: Goal;
}

/** Where volumes go that pass one rule. */
export interface Route {
  /** undefined: takes all. */
  readonly rule: WorkloadRule | undefined;
  /** undefined: excluded. */
  readonly cohort: CohortBuilder | undefined;
  readonly books: VolumeBooks;
  /** Planned, and nothing tells whether they are encrypted. */
  readonly isUntold: boolean;
}

/** @param encrypted what is told of the volumes themselves */
export function routeTo(goal: Goal, rule: WorkloadRule | undefined, encrypted: boolean | undefined): Route {
  if ('excluded' in goal) return { rule, cohort: undefined, books: goal.excluded, isUntold: false };
  const isEncrypted = goal.encrypted ?? encrypted;
  const cohort = isEncrypted ? goal.secret : goal.plain;
  return { rule, cohort, books: cohort.books, isUntold: isEncrypted === undefined };
}
