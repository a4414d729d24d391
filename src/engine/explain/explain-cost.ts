import { formatDay } from '../../units/day.js';
import { Decimal, parseDecimal } from '../../units/decimal.js';
import { COST_KINDS } from '../charge.js';
import { at, dayAt, listAt, type PlanTree, textAt } from './plan-tree.js';
import { distinct, sourceOf } from './provenance.js';
import type { ExplainedFigure } from './types.js';

/** As typed: no blanks. "early-deletion" is the kind "early deletion". */
export const costFigures = (): readonly string[] => ['cost.total', ...COST_KINDS.map((kind) => `cost.${kind.replace(' ', '-')}`)];

/**
 * The bill of one month, all of it or one kind: every line with its quantity, price and the rule that made it.
 *
 * @param month index into the plan's months, from 0
 *
 * Source: docs/methodology-cost.md; the charges carry their own explanations.
 */
export function explainCost(tree: PlanTree, figure: string, month: number): ExplainedFigure {
  const kind = figure.replace(/^cost\./, '').replace('-', ' ');
  const bill = at(tree, 'cost', 'months', month);
  const lines = listAt(bill, 'charges').filter((charge) => kind === 'total' || textAt(charge, 'kindOfCost') === kind);
  const becauses = lines.map((charge) => at(charge, 'because'));
  const from = dayAt(bill, 'from');
  return {
    figure,
    title: `${kind === 'total' ? 'Bill' : `Bill, ${kind}`} of month ${month + 1}${from === undefined ? '' : `, from ${formatDay(from)}`}`,
    value: kind === 'total' ? totalOf(at(bill, 'total')) : sumOf(tree, lines),
    rule: [...new Set(becauses.map((because) => textAt(because, 'rule')))].join(', ') || 'no line',
    formula: [...new Set(becauses.map((because) => textAt(because, 'formula')))].join('; ') || 'this month has no such line',
    inputs: uniqueInputs(becauses),
    steps: [
      ...lines.map((charge) => ({ name: textAt(charge, 'label'), value: lineOf(charge) })),
      { name: 'over the whole horizon', value: overHorizon(tree, kind) },
    ],
    sources: distinct(becauses.flatMap((because) => listAt(because, 'sources').map(sourceOf))),
  };
}

/** Inputs of all lines, those that several lines share once. */
function uniqueInputs(becauses: readonly PlanTree[]): ExplainedFigure['inputs'] {
  const inputs = becauses
    .flatMap((because) => listAt(because, 'inputs'))
    .map((input) => ({ name: textAt(input, 'name'), value: textAt(input, 'value'), from: textAt(input, 'from') }));
  return [...new Map(inputs.map((input) => [`${input.name}|${input.value}|${input.from}`, input])).values()];
}

const money = (tree: PlanTree): string => {
  const amount = textAt(tree, 'amount');
  return amount === '' ? 'nothing' : `${amount} ${textAt(tree, 'currency')}`;
};

function lineOf(charge: PlanTree): string {
  const quantity = `${textAt(charge, 'quantity', 'amount')} ${textAt(charge, 'quantity', 'unit')}`;
  if (textAt(charge, 'kind') === 'unpriced') return `no price: ${textAt(charge, 'missing')}`;
  return textAt(charge, 'kind') === 'included' ? `${quantity}, included` : `${quantity} = ${money(at(charge, 'cost'))}`;
}

function totalOf(total: PlanTree): string {
  return `${textAt(total, 'kind') === 'atLeast' ? 'at least ' : ''}${money(at(total, 'cost'))}`;
}

function sumOf(tree: PlanTree, lines: readonly PlanTree[]): string {
  const priced = lines.filter((charge) => textAt(charge, 'kind') === 'priced').map((charge) => textAt(charge, 'cost', 'amount'));
  const sum = priced.reduce((total, amount) => total.plus(parseDecimal(amount) ?? 0), new Decimal(0));
  const unpriced = lines.some((charge) => textAt(charge, 'kind') === 'unpriced') ? 'at least ' : '';
  return `${unpriced}${sum.toFixed(2)} ${textAt(tree, 'scenario', 'currency')}`;
}

function overHorizon(tree: PlanTree, kind: string): string {
  return kind === 'total' ? totalOf(at(tree, 'cost', 'total')) : money(at(tree, 'cost', 'byKind', kind));
}
