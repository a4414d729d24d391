import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { QuotePage } from '../report/quote/render-quote.js';
import type { ReportOptions } from '../report/render-report.js';
import { type Printed, printRules } from './pdf/paper.js';
import { packageRoot } from './place.js';
import { reportTemplate, reportTemplates } from './templates.js';

type Assets = Required<Pick<ReportOptions, 'templates' | 'css' | 'pageScript' | 'hashes'>>;

let assets: Promise<Assets> | undefined;

/** The report's page, styles and script, from the package's reports/ and dist/: read once. */
export function reportAssets(): Promise<Assets> {
  assets ??= readAssets();
  return assets;
}

async function readAssets(): Promise<Assets> {
  const root = packageRoot();
  const read = (...parts: readonly string[]): Promise<string> => readFile(join(root, ...parts), 'utf8');
  const names = (await readdir(join(root, 'reports', 'partials'))).filter((name) => name.endsWith('.hbs')).sort();
  const [page, partials, css, pageScript] = await Promise.all([
    reportTemplate('cost-report.hbs'),
    reportTemplates('partials', names),
    read('reports', 'styles', 'report.css'),
    read('dist', 'page.js'),
  ]);
  return { templates: { page, partials }, css, pageScript, hashes: { css: sha256(css), pageScript: sha256(pageScript) } };
}

/** The same with its style set to how it is printed. */
export function toPrint(assets: Assets, printed: Printed | undefined): Assets {
  if (printed === undefined) return assets;
  const css = `${assets.css}${printRules(printed)}\n`;
  return { ...assets, css, hashes: { ...assets.hashes, css: sha256(css) } };
}

type QuoteAssets = Pick<QuotePage, 'templates' | 'css'>;

let ofQuote: Promise<QuoteAssets> | undefined;

/** The quote's page and styles, from the package's reports/: read once. */
export function quoteAssets(): Promise<QuoteAssets> {
  ofQuote ??= readQuoteAssets();
  return ofQuote;
}

async function readQuoteAssets(): Promise<QuoteAssets> {
  const [page, partials, css] = await Promise.all([
    reportTemplate('quote.hbs'),
    reportTemplates('partials', ['quote-rows.hbs']),
    readFile(join(packageRoot(), 'reports', 'styles', 'quote.css'), 'utf8'),
  ]);
  return { templates: { page, partials }, css };
}

/** Base64, as a content security policy has it. */
export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('base64');
