import { normalised, type OtherList, otherList } from '../columns.js';
import { malformed } from '../inventory-problems.js';
import { walkTables } from '../table-rows.js';
import { yamlRecords } from '../yaml-records.js';
import type { ListRecord, ListRecords, ListText } from './list-records.js';

/** Where a table or a mapping begins, a command copied along with it included. */
const HEAD_LENGTH = 20_000;

/** The records of a table copied from a terminal, of either client; undefined where its titles are of none of these lists. */
export function tableRecords({ file, text }: ListText): ListRecords | undefined {
  const [, head] = /^\+(?:-+\+)+\r?\n\|(.*)\|/m.exec(text.slice(0, HEAD_LENGTH)) ?? [];
  const list = head === undefined ? undefined : otherList(head.split('|'));
  if (list === undefined) return undefined;
  const records: ListRecord[] = [];
  const rowProblems: ListRecords['problems'][number][] = [];
  let titles: readonly string[] = [];
  const problems = walkTables(file, text, {
    head(place, found) {
      titles = found.map(normalised);
      return otherList(found) === list ? [] : [malformed(place, `another table below a ${list}`, `tables of one ${list}`)];
    },
    row: (place, cells) =>
      void records.push({ place, cells: new Map(titles.map((title, index) => [title, cells[index] ?? ''])) }),
    ragged: (problem) => void rowProblems.push(problem),
  });
  return { lists: { [list]: records }, problems: [...rowProblems, ...problems] };
}

/** The records of `-f yaml`; undefined where the keys of its first mapping are of none of these lists. */
export function yamlListRecords({ file, text }: ListText): ListRecords | undefined {
  const list = listOfFirst(text);
  if (list === undefined) return undefined;
  const { records = [], problems } = yamlRecords(file, text);
  const read = records.map(({ place, entries }) => ({
    place,
    cells: new Map(entries.map(([key, cell]) => [normalised(key), cell])),
  }));
  return { lists: { [list]: read }, problems };
}

/** By the keys of the first mapping alone: a list of volumes is large, and its own reader parses it. */
function listOfFirst(text: string): OtherList | undefined {
  const [first] = /^- .*(?:\r?\n(?!-).*)*/m.exec(text.slice(0, HEAD_LENGTH)) ?? [];
  if (first === undefined || !/^(?:---\s*\n)?- /.test(text)) return undefined;
  return otherList([...first.matchAll(/^(?:- | {2})(['"]?)([\w -]+)\1:/gm)].map(([, , key = '']) => key));
}
