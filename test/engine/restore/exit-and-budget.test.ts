import { describe, expect, it } from 'vitest';
import type { PriceItem, Rate } from '../../../src/catalog/types.js';
import { exitOf } from '../../../src/engine/restore/exit.js';
import { restoreBudget } from '../../../src/engine/restore/restore-budget.js';
import { restorePlan } from '../../../src/engine/restore/restore-plan.js';
import type { RestoreScenario } from '../../../src/scenario/types.js';
import { Decimal } from '../../../src/units/decimal.js';
import { asGib } from '../../../src/units/gib.js';
import type { Unit } from '../../../src/units/quantity.js';
import { book, box, capacity, cohorts, month, restore, type ScenarioChange, scenario, source } from '../sizing/estate.js';

function rate(storageClass: string, item: PriceItem, price: string, per: Unit = 'GiB'): readonly [string, Rate] {
  const tier = { from: new Decimal(0), to: undefined, price: new Decimal(price), source };
  const key = { provider: 'cloud', region: 'north', storageClass, item };
  return [`cloud|north|${storageClass}|${item}`, { ...key, per, perAmount: new Decimal(1), currency: 'USD', tiers: [tier] }];
}

/** Egress 10 cents, standard retrieval from COLD 2 cents, requests for nothing. */
const priced = {
  ...book(),
  rates: Object.fromEntries([
    rate('', 'egress', '0.1'),
    rate('WARM', 'get', '0', 'Requests'),
    rate('COLD', 'get', '0', 'Requests'),
    rate('COLD', 'retrieval_standard', '0.02'),
    rate('COLD', 'retrieval_request_standard', '0', 'Requests'),
  ]),
};

const combined: ScenarioChange = { useCase: 'combined', destination: { archiveClass: 'COLD', transitionAfterDays: 20 } };

describe('exitOf', () => {
  const last = { ...month(0, { backEnd: 1500 }), inFirstClass: asGib(1000), inArchiveClass: asGib(500) };
  const size = capacity({ months: [last] });

  it('costs 160 dollars to take 1,500 GiB out, a third of it from the archive, and 8.5 hours', () => {
    // 1,500 x 0.1 + 500 x 0.02; 4 h of wait + 1,500 x 2^30 / 1e8 B/s = 4.47 h
    const exit = exitOf({ scenario: scenario(combined), capacity: size, box: box(), units: 1, book: priced });
    expect([exit.size, exit.total.kind, exit.total.cost.amount.toFixed(2)]).toEqual([1500, 'complete', '160.00']);
    expect(exit.hours).toBeCloseTo(4 + (1500 * 2 ** 30) / 1e8 / 3600, 6);
  });

  it('never ends over a link of 0, and says that its cost is not known', () => {
    const dead = scenario({ ...combined, network: { wanMbit: 0 } });
    const exit = exitOf({ scenario: dead, capacity: size, box: box(), units: 1, book: priced });
    expect([exit.hours, exit.total.kind]).toEqual([Number.POSITIVE_INFINITY, 'atLeast']);
  });

  it('is not slowed by what one appliance reads from the store: segments move, nothing is rebuilt', () => {
    const slow = box({ cloudRead: box().cloudRead });
    const hours = [1, 8].map((units) => exitOf({ scenario: scenario(), capacity: size, box: slow, units, book: priced }).hours);
    expect(hours[0]).toBe(hours[1]);
  });
});

describe('restoreBudget', () => {
  function budget(restores: readonly RestoreScenario[]) {
    const plan = scenario({ restores });
    const results = restorePlan({
      scenario: plan,
      cohorts: cohorts(),
      capacity: capacity(),
      box: box({ cache: asGib(0) }),
      units: 1,
      book: priced,
    });
    return restoreBudget(results, 'USD');
  }
  const everything = restore({ name: 'everything', subject: { kind: 'all' } });

  it('is 450 dollars a year for 4 tests and half a real restore at 100 dollars each', () => {
    // 1,000 GiB x 0.1 = 100 a restore
    const { lines, total } = budget([{ ...everything, testsPerYear: 4, perYear: 0.5 }]);
    expect(lines.map(({ each, yearly }) => [each, yearly].map(({ cost }) => cost.amount.toFixed(2)))).toEqual([
      ['100.00', '450.00'],
    ]);
    expect([total.kind, total.cost.amount.toFixed(2)]).toEqual(['complete', '450.00']);
  });

  it('has no line for a restore that does not say how often', () => {
    expect(budget([everything]).lines).toEqual([]);
    expect(budget([everything]).total.cost.amount.toFixed(2)).toBe('0.00');
  });

  it('is "at least" where a restore to the cloud sets up an appliance that nobody priced', () => {
    const { total } = budget([{ ...everything, to: 'cloud', testsPerYear: 1 }]);
    expect(total.kind === 'atLeast' && total.unpriced[0]).toContain('an instance and its disks');
  });
});

describe('an appliance set up in the cloud for a restore', () => {
  const everything = restore({ name: 'everything', subject: { kind: 'all' }, to: 'cloud' });
  const cost = (appliance: NonNullable<ScenarioChange['appliance']>) => {
    const [result] = restorePlan({
      scenario: scenario({ restores: [everything], appliance }),
      cohorts: cohorts(),
      capacity: capacity(),
      box: box(),
      units: 2,
      book: priced,
    });
    return result?.charges.find(({ kindOfCost }) => kindOfCost === 'appliance');
  };

  it('costs 2 units x 720 dollars a month for the hours of the restore, 720 hours a month', () => {
    // 520 + 2 TB x 100 = 720: a dollar an hour and unit; 1 declared + 1,000 GiB at 2 TB/h 0.54, 0.27, 1.49 of writing + 0.05 = 2.54 h
    const line = cost({ instanceMonthly: '520', diskMonthlyPerTb: '100' });
    expect(line?.kind === 'priced' && line.cost.amount.toFixed(2)).toBe('5.08');
  });

  it('costs nothing more where the plan has its appliance there already', () => {
    expect(cost({ form: 'cloud' })).toBeUndefined();
  });
});
