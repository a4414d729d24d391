import { formatDay } from '../../units/day.js';
import { Decimal } from '../../units/decimal.js';
import { groupDigits } from '../../units/digits.js';
import { asGib } from '../../units/gib.js';
import { grouped, percentInWords, sizeInWords } from '../sizing/words.js';
import { fromBecause } from './explain-because.js';
import { at, dayAt, knownNumber, listAt, numberAt, type PlanTree, textAt } from './plan-tree.js';
import type { ExplainedFigure } from './types.js';

/** Rules of a move, by the name of the figure that each one gives. */
const MOVE_FIGURES: Readonly<Record<string, string>> = { pace: 'M-100', calendar: 'M-101', 'present-value': 'M-105' };

const FIGURE = /^decision\.(baseline|migration|answer)\.(\d+)\.(saving|pace|calendar|present-value|value)$/;

/** Figures of what a scenario wanted decided, numbered from 1 in the report's order: "decision.baseline.1.saving". */
export function decisionFigures(tree: PlanTree): readonly string[] {
  const numbered = (list: readonly PlanTree[], name: string, figures: readonly string[]): readonly string[] =>
    list.flatMap((_, index) => figures.map((figure) => `decision.${name}.${index + 1}.${figure}`));
  return [
    ...numbered(listAt(tree, 'decisions', 'baseline', 'baselines'), 'baseline', ['saving']),
    ...(at(tree, 'decisions', 'optimum') === undefined ? [] : ['decision.optimum']),
    ...numbered(listAt(tree, 'decisions', 'migrations'), 'migration', Object.keys(MOVE_FIGURES)),
    // An answer that is a class is a search, and stands in the report.
    ...listAt(tree, 'decisions', 'answers').flatMap((answer, index) =>
      textAt(answer, 'kind') === 'value' ? [`decision.answer.${index + 1}.value`] : [],
    ),
  ];
}

/** One of `decisionFigures`. */
export function explainDecision(tree: PlanTree, figure: string): ExplainedFigure {
  if (figure === 'decision.optimum') return explainOptimum(at(tree, 'decisions', 'optimum'));
  const [, kind, number = '1', name = ''] = FIGURE.exec(figure) ?? [];
  const index = +number - 1;
  if (kind === 'baseline') return explainSaving(figure, at(tree, 'decisions', 'baseline', 'baselines', index));
  if (kind === 'migration') return explainMove(figure, at(tree, 'decisions', 'migrations', index), name);
  return explainAnswer(figure, at(tree, 'decisions', 'answers', index, 'solution'));
}

const moneyAt = (tree: PlanTree, ...path: readonly string[]): string =>
  `${groupDigits(new Decimal(textAt(tree, ...path, 'amount')).toFixed(2))} ${textAt(tree, ...path, 'currency')}`;

function explainSaving(figure: string, baseline: PlanTree): ExplainedFigure {
  const share = (name: string): string => percentInWords(numberAt(baseline, 'saving', name));
  const steps = [
    ...['low', 'likely', 'high'].map((name) => ({ name: `cost, ${name}`, value: moneyAt(baseline, 'cost', name) })),
    { name: 'saving: 1 - plan / cost (M-113)', value: share('likely') },
    { name: 'cost at which the claim holds', value: moneyAt(baseline, 'needed', 'cost') },
  ];
  const value = `${share('likely')} (${share('low')} to ${share('high')})`;
  return fromBecause({ figure, title: `Saving against ${textAt(baseline, 'title')}`, value, steps }, at(baseline, 'because'));
}

function explainMove(figure: string, move: PlanTree, name: string): ExplainedFigure {
  const rule = MOVE_FIGURES[name];
  const because = listAt(move, 'because').find((one) => textAt(one, 'rule') === rule);
  const perDay = `${grouped(numberAt(move, 'calendar', 'perDay'))} GiB a day`;
  const title = `Move from ${textAt(move, 'from', 'label')} to ${textAt(move, 'to', 'label')}: ${name}`;
  const steps = [
    { name: 'stored', value: sizeInWords(asGib(numberAt(move, 'size'))) },
    { name: 'saving a month after', value: moneyAt(move, 'monthlySaving') },
  ];
  const values: Readonly<Record<string, string>> = {
    pace: perDay,
    calendar: dateOr(move, 'finish', 'does not end within the plan'),
    'present-value': moneyAt(move, 'netPresentValue'),
  };
  return fromBecause({ figure, title, value: values[name] ?? '', steps }, because);
}

function dateOr(move: PlanTree, name: string, none: string): string {
  const day = dayAt(move, 'calendar', name);
  return day === undefined ? none : formatDay(day);
}

function explainAnswer(figure: string, solution: PlanTree): ExplainedFigure {
  const [one = '', many = ''] = listAt(solution, 'unit').map((word) => (typeof word === 'string' ? word : ''));
  const inUnit = (value: number): string => `${grouped(value)} ${value === 1 ? one : many}`;
  const answer = knownNumber(solution, 'answer');
  const looks = [at(solution, 'at'), at(solution, 'beyond')].filter((look) => look !== undefined);
  const because = {
    rule: 'M-110',
    formula: textAt(solution, 'because'),
    inputs: [
      {
        name: 'looked at',
        value: `${grouped(numberAt(solution, 'range', 0))} to ${inUnit(numberAt(solution, 'range', 1))}`,
        from: 'engine: by halves, each look a whole plan',
      },
    ],
  };
  const steps = looks.map((look) => ({ name: inUnit(numberAt(look, 'value')), value: textAt(look, 'figure') }));
  const value = answer === undefined ? 'none' : inUnit(answer);
  return fromBecause({ figure, title: textAt(solution, 'question'), value, steps }, because);
}

function explainOptimum(optimum: PlanTree): ExplainedFigure {
  const count = (name: string): string => grouped(numberAt(optimum, name));
  const because = {
    rule: 'M-109',
    formula:
      'designs in the order of cost: the first that keeps every limit; on the front where nothing cheaper restores as fast',
    inputs: [
      { name: 'designs in the grid', value: count('candidates'), from: 'scenario: its lists multiplied' },
      { name: 'restores worked out', value: count('looked'), from: 'engine: M-109' },
      { name: 'held to trials', value: count('drawn'), from: 'engine: M-115' },
      { name: 'probability', value: percentInWords(numberAt(optimum, 'limits', 'probability')), from: 'scenario' },
      { name: 'growth headroom', value: percentInWords(numberAt(optimum, 'limits', 'headroom')), from: 'scenario' },
    ],
  };
  const label = textAt(optimum, 'best', 'candidate', 'place', 'destination', 'label');
  const value = label === '' ? 'no design keeps every limit' : label;
  return fromBecause({ figure: 'decision.optimum', title: 'Cheapest design that keeps every limit', value, steps: [] }, because);
}
