import { beforeAll, describe, expect, it } from 'vitest';
import { loadPlanInput, loadScenario } from '../../../src/cli/load-plan-input.js';
import { capacityInput } from '../../../src/engine/capacity-input.js';
import { capacityFigures, explainFigure, figuresOf, monthsOf } from '../../../src/engine/explain/explain-figure.js';
import { planCapacity } from '../../../src/engine/explain/plan-cohorts.js';
import { isPlan } from '../../../src/engine/explain/plan-tree.js';
import type { ExplainedFigure } from '../../../src/engine/explain/types.js';
import { planFor } from '../../../src/engine/plan.js';
import type { Plan } from '../../../src/engine/plan-types.js';
import { sizeInWords } from '../../../src/engine/sizing/words.js';
import { renderJson } from '../../../src/report/render-json.js';
import { asGib } from '../../../src/units/gib.js';
import { TODAY } from '../../scenario/shipped-resolver.js';

let plan: Plan;
let json: unknown;
beforeAll(async () => {
  const scenario = await loadScenario('data/samples/scenario.yaml', TODAY);
  if (!scenario.ok) throw new Error(JSON.stringify(scenario.problems));
  const input = await loadPlanInput(scenario.value, 'test');
  if (!input.ok) throw new Error(JSON.stringify(input.problems));
  plan = planFor(input.value);
  json = JSON.parse(renderJson(plan));
});

const explained = (figure: string, month?: number): ExplainedFigure =>
  explainFigure(json, figure, month) ?? expect.fail(`${figure} is not explained`);

/** "12.3 TB", "745 GiB" as GiB. */
function size(text: string): number {
  const match = /^([\d,.]+) (TB|GiB)$/.exec(text);
  const amount = +(match?.[1] ?? 'none').replaceAll(',', '');
  return match?.[2] === 'TB' ? (amount * 1e12) / 2 ** 30 : amount;
}

describe('a plan’s JSON', () => {
  it('gives back the very input that its capacity was computed from', () => {
    const { start, horizonMonths, cohorts, store, writer } = capacityInput(
      plan.scenario,
      plan.inventory.cohorts,
      plan.scenario.destination.transitionAfterDays,
    );
    expect(planCapacity(json).input).toMatchObject({ start, horizonMonths, cohorts, store, writer });
    expect(planCapacity(plan).input).toEqual(planCapacity(json).input);
  });

  it('is told from other JSON', () => {
    expect([isPlan(json), isPlan(plan), isPlan({ schema: 'x' }), isPlan(null), isPlan([1])]).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('explainFigure', () => {
  it('explains every figure that it names, the same from the value and from its JSON', () => {
    for (const figure of figuresOf(json)) {
      expect(explainFigure(plan, figure), figure).toEqual(explained(figure));
      expect(explained(figure).formula, figure).not.toBe('');
    }
  });

  it('adds the cohorts of month 18 up to the plan’s own figure, within the rounding of what is printed', () => {
    const { value, steps } = explained('capacity.physical', 18);
    const cohorts = steps.filter(({ name }) => name.includes(': in all') || name.includes('smaller cohort'));
    const total = cohorts.reduce((sum, step) => sum + size(step.value), 0);
    expect(Math.abs(total / size(value) - 1)).toBeLessThan(0.01);
    expect(value).toBe(sizeInWords(plan.capacity.months[17]?.backEndAtEnd ?? asGib(0)));
  });

  it('makes the month’s change from what is new and what is freed, within the rounding of what is printed', () => {
    const { value, inputs, steps } = explained('capacity.freed', 30);
    const [before, fresh] = inputs.map((input) => size(input.value));
    const after = size(steps.at(-1)?.value ?? '');
    expect(size(value)).toBeGreaterThan(0);
    expect(Math.abs((before ?? 0) + (fresh ?? 0) - size(value) - after) / after).toBeLessThan(0.01);
    const ages = steps.slice(0, -1).reduce((sum, step) => sum + size(step.value), 0);
    expect(Math.abs(ages / size(value) - 1)).toBeLessThan(0.02);
  });

  it('names the method that the store is computed by: a typed ratio M-13, a plain bucket M-14, chunk versions M-12', () => {
    const rule = (store: Partial<Plan['scenario']['store']>): string | undefined =>
      explainFigure({ ...plan, scenario: { ...plan.scenario, store: { ...plan.scenario.store, ...store } } }, 'capacity.physical')
        ?.rule;
    expect([rule({ mode: 'ratio' }), rule({ kind: 'plain' }), rule({})]).toEqual(['M-13', 'M-14', 'M-12']);
  });

  it('gives a report six capacity figures of the last month, each with a formula and a value of the plan', () => {
    const figures = capacityFigures(plan);
    expect(figures.map(({ figure }) => figure.replace('capacity.', ''))).toEqual([
      'front-end',
      'logical',
      'physical',
      'ratio',
      'new',
      'freed',
    ]);
    for (const { formula, inputs } of figures) expect([formula, inputs.length > 0]).toEqual([expect.stringMatching(/./), true]);
  });

  it('names a row of data/profiles.csv for each value of a shipped profile', () => {
    const inputs = explained('capacity.physical').inputs.filter(({ name }) => name.startsWith('general-vm: '));
    expect(inputs).toHaveLength(7);
    for (const { from } of inputs) expect(from).toMatch(/^data\/profiles\.csv:\d+$/);
  });

  it('calls a value that nobody wrote by its label, and one that was written by its key', () => {
    const from = (name: string): string => explained('capacity.physical').inputs.find((input) => input.name === name)?.from ?? '';
    expect(from('store: slack')).toMatch(/^default: /);
    const own = { ...plan, scenario: { ...plan.scenario, assumptions: [] } };
    const inputs = explainFigure(own, 'capacity.physical')?.inputs ?? [];
    expect(inputs.find(({ name }) => name === 'store: slack')?.from).toBe('scenario: store.slack');
  });

  it('adds the lines of cost.total up to the month’s bill', () => {
    const { value, steps } = explained('cost.total', 3);
    const cents = steps.slice(0, -1).map((step) => Math.round(+(/= ([\d.]+) USD$/.exec(step.value)?.[1] ?? '0') * 100));
    expect((cents.reduce((sum, one) => sum + one, 0) / 100).toFixed(2)).toBe(/([\d.]+) USD$/.exec(value)?.[1]);
  });

  it('takes the last month where none is named', () => {
    expect(explained('capacity.ratio')).toEqual(explained('capacity.ratio', monthsOf(json)));
  });

  it('has nothing for a figure or month that the plan does not have', () => {
    const beyond = monthsOf(json) + 1;
    expect([explainFigure(json, 'capacity.mass'), explainFigure(json, 'cost.total', beyond)]).toEqual([undefined, undefined]);
    expect([explainFigure(json, 'restore.99.time'), explainFigure(json, 'constructor')]).toEqual([undefined, undefined]);
  });
});
