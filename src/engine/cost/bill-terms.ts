import type { PriceBook } from '../../catalog/types.js';
import { cached } from '../cached.js';
import type { Discount } from './discounts.js';
import type { Exchange } from './exchange.js';
import type { PriceDrift } from './price-drift.js';

/** Whose prices, and what is done to them before they are printed. */
export interface BillTerms {
  readonly book: PriceBook;
  readonly provider: string;
  readonly region: string;
  readonly discounts: readonly Discount[];
  /** The plan's. */
  readonly currency: string;
  readonly exchange: Exchange;
  /** Absent: prices stay as they are on the book's day. */
  readonly drift?: PriceDrift | undefined;
}

/** Terms that one book is billed on at a time; more of them begin afresh, so that memory stays flat. */
const MOST_TERMS = 64;
const termsOf = new WeakMap<PriceBook, Map<string, BillTerms>>();

/** One object for equal terms on one book, from plan to plan: what is worked out once for it holds for all that are billed on it. */
export function sharedTerms(terms: BillTerms): BillTerms {
  const { book, provider, region, discounts, currency, exchange, drift } = terms;
  const known = cached(termsOf, book, () => new Map<string, BillTerms>());
  const key = JSON.stringify([provider, region, discounts, currency, exchange, drift]);
  if (known.size >= MOST_TERMS && !known.has(key)) known.clear();
  return cached(known, key, () => terms);
}

/** A look-up whose answer depends on the terms and its key alone: made once for each. Books and terms never change. */
export function oncePerTerms<Key extends readonly string[], T>(
  make: (terms: BillTerms, ...key: Key) => T,
): (terms: BillTerms, ...key: Key) => T {
  const made = new WeakMap<BillTerms, Map<string, T>>();
  return (terms, ...key) => {
    const known = cached(made, terms, () => new Map<string, T>());
    return cached(known, key.join('|'), () => make(terms, ...key));
  };
}
