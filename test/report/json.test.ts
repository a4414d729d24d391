import { describe, expect, it } from 'vitest';
import { renderJson } from '../../src/report/render-json.js';
import { asGib } from '../../src/units/gib.js';
import { HOSTILE } from './fixture-basics.js';
import { samplePlan } from './fixtures.js';

describe('renderJson', () => {
  const plan = samplePlan();
  const text = renderJson(plan);
  const read = JSON.parse(text);

  it('starts with the schema', () => expect(text.slice(0, 34)).toBe('{\n  "schema": "stowage-plan/1",\n  '));
  it('writes exact amounts as plain strings', () => {
    expect(read.cost.yardstick.cost).toEqual({ amount: '1228.8', currency: 'USD' });
  });
  it('writes days as ISO dates and leaves the functions out', () => {
    expect(read.capacity.months[0]).toMatchObject({ from: '2016-02-15', until: '2016-03-01', days: 15 });
    expect(Object.keys(read.capacity.states[0])).not.toContain('changedWithin');
  });
  it('writes what is unknown or without end as null', () => {
    const endless = JSON.parse(renderJson(samplePlan({ wan: { ...plan.wan, seedDays: Number.POSITIVE_INFINITY } })));
    expect([endless.wan.seedDays, endless.wan.cacheFullOn]).toEqual([null, null]);
  });
  it('keeps hostile names letter by letter', () => {
    expect(read.inventory.byProject[HOSTILE.markup].volumes).toBe(50);
  });
  it('keeps a project that is called __proto__', () => {
    const byProject = JSON.parse('{"__proto__": {"volumes": 3, "size": 9}}');
    const odd = samplePlan({ inventory: { ...plan.inventory, byProject } });
    expect(renderJson(odd)).toContain('"__proto__": {');
  });
  it('does not depend on the order in which the engine made its keys', () => {
    const turned = Object.fromEntries(Object.entries(plan).reverse()) as unknown as typeof plan;
    expect(renderJson(turned)).toBe(text);
  });
  it('writes 57.6 PB without an exponent', () => {
    const large = samplePlan({ frontEndAtStart: { volumes: 1, size: asGib(53_644_180) } });
    expect(renderJson(large)).toContain('"size": 53644180');
  });
});
