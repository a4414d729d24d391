import type { Place, Problem } from '../problems/problem.js';
import { sizeFix } from './read-size.js';

const JSON_COMMAND = 'openstack volume list --all-projects --long -f json';
const VOLUME_LIST = 'a list of volumes: openstack volume list (csv, json, yaml, table), cinder list, or REST /volumes/detail';

const error = (code: Problem['code'], where: Place, found: string, wanted: string, fix?: string): Problem =>
  fix === undefined ? { code, severity: 'error', where, found, wanted } : { code, severity: 'error', where, found, wanted, fix };

const warning = (code: Problem['code'], where: Place, found: string, wanted: string, fix: string): Problem => ({
  code,
  severity: 'warning',
  where,
  found,
  wanted,
  fix,
});

/** Strangers' cells can be long: enough of one to recognise it. */
export function excerpt(cell: unknown): string {
  if (cell === undefined || cell === null) return 'nothing';
  if (typeof cell === 'object') return Array.isArray(cell) ? 'a list' : 'an object';
  const text = String(cell);
  return `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;
}

/** INV001: not a single character. */
export function emptyFile(where: Place): Problem {
  return error('INV001', where, 'an empty file', VOLUME_LIST, `run: ${JSON_COMMAND}`);
}

/** INV002: none of the forms that we know. */
export function unknownForm(where: Place, found: string): Problem {
  return error('INV002', where, found, VOLUME_LIST, `run: ${JSON_COMMAND}`);
}

/** INV003: one id twice in one file. */
export function duplicateId(where: Place, id: string, first: Place): Problem {
  const at = first.line === undefined ? 'before' : `on line ${first.line}`;
  return error(
    'INV003',
    { ...where, field: 'id' },
    `${excerpt(id)} again, first ${at}`,
    'each volume once',
    'remove one of the two',
  );
}

/** INV004: a column that no plan can do without. */
export function missingColumn(where: Place, column: string, found: readonly string[]): Problem {
  const titles = found.length === 0 ? 'no header line' : `the columns ${found.join(', ')}`;
  const fix = found.includes('links') ? 'ask for /volumes/detail: /volumes tells no sizes' : `run: ${JSON_COMMAND}`;
  return error('INV004', where, titles, `a column ${column}`, fix);
}

/** INV005: a form that cannot be told apart from others of the same letters. */
export function ambiguousForm(where: Place, form: string): Problem {
  return error(
    'INV005',
    where,
    form,
    'a form in which names with blanks, commas and line breaks stay whole',
    `run: ${JSON_COMMAND}`,
  );
}

/** INV006: another of the clients' lists. */
export function otherListFound(where: Place, list: string): Problem {
  return error('INV006', where, `a ${list}`, VOLUME_LIST, `leave this file out, or run: ${JSON_COMMAND}`);
}

/** INV007: a size that is not whole GiB. */
export function wrongSize(where: Place, cell: unknown): Problem {
  return error('INV007', { ...where, field: 'size' }, excerpt(cell), 'a whole number of GiB', sizeFix(cell));
}

/** INV008: the file ends in the middle. */
export function truncated(where: Place, found: string): Problem {
  return error('INV008', where, found, 'a whole file', 'write or copy the file again: its end is missing');
}

/** INV009: not well-formed. */
export function malformed(where: Place, found: string, wanted: string): Problem {
  return error('INV009', where, found, wanted, 'correct this place, or write the file again');
}

/** INV010: a table that was fitted to a terminal. */
export function cutTable(where: Place, found: string): Problem {
  return error(
    'INV010',
    where,
    found,
    'a table with whole cells',
    `run: ${JSON_COMMAND}; a terminal's width cuts or wraps tables`,
  );
}

/** INV011: more or fewer cells than columns. */
export function raggedRow(where: Place, found: number, wanted: number): Problem {
  return error(
    'INV011',
    where,
    `${found} cells`,
    `${wanted}, as in the header`,
    'quote cells that hold the delimiter, or remove the row',
  );
}

/** INV012: a row without an id. */
export function missingId(where: Place): Problem {
  return error('INV012', { ...where, field: 'id' }, 'nothing', 'the id of the volume', 'fill it in, or remove the row');
}

/** INV013: a list without volumes. */
export function noVolumes(where: Place, found = 'a list without volumes'): Problem {
  const causes = 'check the project and the role: Cinder also answers with nothing to an unscoped token or an unknown filter';
  return error('INV013', where, found, 'at least one volume', `${causes}; leave the file out if the project is empty`);
}

/** INV014: one id in two files, with two sizes. */
export function sizesDiffer(where: Place, found: string, first: Place, wanted: string): Problem {
  const at = `${first.file}${first.line === undefined ? '' : `:${first.line}`}`;
  return error(
    'INV014',
    { ...where, field: 'size' },
    `${found} GiB`,
    `${wanted} GiB as in ${at}`,
    'take both lists on the same day, or leave one out',
  );
}

/** INV015: the API's refusal instead of its answer. */
export function apiError(where: Place, message: string): Problem {
  return error(
    'INV015',
    where,
    `an error answer of the API: ${message.slice(0, 200)}`,
    'a list of volumes',
    'repeat the request that failed',
  );
}

/** INV016: bytes that are not UTF-8. */
export function wrongEncoding(where: Place, found: string): Problem {
  return error('INV016', where, found, 'text in UTF-8', 'save the file as UTF-8');
}

/** INV016 as a warning: some characters were lost, sizes were not. */
export function lostCharacters(where: Place): Problem {
  return warning(
    'INV016',
    where,
    'characters that are not UTF-8',
    'text in UTF-8',
    'names show � there, and rules on them may not match: save the file as UTF-8',
  );
}

/** INV017: the answer says that there is more. */
export function moreFollows(where: Place, found: string): Problem {
  return warning('INV017', where, found, 'the last page too', 'follow the next link and name the file of every page');
}

/** INV018: cells of metadata that rules cannot look into. */
export function unreadableMetadata(where: Place, rows: number): Problem {
  const fix = 'rules on metadata do not match these volumes: use -f json';
  return warning(
    'INV018',
    { ...where, field: 'properties' },
    `${rows} cells that cannot be read, the first here`,
    "a Python dict or k='v' pairs",
    fix,
  );
}

/** INV019: a list without the Status column. */
export function statusUntold(where: Place): Problem {
  return warning(
    'INV019',
    where,
    'no column Status',
    'the status of each volume',
    `no volume is excluded by status; for all columns run: ${JSON_COMMAND}`,
  );
}

/** INV020: perhaps the file was cut behind its last complete-looking cell. */
export function noLineEnd(where: Place): Problem {
  return warning(
    'INV020',
    where,
    'no line break at the end',
    'a whole file',
    'if the last row is whole, end it with a line break',
  );
}
