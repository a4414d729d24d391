import type { Source } from '../../src/catalog/types.js';
import type { Charge, CostKind, Explanation } from '../../src/engine/charge.js';
import { dayOf, monthSpans } from '../../src/units/day.js';
import { Decimal } from '../../src/units/decimal.js';
import { type Money, money, quantity, roundToCents, type Unit } from '../../src/units/quantity.js';

/** Names that strangers may give to volumes, projects and types. */
export const HOSTILE = {
  markup: '</script><img src=x onerror=alert(1)>',
  formula: '=HYPERLINK("http://evil.example","click")',
  emoji: 'database 🐘 primary',
  pipes: 'a|b `c` [d](http://evil.example) **e**',
} as const;

export const START = dayOf(2016, 2, 15);
export const UNTIL = dayOf(2018, 2, 15);
export const SPANS = monthSpans(START, UNTIL);

export const source = (line: number, title: string, more: Partial<Source> = {}): Source => ({
  id: `data/prices/aws.csv:${line}`,
  title,
  url: `https://prices.example.com/list?line=${line}`,
  effectiveFrom: '2016-02-01',
  lastChecked: '2016-02-14',
  confidence: 'high',
  label: 'list',
  ...more,
});

export const SOURCES = {
  frankfurt: source(117, 'Example price list, archive storage, Frankfurt'),
  ireland: source(118, 'Example price list, archive storage, Ireland'),
  requests: source(140, 'Example price list, requests'),
  ladder: source(3, 'Rule of thumb for caches', {
    id: 'data/ladder.csv:3',
    label: 'assumption',
    confidence: 'low',
    note: 'inferred, not a vendor limit',
  }),
  stranger: source(9, 'A source with an address that is a script', {
    id: 'scenario.yaml:9',
    url: 'javascript:alert(1)',
    label: 'contract',
  }),
} as const;

export function because(formula: string, sources: readonly Source[]): Explanation {
  return {
    rule: 'M-4',
    formula,
    inputs: [
      { name: 'mean size', value: '31,234.50 GiB', from: 'engine' },
      { name: 'unit price', value: '0.012 USD per GiB-Month', from: sources[0]?.id ?? 'scenario' },
    ],
    sources,
  };
}

interface Priced<U extends Unit> {
  readonly kind: CostKind;
  readonly label: string;
  readonly unit: U;
  readonly amount: string;
  readonly price: string;
  readonly perAmount?: string;
  readonly source: Source;
}

/** A priced line whose cost is quantity x price / perAmount, half up to cents. */
export function priced<U extends Unit>(line: Priced<U>): Charge {
  const used = quantity(line.unit, line.amount);
  const per = new Decimal(line.perAmount ?? '1');
  const listCost = money('USD', used.amount.times(line.price).div(per));
  return {
    kind: 'priced',
    kindOfCost: line.kind,
    label: line.label,
    quantity: used,
    unitPrice: { price: money('USD', line.price), per: line.unit, perAmount: per },
    listCost,
    cost: roundToCents(listCost),
    because: because(`quantity x price, ${line.label}`, [line.source]),
  };
}

export const usd = (amount: string): Money => money('USD', amount);
