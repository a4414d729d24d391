import type { Parsed } from '../problems/problem.js';
import type { SummaryRow } from '../report/render-summary.js';

/** An inventory as it came with a request: text, and what to call it in problems. Nothing of it is ever a path. */
export interface InventoryGiven {
  readonly name: string;
  readonly text: string;
}

export interface PlanRequest {
  /** A scenario as YAML. */
  readonly scenario: string;
  readonly inventory: InventoryGiven;
}

/** A plan that was made, ready to be shown and taken away. */
export interface Planned {
  readonly name: string;
  readonly summary: readonly SummaryRow[];
  /** The report as one HTML file, and the content security policy that its own hashes allow. */
  readonly report: string;
  readonly reportPolicy: string;
  /** What can be taken away besides, by what it is: the report, quotes in each language. */
  readonly takeaways: readonly { readonly title: string; readonly files: readonly Takeaway[] }[];
}

/** A file that is made when somebody asks for it. */
export interface Takeaway {
  /** "quote-de.pdf": the last part of its address, and the name that it is saved under. */
  readonly name: string;
  /** "PDF". */
  readonly label: string;
  readonly type: string;
  readonly make: () => Promise<Parsed<string | Uint8Array>>;
}

/** Makes plans; the command line hands it in, with the same code behind it that `stowage plan` runs. */
export interface Planner {
  readonly plan: (request: PlanRequest) => Promise<Parsed<Planned>>;
}
