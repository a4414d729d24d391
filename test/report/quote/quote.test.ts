import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Charge } from '../../../src/engine/charge.js';
import type { Plan } from '../../../src/engine/plan-types.js';
import { compiledTemplate } from '../../../src/report/compile-template.js';
import type { Amounts } from '../../../src/report/quote/amounts.js';
import { quoteCsv } from '../../../src/report/quote/quote-csv.js';
import { quoteJson } from '../../../src/report/quote/quote-json.js';
import { quoteOf } from '../../../src/report/quote/quote-of.js';
import type { Audience, Language, Quote } from '../../../src/report/quote/quote-types.js';
import { quoteWorkbook } from '../../../src/report/quote/quote-workbook.js';
import { renderQuote } from '../../../src/report/quote/render-quote.js';
import { workbookParts } from '../../../src/report/workbook/workbook.js';
import type { QuoteTerms } from '../../../src/scenario/quote/terms-file.js';
import { dayOf } from '../../../src/units/day.js';
import { Decimal } from '../../../src/units/decimal.js';
import { money, quantity } from '../../../src/units/quantity.js';
import { SOURCES } from '../fixture-basics.js';
import { samplePlan } from '../fixtures.js';

/** As a customer adds a column up. */
function added(all: readonly Amounts[]): Amounts {
  const column = (of: keyof Amounts): Decimal => all.reduce((sum, one) => sum.plus(one[of]), new Decimal(0));
  return { list: column('list'), discount: column('discount'), net: column('net') };
}

const plan = samplePlan();

const read = (name: string): string => readFileSync(new URL(`../../../reports/${name}`, import.meta.url), 'utf8');
const PAGE = {
  templates: {
    page: compiledTemplate(read('quote.hbs')),
    partials: { 'quote-rows': compiledTemplate(read('partials/quote-rows.hbs')) },
  },
  css: read('styles/quote.css'),
  accent: '#1f4e79',
  text: '#111111',
  logo: '',
  sha256: (text: string): string => createHash('sha256').update(text, 'utf8').digest('base64'),
  footer: '',
};

function quote(of: Plan, terms: QuoteTerms = {}, audience: Audience = 'customer', language: Language = 'en'): Quote {
  const brand = { name: 'Acme', address: '', contact: '' };
  return quoteOf(of, { audience, language, date: dayOf(2026, 10, 1), terms, validUntil: undefined, brand, legal: [] });
}

/** The plan with its first destination billed by these charges, the same in every month. */
const billed = (charges: readonly Charge[], scenario: Partial<Plan['scenario']> = {}): Plan => ({
  ...plan,
  scenario: { ...plan.scenario, ...scenario },
  cost: { ...plan.cost, months: plan.cost.months.map((month) => ({ ...month, charges })) },
});

function storage(list: string, net: string, confidential = false): Extract<Charge, { kind: 'priced' }> {
  const source = confidential ? { ...SOURCES.frankfurt, ...SECRET, confidential: true as const } : SOURCES.frankfurt;
  return {
    kind: 'priced',
    kindOfCost: 'storage',
    label: 'Storage, archive, from 1024 GiB-Months',
    quantity: quantity('GiB-Months', '1'),
    unitPrice: { price: money('USD', list), per: 'GiB-Months', perAmount: new Decimal(1) },
    listCost: money('USD', list),
    cost: money('USD', net),
    discounted: { list: money('USD', list), off: money('USD', new Decimal(list).minus(net)) },
    because: { rule: 'M-21', formula: 'x', inputs: [], sources: [source] },
  };
}
const SECRET = { id: 'CANARY-ID', title: 'CANARY-TITLE', url: 'https://canary.example', note: 'CANARY-REASON' };

const cents = fc.integer({ min: 0, max: 10_000_000_00 }).map((value) => new Decimal(value).div(100).toFixed(2));

