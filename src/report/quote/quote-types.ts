import type { Day } from '../../units/day.js';
import type { Decimal } from '../../units/decimal.js';
import type { Amounts } from './amounts.js';

export type Language = 'en' | 'de';
export type Audience = 'customer' | 'internal';
export type Spend = 'capex' | 'opex';

/** One line of the bill of materials. */
export interface QuoteLine {
  /** "Storage, S3 Standard, Frankfurt", in the quote's language as far as the words are ours. */
  readonly label: string;
  readonly spend: Spend;
  /** Over the whole term; undefined: not one quantity. */
  readonly quantity: { readonly amount: Decimal; readonly unit: string } | undefined;
  /** priced: all of it. atLeast: some months have no price. unpriced: none has. included: nothing to pay. */
  readonly status: 'priced' | 'atLeast' | 'unpriced' | 'included';
  /** By calendar year, in the order of `Quote.years`; empty for an option, which has no year. */
  readonly byYear: readonly Amounts[];
  readonly total: Amounts;
}

export interface QuoteTotals {
  readonly byYear: readonly Amounts[];
  readonly capex: Amounts;
  readonly opex: Amounts;
  readonly total: Amounts;
  /** Something has no price, so the totals are a lower bound. */
  readonly isAtLeast: boolean;
}

export interface Party {
  readonly name: string;
  readonly address: string;
  readonly contact: string;
}

/** What never leaves the house. Absent from a customer's quote, so that no renderer can print it. */
export interface InternalPart {
  readonly notes: readonly string[];
  readonly markupPercent: string;
  /** What the plan and the items cost the seller; items without a told cost are named. */
  readonly cost: Decimal;
  readonly margin: Decimal;
  readonly costUnknown: readonly string[];
  readonly discounts: readonly { readonly what: string; readonly percent: string; readonly reason: string }[];
  readonly confidentialSources: readonly { readonly title: string; readonly id: string }[];
}

/** A customer document as data: every format is rendered from it. Amounts in cents. */
export interface Quote {
  readonly schema: 'stowage-quote/1';
  readonly version: string;
  readonly audience: Audience;
  readonly language: Language;
  /** '' while it has none: a draft. */
  readonly number: string;
  readonly revision: number;
  readonly title: string;
  readonly date: Day;
  /** undefined: not binding. */
  readonly validUntil: Day | undefined;
  readonly currency: string;
  readonly seller: Party;
  readonly preparedBy: Party | undefined;
  readonly customer: Party | undefined;
  readonly scope: readonly string[];
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly years: readonly number[];
  readonly lines: readonly QuoteLine[];
  readonly totals: QuoteTotals;
  /** In no total. */
  readonly options: readonly QuoteLine[];
  readonly vat:
    | { readonly name: string; readonly percent: string; readonly amount: Decimal; readonly gross: Decimal }
    | undefined;
  readonly priceDates: readonly { readonly what: string; readonly date: Day }[];
  readonly exchange: string;
  /** What has no price, by name. */
  readonly unpriced: readonly string[];
  readonly exclusions: readonly string[];
  readonly payment: string;
  readonly terms: readonly string[];
  readonly internal?: InternalPart;
}
