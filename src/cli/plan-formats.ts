import { capacityFigures } from '../engine/explain/explain-figure.js';
import { didYouMean, nearestNames } from '../problems/nearest.js';
import { type Parsed, parsed } from '../problems/problem.js';
import type { FocusNames } from '../report/focus/focus-line.js';
import { renderFocus } from '../report/focus/render-focus.js';
import { renderCsv } from '../report/render-csv.js';
import { renderJson } from '../report/render-json.js';
import { renderMarkdown } from '../report/render-markdown.js';
import { reportTableCsv, reportTables } from '../report/report-tables.js';
import { reportView } from '../report/view-model.js';
import { wrong } from './flag-values.js';
import { type HtmlReport, htmlReport } from './html-report.js';
import type { Shelf } from './load-catalog.js';
import type { Printed } from './pdf/paper.js';

/** The forms that a plan is written in. */
export const FORMATS = ['html', 'pdf', 'xlsx', 'json', 'csv', 'focus', 'md'] as const;
export type Format = (typeof FORMATS)[number];
/** Those that need no browser. */
export type FormatAlone = Exclude<Format, 'pdf'>;
export const FORMATS_ALONE: readonly FormatAlone[] = FORMATS.filter((format) => format !== 'pdf');

/** A plan as one file's content. */
export async function rendered(
  report: HtmlReport,
  format: Format,
  { browser, ...printed }: Printed & { readonly browser: string | undefined },
): Promise<Parsed<string | Uint8Array>> {
  return format === 'pdf'
    ? (await import('./pdf/print-pdf.js')).printPdf(await htmlReport({ ...report, printed }), { browser, asOf: report.asOf })
    : parsed(await renderedAlone(report, format));
}

/** A plan as one file's content, made without another program. */
export async function renderedAlone(report: HtmlReport, format: FormatAlone): Promise<string | Uint8Array> {
  const { plan, asOf } = report;
  switch (format) {
    case 'html':
      return htmlReport(report);
    case 'xlsx':
      return (await import('./xlsx/plan-xlsx.js')).planXlsx(plan);
    case 'json':
      return renderJson(plan);
    case 'csv':
      return renderCsv(plan);
    case 'focus':
      return renderFocus(plan, focusNames(report.shelf));
    case 'md':
      return renderMarkdown(plan, { asOf });
  }
}

/** One table of the report as CSV, by its name there; `list` names them. CLI005 with the nearest names. */
export function tableAlone({ plan, asOf }: HtmlReport, name: string): Parsed<string> {
  const tables = reportTables(reportView(plan, { asOf, cinderSteps: [], figures: () => capacityFigures(plan) }));
  const csv = reportTableCsv(tables, name);
  if (csv !== undefined) return parsed(csv);
  const near = didYouMean(nearestNames(name, [...tables.keys()], 3));
  return wrong('table', `"${name}"`, 'a table of this report', near ?? 'see --table list');
}

/** Providers and regions by the names that an invoice has; the code where the catalogue has no name. */
function focusNames({ prices }: Shelf): FocusNames {
  return {
    provider: (code) => prices.providers.find(({ provider }) => provider === code)?.title ?? code,
    region: (provider, code) => prices.regions[`${provider}|${code}`]?.title ?? code,
  };
}