describe('the sums of a quote', () => {
  it('are the sums of its printed lines, by year, by spend and in total, whatever the markup', () => {
    const charge = fc
      .tuple(cents, fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 3 }))
      .map(([list, percent, at]) => ({
        ...storage(
          list,
          new Decimal(list)
            .times(100 - percent)
            .div(100)
            .toFixed(2),
        ),
        label: `Line ${at}`,
      }));
    const item = fc.record({ name: fc.constant('item'), price: cents, discount: fc.constantFrom('0', '12.5', '33.333') });
    const markup = fc.constantFrom('0', '8.75', '33.3333');
    fc.assert(
      fc.property(fc.array(charge, { maxLength: 6 }), fc.array(item, { maxLength: 3 }), markup, (charges, items, percent) => {
        const { lines, totals, years } = quote(billed(charges), { items, markup: percent });
        const printed = added(lines.map(({ total }) => total));
        expect(totals.total).toEqual(printed);
        expect(added([totals.capex, totals.opex])).toEqual(printed);
        expect(added(totals.byYear)).toEqual(printed);
        for (const { total, byYear } of lines) {
          expect(byYear).toHaveLength(years.length);
          expect(added(byYear)).toEqual(total);
          expect(total.list.minus(total.discount)).toEqual(total.net);
          for (const amount of [total.list, total.discount, total.net]) expect(amount.decimalPlaces()).toBeLessThanOrEqual(2);
        }
      }),
    );
  });
  it('show no discount where the plan has none, with a markup of 8.75 % too', () => {
    expect(quote(billed([storage('10.00', '10.00')]), { markup: '8.75' }).totals.total.discount.toFixed()).toBe('0');
  });
  it('take 10 % of a list of 86.45 EUR a month off as 8.64, and keep 77.81', () => {
    const discounted = { list: money('EUR', '86.45'), off: money('EUR', '8.64') };
    const charge: Charge = { ...storage('100', '77.81'), cost: money('EUR', '77.81'), discounted };
    const [line] = quote(billed([charge], { currency: 'EUR' })).lines;
    const months = plan.cost.months.length;
    expect(line?.total.list.toFixed()).toBe(new Decimal('86.45').times(months).toFixed());
    expect(line?.total.discount.toFixed()).toBe(new Decimal('8.64').times(months).toFixed());
  });
  it('say "at least" and name what has no price', () => {
    const { because } = storage('1', '1');
    const missing: Charge = {
      kind: 'unpriced',
      kindOfCost: 'appliance',
      label: 'Appliances',
      quantity: undefined,
      missing: 'no list price',
      because,
    };
    const made = quote(billed([storage('1', '1'), missing]));
    expect(made.unpriced).toEqual(['Appliances']);
    expect(renderQuote(made, PAGE)).toContain('at least $');
  });
  it('leave options out', () => {
    const items = [{ name: 'Training', price: '1900', optional: true }];
    const made = quote(billed([]), { items });
    expect(made.totals.total.net.toFixed()).toBe('0');
    expect(made.options.find(({ label }) => label === 'Training')?.total.net.toFixed()).toBe('1900');
  });
});

describe("a customer's quote", () => {
  const secretPlan = billed([storage('50', '41.17', true)], {
    discounts: [{ storageClass: 'STANDARD', item: 'storage', percent: '17.66', reason: 'CANARY-REASON' }],
  });
  const withSource: Plan = { ...secretPlan, sources: [...plan.sources, { ...SOURCES.frankfurt, ...SECRET, confidential: true }] };
  const terms: QuoteTerms = {
    markup: '11.37',
    internalNotes: ['CANARY-NOTE'],
    items: [{ name: 'Gateway', price: '1000', cost: '633.77' }],
  };
  const formats: Readonly<Record<string, (made: Quote) => string>> = {
    html: (made) => renderQuote(made, PAGE),
    json: quoteJson,
    csv: quoteCsv,
    xlsx: (made) => Object.values(workbookParts(quoteWorkbook(made))).join('\n'),
  };
  const SECRETS = /CANARY|canary|17\.66|11\.37|633[.,]77/;
  it.each(Object.keys(formats))('holds no note, cost, markup, discount reason or confidential source as %s', (format) => {
    expect(formats[format]?.(quote(withSource, terms))).not.toMatch(SECRETS);
  });
  it('shows of a confidential price what is paid, not the list price of 50 a month behind it', () => {
    const [, line] = quote(withSource, terms).lines;
    expect(line?.total.list).toEqual(line?.total.net);
  });
  it('is not what the internal version says: that has all of them, and a banner', () => {
    const page = renderQuote(quote(withSource, terms, 'internal'), PAGE);
    for (const secret of ['CANARY-NOTE', 'CANARY-REASON', 'CANARY-TITLE', '11.37', 'Internal version'])
      expect(page).toContain(secret);
    expect(formats.xlsx?.(quote(withSource, terms, 'internal'))).toContain('CANARY-NOTE');
  });
});

describe('the page of a quote', () => {
  it('allows its own style by hash only, and has none beside it', () => {
    const page = renderQuote(quote(plan), PAGE);
    const [, style = ''] = /<style>([\s\S]*)<\/style>/.exec(page) ?? [];
    expect(page).toContain(`style-src 'sha256-${PAGE.sha256(style)}'; img-src`);
    expect(page).not.toMatch(/\sstyle=|unsafe-inline/);
  });
  it('loads nothing, runs nothing, and shows markup of strangers as text', () => {
    const page = renderQuote(
      quote(plan, { title: '</title><script>alert(1)</script>', scope: ['<img src=x onerror=alert(1)>'] }),
      PAGE,
    );
    expect(page).not.toMatch(/<script|<img |(src|href)="(?!#)|@import|url\(/);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });
  it('is German with 1.234,56 € and 1. Oktober 2026, and leaves no English word of its own', () => {
    const made = quote(
      billed([{ ...storage('1234.56', '1234.56'), label: 'Storage, archive' }], { currency: 'EUR' }),
      {},
      'customer',
      'de',
    );
    const page = renderQuote({ ...made, currency: 'EUR' }, PAGE);
    expect(page).toContain('lang="de"');
    expect(page).toContain('1.\u00a0Oktober 2026');
    expect(page).toMatch(/\d{1,3}\.\d{3},\d{2}\u00a0€/);
    expect(page).toContain('Speicher, archive');
    expect(page).not.toMatch(/\b(Total|Discount|Valid until|Bill of materials|Acceptance|Optional)\b/);
  });
  it('is the same bytes twice', () => {
    expect(renderQuote(quote(plan), PAGE)).toBe(renderQuote(quote(plan), PAGE));
  });
});
