import { formatDay } from '../../units/day.js';
import { stableJson } from '../render-json.js';
import type { Quote } from './quote-types.js';

/** The quote as JSON text (data/schema/stowage-quote-1.schema.json): amounts and days as strings, what is absent as null. */
export function quoteJson(quote: Quote): string {
  return stableJson({
    ...quote,
    date: formatDay(quote.date),
    validUntil: quote.validUntil === undefined ? undefined : formatDay(quote.validUntil),
    priceDates: quote.priceDates.map(({ what, date }) => ({ what, date: formatDay(date) })),
  });
}
