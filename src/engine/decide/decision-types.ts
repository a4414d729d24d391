import type { ClassAsked, ValueAsked } from '../../scenario/decision-types.js';
import type { BaselineResult } from './baseline-types.js';
import type { Migration } from './migrate-types.js';
import type { Optimum } from './optimise/optimise.js';
import type { Solution } from './solve.js';

/** A question asked backwards, and its answer: a value, or for a restore target a search over classes. */
export type SolveAnswer =
  | { readonly kind: 'value'; readonly asked: ValueAsked; readonly solution: Solution }
  | { readonly kind: 'class'; readonly asked: ClassAsked; readonly optimum: Optimum };

/** What a scenario wanted decided; what is absent was not asked for. */
export interface Decisions {
  readonly baseline?: BaselineResult;
  readonly optimum?: Optimum;
  readonly migrations?: readonly Migration[];
  readonly answers?: readonly SolveAnswer[];
}
