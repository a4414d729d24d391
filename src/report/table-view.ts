/** How a cell or a statement is meant. Never shown by colour alone: every tone has its sign and its word. */
export type Tone = 'good' | 'warn' | 'bad' | 'none';

/** A judgement as it is printed: "✓ Meets". */
export interface Badge {
  readonly shown: boolean;
  readonly tone: Tone;
  readonly sign: string;
  readonly text: string;
}

export interface CellView {
  /** "at least" before an incomplete sum: set on a line of its own, or long totals would push the table off the page. */
  readonly prefix: string;
  readonly text: string;
  readonly note: string;
  readonly numeric: boolean;
  readonly wide: boolean;
  readonly badge: Badge;
}

export interface RowView {
  readonly head: string;
  readonly headNote: string;
  readonly strong: boolean;
  readonly cells: readonly CellView[];
}

/** A table ready to print: HTML and Markdown draw the same one. The first column heads its row. */
export interface TableView {
  readonly caption: string;
  readonly corner: string;
  readonly columns: readonly { readonly title: string; readonly numeric: boolean; readonly wide: boolean }[];
  readonly rows: readonly RowView[];
  readonly hasRows: boolean;
  /** More rows than a reader scrolls through: the page shows a part at a time, and finds. */
  readonly isLong: boolean;
  /** Said under the table; '' for nothing. */
  readonly note: string;
}

/** What a cell may be given as: its text, a judgement, or a text with a smaller remark under it. */
export type CellInput = string | Badge | { readonly text: string; readonly note: string };

export interface RowInput {
  readonly head: string;
  readonly headNote?: string;
  readonly strong?: boolean;
  readonly cells: readonly CellInput[];
}

/** Column titles; one that starts with "#" holds numbers and is set flush right, one that starts with "~" holds sentences. */
export interface TableInput {
  readonly caption: string;
  readonly corner: string;
  readonly columns: readonly string[];
  readonly rows: readonly RowInput[];
  readonly note?: string;
}

const SIGNS: Readonly<Record<Tone, string>> = { good: '✓', warn: '!', bad: '✕', none: '–' };
const NO_BADGE: Badge = { shown: false, tone: 'none', sign: '', text: '' };

export const badge = (tone: Tone, text: string): Badge => ({ shown: true, tone, sign: SIGNS[tone], text });

/** Rows up to which a table stands there whole. */
export const ROWS_AT_ONCE = 100;

/** Builds the printable table. @throws RangeError when a row has not one cell a column: a bug in the caller. */
export function table(input: TableInput): TableView {
  const columns = input.columns.map((title) => ({
    title: title.replace(/^[#~]/, ''),
    numeric: title.startsWith('#'),
    wide: title.startsWith('~'),
  }));
  const rows = input.rows.map((row) => {
    if (row.cells.length !== columns.length)
      throw new RangeError(`"${input.caption}": ${row.cells.length} cells, ${columns.length} columns`);
    const cells = row.cells.map((cell, index) => cellView(cell, columns[index]));
    return { head: row.head, headNote: row.headNote ?? '', strong: row.strong ?? false, cells };
  });
  return {
    caption: input.caption,
    corner: input.corner,
    columns,
    rows,
    hasRows: rows.length > 0,
    isLong: rows.length > ROWS_AT_ONCE,
    note: input.note ?? '',
  };
}

const AT_LEAST = 'at least ';

function cellView(cell: CellInput, column: { readonly numeric: boolean; readonly wide: boolean } | undefined): CellView {
  const look = { numeric: column?.numeric ?? false, wide: column?.wide ?? false };
  if (typeof cell !== 'string' && 'tone' in cell) return { prefix: '', text: '', note: '', ...look, badge: cell };
  const { text, note } = typeof cell === 'string' ? { text: cell, note: '' } : cell;
  const partial = look.numeric && text.startsWith(AT_LEAST);
  return {
    prefix: partial ? 'at least' : '',
    text: partial ? text.slice(AT_LEAST.length) : text,
    note,
    ...look,
    badge: NO_BADGE,
  };
}
