import { FORMATS_ALONE, type FormatAlone } from '../plan-formats.js';
import { QUOTE_ALONE, type QuoteAlone } from '../quote/quote-formats.js';

/** What a batch writes: the forms of a plan, and those of a quote with "quote-" before them; none that needs a browser. */
export const PLAN_FORMATS: readonly FormatAlone[] = FORMATS_ALONE;
export const QUOTE_FORMATS: readonly { readonly format: `quote-${QuoteAlone}`; readonly quoted: QuoteAlone }[] = QUOTE_ALONE.map(
  (quoted) => ({ format: `quote-${quoted}`, quoted }),
);
export const BATCH_FORMATS: readonly string[] = [...PLAN_FORMATS, ...QUOTE_FORMATS.map(({ format }) => format)];
