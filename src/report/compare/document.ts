import { csvText } from '../csv-cell.js';
import { markdownTable, markdownText } from '../markdown-text.js';
import type { TableView } from '../table-view.js';
import { compileTemplates, type ReportTemplates } from '../templates.js';

/** A few tables about several plans: what diff and compare print in every format. Plain text throughout. */
export interface TablesDocument {
  readonly kind: string;
  readonly title: string;
  /** The answer in a sentence or two, before any table. */
  readonly lead: readonly string[];
  readonly tables: readonly TableView[];
  /** How to read it, and what it leaves out. */
  readonly notes: readonly string[];
  readonly footer: readonly { readonly name: string; readonly value: string }[];
}

/** For a pull request or a ticket: GitHub's Markdown, strangers' text escaped. */
export function documentMarkdown({ title, lead, tables, notes, footer }: TablesDocument): string {
  const shown = tables.filter(({ hasRows }) => hasRows).map((view) => markdownTable(view).trimEnd());
  const facts = footer.map(({ name, value }) => `${markdownText(name)}: ${markdownText(value)}`);
  const parts = [`## ${markdownText(title)}`, ...lead.map(markdownText), ...shown, ...notes.map(markdownText), facts.join(' · ')];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

export interface DocumentAssets {
  readonly templates: ReportTemplates;
  readonly css: string;
  /** Base64 SHA-256 of `css`, for the page's content security policy. */
  readonly cssHash: string;
}

/** One HTML page without a script: styles inside, nothing loaded. */
export function documentHtml(view: TablesDocument, { templates, css, cssHash }: DocumentAssets): string {
  const policy = `default-src 'none'; style-src 'sha256-${cssHash}'; base-uri 'none'; form-action 'none'`;
  return compileTemplates(templates)({ ...view, css, policy });
}

/** The first table as CSV (RFC 4180), its cells as they are printed. */
export function tableCsv({ corner, columns, rows }: TableView): string {
  const head = [corner, ...columns.map(({ title }) => title)];
  const lines = rows.map(({ head: name, cells }) => [
    name,
    ...cells.map(({ prefix, text, badge }) => (badge.shown ? badge.text : `${prefix} ${text}`.trim())),
  ]);
  return csvText([head, ...lines]);
}
