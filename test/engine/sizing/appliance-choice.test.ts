import { describe, expect, it } from 'vitest';
import { chooseAppliance } from '../../../src/engine/sizing/appliance-choice.js';
import { chosenLimits } from '../../../src/engine/sizing/limits.js';
import { asGib, gibFromTb } from '../../../src/units/gib.js';
import { asGibPerSecond } from '../../../src/units/rate.js';
import { capacity, catalog, model, month, scenario, state } from './estate.js';

const restoreNeed = asGibPerSecond(0);

describe('chooseAppliance', () => {
  it('takes the 512 TB rung for 1.39 TB of cache: the smallest that one box of is enough', () => {
    // need 1,290 GiB = 1.385 TB; 64 TB rung: 0.427 x 0.8 = 0.34 TB, too small; 512 TB rung: 3.413 x 0.8 = 2.73 TB
    const choice = chooseAppliance({ capacity: capacity(), scenario: scenario(), catalog: catalog(), restoreNeed });
    expect([choice.chosen, choice.needed.units]).toEqual(['512 TB', 1]);
    expect(choice.months[1]?.cacheShare).toBeCloseTo(1290 / gibFromTb(512 / 150), 9);
  });

  it('takes the 8 TB rung for an estate of 10 GiB and the 57.6 PB rung for one of 1,500 TB held', () => {
    const tiny = capacity({
      months: [month(0, { frontEnd: 10, backEnd: 10, newBackEnd: 10 })],
      states: [state({ used: asGib(10), livePhysical: asGib(10) })],
      seed: asGib(10),
    });
    expect(chooseAppliance({ capacity: tiny, scenario: scenario(), catalog: catalog(), restoreNeed }).chosen).toBe('8 TB');
    // cloud limit 1,920 x 0.8 = 1,536 TB; cache 300 x 1 + 30 x 0 = 300 of 307 TB
    const held = gibFromTb(1500);
    const huge = capacity({
      months: [month(0, { frontEnd: held, backEnd: held, newBackEnd: held })],
      states: [state({ used: held, livePhysical: gibFromTb(300) })],
      seed: held,
    });
    const choice = chooseAppliance({ capacity: huge, scenario: scenario(), catalog: catalog(), restoreNeed });
    expect([choice.chosen, choice.needed.units]).toEqual(['57.6 PB', 1]);
  });

  it('keeps the model that the scenario names and lists the others with the units that each needs', () => {
    const named = model('small', { cacheTb: 0.5, maxCloudTb: 5 });
    const other = model('large', { cacheTb: 50, maxCloudTb: 500 });
    const plan = scenario({ appliance: { model: named } });
    const choice = chooseAppliance({
      capacity: capacity(),
      scenario: plan,
      catalog: catalog({ appliances: [named, other] }),
      restoreNeed,
    });
    // 1.385 TB / (0.5 x 0.8) = 3.46 -> 4
    expect([choice.chosen, choice.needed.units, choice.needed.binding]).toEqual(['small', 4, 'cache']);
    // 0.385 TB/h of restore and 0.27 TB/h of ingest fit one; so does 1.385 TB of cache
    expect(choice.models.map((entry) => entry.needed.units)).toEqual([4, 1]);
    expect(chosenLimits('small', plan, catalog()).cache).toBeCloseTo(gibFromTb(0.5), 9);
  });

  it('chooses no box, needs none and has none to spare where the store is plain', () => {
    const plan = scenario({ store: { kind: 'plain' }, appliance: { spare: 1 } });
    const choice = chooseAppliance({ capacity: capacity(), scenario: plan, catalog: catalog(), restoreNeed });
    expect(choice).toEqual({
      isNeeded: false,
      chosen: '',
      needed: { units: 0, binding: undefined, checks: [], utilisation: 0 },
      spare: 0,
      models: [],
      months: [],
    });
  });

  it('says nothing of how full a cache of unknown size is', () => {
    const plan = scenario({ appliance: { model: model('mystery') } });
    const choice = chooseAppliance({ capacity: capacity(), scenario: plan, catalog: catalog(), restoreNeed });
    expect(choice.months.map((entry) => [entry.cacheShare, entry.cloudShare])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
      [undefined, undefined],
    ]);
  });

  it('refuses to give limits of a box that is neither the model nor a rung', () => {
    expect(() => chosenLimits('nothing', scenario(), catalog())).toThrow(RangeError);
  });
});
