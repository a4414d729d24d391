import { compileTemplates, type ReportTemplates } from '../templates.js';
import type { Quote } from './quote-types.js';
import { quoteView } from './quote-view.js';

export interface QuotePage {
  readonly templates: ReportTemplates;
  /** `reports/styles/quote.css`. */
  readonly css: string;
  /** Checked colours of the brand. */
  readonly accent: string;
  readonly text: string;
  /** "data:image/png;base64,…"; '' for none. */
  readonly logo: string;
  readonly footer: string;
}

/** The quote as one HTML file without a script: nothing is loaded, nothing runs. Same quote, same bytes. */
export function renderQuote(quote: Quote, page: QuotePage): string {
  const { accent, text, logo, footer } = page;
  const css = `:root{--accent:${accent};--text:${text}}\n${page.css}`;
  const view = quoteView(quote);
  return compileTemplates(page.templates)({ ...view, css, logo, footer, number: view.head[0]?.value ?? '' });
}
