import { PRICE_COLUMNS } from '../tables.js';
import type { PriceRow } from './price-periods.js';

/** A price table as its file holds it: quotes only where a cell needs them. */
export function priceCsv(rows: readonly PriceRow[]): string {
  const columns = Object.keys(PRICE_COLUMNS).filter(isColumn);
  const lines = rows.map((row) => columns.map((column) => cell(row[column])).join(','));
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}

function isColumn(name: string): name is keyof PriceRow {
  return Object.hasOwn(PRICE_COLUMNS, name);
}

/** Strangers' words (units, places) become one line without control characters: a table's cell holds no other. */
function cell(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  const line = value.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim();
  return /[",]/.test(line) ? `"${line.replaceAll('"', '""')}"` : line;
}
