import type { Source } from '../../catalog/types.js';
import type { ExplainedInput } from '../charge.js';

/** One printed figure taken apart: what a report or a terminal shows of it. All values are text, as printed. */
export interface ExplainedFigure {
  /** As it is asked for: "capacity.physical". */
  readonly figure: string;
  readonly title: string;
  readonly value: string;
  /** The rule in docs/methodology*.md. */
  readonly rule: string;
  readonly formula: string;
  readonly inputs: readonly ExplainedInput[];
  /** Intermediate values, in the order in which they come about. */
  readonly steps: readonly { readonly name: string; readonly value: string }[];
  readonly sources: readonly ExplainedSource[];
}

export type ExplainedSource = Pick<Source, 'id' | 'title' | 'url' | 'lastChecked'>;
