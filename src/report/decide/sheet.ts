import { csvText } from '../csv-cell.js';
import { markdownText } from '../markdown-text.js';

/** A decision as it is read: what it comes to, its tables, what it rests on. Strings only. */
export interface Sheet {
  readonly title: string;
  /** The answer, a sentence a line. */
  readonly answer: readonly string[];
  readonly tables: readonly SheetTable[];
  /** Rules, assumptions, what has no price. */
  readonly notes: readonly string[];
}

export interface SheetTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Markdown: the same words, every sign of a stranger's name escaped. */
export function sheetMarkdown({ title, answer, tables, notes }: Sheet): string {
  const row = (cells: readonly string[]): string => `| ${cells.map(markdownText).join(' | ')} |`;
  const table = ({ title: name, head, rows }: SheetTable): string =>
    `**${markdownText(name)}**\n\n${[row(head), row(head.map(() => '---')).replaceAll('\\', ''), ...rows.map(row)].join('\n')}`;
  const list = (lines: readonly string[]): string => lines.map((line) => `- ${markdownText(line)}`).join('\n');
  return `${[`# ${markdownText(title)}`, list(answer), ...tables.map(table), list(notes)].filter((part) => part !== '').join('\n\n')}\n`;
}

/** CSV (RFC 4180): every line begins with the name of its table, so that one file holds all. */
export function sheetCsv({ answer, tables, notes }: Sheet): string {
  const lines = (name: string, texts: readonly string[]) => texts.map((text) => [name, text]);
  return csvText([
    ...lines('answer', answer),
    ...tables.flatMap(({ title, head, rows }) => [['table', ...head], ...rows.map((row) => [title, ...row])]),
    ...lines('note', notes),
  ]);
}
