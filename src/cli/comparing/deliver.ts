import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../../problems/problem.js';
import { printable } from '../../problems/render.js';
import { documentHtml, documentMarkdown, type TablesDocument, tableCsv } from '../../report/compare/document.js';
import type { TableView } from '../../report/table-view.js';
import type { Call } from '../commands.js';
import { overwritesInput, writeWhole } from '../files.js';
import { text } from '../flag-values.js';
import { packageRoot } from '../place.js';
import { textTable } from '../tables.js';
import type { ExitCode } from '../terminal.js';

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
      return view.tables.slice(0, 1).map(tableCsv).join('');
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

async function tableAssets() {
  const root = packageRoot();
  const read = (...parts: readonly string[]): Promise<string> => readFile(join(root, 'reports', ...parts), 'utf8');
  const [page, css, table, badge] = await Promise.all([
    read('tables.hbs'),
    read('styles', 'report.css'),
    read('partials', 'table.hbs'),
    read('partials', 'badge.hbs'),
  ]);
  return {
    templates: { page, partials: { table, badge } },
    css,
    cssHash: createHash('sha256').update(css, 'utf8').digest('base64'),
  };
}

function documentText({ title, lead, tables, notes, footer }: TablesDocument): string {
  const drawn = tables.filter(({ hasRows }) => hasRows).map(drawnTable);
  const facts = footer.map(({ name, value }) => `${name}: ${value}`);
  return `${[title, ...lead].map(printable).join('\n')}\n\n${drawn.join('\n')}\n${[...notes, ...facts].map(printable).join('\n')}\n`;
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
