import type { ExplainedFigure } from '../engine/explain/types.js';
import { lazily } from '../units/lazily.js';
import { roundDigits } from './round-digits.js';
import { type TableView, table } from './table-view.js';
import { type CitedView, citedDocuments, type SourceNumbers } from './view-model-sources.js';

/** A figure with its formula, its inputs, what lies between, and the documents that it rests on. */
export interface ExplainedView {
  readonly title: string;
  readonly value: string;
  readonly rule: string;
  readonly formula: string;
  readonly inputs: TableView;
  readonly steps: TableView;
  readonly sources: readonly CitedView[];
}

export const explainedView = (figure: ExplainedFigure, numbers: SourceNumbers): ExplainedView =>
  lazily<ExplainedView>({
    title: () => figure.title,
    value: () => figure.value,
    rule: () => figure.rule,
    formula: () => figure.formula,
    inputs: () =>
      table({
        caption: `What goes in: ${figure.title}`,
        corner: 'Input',
        columns: ['#Value', '~From'],
        rows: figure.inputs.map(({ name, value, from }) => ({ head: name, cells: [roundDigits(value), from] })),
      }),
    steps: () =>
      table({
        caption: `On the way: ${figure.title}`,
        corner: 'Step',
        columns: ['#Value'],
        rows: figure.steps.map(({ name, value }) => ({ head: name, cells: [value] })),
      }),
    sources: () => citedDocuments(figure.sources, numbers),
  });
