import { readFileSync } from 'node:fs';
import { CATALOG_FILES, type CatalogFiles } from '../../src/catalog/files.js';
import { type PriceTable, parsePriceTable } from '../../src/catalog/price-table.js';
import type { Parsed } from '../../src/problems/problem.js';
import { type Day, parseDay } from '../../src/units/day.js';

/** The text of data/ as it ships. */
export const shippedFiles: CatalogFiles = Object.fromEntries(
  CATALOG_FILES.map((file) => [file, readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')]),
);

export function given<T>(result: Parsed<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems.slice(0, 5), null, 1));
  return result.value;
}

export function shippedPrices(): PriceTable {
  return given(parsePriceTable(shippedFiles, 'test'));
}

export function day(text: string): Day {
  const found = parseDay(text);
  if (found === undefined) throw new Error(`not a day: ${text}`);
  return found;
}
