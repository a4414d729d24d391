import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attributed, type DiffSide } from '../../../src/engine/diff/attribute.js';
import type { Cause, DiffInput, Outcome, PlanDiff } from '../../../src/engine/diff/types.js';
import { Decimal } from '../../../src/units/decimal.js';
import { asGib } from '../../../src/units/gib.js';
import { money } from '../../../src/units/quantity.js';
import { samplePlan } from '../../report/fixtures.js';

interface Numbers {
  readonly months: number;
  readonly volumes: number;
  readonly growth: number;
  readonly rate: string;
  readonly unit: string;
}
const A: Numbers = { months: 12, volumes: 10, growth: 0, rate: '1', unit: '2' };

/** An input that differs in these five numbers alone. */
function inputWith({ months, volumes, growth, rate, unit }: Numbers): DiffInput {
  const { scenario, inventory } = samplePlan();
  return {
    scenario: {
      ...scenario,
      horizonMonths: months,
      annualGrowth: growth,
      exchange: { from: 'USD', rate, date: '2026-01-02', source: 'bank' },
      appliance: { ...scenario.appliance, monthlyPrice: unit },
    },
    cohorts: { ...inventory, planned: { ...inventory.planned, volumes } },
    inventoryFiles: [],
  };
}

/** A toy engine: months x volumes x (1 + growth) x rate x price, to the cent; what it holds is volumes x (1 + growth). */
function toy({ scenario, cohorts }: DiffInput): Outcome {
  const { horizonMonths, annualGrowth, exchange, appliance } = scenario;
  const size = new Decimal(`${cohorts.planned.volumes}`).times(new Decimal('1').plus(`${annualGrowth ?? 0}`));
  const month = size
    .times(exchange?.rate ?? '1')
    .times(appliance.monthlyPrice ?? '0')
    .toDecimalPlaces(2);
  const total = (amount: Decimal): Outcome['total'] => ({ kind: 'complete', cost: money('EUR', amount) });
  return { total: total(month.times(`${horizonMonths}`)), lastMonth: total(month), held: asGib(cohorts.planned.volumes) };
}

function side(numbers: Numbers, madeBy = 'stowage 1', stated?: Outcome): DiffSide {
  const input = inputWith(numbers);
  return { input, stated: stated ?? toy(input), recomputed: toy(input), madeBy };
}

const amounts = ({ parts }: PlanDiff): Partial<Record<Cause, string>> =>
  Object.fromEntries(
    parts.filter(({ total }) => !total.amount.isZero()).map(({ cause, total }) => [cause, total.amount.toFixed(2)]),
  );
const sum = ({ parts }: PlanDiff): string =>
  parts.reduce((all, { total }) => all.plus(total.amount), new Decimal('0')).toFixed(2);

describe('attributed', () => {
  it('splits 240.00 -> 1,188.00 EUR into five causes by hand: 240.00, 240.00, 72.00, -79.20, 475.20', () => {
    const diff = attributed(side(A), side({ months: 24, volumes: 15, growth: 0.1, rate: '0.9', unit: '3' }), toy);
    // 12 x 10 x 2 = 240; 24 x 10 x 2 = 480; 24 x 15 x 2 = 720; x 1.1 = 792; x 0.9 = 712.80; 3 for 2: 1,069.20
    expect(amounts(diff)).toEqual({
      period: '240.00',
      volumes: '240.00',
      growth: '72.00',
      'exchange rate': '-79.20',
      prices: '356.40',
    });
    expect([diff.difference.total.amount.toFixed(2), sum(diff)]).toEqual(['829.20', '829.20']);
  });
  it('gives version what the same input now costs otherwise: 240.00 as stated, 250.00 recomputed, is +10.00', () => {
    const stated = { ...toy(inputWith(A)), total: { kind: 'complete', cost: money('EUR', '230') } } as const;
    const diff = attributed(side(A, 'stowage 1', stated), side({ ...A, volumes: 11 }, 'stowage 2'), toy);
    expect(amounts(diff)).toEqual({ version: '10.00', volumes: '24.00' });
    expect(diff.parts[0]?.changes).toEqual([{ key: 'made by', before: 'stowage 1', after: 'stowage 2' }]);
  });
  it('names each value that changed with both of its values, under its cause', () => {
    const { parts } = attributed(side(A), side({ ...A, months: 24, unit: '3' }), toy);
    expect(
      parts.flatMap(({ cause, changes }) => changes.map((change) => [cause, change.key, change.before, change.after])),
    ).toEqual([
      ['period', 'horizonMonths', '12', '24'],
      ['prices', 'appliance.monthlyPrice', '2', '3'],
    ]);
  });
  it('is nothing in every part between a plan and itself', () => {
    const diff = attributed(side(A), side(A), toy);
    expect(amounts(diff)).toEqual({});
    expect(diff.parts.flatMap(({ changes }) => changes)).toEqual([]);
  });
  it('adds up to the difference exactly, whatever changed, and is its own negative the other way round', () => {
    const numbers = fc.record({
      months: fc.integer({ min: 1, max: 120 }),
      volumes: fc.integer({ min: 1, max: 10_000 }),
      growth: fc.constantFrom(0, 0.05, 0.333),
      rate: fc.constantFrom('1', '0.8645', '1.1317'),
      unit: fc.constantFrom('0', '0.01', '1999.99'),
    });
    fc.assert(
      fc.property(numbers, numbers, (one, other) => {
        const [there, back] = [attributed(side(one), side(other), toy), attributed(side(other), side(one), toy)];
        expect(sum(there)).toBe(there.difference.total.amount.toFixed(2));
        expect(there.difference.total.amount.plus(back.difference.total.amount).toFixed(2)).toBe('0.00');
      }),
      { numRuns: 50 },
    );
  });
  it('refuses to take dollars from euros', () => {
    const dollars = { ...toy(inputWith(A)), total: { kind: 'complete', cost: money('USD', '1') } } as const;
    expect(() => attributed(side(A, 'x', dollars), side(A), toy)).toThrow(RangeError);
  });
});
