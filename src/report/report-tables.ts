import { csvText } from './csv-cell.js';
import type { TableView } from './table-view.js';
import { tableCsv } from './tables-document.js';
import type { ReportView } from './view-model.js';

/** Every table of a report that has something in it, by its place there: "cost.years", "restores.details.0.stages". */
export function reportTables(view: ReportView): ReadonlyMap<string, TableView> {
  return new Map(tablesBelow(view, '').filter(([, table]) => table.hasRows));
}

/** One of them as CSV, cells as the report prints them; undefined where there is none of that name. `list`: every name and its caption. */
export function reportTableCsv(tables: ReadonlyMap<string, TableView>, name: string): string | undefined {
  if (name === 'list') return csvText([['table', 'caption'], ...[...tables].map(([at, { caption }]) => [at, caption])]);
  const table = tables.get(name);
  return table && tableCsv(table);
}

function tablesBelow(part: unknown, place: string): readonly (readonly [string, TableView])[] {
  if (typeof part !== 'object' || part === null) return [];
  if (isTable(part)) return [[place, part]];
  return Object.entries(part).flatMap(([name, value]) => tablesBelow(value, place === '' ? name : `${place}.${name}`));
}

const isTable = (part: object): part is TableView => 'hasRows' in part && 'corner' in part;
