import { type ReportTemplates, rendererOf } from '../templates.js';
import type { Quote } from './quote-types.js';
import { quoteView } from './quote-view.js';
import { QUOTE_WORDS } from './quote-words.js';

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
  /** Base64 SHA-256 of a text, for the page's content security policy. */
  readonly sha256: (text: string) => string;
}

/** What stands at the foot of every sheet: "Quote Q-7 · Revision 2". */
function pageLine({ language, number, revision }: Quote): string {
  const words = QUOTE_WORDS[language];
  return `${words.quote} ${number === '' ? `(${words.draft})` : number} · ${words.revision} ${revision}`;
}

/** A stranger's text as a CSS string: everything but letters, digits and blanks by its code point, so that nothing ends the string. */
const cssText = (text: string): string =>
  `"${text.replace(/[^A-Za-z0-9 ]/gu, (char) => `\\${(char.codePointAt(0) ?? 0).toString(16)} `)}"`;

/** The quote as one HTML file without a script: nothing is loaded, nothing runs. Same quote, same bytes. */
export function renderQuote(quote: Quote, page: QuotePage): string {
  const { accent, text, logo, footer, sha256 } = page;
  const css = `:root{--accent:${accent};--text:${text}}\n${page.css}\n@page{@bottom-left{content:${cssText(pageLine(quote))};font-size:8pt}}`;
  const view = quoteView(quote);
  return rendererOf(page.templates)({ ...view, css, styleHash: sha256(css), logo, footer, number: view.head[0]?.value ?? '' });
}
