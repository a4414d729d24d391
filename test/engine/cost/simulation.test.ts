import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { destinationTerms } from '../../../src/engine/cost/destination-terms.js';
import { monthCharges } from '../../../src/engine/cost/month-charges.js';
import { monthlyCostDouble, simulationTerms } from '../../../src/engine/cost/simulation.js';
import type { UseCase } from '../../../src/scenario/types.js';
import { Decimal, doubleFromExact } from '../../../src/units/decimal.js';
import { asGib } from '../../../src/units/gib.js';
import { capacityMonth, frankfurt, inputFor, virginia2026 } from './books.js';
import { anyMonth } from './months.js';

const FACTOR = '0.828';
const exchange = { from: 'USD', rate: '0.9', date: '2016-02-15', source: 'the scenario' };
const discounts = [{ storageClass: '*', item: '*', percent: '8', reason: 'contract' }];

const destinations = [
  inputFor({ ...frankfurt, storageClass: 'STANDARD_IA', transitionAfterDays: 20 }, { useCase: 'combined', objectMib: 1 / 16 }),
  inputFor(frankfurt, { useCase: 'combined' }),
  inputFor(frankfurt),
  inputFor(frankfurt, { useCase: 'backup' }),
  inputFor(virginia2026),
];

describe('monthlyCostDouble', () => {
  it('is 1,228.80 for 102,400 GiB in Glacier, Frankfurt, a whole month', () => {
    const month = capacityMonth(2016, 4, { inFirstClass: asGib(102_400) });
    expect(monthlyCostDouble(simulationTerms(destinationTerms(inputFor(frankfurt))), month)).toBeCloseTo(1228.8, 9);
  });

  it('stays within 1e-9 of the exact bill before its cents, for every use case and from 1 GiB to 57 PB twice over', () => {
    fc.assert(
      fc.property(fc.constantFrom(...destinations), anyMonth, (input, month) => {
        const terms = destinationTerms(input);
        const exact = monthCharges(terms, month).reduce(
          (sum, line) => (line.kind === 'priced' ? sum.plus(line.listCost.amount) : sum),
          new Decimal(0),
        );
        const double = monthlyCostDouble(simulationTerms(terms), month);
        return Math.abs(double - doubleFromExact(exact)) <= 1e-9 * Math.max(double, 1e-12);
      }),
    );
  });

  it('takes discount and exchange with it: 8 % off at 0.9 is 0.828 of the list', () => {
    const month = capacityMonth(2016, 4, { inFirstClass: asGib(102_400), objectsPut: 1e6 });
    const cost = (useCase: UseCase, more = {}) =>
      monthlyCostDouble(simulationTerms(destinationTerms(inputFor(frankfurt, { useCase, ...more }))), month);
    for (const useCase of ['cold', 'backup', 'combined'] as const) {
      const list = cost(useCase);
      expect(cost(useCase, { discounts, exchange, currency: 'EUR' }) / list).toBeCloseTo(+FACTOR, 12);
    }
  });
});
