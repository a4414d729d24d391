import type { Problem } from '../problems/problem.js';
import { printable } from '../problems/render.js';
import type { TableView } from '../report/table-view.js';
import {
  type DocumentAssets,
  documentCsv,
  documentHtml,
  documentMarkdown,
  type Subject,
  type TablesDocument,
  tablesOf,
  whyText,
} from '../report/tables-document.js';
import { reportAssets } from './assets.js';
import type { Call } from './commands.js';
import { overwritesInput, writeWhole } from './files.js';
import { text } from './flag-values.js';
import { textTable } from './tables.js';
import { reportTemplate } from './templates.js';
import type { ExitCode } from './terminal.js';

export const TABLE_FORMATS = ['text', 'md', 'html', 'csv', 'json'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

/** A document in one format; `json` is the caller's. */
export async function rendered(view: TablesDocument, format: TableFormat, json: () => string): Promise<string> {
  switch (format) {
    case 'text':
      return documentText(view);
    case 'md':
      return documentMarkdown(view);
    case 'html':
      return documentHtml(view, await tableAssets());
    case 'csv':
      return documentCsv(view);
    case 'json':
      return json();
  }
}

/** To stdout, or whole to the file that -o names: never over a file that was read. */
export async function delivered(call: Call, content: string, inputs: readonly string[]): Promise<ExitCode> {
  const { terminal } = call;
  const target = text(call, 'out') ?? '-';
  if (target === '-') {
    terminal.data(content);
    return 0;
  }
  const clash: Problem | undefined = await overwritesInput(target, inputs);
  if (clash) return terminal.problems([clash], 'Nothing was written.');
  const written = await writeWhole(target, content);
  if (!written.ok) return terminal.problems(written.problems, 'Nothing was written.');
  terminal.say(`Written: ${target}`);
  return 0;
}

async function tableAssets(): Promise<DocumentAssets> {
  const [{ templates, css, pageScript, hashes }, page] = await Promise.all([reportAssets(), reportTemplate('tables.hbs')]);
  return { templates: { ...templates, page }, css, pageScript, hashes };
}

function documentText({ title, subjects, footer }: TablesDocument): string {
  const facts = footer.map(({ name, value }) => `${name}: ${value}`);
  const parts = [printable(title), ...subjects.map(subjectText), facts.map(printable).join('\n')];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function subjectText(subject: Subject): string {
  const { title, lead, whys, notes } = subject;
  const drawn = tablesOf(subject).map(drawnTable);
  const derived = whys.map(({ label, why }) => `${label}: ${whyText(why)}`);
  const words = (lines: readonly string[]): string =>
    lines
      .filter((line) => line !== '')
      .map(printable)
      .join('\n');
  return [words([title, ...lead]), drawn.join('\n').trimEnd(), words(derived), words(notes)]
    .filter((part) => part !== '')
    .join('\n\n');
}

function drawnTable({ caption, corner, columns, rows, note }: TableView): string {
  const lines = rows.map(({ head, headNote, cells }) => [
    headNote === '' ? head : `${head} (${headNote})`,
    ...cells.map((cell) =>
      cell.badge.shown
        ? `${cell.badge.sign} ${cell.badge.text}`
        : `${cell.prefix} ${cell.text}${cell.note === '' ? '' : ` (${cell.note})`}`.trim(),
    ),
  ]);
  const under = note === '' ? '' : `${note}\n`;
  return `${caption}\n${textTable([corner, ...columns.map(({ title }) => title)], lines)}${under}`;
}
