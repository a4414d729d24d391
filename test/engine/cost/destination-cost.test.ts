import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CapacityMonth } from '../../../src/engine/capacity/types.js';
import { destinationCost } from '../../../src/engine/cost/destination-cost.js';
import type { UseCase } from '../../../src/scenario/types.js';
import { Decimal } from '../../../src/units/decimal.js';
import { asGib, GIB_PER_TB } from '../../../src/units/gib.js';
import { book2016, capacityMonth, day, frankfurt, inputFor, ireland } from './books.js';
import { anyMonth } from './months.js';

const costs = (month: { readonly charges: readonly import('../../../src/engine/charge.js').Charge[] } | undefined) =>
  (month?.charges ?? []).map((line) => [line.label, line.kind === 'priced' ? line.cost.amount.toFixed(2) : line.kind]);

const april = capacityMonth(2016, 4, {
  frontEnd: asGib(10 * GIB_PER_TB),
  backEnd: asGib(3000),
  inFirstClass: asGib(1000),
  inArchiveClass: asGib(2000),
  transitioned: asGib(320),
  objectsPut: 20_000,
  objectsMoved: 10_240,
});

describe('destinationCost', () => {
  it('bills a combined month of 1,000 GiB in Standard and 2,000 in Glacier, Frankfurt, line by line: 57.12 USD', () => {
    // 1,000 x 0.0324 = 32.40; 2,000 x 0.012 = 24.00; 20,000 x 0.0054 / 1,000 = 0.108; 10,240 x 0.06 / 1,000 = 0.6144
    const { months, total, byKind } = destinationCost({ ...inputFor(frankfurt, { useCase: 'combined' }), capacity: [april] });
    expect(costs(months[0])).toEqual([
      ['Storage, Standard, Frankfurt, from 0 GiB-Months', '32.40'],
      ['Storage, Glacier, Frankfurt', '24.00'],
      ['PUT requests, Standard, Frankfurt', '0.11'],
      ['Transitions into Glacier, Frankfurt', '0.61'],
    ]);
    expect([total.kind, total.cost.amount.toFixed(2)]).toEqual(['complete', '57.12']);
    expect(byKind.storage?.amount.toFixed(2)).toBe('56.40');
  });

  it('bills all 3,000 GiB in Glacier when the use case is cold, and its objects as PUT and transition', () => {
    const { months } = destinationCost({ ...inputFor(frankfurt), capacity: [april] });
    expect(costs(months[0])).toEqual([
      ['Storage, Glacier, Frankfurt', '36.00'],
      ['PUT requests, Standard, Frankfurt', '0.11'],
      ['Transitions into Glacier, Frankfurt', '1.20'],
    ]);
  });

  it('bills all 3,000 GiB in Standard when the use case is backup: 33.18 and 63.04 USD in two tiers', () => {
    // 1,024 x 0.0324 = 33.1776; 1,976 x 0.0319 = 63.0344
    const { months } = destinationCost({ ...inputFor(frankfurt, { useCase: 'backup' }), capacity: [april] });
    expect(costs(months[0])).toEqual([
      ['Storage, Standard, Frankfurt, from 0 GiB-Months', '33.18'],
      ['Storage, Standard, Frankfurt, from 1024 GiB-Months', '63.03'],
      ['PUT requests, Standard, Frankfurt', '0.11'],
    ]);
  });

  it('is 5.71 USD per front-end TB and month for 57.12 USD and 10 TB', () => {
    const { perTbMonth } = destinationCost({ ...inputFor(frankfurt, { useCase: 'combined' }), capacity: [april] });
    expect(perTbMonth.amount.toFixed(2)).toBe('5.71');
  });

  it('names the last whole month: April, not the 15 days of May', () => {
    const may = { ...april, from: day('2016-05-01'), until: day('2016-05-16'), days: 15, daysOfMonth: 31 };
    const { months, lastMonth } = destinationCost({ ...inputFor(frankfurt), capacity: [april, may] });
    expect(lastMonth).toEqual(months[0]?.total);
  });

  it('bills 2 appliances at 1,250.00 for 15 of 30 days: 1,250.00 USD', () => {
    const half = capacityMonth(2016, 4, { days: 15 });
    const { months } = destinationCost({
      ...inputFor(frankfurt),
      capacity: [half],
      applianceMonthly: { price: '1250.00', units: 2 },
    });
    expect(costs(months[0])).toEqual([['Appliances', '1250.00']]);
  });

  it('says "at least" and names the appliance once over 12 months when its price is not told', () => {
    const year = Array.from({ length: 12 }, (_, month) => capacityMonth(2016, month + 1, { inFirstClass: asGib(100) }));
    const { total } = destinationCost({
      ...inputFor(frankfurt),
      capacity: year,
      applianceMonthly: { price: undefined, units: 1 },
    });
    // 12 x 100 x 0.012
    expect([total.kind, total.cost.amount.toFixed(2)]).toEqual(['atLeast', '14.40']);
    expect(total.kind === 'atLeast' && total.unpriced).toEqual([
      'Appliances: no public list price; enter appliance.monthlyPrice',
    ]);
  });

  it('takes 8 % off Glacier storage and keeps the list cost beside it: 36.00 becomes 33.12 USD', () => {
    const discounts = [{ storageClass: 'GLACIER', item: 'storage', percent: '8', reason: 'contract' }];
    const { months } = destinationCost({ ...inputFor(frankfurt, { discounts }), capacity: [april] });
    const [storage, puts] = months[0]?.charges ?? [];
    expect(storage?.kind === 'priced' && [storage.listCost.amount.toFixed(2), storage.cost.amount.toFixed(2)]).toEqual([
      '36.00',
      '33.12',
    ]);
    expect(storage?.because.inputs.at(-1)).toEqual({ name: 'discount', value: '8% (contract)', from: 'scenario' });
    expect(puts?.kind === 'priced' && puts.cost.amount.toFixed(2)).toBe('0.11');
  });

  it('prints euro at the frozen rate of 0.9: 36.00 USD are 32.40 EUR', () => {
    const exchange = { from: 'USD', rate: '0.9', date: '2016-02-15', source: 'the scenario' };
    const { months } = destinationCost({ ...inputFor(frankfurt, { currency: 'EUR', exchange }), capacity: [april] });
    const [storage] = months[0]?.charges ?? [];
    expect(storage?.kind === 'priced' && storage.cost).toEqual({ currency: 'EUR', amount: new Decimal('32.4') });
  });

  it('prices nothing in euro without a rate, and says which is wanted', () => {
    const { total } = destinationCost({ ...inputFor(frankfurt, { currency: 'EUR' }), capacity: [april] });
    expect(total.kind === 'atLeast' && total.unpriced[0]).toBe(
      'Storage, Glacier, Frankfurt: priced in USD: state an exchange rate from USD to EUR',
    );
    expect(total.cost.amount.isZero()).toBe(true);
  });

  it('leaves out of the total what has no price, and names it', () => {
    const { 'aws|eu-central-1|GLACIER|storage': _, ...rates } = book2016.rates;
    const { total } = destinationCost({ ...inputFor(frankfurt, { book: { ...book2016, rates } }), capacity: [april] });
    expect(total.kind === 'atLeast' && total.unpriced).toEqual([
      'Storage, Glacier, Frankfurt: no price of storage for GLACIER in aws eu-central-1 on 2016-02-15',
    ]);
    expect(total.cost.amount.toFixed(2)).toBe('1.31');
  });

  it('has no line and a complete total of 0.00 for a month in which nothing is held', () => {
    const { months } = destinationCost({ ...inputFor(frankfurt), capacity: [capacityMonth(2016, 4)] });
    expect([costs(months[0]), months[0]?.total.kind, months[0]?.total.cost.amount.toFixed(2)]).toEqual([[], 'complete', '0.00']);
  });
});

