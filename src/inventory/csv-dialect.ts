import { isHeader } from './columns.js';

/** How a CSV file is written. */
export interface CsvDialect {
  readonly delimiter: string;
  /** Where the header starts: behind a byte-order mark, blank lines and a `sep=` line. */
  readonly start: number;
  readonly headerLine: number;
  readonly titles: readonly string[];
}

const DELIMITERS = [',', ';', '\t', '|'];
const SEP_LINE = /^"?sep=(.)"?\r?\n/i;

/** The dialect that makes the first line a header that we know; undefined if none does. */
export function csvDialect(text: string): CsvDialect | undefined {
  const blanks = /^[\uFEFF\s]*/.exec(text)?.[0] ?? '';
  const sep = SEP_LINE.exec(text.slice(blanks.length, blanks.length + 12));
  const start = blanks.length + (sep?.[0].length ?? 0);
  const end = text.indexOf('\n', start);
  const head = text.slice(start, end === -1 ? text.length : end).replace(/\r$/, '');
  const headerLine = text.slice(0, start).split('\n').length;
  for (const delimiter of sep?.[1] === undefined ? DELIMITERS : [sep[1]]) {
    const titles = titlesOf(head, delimiter);
    if (isHeader(titles)) return { delimiter, start, headerLine, titles };
  }
  return undefined;
}

/** Titles hold no delimiters, so that splitting is enough. */
function titlesOf(head: string, delimiter: string): readonly string[] {
  return head.split(delimiter).map((title) => title.trim().replace(/^"(.*)"$/, '$1'));
}

/**
 * Whether the client ran on a Python (3.10 to 3.13) that doubles every backslash: then all runs of backslashes are even.
 * An older Python writes them single, and one odd run gives it away. Source: measured with eight Pythons (cliff sets escapechar).
 */
export function hasDoubledBackslashes(text: string): boolean {
  return text.includes('\\') && !/(?<!\\)(?:\\\\)*\\(?!\\)/.test(text);
}

/** `--quote none`: nothing is quoted, and a backslash stands before each delimiter, quote and line break of a cell. */
export function isUnquotedCsv(text: string, delimiter: string): boolean {
  const quoted = new RegExp(`(^|\\n|\\${delimiter})"`);
  const escaped = new RegExp(`(?<!\\\\)(?:\\\\\\\\)*\\\\[\\${delimiter}"\\r\\n]`);
  return !quoted.test(text) && escaped.test(text);
}
