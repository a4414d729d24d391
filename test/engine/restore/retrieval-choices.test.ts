import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PriceItem, Rate } from '../../../src/catalog/types.js';
import { type RestorePlanInput, restorePlan } from '../../../src/engine/restore/restore-plan.js';
import type { RestoreScenario } from '../../../src/scenario/types.js';
import { Decimal } from '../../../src/units/decimal.js';
import type { Unit } from '../../../src/units/quantity.js';
import { book, box, capacity, cohorts, month, restore, scenario, source } from '../sizing/estate.js';

function rate(storageClass: string, item: PriceItem, price: string, per: Unit = 'GiB'): Rate {
  const tier = { from: new Decimal(0), to: undefined, price: new Decimal(price), source };
  return {
    provider: 'cloud',
    region: 'north',
    storageClass,
    item,
    per,
    perAmount: new Decimal(1),
    currency: 'USD',
    tiers: [tier],
  };
}

const byKey = (list: readonly Rate[]): Record<string, Rate> =>
  Object.fromEntries(list.map((one) => [`cloud|north|${one.storageClass}|${one.item}`, one]));

const requests = (['retrieval_request_bulk', 'retrieval_request_standard', 'retrieval_request_expedited', 'get'] as const).map(
  (item) => rate('COLD', item, '0', 'Requests'),
);
const common = [...requests, rate('COLD', 'provisioned_capacity_unit', '100', 'Unit-Months'), rate('', 'egress', '0.1')];

/** 1 cent a GiB in bulk, 2 standard, 5 expedited; egress 10 cents; requests for nothing. */
const rates = byKey([
  ...common,
  rate('COLD', 'retrieval_bulk', '0.01'),
  rate('COLD', 'retrieval_standard', '0.02'),
  rate('COLD', 'retrieval_expedited', '0.05'),
]);
const months = [0, 1].map((index) => ({ ...month(index, { frontEnd: 1000, backEnd: 1290 }) }));

function plan(change: Partial<RestoreScenario>, rules: Parameters<typeof book>[0] = {}, priced = rates): RestorePlanInput {
  const everything = restore({ name: 'everything', subject: { kind: 'all' }, ...change });
  return {
    scenario: scenario({ useCase: 'cold', destination: { storageClass: 'COLD' }, restores: [everything] }),
    cohorts: cohorts(),
    capacity: capacity({ months }),
    box: box(),
    units: 1,
    book: { ...book(rules), rates: priced },
  };
}

function only(input: RestorePlanInput) {
  const [result] = restorePlan(input);
  if (!result) throw new Error('one restore was asked for');
  return result;
}
const brief = (input: RestorePlanInput) =>
  only(input).retrievals.map(({ option, cost, verdict }) => `${option} ${cost.cost.amount.toFixed(2)} ${verdict}`);

