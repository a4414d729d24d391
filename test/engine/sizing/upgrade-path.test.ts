import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chosenLimits, limitsOfModel } from '../../../src/engine/sizing/limits.js';
import { monthlyNeeds } from '../../../src/engine/sizing/needs.js';
import { unitsNeeded } from '../../../src/engine/sizing/units-needed.js';
import { upgradePath } from '../../../src/engine/sizing/upgrade-path.js';
import { formatDay } from '../../../src/units/day.js';
import { asGibPerSecond } from '../../../src/units/rate.js';
import { capacity, catalog, model, month, type ScenarioChange, scenario } from './estate.js';

const small = model('small', { cacheTb: 2, maxCloudTb: 2 });
const large = model('large', { cacheTb: 8, maxCloudTb: 8 });

/** Back-end GiB by month on a box of 2 TB (1,862.6 GiB) of cloud limit, line 80 % (1,490.1 GiB). */
function pathOf(backEnds: readonly number[], appliance: ScenarioChange['appliance'] = {}) {
  const size = capacity({ months: backEnds.map((backEnd, index) => month(index, { frontEnd: 1000, backEnd, newBackEnd: 0 })) });
  const plan = scenario({ appliance: { model: small, ...appliance } });
  const needs = monthlyNeeds({ scenario: plan, capacity: size, restoreNeed: asGibPerSecond(0) });
  const box = limitsOfModel(small, plan.appliance);
  const { units } = unitsNeeded(box, needs, plan.appliance.planningLine);
  return upgradePath({ capacity: size, scenario: plan, catalog: catalog({ appliances: [small, large] }), needs, box, units });
}

const dates = (path: ReturnType<typeof pathOf>) =>
  path.steps.map(({ from, units, because }) => `${formatDay(from)} ${units} ${because}`);

describe('upgradePath', () => {
  it('starts with 1 unit, needs a second in March at 84 % and a third in April at 172 % of one', () => {
    // 1,290 / 1,862.6 = 69 %; 1,564 = 84 %: ceil(1,564 / 1,490.1) = 2; 3,204: ceil(3,204 / 1,490.1) = 3
    const path = pathOf([1000, 1290, 1564, 3204]);
    expect(path.unitsAtStart).toBe(1);
    expect(dates(path)).toEqual(['2026-03-01 2 cloud capacity', '2026-04-01 3 cloud capacity']);
    const cloud = path.limits.find(({ constraint }) => constraint === 'cloud capacity');
    expect([cloud?.lineFrom, cloud?.fullFrom].map((day) => day && formatDay(day))).toEqual(['2026-03-01', '2026-04-01']);
  });

  it('buys nothing in March for an ingest that the first ordinary nights need already', () => {
    // 2,000 GiB in 8 h = 0.27 TB/h of boxes of 0.2 x 0.8: 2 units from the start
    const plan = scenario({ appliance: { model: model('slow', { cacheTb: 8, maxCloudTb: 8, ingestTbPerHour: 0.2 }) } });
    const size = capacity();
    const needs = monthlyNeeds({ scenario: plan, capacity: size, restoreNeed: asGibPerSecond(0) });
    const box = chosenLimits('slow', plan, catalog());
    const path = upgradePath({ capacity: size, scenario: plan, catalog: catalog(), needs, box, units: 2 });
    expect([path.unitsAtStart, path.steps]).toEqual([2, []]);
    const ingest = path.limits.find(({ constraint }) => constraint === 'ingest');
    expect(ingest?.lineFrom).toBeUndefined();
  });

  it('has no unit, step or limit where the store is plain', () => {
    const plan = scenario({ store: { kind: 'plain' } });
    const size = capacity();
    const needs = monthlyNeeds({ scenario: plan, capacity: size, restoreNeed: asGibPerSecond(0) });
    const box = chosenLimits('', plan, catalog());
    const path = upgradePath({ capacity: size, scenario: plan, catalog: catalog(), needs, box, units: 0 });
    expect([path.unitsAtStart, path.steps, path.limits, path.next]).toEqual([0, [], [], undefined]);
  });

  it('takes the lead time off the month: 45 days before 2026-04-01 is 2026-02-15', () => {
    const path = pathOf([1290, 1290, 1290, 1564], { leadTimeDays: 45 });
    expect(path.steps.map(({ orderBy, isLate }) => [orderBy && formatDay(orderBy), isLate])).toEqual([['2026-02-15', false]]);
  });

  it('is late when the order was due before the plan starts', () => {
    // 2026-03-01 is 59 days after 2026-01-01
    expect(pathOf([1290, 1290, 1564], { leadTimeDays: 60 }).steps[0]?.isLate).toBe(true);
    expect(pathOf([1290, 1290, 1564], { leadTimeDays: 59 }).steps[0]?.isLate).toBe(false);
  });

  it('counts from the units owned: with 2 there is nothing to buy for 2,980 GiB, with 3 neither', () => {
    expect(pathOf([1290, 2980], { owned: 2 }).steps).toEqual([]);
    expect(pathOf([1290, 2980], { owned: 3 }).unitsAtStart).toBe(3);
    expect(dates(pathOf([2980, 2980], { owned: 1 }))).toEqual(['2026-01-01 2 cloud capacity']);
  });

  it('leaves 16 % of the fullest limit when 1,564 of 1,862.6 GiB are held, and names it', () => {
    // two units: 1,564 / 3,725.3 = 42 %, headroom 58 %
    const [, february] = pathOf([1290, 1564]).months;
    expect([february?.fullest, february?.headroom]).toEqual(['cloud capacity', expect.closeTo(0.5802, 3)]);
  });

  it('proposes the next larger model of the vendor, one of which holds 3,204 GiB', () => {
    expect(pathOf([1290, 3204]).next).toEqual({ name: 'large', units: 1 });
  });

  it('knows no share of the object count that nobody published, and binds on one that is told', () => {
    const unknown = pathOf([1290]).limits.find(({ constraint }) => constraint === 'object count');
    expect(unknown?.isKnown).toBe(false);
    expect(pathOf([1290], { maxObjects: 1000 }).limits.find(({ constraint }) => constraint === 'object count')?.isKnown).toBe(
      true,
    );
  });

  it('never takes a unit back, and ends with what the horizon needs', () => {
    const held = fc.array(fc.double({ min: 1, max: 20_000, noNaN: true }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(held, (backEnds) => {
        const path = pathOf(backEnds);
        const units = [path.unitsAtStart, ...path.steps.map((step) => step.units)];
        expect(units).toEqual([...units].sort((a, b) => a - b));
        expect(units.at(-1)).toBe(
          Math.max(...backEnds.map((size) => Math.max(1, Math.ceil(size / (1862.645149230957 * 0.8) - 1e-9)))),
        );
      }),
    );
  });
});
