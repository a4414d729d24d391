import { type ChartData, hasPoints } from './chart-data.js';
import { csvText } from './csv-cell.js';
import { markdownTable, markdownText } from './markdown-text.js';
import { pageData } from './page-data.js';
import type { CellView, RowView, TableView } from './table-view.js';
import { type ReportTemplates, rendererOf } from './templates.js';
import type { WhyView } from './view-model-why.js';

/** A subject as it is read: what it comes to, its pictures, its tables, how it is worked out, what it rests on. Plain text throughout. */
export interface Subject {
  /** '' where the document's own title says it. */
  readonly title: string;
  /** The answer, a sentence or two a line, before any table. */
  readonly lead: readonly string[];
  readonly charts: readonly ChartData[];
  readonly tables: readonly TableView[];
  /** Long ones: on a page they open on demand. */
  readonly folded: readonly TableView[];
  /** Derivations, opened on demand. */
  readonly whys: readonly { readonly label: string; readonly why: WhyView }[];
  /** How to read it, and what it leaves out. */
  readonly notes: readonly string[];
}

/** A few tables about several plans or about one decision: what every command that compares or decides prints in every format. */
export interface TablesDocument {
  readonly kind: string;
  readonly title: string;
  readonly subjects: readonly Subject[];
  readonly footer: readonly { readonly name: string; readonly value: string }[];
  /** What its CSV has: its one table as it stands, or every table, each line led by its table's name. */
  readonly csv: 'first table' | 'every table';
}

/** Every table of a subject that has something in it. */
export const tablesOf = ({ tables, folded }: Pick<Subject, 'tables' | 'folded'>): readonly TableView[] =>
  [...tables, ...folded].filter(({ hasRows }) => hasRows);

/** For a pull request or a ticket: GitHub's Markdown, strangers' text escaped. */
export function documentMarkdown({ title, subjects, footer }: TablesDocument): string {
  const facts = footer.map(({ name, value }) => `${markdownText(name)}: ${markdownText(value)}`);
  const parts = [`## ${markdownText(title)}`, ...subjects.flatMap((one) => subjectMarkdown(one, '###')), facts.join(' · ')];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** A subject's paragraphs, under a heading of the given level. */
export function subjectMarkdown(subject: Subject, level: string): readonly string[] {
  const { title, lead, whys, notes } = subject;
  return [
    title === '' ? '' : `${level} ${markdownText(title)}`,
    ...lead.map(markdownText),
    ...tablesOf(subject).map((view) => markdownTable(view).trimEnd()),
    whys.map(({ label, why }) => `- ${markdownText(`${label}: ${whyText(why)}`)}`).join('\n'),
    ...notes.map(markdownText),
  ];
}

/** "M-112: TB held x ...; TB-months held 5.0 (engine: M-111)". */
export function whyText({ rule, formula, inputs }: WhyView): string {
  const given = inputs.map(({ name, value, from }) => `; ${name} ${value} (${from})`);
  return `${rule}: ${formula}${given.join('')}`;
}

/** RFC 4180: cells as they are printed. Where there is every table, answers come first and notes last. */
export function documentCsv({ subjects, csv }: TablesDocument): string {
  const tables = subjects.flatMap(tablesOf);
  if (csv === 'first table') return tables.slice(0, 1).map(tableCsv).join('');
  const named = subjects.flatMap((one) => [
    ...one.lead.map((text) => ['answer', one.title, text]),
    ...tablesOf(one).flatMap((view) => tableLines(view).map((cells, index) => [index === 0 ? 'table' : view.caption, ...cells])),
    ...one.notes.map((text) => ['note', one.title, text]),
  ]);
  return csvText(named);
}

/** One table as CSV. */
export const tableCsv = (view: TableView): string => csvText(tableLines(view));

const tableLines = ({ corner, columns, rows }: TableView): readonly (readonly string[])[] => [
  [corner, ...columns.map(({ title }) => title)],
  ...rows.map(lineOf),
];

const lineOf = ({ head, headNote, cells }: RowView): readonly string[] => [
  headNote === '' ? head : `${head} (${headNote})`,
  ...cells.map(cellText),
];

const cellText = ({ badge, prefix, text, note }: CellView): string =>
  badge.shown ? badge.text : `${prefix} ${text}${note === '' ? '' : ` (${note})`}`.trim();

export interface DocumentAssets {
  readonly templates: ReportTemplates;
  readonly css: string;
  /** The page's script, dist/page.js: it draws the charts and pages long tables. A document with neither has no script. */
  readonly pageScript: string;
  /** Base64 SHA-256 of `css` and `pageScript`, for the page's content security policy. */
  readonly hashes: { readonly css: string; readonly pageScript: string };
}

/** One HTML page: styles, and where there is a chart or a long table its script, inside; nothing loaded. */
export function documentHtml(view: TablesDocument, { templates, css, pageScript, hashes }: DocumentAssets): string {
  const charts = view.subjects.flatMap((one) => one.charts).filter(hasPoints);
  const hasScript = charts.length > 0 || view.subjects.flatMap(tablesOf).some(({ isLong }) => isLong);
  const scripts = hasScript ? ` script-src 'sha256-${hashes.pageScript}';` : '';
  const policy = `default-src 'none'; style-src 'sha256-${hashes.css}';${scripts} base-uri 'none'; form-action 'none'`;
  const shown = view.subjects.map((one) => ({ ...one, charts: one.charts.filter(hasPoints), isNamed: one.title !== '' }));
  return rendererOf(templates)({
    ...view,
    subjects: shown,
    css,
    policy,
    hasScript,
    data: pageData({ charts }),
    script: hasScript ? pageScript : '',
  });
}
