import type { Explanation } from '../engine/charge.js';
import { lazily } from '../units/lazily.js';
import { roundDigits } from './round-digits.js';
import { type CitedView, citedView, type SourceNumbers } from './view-model-sources.js';

/** A figure's derivation, opened on demand. */
export interface WhyView {
  readonly rule: string;
  readonly formula: string;
  readonly inputs: readonly { readonly name: string; readonly value: string; readonly from: string }[];
  readonly sources: readonly CitedView[];
}

/** The derivation of one figure as text; sources point into the report's own list. */
export function whyView(because: Explanation, numbers: SourceNumbers): WhyView {
  return lazily<WhyView>({
    rule: () => because.rule,
    formula: () => because.formula,
    inputs: () => because.inputs.map(({ name, value, from }) => ({ name, value: roundDigits(value), from })),
    sources: () => because.sources.map((source) => citedView(source, numbers)),
  });
}
