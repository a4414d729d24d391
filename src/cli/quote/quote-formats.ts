import { quoteCsv } from '../../report/quote/quote-csv.js';
import { quoteJson } from '../../report/quote/quote-json.js';
import type { Quote } from '../../report/quote/quote-types.js';
import type { LoadedBrand } from './brand.js';
import { quoteHtml } from './quote-html.js';

/** The forms that a quote is written in. */
export const QUOTE_FORMATS = ['html', 'pdf', 'xlsx', 'json', 'csv'] as const;
export type QuoteFormat = (typeof QUOTE_FORMATS)[number];
/** Those that need no browser: what a batch writes. */
export type QuoteAlone = Exclude<QuoteFormat, 'pdf'>;
export const QUOTE_ALONE: readonly QuoteAlone[] = QUOTE_FORMATS.filter((format) => format !== 'pdf');

/** A quote as one file's content, made without another program. */
export async function quoteAlone(quote: Quote, brand: LoadedBrand, format: QuoteAlone): Promise<string | Uint8Array> {
  switch (format) {
    case 'html':
      return quoteHtml(quote, brand);
    case 'xlsx':
      return (await import('../xlsx/quote-xlsx.js')).quoteXlsx(quote);
    case 'json':
      return quoteJson(quote);
    case 'csv':
      return quoteCsv(quote);
  }
}
