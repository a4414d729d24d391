import type { Problem } from '../problems/problem.js';
import type { Tree } from '../scenario/tree.js';

/** One thing to plan, as the manifest says: everything filled in. */
export interface Row {
  /** From 1, in the manifest's order. */
  readonly row: number;
  readonly name: string;
  /** Scenario file, as found from where the command runs. */
  readonly scenario: string;
  /** Overrides by dotted path: "destination.region". */
  readonly set: Readonly<Record<string, Tree>>;
  /** Files to write, by format, relative to the output folder. */
  readonly outputs: Readonly<Record<string, string>>;
}

export interface Output {
  readonly format: string;
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** What became of a row. `over`: the plan was made, but a check or a budget failed; `failed`: there is none. */
export interface RowResult {
  readonly row: number;
  readonly name: string;
  readonly status: 'done' | 'over' | 'failed';
  /** SHA-256 of all that the outputs depend on; empty where it could not be known. */
  readonly key: string;
  readonly outputs: readonly Output[];
  readonly problems: readonly Problem[];
  /** Checks and budgets that failed, a sentence each. */
  readonly over: readonly string[];
  readonly currency: string;
  /** Total of the horizon, a plain decimal; empty where there is no plan. */
  readonly total: string;
  /** The total as people read it. */
  readonly totalText: string;
}
