import type { Plan } from '../../engine/plan-types.js';
import type { Brand } from '../../scenario/quote/brand-file.js';
import type { QuoteTerms } from '../../scenario/quote/terms-file.js';
import type { Day } from '../../units/day.js';
import { Decimal } from '../../units/decimal.js';
import { yearOf } from '../format-date.js';
import { type Amounts, sumAmounts } from './amounts.js';
import { itemCosts, itemLine } from './items.js';
import { labelIn } from './label-words.js';
import { factorOf, planLines, restoreLines } from './plan-lines.js';
import { quoteFacts } from './quote-facts.js';
import type { Audience, InternalPart, Language, Quote, QuoteLine, QuoteTotals } from './quote-types.js';

export interface QuoteRequest {
  readonly audience: Audience;
  readonly language: Language;
  /** The quote's own date. */
  readonly date: Day;
  readonly terms: QuoteTerms;
  readonly validUntil: Day | undefined;
  readonly brand: Pick<Brand, 'name' | 'address' | 'contact'>;
  /** The legal terms, read. */
  readonly legal: readonly string[];
}

/**
 * One plan as a quote. The customer's holds nothing internal: no notes, no cost, no margin, no discount's reason, and of a confidential
 * price only what is paid.
 */
export function quoteOf(plan: Plan, request: QuoteRequest): Quote {
  const { audience, language, terms, brand, validUntil } = request;
  const items = terms.items ?? [];
  const years = yearsOfQuote(plan, terms);
  const pricing = {
    currency: plan.scenario.currency,
    factor: factorOf(terms.markup ?? '0'),
    hidesConfidential: audience === 'customer',
  };
  const inLanguage = (line: QuoteLine): QuoteLine => ({ ...line, label: labelIn(language, line.label) });
  const lines = [
    ...items.filter(({ optional }) => !optional).map((item) => itemLine(item, years)),
    ...planLines(plan, years, pricing).map(inLanguage),
  ];
  const totals = totalsOf(lines, years.length);
  return {
    schema: 'stowage-quote/1',
    version: plan.version,
    audience,
    language,
    number: terms.number ?? '',
    revision: terms.revision ?? 1,
    title: terms.title ?? plan.name,
    date: request.date,
    validUntil,
    currency: plan.scenario.currency,
    seller: { name: brand.name, address: brand.address, contact: brand.contact },
    preparedBy: partyOf(terms.preparedBy),
    customer: partyOf(terms.customer),
    scope: terms.scope ?? [],
    facts: quoteFacts(plan, language),
    years,
    lines,
    totals,
    options: [
      ...items.filter(({ optional }) => optional).map((item) => itemLine(item, years)),
      ...restoreLines(plan, pricing).map((line) => ({ ...line, label: labelIn(language, `Restore on request: ${line.label}`) })),
    ],
    vat: vatOf(plan, totals.total.net),
    priceDates: [{ what: plan.cost.destination.label, date: plan.cost.destination.pricesAsOf }],
    exchange: exchangeText(plan),
    unpriced: lines.filter(({ status }) => status === 'unpriced' || status === 'atLeast').map(({ label }) => label),
    exclusions: terms.exclusions ?? [],
    payment: terms.payment ?? '',
    terms: request.legal,
    ...(audience === 'internal' ? { internal: internalPart(plan, terms, totals) } : {}),
  };
}

/** The plan's calendar years and the items' own, in order. */
function yearsOfQuote(plan: Plan, { items = [] }: QuoteTerms): readonly number[] {
  const own = items.flatMap(({ year, optional }) => (year === undefined || optional ? [] : [year]));
  return [...new Set([...plan.cost.months.map(({ from }) => yearOf(from)), ...own])].sort((a, b) => a - b);
}

function totalsOf(lines: readonly QuoteLine[], years: number): QuoteTotals {
  const of = (spend: QuoteLine['spend']): Amounts =>
    sumAmounts(lines.filter((line) => line.spend === spend).map(({ total }) => total));
  return {
    byYear: Array.from({ length: years }, (_, at) => sumAmounts(lines.flatMap(({ byYear }) => byYear[at] ?? []))),
    capex: of('capex'),
    opex: of('opex'),
    total: sumAmounts(lines.map(({ total }) => total)),
    isAtLeast: lines.some(({ status }) => status === 'unpriced' || status === 'atLeast'),
  };
}

const partyOf = (party: QuoteTerms['customer']): Quote['customer'] =>
  party && { name: party.name, address: party.address ?? '', contact: party.contact ?? '' };

/** Tax of the quote's own net total: the plan's rate, rounded once. */
function vatOf({ cost: { vat } }: Plan, net: Decimal): Quote['vat'] {
  if (vat === undefined) return undefined;
  const amount = net.times(vat.percent).div(100).toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
  return { name: vat.name, percent: vat.percent, amount, gross: net.plus(amount) };
}

function exchangeText({ scenario: { exchange, currency } }: Plan): string {
  return exchange === undefined || exchange.from === currency
    ? ''
    : `1 ${exchange.from} = ${exchange.rate} ${currency}, ${exchange.date}, ${exchange.source}`;
}

function internalPart(plan: Plan, terms: QuoteTerms, { total }: QuoteTotals): InternalPart {
  const items = itemCosts(terms.items ?? []);
  const cost = plan.cost.total.cost.amount.plus(items.cost);
  return {
    notes: terms.internalNotes ?? [],
    markupPercent: terms.markup ?? '0',
    cost,
    margin: total.net.minus(cost),
    costUnknown: items.unknown,
    discounts: plan.scenario.discounts.map(({ storageClass, item, percent, reason }) => ({
      what: `${storageClass || '*'} ${item}`,
      percent,
      reason,
    })),
    confidentialSources: plan.sources.filter(({ confidential }) => confidential === true).map(({ title, id }) => ({ title, id })),
  };
}
