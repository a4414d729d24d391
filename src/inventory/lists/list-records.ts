import { CsvError, parse } from 'csv-parse/sync';
import type { Place, Problem } from '../../problems/problem.js';
import { ByteLines } from '../byte-lines.js';
import { isRecord } from '../cell-values.js';
import { normalised, type OtherList, otherList } from '../columns.js';
import { csvDialect, hasDoubledBackslashes } from '../csv-dialect.js';
import { malformed, truncated } from '../inventory-problems.js';
import { JsonScanner } from '../json-scanner.js';
import { LineCounter } from '../line-counter.js';
import { tableRecords, yamlListRecords } from './list-tables.js';

/** A row or object of a list, by its titles or keys in lower case with blanks for underscores. */
export interface ListRecord {
  readonly place: Place;
  readonly cells: ReadonlyMap<string, unknown>;
}

/** The records of one file, by the list they are of; a snapshot file has all three. */
export interface ListRecords {
  readonly lists: Readonly<Partial<Record<OtherList, readonly ListRecord[]>>>;
  readonly problems: readonly Problem[];
}

export interface ListText {
  readonly file: string;
  readonly text: string;
}

const MEMBERS: Readonly<Record<string, OtherList>> = {
  backups: 'backup list',
  snapshots: 'snapshot list',
  volume_types: 'type list',
};
const KINDS: Readonly<Record<string, OtherList>> = { backup: 'backup list', snapshot: 'snapshot list', type: 'type list' };

/** The records of another list than one of volumes, in any form of the clients or REST; undefined for any other text. */
export function listRecords({ file, text }: ListText): ListRecords | undefined {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const start = body.trimStart().slice(0, 400);
  if (/^\{\s*"format"\s*:\s*"stowage-inventory"/.test(start)) return snapshotRecords({ file, text: body });
  if (start.startsWith('{') || start.startsWith('[')) return jsonRecords({ file, text: body });
  return tableRecords({ file, text: body }) ?? yamlListRecords({ file, text: body }) ?? csvRecords({ file, text: body });
}

function csvRecords({ file, text: body }: ListText): ListRecords | undefined {
  const dialect = csvDialect(body);
  const list = dialect && otherList(dialect.titles);
  if (!dialect || list === undefined) return undefined;
  const titles = dialect.titles.map(normalised);
  const halve = hasDoubledBackslashes(body);
  const unescaped = (cell: string): string => (halve ? cell.replaceAll('\\\\', '\\') : cell);
  const lines = new ByteLines(body, dialect.start, dialect.headerLine);
  const records: ListRecord[] = [];
  let isHead = true;
  try {
    parse(body.slice(dialect.start), {
      delimiter: dialect.delimiter,
      record_delimiter: ['\r\n', '\n'],
      relax_column_count: true,
      skip_empty_lines: true,
      on_record(row: string[], { bytes }) {
        const place = { file, line: lines.startOfNext() };
        lines.advanceTo(bytes);
        if (!isHead) records.push({ place, cells: new Map(titles.map((title, index) => [title, unescaped(row[index] ?? '')])) });
        isHead = false;
        return null;
      },
    });
    return { lists: { [list]: records }, problems: [] };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const problem =
      error.code === 'CSV_QUOTE_NOT_CLOSED'
        ? truncated({ file }, 'a quote that is opened and never closed')
        : malformed({ file }, 'a quote inside a cell', 'cells in quotes, with quotes doubled inside');
    return { lists: { [list]: [] }, problems: [problem] };
  }
}

function jsonRecords({ file, text }: ListText): ListRecords | undefined {
  const lines = new LineCounter(text);
  const found: { readonly list: OtherList; readonly record: ListRecord }[] = [];
  const problems: Problem[] = [];
  let isOther = false;
  const take = (place: Place, list: OtherList | undefined, values: readonly unknown[]): void => {
    for (const value of values) {
      const of = isRecord(value) ? (list ?? otherList(Object.keys(value))) : undefined;
      if (of === undefined || !isRecord(value)) isOther = true;
      else found.push({ list: of, record: { place, cells: cellsOf(value) } });
    }
  };
  const stop = new JsonScanner(text, {
    page: () => undefined,
    record: (from, to) => take({ file, ...lines.at(from) }, undefined, [jsonOf(text.slice(from, to))]),
    member(key, from, to) {
      const list = MEMBERS[key];
      const values = list === undefined ? [] : jsonOf(text.slice(from, to));
      if (list !== undefined && Array.isArray(values)) take({ file, ...lines.at(from) }, list, values);
    },
  }).run();
  if (stop) problems.push(truncated({ file, ...lines.at(stop.at) }, `the end of the file after ${found.length} whole records`));
  if (found.length === 0 || isOther) return undefined;
  return { lists: byList(found), problems };
}

function snapshotRecords({ file, text }: ListText): ListRecords {
  const found: { readonly list: OtherList; readonly record: ListRecord }[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const value = line.includes('"kind":"volume"') || line === '' ? undefined : jsonOf(line);
    const list = isRecord(value) ? KINDS[String(value.kind)] : undefined;
    if (list !== undefined && isRecord(value))
      found.push({ list, record: { place: { file, line: index + 1 }, cells: cellsOf(value) } });
  }
  // Whether the file is whole is told by the reader of its volumes.
  return { lists: byList(found), problems: [] };
}

function byList(found: readonly { readonly list: OtherList; readonly record: ListRecord }[]): ListRecords['lists'] {
  const lists: Partial<Record<OtherList, ListRecord[]>> = {};
  for (const { list, record } of found) {
    const records = lists[list] ?? [];
    lists[list] = records;
    records.push(record);
  }
  return lists;
}

function jsonOf(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return undefined;
  }
}

const cellsOf = (value: Readonly<Record<string, unknown>>): ReadonlyMap<string, unknown> =>
  new Map(Object.entries(value).map(([key, cell]) => [normalised(key), cell]));
