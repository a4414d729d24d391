import type { CellView, TableView } from './table-view.js';

const MARKUP = /[\\`*_{}[\]<>#|~!&$^=]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f\u2028\u2029]+/g;

/** Strangers' text inside Markdown: every sign that could be markup is escaped, line breaks become spaces, addresses stay text. */
export function markdownText(text: string): string {
  const flat = text.replace(CONTROL, ' ').replace(MARKUP, (sign) => `\\${sign}`);
  // Readers that link bare addresses do so on these two; a zero-width break would be invisible, an escape is not.
  return flat
    .replace(/:\/\//g, ':\\/\\/')
    .replace(/@/g, '\\@')
    .replace(/^([-+]|\d+\.)(?=\s)/, '\\$1');
}

/** A table in GitHub's Markdown. Judgements are written with their sign and word. */
export function markdownTable(view: TableView): string {
  const head = ['', ...view.columns.map(({ title }) => markdownText(title))];
  head[0] = markdownText(view.corner);
  const rule = ['---', ...view.columns.map(({ numeric }) => (numeric ? '---:' : '---'))];
  const rows = view.rows.map((row) => [rowHead(row.head, row.strong), ...row.cells.map(markdownCell)]);
  const lines = [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  const note = view.note === '' ? '' : `\n\n${markdownText(view.note)}`;
  return `**${markdownText(view.caption)}**\n\n${lines.join('\n')}${note}\n`;
}

function rowHead(head: string, strong: boolean): string {
  const text = markdownText(head);
  return strong && text !== '' ? `**${text}**` : text;
}

function markdownCell(cell: CellView): string {
  if (cell.badge.shown) return `${markdownText(cell.badge.sign)} ${markdownText(cell.badge.text)}`;
  const text = markdownText(`${cell.prefix} ${cell.text}`.trim());
  return cell.note === '' ? text : `${text} (${markdownText(cell.note)})`;
}
