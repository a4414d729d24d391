import { type Parsed, parsed } from '../problems/problem.js';
import { renderCsv } from '../report/render-csv.js';
import { renderJson } from '../report/render-json.js';
import { renderMarkdown } from '../report/render-markdown.js';
import { type HtmlReport, htmlReport } from './html-report.js';

/** The forms that a plan is written in. */
export const FORMATS = ['html', 'pdf', 'json', 'csv', 'md'] as const;
export type Format = (typeof FORMATS)[number];
/** Those that need no browser: what a batch writes. */
export type TextFormat = Exclude<Format, 'pdf'>;
export const TEXT_FORMATS: readonly TextFormat[] = FORMATS.filter((format) => format !== 'pdf');

/** A plan as one file's content. */
export async function rendered(
  report: HtmlReport,
  format: Format,
  browser: string | undefined,
): Promise<Parsed<string | Uint8Array>> {
  return format === 'pdf'
    ? (await import('./pdf/print-pdf.js')).printPdf(await htmlReport(report), { browser, asOf: report.asOf })
    : parsed(await renderedText(report, format));
}

/** A plan as one file's text. */
export async function renderedText(report: HtmlReport, format: TextFormat): Promise<string> {
  const { plan, asOf } = report;
  switch (format) {
    case 'html':
      return htmlReport(report);
    case 'json':
      return renderJson(plan);
    case 'csv':
      return renderCsv(plan);
    case 'md':
      return renderMarkdown(plan, { asOf });
  }
}
