import { explainRestore, explainRpo, explainWan, explainWindow } from './explain-because.js';
import { explainCapacity, explainLogical, explainRatio } from './explain-capacity.js';
import { costFigures, explainCost } from './explain-cost.js';
import { decisionFigures, explainDecision } from './explain-decisions.js';
import { explainFreed, explainFrontEnd, explainNew } from './explain-flows.js';
import { listAt, type PlanTree } from './plan-tree.js';
import type { ExplainedFigure } from './types.js';

const BY_MONTH: Readonly<Record<string, (tree: PlanTree, month: number) => ExplainedFigure>> = {
  'capacity.physical': explainCapacity,
  'capacity.logical': explainLogical,
  'capacity.ratio': explainRatio,
  'capacity.front-end': explainFrontEnd,
  'capacity.new': explainNew,
  'capacity.freed': explainFreed,
  ...Object.fromEntries(
    costFigures().map((figure) => [figure, (tree: PlanTree, month: number) => explainCost(tree, figure, month)] as const),
  ),
};

const OF_PLAN: Readonly<Record<string, (tree: PlanTree) => ExplainedFigure>> = {
  'wan.need': explainWan,
  'window.hours': explainWindow,
  'rpo.hours': explainRpo,
};

/** Every figure of a plan that can be asked for. */
export function figuresOf(tree: PlanTree): readonly string[] {
  const restores = listAt(tree, 'restores').map((_, index) => `restore.${index + 1}.time`);
  return [...Object.keys(BY_MONTH), ...restores, ...Object.keys(OF_PLAN), ...decisionFigures(tree)];
}

/** Does the figure differ from month to month? */
export const hasMonths = (figure: string): boolean => Object.hasOwn(BY_MONTH, figure);

/** Months of a plan. */
export const monthsOf = (tree: PlanTree): number => listAt(tree, 'capacity', 'months').length;

/**
 * Takes one figure apart.
 *
 * @param tree  a plan as a value or as its parsed JSON
 * @param month from 1; the last month when absent
 * @returns undefined for a figure or month that the plan does not have
 *
 * Source: design model section 9; the rules are in docs/methodology*.md.
 */
export function explainFigure(tree: PlanTree, figure: string, month = monthsOf(tree)): ExplainedFigure | undefined {
  if (!figuresOf(tree).includes(figure) || month < 1 || month > monthsOf(tree)) return undefined;
  const byMonth = hasMonths(figure) ? BY_MONTH[figure] : undefined;
  if (byMonth !== undefined) return byMonth(tree, month - 1);
  const ofPlan = Object.hasOwn(OF_PLAN, figure) ? OF_PLAN[figure] : undefined;
  if (ofPlan !== undefined) return ofPlan(tree);
  if (figure.startsWith('decision.')) return explainDecision(tree, figure);
  return explainRestore(tree, +(/^restore\.(\d+)\.time$/.exec(figure)?.[1] ?? '0'));
}

/** The figures of a report's capacity section, in its order, for the last month. */
export const capacityFigures = (tree: PlanTree): readonly ExplainedFigure[] =>
  ['front-end', 'logical', 'physical', 'ratio', 'new', 'freed'].flatMap((name) => explainFigure(tree, `capacity.${name}`) ?? []);
