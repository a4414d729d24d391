import type { Place, Problem } from '../problems/problem.js';
import type { Overrides } from './override.js';

/** One thing to plan, as the manifest says: everything filled in. */
export interface Row {
  /** From 1, in the manifest's order. */
  readonly row: number;
  readonly name: string;
  /** Scenario file, as found from where the command runs. */
  readonly scenario: string;
  /** Over the scenario's values. */
  readonly set: Overrides;
  /** Files to write, by format, relative to the output folder. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Where the manifest says so. */
  readonly where: Place;
  /** Absent: no quote is asked for. */
  readonly quote?: RowQuote;
}

/** What a quote says that no plan knows. */
export interface RowQuote {
  readonly terms?: string;
  readonly brand?: string;
  /** Where there is no terms file, what the row names is looked for beside the manifest. */
  readonly manifest: string;
  readonly audience: 'customer' | 'internal';
  readonly language: 'en' | 'de';
  /** Over the values of the terms file. */
  readonly set: Overrides;
}

export interface Output {
  readonly format: string;
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** What became of a row. `over`: the plan was made, but a check or a budget failed; `failed`: there is none. */
export interface RowResult {
  /** Which row of the manifest, whatever its number: see `idOf`. */
  readonly id: string;
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
  /** The price that a quote asks, without tax; else the plan's cost for its horizon. A plain decimal; empty where there is neither. */
  readonly total: string;
  /** The total as people read it. */
  readonly totalText: string;
}
