import type { ExplainedInput, Explanation } from '../charge.js';

/** What `explanation` is made from: its inputs as a function that writes them out. */
export type Reasons = Omit<Explanation, 'inputs'> & { readonly inputs: () => readonly ExplainedInput[] };

/**
 * Why a line is what it is, its inputs written out when they are first read: a bill has hundreds of lines, and most are never asked.
 */
export const explanation = (reasons: Reasons): Explanation => new Why(reasons);

class Why implements Explanation {
  readonly rule: Explanation['rule'];
  readonly formula: string;
  declare readonly inputs: readonly ExplainedInput[];
  readonly sources: Explanation['sources'];
  readonly #write: () => readonly ExplainedInput[];
  #written: readonly ExplainedInput[] | undefined;

  constructor({ rule, formula, inputs, sources }: Reasons) {
    this.rule = rule;
    this.formula = formula;
    Object.defineProperty(this, 'inputs', Why.#INPUTS);
    this.sources = sources;
    this.#write = inputs;
  }

  /** Each explanation's own property, so that copies and JSON have it; one for all, so that all have one shape. */
  static readonly #INPUTS: PropertyDescriptor = {
    enumerable: true,
    get(this: Why) {
      this.#written ??= this.#write();
      return this.#written;
    },
  };
}