describe('the yardstick', () => {
  const yardstickOf = (destination: typeof frankfurt, useCase: UseCase = 'cold') =>
    destinationCost({ ...inputFor(destination, { useCase }), capacity: [] }).yardstick;
  const amount = (charge: ReturnType<typeof yardstickOf>) => charge.kind === 'priced' && charge.cost.amount.toFixed(2);

  it('is 1,228.80 USD in Glacier, Frankfurt, on 2016-02-15', () => {
    expect(amount(yardstickOf(frankfurt))).toBe('1228.80');
  });

  it('is 716.80 USD in Glacier, Ireland, on 2016-02-15', () => {
    expect(amount(yardstickOf(ireland))).toBe('716.80');
  });

  it('is one line where the only class has tiers: 3,241.47 USD in Standard, Frankfurt, for 102,400 GiB', () => {
    // 1,024 x 0.0324 = 33.1776 -> 33.18; 50,176 x 0.0319 = 1,600.6144 -> 1,600.61; 51,200 x 0.0314 = 1,607.68
    const charge = yardstickOf(frankfurt, 'backup');
    expect(amount(charge)).toBe('3241.47');
    expect(charge.kind === 'priced' && charge.listCost.amount.toFixed()).toBe('3241.472');
    expect(charge.quantity?.amount.toFixed()).toBe('102400');
  });

  it('stays at list price whatever the discount', () => {
    const discounts = [{ storageClass: '*', item: '*', percent: '50', reason: 'contract' }];
    expect(amount(destinationCost({ ...inputFor(frankfurt, { discounts }), capacity: [] }).yardstick)).toBe('1228.80');
  });
});

