import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApplianceMonthly } from '../../../src/engine/cost/appliance.js';
import type { BillTerms } from '../../../src/engine/cost/bill-terms.js';
import { chargeLines } from '../../../src/engine/cost/charge-lines.js';
import { comparedCost } from '../../../src/engine/cost/compared-cost.js';
import { destinationCost } from '../../../src/engine/cost/destination-cost.js';
import { doubleCents } from '../../../src/engine/cost/double-cents.js';
import { doublePrice, doubleStep } from '../../../src/engine/cost/double-price.js';
import { pricedItem } from '../../../src/engine/cost/priced-item.js';
import { scaledBills } from '../../../src/engine/cost/scaled-bill.js';
import type { DestinationCost } from '../../../src/engine/plan-types.js';
import { scaledMonth } from '../../../src/engine/scale.js';
import { Decimal, exactFromDouble } from '../../../src/units/decimal.js';
import { quantity } from '../../../src/units/quantity.js';
import { book2016, frankfurt, inputFor, virginia2026 } from './books.js';
import { anyMonth } from './months.js';
import { shippedInput } from './shipped-book.js';

const of = (provider: string, region: string, storageClass: string, more = {}) =>
  shippedInput('2026-09-20', { provider, region, storageClass }, more);
const commitments = [{ storageClass: 'STANDARD', units: 3, term: '1y', monthlyPrice: '1747', unitGib: 102_400 }] as const;
const wasabi = of('wasabi', 'all', 'STANDARD');

const inputs = [
  inputFor(frankfurt, { useCase: 'combined' }),
  inputFor({ ...frankfurt, storageClass: 'STANDARD_IA', transitionAfterDays: 20 }, { useCase: 'combined', objectMib: 1 / 16 }),
  inputFor(frankfurt),
  inputFor(virginia2026, {
    useCase: 'backup',
    discounts: [{ storageClass: '*', item: '*', percent: '8', from: '500', reason: 'contract' }],
    exchange: { from: 'USD', rate: '0.9137', date: '2016-02-15', source: 'the scenario' },
    currency: 'EUR',
  }),
  // In euro, without a rate: nothing has a price.
  inputFor(frankfurt, { currency: 'EUR' }),
  { ...inputFor(frankfurt), priceDrift: '0.03' },
  wasabi,
  of('cloudflare', 'all', 'STANDARD'),
  of('hetzner', 'eu', 'STANDARD', { currency: 'EUR' }),
  { ...of('google', 'us-central1', 'STANDARD'), partMib: 8 },
  { ...wasabi, destination: { ...wasabi.destination, commitments } },
];

const boxes: readonly ApplianceMonthly[] = [
  { price: undefined, units: 3 },
  { price: '1234.56', units: 2 },
  { price: '99.995', units: 0 },
];

const sorted = (cost: DestinationCost): string =>
  JSON.stringify({ ...cost, byKind: Object.entries(cost.byKind).sort(([a], [b]) => (a < b ? -1 : 1)) });
const plain = (value: unknown): string => JSON.stringify(value);

describe('scaledBills', () => {
  it('is the bill of the scaled months to the cent, with the same unpriced lines, at every provider and from 0.001 to 10,000 times', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...inputs),
        fc.array(anyMonth, { minLength: 1, maxLength: 6 }),
        fc.double({ min: 0.001, max: 10_000, noNaN: true }),
        fc.constantFrom(...boxes),
        (input, capacity, scale, applianceMonthly) => {
          const months = capacity.map((month) => scaledMonth(month, scale));
          const { total, lastMonth, perTbMonth } = destinationCost({ ...input, capacity: months, applianceMonthly });
          expect(plain(scaledBills({ ...input, capacity })(scale, applianceMonthly))).toBe(
            plain({ total, lastMonth, perTbMonth }),
          );
        },
      ),
    );
  });
});

describe('comparedCost', () => {
  it('is the cost with all its lines: totals, kinds, months, yardstick and sources', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...inputs),
        fc.array(anyMonth, { minLength: 1, maxLength: 6 }),
        fc.constantFrom(undefined, ...boxes),
        fc.constantFrom(undefined, { name: 'VAT', percent: '19' }),
        (input, capacity, applianceMonthly, vat) => {
          const whole = destinationCost({ ...input, capacity, applianceMonthly, vat });
          const { cost, sources } = comparedCost({ ...input, capacity, applianceMonthly, vat });
          const inOrder = whole.months.flatMap(({ charges }) => charges.flatMap(({ because }) => because.sources));
          expect([...sources.keys()]).toEqual([...new Set(inOrder.map(({ id }) => id))]);
          expect(sorted(cost)).toBe(sorted(whole));
        },
      ),
    );
  });
});

describe('doubleCents', () => {
  const terms: BillTerms = {
    book: book2016,
    provider: 'aws',
    region: 'eu-central-1',
    discounts: [],
    currency: 'USD',
    exchange: undefined,
  };
  const storage = pricedItem(terms, 'STANDARD', 'storage');

  const exactCents = (amount: number, startAt: number): number => {
    const lines = chargeLines(storage, {
      kindOfCost: 'storage',
      label: '',
      rule: 'M-20',
      formula: '',
      used: quantity('GiB-Months', exactFromDouble(amount)),
      inputs: () => [],
      sources: [],
      startAt: exactFromDouble(startAt),
    });
    return lines
      .reduce((sum, line) => (line.kind === 'priced' ? sum.plus(line.cost.amount) : sum), new Decimal(0))
      .times(100)
      .toNumber();
  };

  it('has the cents of the exact lines, or none', () => {
    const amount = fc.double({ min: 0.001, max: 6e6, noNaN: true });
    fc.assert(
      fc.property(amount, amount, (used, startAt) => {
        const tiers = doubleCents(used, doublePrice(storage), startAt, doubleStep(storage));
        return tiers === undefined || tiers.reduce((sum, { cents }) => sum + cents, 0) === exactCents(used, startAt);
      }),
    );
  });

  const tier = (from: number, to: number, price: number) => ({ from, to, price, isIncluded: false, sources: [] });

  it('has none for half a cent, which only the exact line can round: 1.25 GiB at 0.028 USD is 3.5 cents', () => {
    expect(doubleCents(1.25, [tier(0, Number.POSITIVE_INFINITY, 0.028)], 0, 0)).toBeUndefined();
    expect(doubleCents(1.26, [tier(0, Number.POSITIVE_INFINITY, 0.028)], 0, 0)?.[0]?.cents).toBe(4);
  });

  it('has none for a whole number of steps, at the edge of a tier, and beyond the last', () => {
    const price = [tier(0, 10, 1)];
    expect(doubleCents(4, price, 0, 2)).toBeUndefined();
    expect(doubleCents(10, price, 0, 0)).toBeUndefined();
    expect(doubleCents(11, price, 0, 0)).toBeUndefined();
    expect(doubleCents(3, price, 0, 2)?.map(({ cents }) => cents)).toEqual([400]);
    expect(doubleCents(0, price, 0, 0)).toEqual([]);
  });
});
