import type { Quote } from '../../report/quote/quote-types.js';
import { renderQuote } from '../../report/quote/render-quote.js';
import { quoteAssets, sha256 } from '../assets.js';
import { type Paper, paperRule } from '../pdf/paper.js';
import type { LoadedBrand } from './brand.js';

/** A quote as one HTML file in its brand. */
export async function quoteHtml(quote: Quote, { brand, logo }: LoadedBrand, paper?: Paper): Promise<string> {
  const { accent, text, footer } = brand;
  const { templates, css } = await quoteAssets();
  return renderQuote(quote, { templates, css: `${css}${paperRule(paper)}`, accent, text, footer, logo, sha256 });
}
