import { Decimal } from '../../units/decimal.js';
import { type CatalogFile, PRICE_FILES } from '../files.js';
import type { TableRow } from '../read-table.js';
import { PRIVATE_STORE_PARAMETERS, PROFILE_SYMBOLS } from '../types.js';
import { finding, type Linter } from './linter.js';

type Compare = (a: string, b: string) => number;
type Key = readonly [column: string, compare: Compare];

const byText: Compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const byNumber: Compare = (a, b) => new Decimal(a).comparedTo(b);
const byList =
  (list: readonly string[]): Compare =>
  (a, b) =>
    list.indexOf(a) - list.indexOf(b);
const text = (...columns: readonly string[]): readonly Key[] => columns.map((column) => [column, byText]);

const PRICE_ORDER: readonly Key[] = [
  ...text('provider', 'region', 'storage_class', 'item', 'effective_from'),
  ['tier_from', byNumber],
];

/** The one order of each table. data/defaults.csv keeps the order of the scenario file, which is for people. */
const ORDERS: Readonly<Partial<Record<CatalogFile, readonly Key[]>>> = {
  ...Object.fromEntries(PRICE_FILES.map((file) => [file, PRICE_ORDER])),
  'data/prices/rules.csv': text('provider', 'region', 'storage_class', 'rule', 'effective_from'),
  'data/storage-classes.csv': text('provider', 'storage_class'),
  'data/regions.csv': text('provider', 'region'),
  'data/providers.csv': text('provider'),
  'data/profiles.csv': [
    ['profile', byText],
    ['symbol', byList(PROFILE_SYMBOLS)],
  ],
  'data/appliances.csv': text('vendor', 'model'),
  'data/ladder.csv': [['protected_tb', byNumber]],
  'data/private-stores.csv': [
    ['store', byText],
    ['parameter', byList(PRIVATE_STORE_PARAMETERS)],
  ],
  'data/reduction-ratios.csv': [['ratio', byNumber], ...text('product', 'claim')],
};

/** Rows in the file's one order. */
export function inOrder(file: CatalogFile, rows: readonly TableRow[]): readonly TableRow[] {
  const keys = ORDERS[file] ?? [];
  return [...rows].sort((a, b) => {
    for (const [column, compare] of keys) {
      const found = compare(a.fields[column] ?? '', b.fields[column] ?? '');
      if (found !== 0) return found;
    }
    return a.line - b.line;
  });
}

export const order: Linter = {
  name: 'order',
  scope: 'all tables but the defaults: one canonical order of rows',
  check: ({ tables }) =>
    Object.entries(tables).flatMap(([, rows]) => {
      const [first] = rows;
      const file = fileOf(first?.file);
      if (first === undefined || file === undefined) return [];
      const sorted = inOrder(file, rows);
      const at = rows.findIndex((row, index) => row !== sorted[index]);
      const row = rows[at];
      if (row === undefined) return [];
      const wanted = `the row of line ${sorted[at]?.line} here`;
      const fix = 'run npm run lint:data -- --fix';
      return [finding(file, { code: 'CAT101', row, found: 'rows out of order', wanted, fix })];
    }),
};

function fileOf(name: string | undefined): CatalogFile | undefined {
  return Object.keys(ORDERS).find((file): file is CatalogFile => file === name);
}

/** A table as its file holds it: quotes only where a cell needs them. */
export function csvText(columns: readonly string[], rows: readonly TableRow[]): string {
  const cell = (value: string): string => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  const lines = rows.map(({ fields }) => columns.map((column) => cell(fields[column] ?? '')).join(','));
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}