describe('laws of the bill, from 1 GiB to 57 PB twice over', () => {
  const useCase = fc.constantFrom<UseCase>('cold', 'backup', 'combined');
  const billOf = (of: UseCase, capacity: readonly CapacityMonth[]) =>
    destinationCost({
      ...inputFor({ ...frankfurt, storageClass: 'STANDARD_IA', transitionAfterDays: 20 }, { useCase: of }),
      capacity,
    });

  it('prints a total that is the sum of its printed lines, and kinds that add up to it', () => {
    fc.assert(
      fc.property(useCase, fc.array(anyMonth, { minLength: 1, maxLength: 3 }), (of, capacity) => {
        const { months, total, byKind } = billOf(of, capacity);
        const printed = months
          .flatMap((month) => month.charges)
          .map((line) => (line.kind === 'priced' ? line.cost.amount.toFixed(2) : '0'));
        const cents = printed.reduce((sum, text) => sum + BigInt(text.replace('.', '')), 0n);
        const kinds = Object.values(byKind).reduce((sum, kind) => sum.plus(kind.amount), new Decimal(0));
        return total.cost.amount.times(100).toFixed(0) === `${cents}` && kinds.eq(total.cost.amount) && total.kind === 'complete';
      }),
    );
  });

  it('never bills less for twice the data', () => {
    fc.assert(
      fc.property(useCase, anyMonth, (of, month) => {
        const twice: CapacityMonth = {
          ...month,
          inFirstClass: asGib(month.inFirstClass * 2),
          inArchiveClass: asGib(month.inArchiveClass * 2),
          objectsHeldFirst: month.objectsHeldFirst * 2,
          objectsHeldArchive: month.objectsHeldArchive * 2,
        };
        return billOf(of, [twice]).total.cost.amount.gte(billOf(of, [month]).total.cost.amount);
      }),
    );
  });

  it('holds the price of each line to quantity x price of its tier', () => {
    fc.assert(
      fc.property(useCase, anyMonth, (of, month) =>
        (billOf(of, [month]).months[0]?.charges ?? []).every(
          (line) =>
            line.kind !== 'priced' ||
            line.quantity.amount
              .times(line.unitPrice.price.amount)
              .div(line.unitPrice.perAmount)
              .minus(line.listCost.amount)
              .abs()
              .lt('1e-20'),
        ),
      ),
    );
  });
});
