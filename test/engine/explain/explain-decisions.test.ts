import { expect, it } from 'vitest';
import { decisionFigures, explainDecision } from '../../../src/engine/explain/explain-decisions.js';
import { explainFigure } from '../../../src/engine/explain/explain-figure.js';

const money = (amount: string) => ({ amount, currency: 'EUR' });
const because = (rule: string) => ({
  rule,
  formula: `formula of ${rule}`,
  inputs: [{ name: 'n', value: '1', from: 'x' }],
  sources: [],
});

/** A plan's JSON, as far as decisions go. */
const PLAN = {
  capacity: { months: [{}] },
  decisions: {
    baseline: {
      baselines: [
        {
          title: 'own disk',
          saving: { low: -0.25, likely: 0.5, high: 0.75 },
          cost: { low: money('80'), likely: money('200'), high: money('400') },
          needed: { cost: money('1000') },
          because: because('M-112'),
        },
      ],
    },
    migrations: [
      {
        from: { label: 'A' },
        to: { label: 'B' },
        size: 512,
        monthlySaving: money('12.50'),
        netPresentValue: money('-366.15'),
        calendar: { perDay: 1024, finish: null },
        because: [because('M-100'), because('M-101'), because('M-105')],
      },
    ],
    answers: [
      {
        kind: 'value',
        solution: {
          question: 'How many months?',
          unit: ['month', 'months'],
          answer: 1,
          range: [0, 36],
          because: 'total at most the budget',
          at: { value: 1, figure: 'total 90 EUR', holds: true },
          beyond: { value: 2, figure: 'total 110 EUR', holds: false },
        },
      },
      { kind: 'class' },
    ],
  },
};

it('names a figure for each decision that has one value', () => {
  expect(decisionFigures(PLAN)).toEqual([
    'decision.baseline.1.saving',
    'decision.migration.1.pace',
    'decision.migration.1.calendar',
    'decision.migration.1.present-value',
    'decision.answer.1.value',
  ]);
  expect(decisionFigures({ decisions: null })).toEqual([]);
});

it('takes them apart: a saving of 50 % with its range, a present value of -366.15 EUR, an answer of 1 month, each with its rule', () => {
  const told = decisionFigures(PLAN).map((figure) => {
    const { value, rule, formula } = explainDecision(PLAN, figure);
    return [value, rule, formula];
  });
  expect(told).toEqual([
    ['50% (-25% to 75%)', 'M-112', 'formula of M-112'],
    ['1,024 GiB a day', 'M-100', 'formula of M-100'],
    ['does not end within the plan', 'M-101', 'formula of M-101'],
    ['-366.15 EUR', 'M-105', 'formula of M-105'],
    ['1 month', 'M-110', 'total at most the budget'],
  ]);
  expect(explainFigure(PLAN, 'decision.answer.1.value')?.steps).toEqual([
    { name: '1 month', value: 'total 90 EUR' },
    { name: '2 months', value: 'total 110 EUR' },
  ]);
  expect(explainFigure(PLAN, 'decision.answer.2.value')).toBeUndefined();
});
