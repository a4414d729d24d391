import { type Parsed, parsed } from '../../problems/problem.js';
import { quoteOf } from '../../report/quote/quote-of.js';
import type { Language } from '../../report/quote/quote-types.js';
import type { Planned, Takeaway } from '../../serve/planner.js';
import { type Day, formatDay } from '../../units/day.js';
import type { HtmlReport } from '../html-report.js';
import { printPdf } from '../pdf/print-pdf.js';
import { FORMATS, type Format, rendered } from '../plan-formats.js';
import type { LoadedBrand } from '../quote/brand.js';
import { QUOTE_FORMATS, type QuoteFormat, quoteAlone } from '../quote/quote-formats.js';
import { quoteHtml } from '../quote/quote-html.js';
import type { LoadedTerms } from '../quote/terms.js';

export interface QuotedWith {
  readonly terms: LoadedTerms;
  readonly brand: LoadedBrand;
  readonly date: Day;
  readonly browser: string | undefined;
}

type Content = Parsed<string | Uint8Array>;

const TYPES: Readonly<Record<Format, string>> = {
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  focus: 'text/csv; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
};
const LABELS: Partial<Readonly<Record<Format, string>>> = { md: 'Markdown', focus: 'FOCUS' };
const PAPER = 'a4';

/** The report and the customer's quote in English and German, in every format that this machine can make; made when asked for. */
export function takeawaysOf(report: HtmlReport, quoted: QuotedWith): Planned['takeaways'] {
  const { browser } = quoted;
  const isMade = (format: Format): boolean => format !== 'pdf' || browser !== undefined;
  const file = (format: Format, name: string, make: () => Promise<Content>): Takeaway => ({
    name: `${name}.${format === 'focus' ? 'focus.csv' : format}`,
    label: LABELS[format] ?? format.toUpperCase(),
    type: TYPES[format],
    make: format === 'pdf' ? () => oneAtATime(make) : make,
  });
  const quotes = (language: Language) =>
    QUOTE_FORMATS.filter(isMade).map((format) =>
      file(format, `quote-${language}`, () => quoteAs(report, quoted, language, format)),
    );
  return [
    {
      title: 'Report',
      files: FORMATS.filter(isMade).map((format) =>
        file(format, 'report', () => rendered(report, format, { browser, paper: PAPER, appendix: 'full' })),
      ),
    },
    { title: 'Quote in English', files: quotes('en') },
    { title: 'Quote in German', files: quotes('de') },
  ];
}

async function quoteAs({ plan }: HtmlReport, quoted: QuotedWith, language: Language, format: QuoteFormat): Promise<Content> {
  const { date, brand, browser } = quoted;
  const { terms, legal, validUntil } = quoted.terms;
  const quote = quoteOf(plan, { audience: 'customer', language, date, terms, legal, validUntil, brand: brand.brand });
  if (format !== 'pdf') return parsed(await quoteAlone(quote, brand, format));
  return printPdf(await quoteHtml(quote, brand, PAPER), { browser, asOf: formatDay(date) });
}

let last: Promise<unknown> = Promise.resolve();

/** A browser takes a core and hundreds of megabytes: requests wait for each other. */
function oneAtATime(make: () => Promise<Content>): Promise<Content> {
  const next = last.then(make, make);
  last = next;
  return next;
}
