import { beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../../../src/engine/decide/migrate.js';
import type { Migration, MigrationTerms } from '../../../src/engine/decide/migrate-types.js';
import { planFor } from '../../../src/engine/plan.js';
import type { Plan, PlanInput } from '../../../src/engine/plan-types.js';
import type { Destination } from '../../../src/scenario/types.js';
import { formatDay } from '../../../src/units/day.js';
import { Decimal } from '../../../src/units/decimal.js';
import { evenMonths, evenPlan, sampleInput } from './sample.js';

const terms: MigrationTerms = {
  month: 3,
  overlapMonths: 1,
  discountRate: '0.08',
  via: 'site',
  retrieval: 'standard',
};
const at = (region: string, storageClass = 'STANDARD', from = '2016-02-15'): Omit<Destination, 'pricesAsOf'> => ({
  label: `${region} ${storageClass} ${from}`,
  provider: 'aws',
  region,
  storageClass,
  archiveClass: undefined,
  transitionAfterDays: undefined,
});

let input: PlanInput;
let plan: Plan;
beforeAll(async () => {
  const sample = await sampleInput();
  const { pricesAsOf } = sample.scenario;
  const destination = { ...at('eu-central-1'), pricesAsOf };
  input = { ...sample, scenario: { ...sample.scenario, useCase: 'backup', destination, start: plan0Start, horizonMonths: 12 } };
  plan = evenPlan(planFor(sample), evenMonths('2016-03-01', 12, 1000));
});
const plan0Start = evenMonths('2016-03-01', 1, 1)[0]?.from as never;

const moveTo = (to: Omit<Destination, 'pricesAsOf'>, change: Partial<MigrationTerms> = {}): Migration =>
  migrate({ input, plan, to: { ...to, pricesAsOf: input.scenario.pricesAsOf }, terms: { ...terms, ...change } });

const cents = (move: Migration, of: 'leaving' | 'writing' | 'overlap' | 'leftBehind') => move[of].cost.amount.toFixed(2);

describe('migrate', () => {
  it('moves 1,000 GiB from Frankfurt to Ireland in May 2016: by hand 90.02 to leave, 1.28 to write, 64.80 of overlap, nothing left behind', () => {
    const move = moveTo(at('eu-west-1'));
    // GETs: 1,000 GiB in 4 MiB are 256,000 objects x 0.0043 / 10,000 = 0.11. Egress: (1,000 - 1 free) GiB x 0.09 = 89.91.
    expect(cents(move, 'leaving')).toBe('90.02');
    // 256,000 PUTs x 0.005 / 1,000.
    expect(cents(move, 'writing')).toBe('1.28');
    // May and June in both stores: 2 x 1,000 x 0.0324.
    expect(cents(move, 'overlap')).toBe('64.80');
    expect(cents(move, 'leftBehind')).toBe('0.00');
    expect(formatDay(move.calendar.start)).toBe('2016-05-01');
    expect(formatDay(move.calendar.release as never)).toBe('2016-07-01');
  });

  it('saves 2.40 a month afterwards and not in ten months what leaving cost: no break-even, and it says not to start', () => {
    const move = moveTo(at('eu-west-1'));
    // 1,000 x (0.0324 - 0.0300).
    expect(move.monthlySaving.amount.toFixed(2)).toBe('2.40');
    expect(move.breakEven).toBeUndefined();
    expect(move.abort).toEqual({ kind: 'do not start', because: 'it costs more than it saves within the plan' });
  });

  it('saves 20.40 a month in Glacier, from July on, and has paid for itself when its own months add up to more than the cost', () => {
    const move = moveTo(at('eu-central-1', 'GLACIER'), { via: 'cloud' });
    const sum = move.months.reduce((total, { saving }) => total.plus(saving.amount), new Decimal(0));
    expect(move.months.at(-1)?.savedSoFar.amount.toFixed(2)).toBe(sum.toFixed(2));
    // Inside one region nothing leaves the provider: no egress.
    expect(move.charges.filter(({ kindOfCost }) => kindOfCost === 'egress')).toEqual([]);
  });

  it('pays for 30 of 90 days when Glacier is left 60 days after the first write', () => {
    const glacier = { ...input.scenario.destination, storageClass: 'GLACIER' };
    const cold = { ...input, scenario: { ...input.scenario, useCase: 'cold' as const, destination: glacier } };
    const young = migrate({
      input: cold,
      plan,
      to: { ...at('eu-west-1'), pricesAsOf: input.scenario.pricesAsOf },
      terms: { ...terms, month: 2, overlapMonths: 0 },
    });
    // Written in the middle of March (day 15 of 31), given up on 1 May: 46 days old, 44 of 90 left: 1,000 x 44 / 30 x 0.012.
    expect(cents(young, 'leftBehind')).toBe('17.60');
  });

  it('never ends over a link of 0, and says so instead of a date', () => {
    const cut = { ...input, scenario: { ...input.scenario, network: { ...input.scenario.network, wanMbit: 0 } } };
    const move = migrate({ input: cut, plan, to: { ...at('eu-west-1'), pricesAsOf: input.scenario.pricesAsOf }, terms });
    expect(move.calendar.finish).toBeUndefined();
    expect(move.abort).toEqual({ kind: 'do not start', because: 'the copy does not end within the plan' });
  });

  it('has a net present value at 0 % that is the sum of its savings', () => {
    const move = moveTo(at('eu-west-1'), { discountRate: '0' });
    expect(move.netPresentValue.amount.toFixed(2)).toBe(move.months.at(-1)?.savedSoFar.amount.toFixed(2));
  });
});
