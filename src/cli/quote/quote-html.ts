import type { Quote } from '../../report/quote/quote-types.js';
import { renderQuote } from '../../report/quote/render-quote.js';
import { quoteAssets } from '../assets.js';
import type { LoadedBrand } from './brand.js';

/** A quote as one HTML file in its brand. */
export async function quoteHtml(quote: Quote, { brand, logo }: LoadedBrand): Promise<string> {
  const { accent, text, footer } = brand;
  return renderQuote(quote, { ...(await quoteAssets()), accent, text, footer, logo });
}
