import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/engine/plan-types.js';
import { quoteJson } from '../../src/report/quote/quote-json.js';
import { quoteOf } from '../../src/report/quote/quote-of.js';
import type { Audience } from '../../src/report/quote/quote-types.js';
import { renderJson } from '../../src/report/render-json.js';
import { dayOf } from '../../src/units/day.js';
import { GOLDENS, goldenPlan } from '../golden/golden-plan.js';

const ajv = new Ajv2020({ validateFormats: false, allowUnionTypes: true });
const checkOf = (name: string) => ajv.compile(JSON.parse(readFileSync(`data/schema/${name}`, 'utf8')));
const CHECKS = { plan: checkOf('stowage-plan-1.schema.json'), quote: checkOf('stowage-quote-1.schema.json') };

/** What a reader with the published schema would complain of. */
function complaints(kind: keyof typeof CHECKS, value: unknown): readonly string[] {
  if (CHECKS[kind](value)) return [];
  const told = (CHECKS[kind].errors ?? []).map(
    ({ instancePath, message, params }) => `${kind}${instancePath} ${message}: ${JSON.stringify(params)}`,
  );
  return [...told, 'If a type has changed: npm run golden writes data/schema again'];
}

function quoteText(plan: Plan, audience: Audience): string {
  const date = dayOf(2026, 10, 1);
  const terms = {
    number: 'Q-1',
    items: [
      { name: 'Setup', price: '1900', discount: '10', cost: '900' },
      { name: 'Training', price: '500', optional: true },
    ],
    markup: '10',
    internalNotes: ['note'],
    customer: { name: 'Customer' },
  };
  const brand = { name: 'Seller', address: '', contact: '' };
  return quoteJson(quoteOf(plan, { audience, language: 'de', date, terms, validUntil: date, brand, legal: ['Paid.'] }));
}

describe('the published schemas', () => {
  it.each(GOLDENS)('take the plan of %s, and both of its quotes', async (name) => {
    const plan = await goldenPlan(name);
    expect(complaints('plan', JSON.parse(renderJson(plan)))).toEqual([]);
    for (const audience of ['customer', 'internal'] as const)
      expect(complaints('quote', JSON.parse(quoteText(plan, audience)))).toEqual([]);
  });
  it('refuse a key that they do not know, an amount that is no string and a day that is a number, and say where', async () => {
    const plan = JSON.parse(renderJson(await goldenPlan('eight-tb-plain-swift')));
    expect(complaints('plan', { ...plan, surprise: 1 })[0]).toContain('"surprise"');
    expect(complaints('plan', { ...plan, cost: { ...plan.cost, surprise: 1 } })[0]).toMatch(/plan\/cost .*"surprise"/);
    const perTbMonth = { ...plan.cost.perTbMonth, amount: 12 };
    expect(complaints('plan', { ...plan, cost: { ...plan.cost, perTbMonth } })[0]).toContain('plan/cost/perTbMonth/amount');
    const [first, ...rest] = plan.capacity.months;
    const capacity = { ...plan.capacity, months: [{ ...first, from: 16_000 }, ...rest] };
    expect(complaints('plan', { ...plan, capacity })[0]).toContain('plan/capacity/months/0/from');
  });
});
