import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type UsageLine, varianceOf } from '../../../src/engine/decide/variance.js';
import { Decimal } from '../../../src/units/decimal.js';

const line = (name: string, quantity: string, cost: string | undefined, isStorage = name.endsWith('storage')): UsageLine => ({
  name,
  isStorage,
  quantity: new Decimal(quantity),
  cost: cost === undefined ? undefined : new Decimal(cost),
});

const parts = (planned: readonly UsageLine[], actual: readonly UsageLine[]) => {
  const { volume, mix, policy, price, difference } = varianceOf(planned, actual, 'USD');
  return [volume, mix, policy, price, difference].map(({ amount }) => amount.toFixed(2));
};

describe('varianceOf', () => {
  it('splits 19.68 dollars by hand: 20 % more stored, half of it moved to the dear class, requests doubled, 10 % dearer storage', () => {
    // Planned: 100 at 0.10 and 300 at 0.02: 16. Stored 480: volume 16 x 0.2 = 3.20.
    const planned = [line('HOT storage', '100', '10'), line('COLD storage', '300', '6'), line('HOT put', '1000', '4')];
    // Hot 240 instead of 120: mix (240 - 120) x 0.10 + (240 - 360) x 0.02 = 9.60. Requests 1000 more at 0.004: 4.00.
    const actual = [line('HOT storage', '240', '26.40'), line('COLD storage', '240', '5.28'), line('HOT put', '2000', '8')];
    // Price: 26.40 + 5.28 - (24 + 4.80) = 2.88; in all 19.68.
    expect(parts(planned, actual)).toEqual(['3.20', '9.60', '4.00', '2.88', '19.68']);
  });

  it('has no price part where the usage has no money of its own', () => {
    const planned = [line('HOT storage', '100', '10'), line('HOT put', '1000', '4')];
    expect(parts(planned, [line('HOT storage', '150', undefined), line('HOT put', '500', undefined)])).toEqual([
      '5.00',
      '0.00',
      '-2.00',
      '0.00',
      '3.00',
    ]);
  });

  it('counts what the plan has no price for as policy, whole', () => {
    const planned = [line('HOT storage', '100', '10')];
    expect(parts(planned, [line('HOT storage', '100', '10'), line('egress', '50', '4.50')])).toEqual([
      '0.00',
      '0.00',
      '4.50',
      '0.00',
      '4.50',
    ]);
  });

  it('adds up to the cent whatever was planned and used', () => {
    const amount = fc.integer({ min: 0, max: 1_000_000 }).map((value) => (value / 97).toFixed(6));
    const any = fc.array(
      fc.record({
        name: fc.constantFrom('A storage', 'B storage', 'C storage', 'A put', 'egress'),
        quantity: amount,
        cost: amount,
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(any, any, (planned, actual) => {
        const of = (all: typeof planned) => all.map(({ name, quantity, cost }) => line(name, quantity, cost));
        const found = varianceOf(of(planned), of(actual), 'USD');
        const sum = found.volume.amount.plus(found.mix.amount).plus(found.policy.amount).plus(found.price.amount);
        return sum.eq(found.difference.amount) && found.planned.amount.plus(sum).eq(found.actual.amount);
      }),
    );
  });
});
