import type { CohortBuilder } from './cohort-builder.js';
import type { Goal } from './cohort-sink.js';
import type { VolumeTest } from './rule-matcher.js';
import type { Volume, WorkloadRule } from './types.js';
import type { VolumeBooks } from './volume-books.js';

/** A rule made ready for many volumes. */
export interface ReadyRule {
  readonly rule: WorkloadRule;
  readonly matches: VolumeTest;
  /** Whether volumes of a kind can match, by what they have in common. */
  readonly mayMatch: VolumeTest;
  readonly goal: Goal;
}

/** Where volumes of one kind go that pass one rule: counted here, and brought into the books at the end. */
export class Choice {
  volumes = 0;
  /** GiB of those volumes. */
  size = 0;
  /** A volume that has in common with the others what the choice was made by. */
  readonly like: Volume;
  /** undefined: takes all. */
  readonly rule: WorkloadRule | undefined;
  /** undefined: excluded. */
  readonly cohort: CohortBuilder | undefined;
  readonly books: VolumeBooks;
  /** Planned, and nothing tells whether they are encrypted. */
  readonly isUntold: boolean;

  constructor(of: {
    readonly like: Volume;
    readonly rule: WorkloadRule | undefined;
    readonly cohort: CohortBuilder | undefined;
    readonly books: VolumeBooks;
    readonly encrypted: boolean | undefined;
  }) {
    this.like = of.like;
    this.rule = of.rule;
    this.cohort = of.cohort;
    this.books = of.cohort?.books ?? of.books;
    this.isUntold = of.cohort !== undefined && of.encrypted === undefined;
  }
}