describe('retrievals of a restore of 1,000 GiB in a cold class', () => {
  // 1 declared + wait + 2.98 of fetch + 0.05 of opening: bulk 9.03 to 16.03, standard 7.03 to 9.03, expedited 4.05 to 4.12
  it('are cheapest in bulk for 110 dollars, which is the cheapest that keeps 24 hours', () => {
    expect(brief(plan({ rtoHours: 24 }))).toEqual(['bulk 110.00 meets', 'standard 120.00 meets', 'expedited 150.00 meets']);
    expect(only(plan({ rtoHours: 24 })).cheapest?.option).toBe('bulk');
  });

  it('are cheapest as standard for 120 dollars where 10 hours are asked for, and expedited where it is 5', () => {
    expect(only(plan({ rtoHours: 10 })).cheapest?.option).toBe('standard');
    expect(only(plan({ rtoHours: 5 })).cheapest?.option).toBe('expedited');
  });

  it('have no cheapest one that meets 2 hours, and the cheapest of all where nobody asks', () => {
    expect(only(plan({ rtoHours: 2 })).cheapest).toBeUndefined();
    expect(only(plan({})).cheapest?.option).toBe('bulk');
  });

  it('say which one the scenario asks for, and its price in the fix of another', () => {
    const result = only(plan({ rtoHours: 5, retrieval: 'bulk' }));
    expect(result.retrievals.filter(({ isAsked }) => isAsked).map(({ option }) => option)).toEqual(['bulk']);
    expect(result.fix).toContain('(150.00 USD each time)');
  });

  it('put an option without a price last: a lower bound does not win', () => {
    const { 'cloud|north|COLD|retrieval_bulk': _, ...rest } = rates;
    expect(brief(plan({ rtoHours: 24 }, {}, rest)).at(-1)).toBe('bulk 100.00 meets');
  });

  it('are none where everything is local', () => {
    const local = plan({ rtoHours: 24 });
    const warm = { ...local, scenario: scenario({ restores: [restore()] }) };
    expect(only(warm).retrievals).toEqual([]);
  });

  it('buy 2 provisioned units for 200 dollars, which let 300 MB/s through instead of the link alone', () => {
    const units: Parameters<typeof book>[0] = { provisioned_capacity_mb_per_second: '20' };
    const input = plan({ retrieval: 'expedited', provisionedUnits: 2 }, units);
    const result = only(input);
    // 2 x 20 MB/s: 1,000 GiB / 4e7 B/s = 26,844 s = 7.46 h; 50 + 100 of egress + 200
    expect(result.stages.find(({ name }) => name === 'fetch')?.hours).toBeCloseTo(7.4565, 4);
    expect(result.cost.cost.amount.toFixed(2)).toBe('350.00');
    expect(result.charges.map(({ label }) => label)).toContain('Provisioned units of expedited retrieval, COLD');
  });
});

describe('retrievals under a fee for the fastest hour of the month', () => {
  const peak = byKey([...common, rate('COLD', 'retrieval_peak_rate', '0.01')]);
  const rules: Parameters<typeof book>[0] = { retrieval_job_hours: '4', retrieval_free_share_of_stored: '0' };

  it('are spread over the hours to spare, which costs less and still meets', () => {
    const result = only(plan({ rtoHours: 48 }, rules, peak));
    const spread = result.retrievals.find(({ spreadHours }) => spreadHours !== undefined);
    const fast = result.retrievals.find(({ option, spreadHours }) => option === 'standard' && spreadHours === undefined);
    // 48 - 1 declared - 5 of the longest wait - 0.05 of opening
    expect(spread?.spreadHours).toBeCloseTo(41.95, 9);
    expect(spread?.hoursHigh).toBeCloseTo(48, 9);
    expect(spread?.cost.cost.amount.lt(fast?.cost.cost.amount ?? 0)).toBe(true);
    expect(result.cheapest).toBe(spread);
  });

  it('are never faster spread than the same option as fast as it goes, and never dearer, whatever the target from 6 to 200 hours', () => {
    let spreads = 0;
    fc.assert(
      fc.property(fc.double({ min: 6, max: 200, noNaN: true }), (rtoHours) => {
        const { retrievals } = only(plan({ rtoHours }, rules, peak));
        for (const spread of retrievals.filter(({ spreadHours }) => spreadHours !== undefined)) {
          spreads++;
          const fast = retrievals.find(({ option, spreadHours }) => option === spread.option && spreadHours === undefined);
          if (!fast) throw new Error(`${spread.option} is spread and not offered as fast as it goes`);
          expect(spread.hours).toBeGreaterThanOrEqual(fast.hours);
          expect(spread.hoursHigh).toBeGreaterThanOrEqual(fast.hoursHigh);
          expect(spread.cost.cost.amount.lte(fast.cost.cost.amount)).toBe(true);
        }
      }),
    );
    expect(spreads).toBeGreaterThan(0);
  });

  it('are not spread where there is no time to spare', () => {
    expect(only(plan({ rtoHours: 8 }, rules, peak)).retrievals.every(({ spreadHours }) => spreadHours === undefined)).toBe(true);
  });
});
