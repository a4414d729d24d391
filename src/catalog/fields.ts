/** What one cell may hold: the parser, the data lint and the schema for editors all read this one object. */
export interface FieldKind {
  readonly pattern: RegExp;
  /** In the words of a problem: "wanted a plain decimal, such as 0.023". */
  readonly wanted: string;
}
export type Columns = Readonly<Record<string, FieldKind>>;
/** A row of a table, still text. */
export type Row<C extends Columns = Columns> = { readonly [K in keyof C]: string };

/** No control characters: a cell is one line, and cannot move a terminal's cursor. */
const LINE = '[^\\u0000-\\u001f\\u007f]';
const DAY = '\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])';

function kind(body: string, wanted: string): FieldKind {
  return { pattern: new RegExp(`^(?:${body})$`, 'u'), wanted };
}

export function orEmpty(field: FieldKind): FieldKind {
  return { pattern: new RegExp(`^$|${field.pattern.source}`, 'u'), wanted: `${field.wanted}, or nothing` };
}

export function oneOf(names: readonly string[]): FieldKind {
  return kind(names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), `one of ${names.join(', ')}`);
}

export const text = kind(`${LINE}*`, 'one line of text');
export const filled = kind(`\\S|\\S${LINE}*\\S`, 'one line of text, without blanks at its ends');
export const code = kind('[A-Za-z0-9][A-Za-z0-9_.+-]*', 'a code of letters, digits and - _ . +');
export const decimal = kind('\\d+(?:\\.\\d+)?', 'a plain decimal, such as 0.023');
export const signedDecimal = kind('-?\\d+(?:\\.\\d+)?', 'a plain decimal, such as -0.05');
export const ratio = kind('[1-9]\\d*(?:\\.\\d+)?', 'a ratio of 1 or more, such as 1.9');
export const day = kind(DAY, 'a day, such as 2016-02-15');
export const currency = kind('[A-Z]{3}', 'a currency of three capitals, such as USD');
export const url = kind('https?://[^\\s/]+\\S*', 'an address that starts with https://');
export const names = kind(`[^|\\s]${LINE}*`, 'names separated by |');
export const confidence = oneOf(['high', 'medium', 'low']);
export const label = oneOf(['measured', 'contract', 'list', 'default', 'assumption']);
export const dateBasis = oneOf(['published', 'observed']);
