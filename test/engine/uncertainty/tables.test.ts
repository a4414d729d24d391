import { describe, expect, it } from 'vitest';
import type { Profile } from '../../../src/catalog/types.js';
import { capacityOf } from '../../../src/engine/capacity/capacity-of.js';
import { capacityInput } from '../../../src/engine/capacity-input.js';
import { planFor } from '../../../src/engine/plan.js';
import type { Plan, PlanInput } from '../../../src/engine/plan-types.js';
import { restorePlan } from '../../../src/engine/restore/restore-plan.js';
import { chosenLimits } from '../../../src/engine/sizing/limits.js';
import { drawBlock } from '../../../src/engine/uncertainty/draws.js';
import type { Model } from '../../../src/engine/uncertainty/model.js';
import { type Outcome, outcomeFor, runTrial, trialRoom } from '../../../src/engine/uncertainty/trial.js';
import { preparedModel } from '../../../src/engine/uncertainty/uncertainty-of.js';
import { formatDay } from '../../../src/units/day.js';
import { type EstateChange, estate } from './estate.js';

const SYMBOLS = ['used', 'shared', 'compression', 'dailyChange', 'hot', 'writeKib', 'annualGrowth'] as const;

/** The scenario in which a trial's draws are the likely values. */
function asScenario({ scenario }: PlanInput, { inputs }: Model, values: (place: number) => number) {
  const drawn = (name: string, of: Profile): Profile => {
    const moved = SYMBOLS.map((symbol) => {
      const place = inputs.findIndex(({ key }) => key === `profiles.${name}.${symbol}`);
      return [symbol, place < 0 ? of[symbol] : { ...of[symbol], likely: values(place) }] as const;
    });
    return { ...of, ...Object.fromEntries(moved) };
  };
  return {
    ...scenario,
    profiles: Object.fromEntries(Object.entries(scenario.profiles).map(([name, of]) => [name, drawn(name, of)])),
  };
}

interface Truth {
  readonly capacity: ReturnType<typeof capacityOf>;
  readonly hours: readonly number[];
}

/** What the daily engine and the restore plan say of it; waits are drawn apart and left out. */
function truthOf(input: PlanInput, plan: Plan, scenario: PlanInput['scenario']): Truth {
  const capacity = capacityOf(capacityInput(scenario, input.cohorts.cohorts, scenario.destination.transitionAfterDays));
  const book = input.books[formatDay(scenario.destination.pricesAsOf)];
  if (book === undefined) throw new Error('the estate has a book');
  const box = chosenLimits(plan.appliance.chosen, scenario, input.catalog);
  const restores = restorePlan({ scenario, cohorts: input.cohorts, capacity, box, units: plan.appliance.needed.units, book });
  return { capacity, hours: restores.map(({ hours }) => hours) };
}

function compare(change: EstateChange, trials: number) {
  const input = estate(change);
  const plan = planFor(input);
  const model = preparedModel(input, plan, []);
  const room = trialRoom(model);
  const outcome: Outcome = outcomeFor(model);
  const { values, trials: perBlock } = drawBlock(model.distributions, 11, 0);
  return Array.from({ length: trials }, (_, trial) => {
    // Waits stay likely: the restore plan knows no other.
    const own = Float64Array.from(model.inputs, ({ key, likely }, place) =>
      key.startsWith('retrieval.') ? likely : (values[place * perBlock + trial] ?? 0),
    );
    runTrial(model, room, { values: own, trials: 1 }, 0, outcome);
    const truth = truthOf(
      input,
      plan,
      asScenario(input, model, (place) => own[place] ?? 0),
    );
    const { months } = truth.capacity;
    const off = (value: number, wanted: number): number => Math.abs(value / wanted - 1);
    return {
      atEnd: off(outcome.backEndAtEnd, months.at(-1)?.backEndAtEnd ?? 0),
      month: months.reduce((most, month, index) => Math.max(most, off(outcome.backEnd[index] ?? 0, month.backEnd)), 0),
      restore: truth.hours.reduce((most, hours, index) => Math.max(most, off(outcome.restores[index] ?? 0, hours)), 0),
    };
  });
}

const cases: readonly (readonly [string, number, EstateChange])[] = [
  ['nightly fulls in a deduplicating store', 0.01, {}],
  ['fulls with incrementals in a deduplicating store', 0.025, { fullEvery: 7 }],
  ['a deduplicating store behind a compressing writer', 0.01, { cinder: { compression: 'zlib' } }],
  ['the same with incrementals', 0.01, { fullEvery: 7, cinder: { compression: 'zlib' } }],
  [
    'a plain bucket of compressed incrementals',
    0.02,
    { fullEvery: 7, store: { kind: 'plain' }, cinder: { compression: 'zlib' } },
  ],
  ['a plain bucket of fulls as they are', 0.01, { store: { kind: 'plain' } }],
  ['fixed segments', 0.01, { store: { fixedSegments: true, segmentMeanKib: 8 } }],
  ['a typed ratio', 0.01, { store: { mode: 'ratio' } }],
];

describe('the tables of a plan', () => {
  it.each(cases)('hold every month of 12 drawn worlds within the tolerance: %s, %d', (_, tolerance, change) => {
    for (const { atEnd, month } of compare(change, 12)) {
      expect(atEnd).toBeLessThan(tolerance);
      expect(month).toBeLessThan(tolerance);
    }
  });

  it('time the restores of drawn worlds as the restore plan does, to 1e-6', () => {
    for (const { restore } of compare({}, 12)) expect(restore).toBeLessThan(1e-6);
    for (const { restore } of compare({ fullEvery: 7 }, 4)) expect(restore).toBeLessThan(1e-6);
  });
});
