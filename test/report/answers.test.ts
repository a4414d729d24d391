import { beforeAll, describe, expect, it } from 'vitest';
import { loadPlanInput, loadScenario } from '../../src/cli/load-plan-input.js';
import { planFor } from '../../src/engine/plan.js';
import type { Plan } from '../../src/engine/plan-types.js';
import { withOdds } from '../../src/engine/uncertainty/plan-with-odds.js';
import { answersView } from '../../src/report/view-model-answers.js';
import { dayOf } from '../../src/units/day.js';

let point: Plan;
let drawn: Plan;

beforeAll(async () => {
  const loaded = await loadScenario('data/samples/scenario.yaml', dayOf(2026, 10, 1));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const read = await loadPlanInput(loaded.value, 'test');
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const input = read.value;
  point = planFor(input);
  drawn = withOdds({ ...input, scenario: { ...input.scenario, uncertainty: { trials: 300, seed: 1, ranges: [] } } }, point);
}, 120_000);

const rangesOf = (plan: Plan) =>
  answersView(plan).map(({ facts }) => facts.filter(({ name }) => / cases of /.test(name)).map(({ value }) => value));

describe('the three answers', () => {
  it('have a range each: terabytes and dollars from P10 to P90, hours at P95', () =>
    expect(rangesOf(drawn)).toEqual([
      [expect.stringMatching(/^[\d.]+ TB to [\d.]+ TB \(P10 to P90\)$/)],
      [expect.stringMatching(/^at least \$[\d,]+ to \$[\d,]+ \(P10 to P90\)$/)],
      [expect.stringMatching(/^at most \d+ h \d+ min \(P95\)$/)],
    ]));

  it('have the likely value within their range', () => {
    const [hold] = answersView(drawn);
    const [low = 0, high = 0] = [...(hold?.facts[0]?.value ?? '').matchAll(/([\d,.]+) TB/g)].map(([, size]) => Number(size));
    const likely = Number.parseFloat(hold?.figure ?? '');
    expect(low < likely && likely < high).toBe(true);
  });

  it('have none where nothing was drawn', () => expect(rangesOf(point)).toEqual([[], [], []]));

  it('say "never" of a restore that ends in too few trials, not "at most never"', () => {
    const restores = drawn.restores.map((restore) =>
      restore.odds
        ? { ...restore, odds: { ...restore.odds, value: { ...restore.odds.value, p95: Number.POSITIVE_INFINITY } } }
        : restore,
    );
    expect(rangesOf({ ...drawn, restores })[2]).toEqual(['never (P95)']);
  });
});
