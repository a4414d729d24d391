import { createHash } from 'node:crypto';
import { parseCatalog } from '../../catalog/catalog.js';
import { CATALOG_FILES } from '../../catalog/files.js';
import { parsePriceTable } from '../../catalog/price-table.js';
import { type Parsed, parsed } from '../../problems/problem.js';
import type { Shelf } from '../load-catalog.js';
import type { DataFolder } from './data-folder.js';

/** The catalogue of a folder, read and checked as the package's own is. */
export function shelfOf({ files }: DataFolder): Parsed<Shelf> {
  const hash = createHash('sha256');
  for (const name of CATALOG_FILES)
    hash
      .update(name)
      .update('\0')
      .update(files[name] ?? '')
      .update('\0');
  const catalog = parseCatalog(files);
  const prices = parsePriceTable(files, hash.digest('hex').slice(0, 12));
  if (!prices.ok) return prices;
  return catalog.ok ? parsed({ catalog: catalog.value, prices: prices.value }) : catalog;
}
