import type { Parsed } from '../../problems/problem.js';
import { parsedUnless } from '../../problems/problem.js';
import { type CatalogFiles, CLASSES_FILE, REGIONS_FILE } from '../files.js';
import { readTable } from '../read-table.js';
import { CLASS_COLUMNS, REGION_COLUMNS } from '../tables.js';

/** Which region and class of the catalogue a provider's own name means; undefined for one that the catalogue does not have. */
export interface PriceNames {
  readonly region: (provider: string, name: string) => string | undefined;
  readonly storageClass: (provider: string, name: string) => string | undefined;
  readonly regions: (provider: string) => readonly string[];
}

/**
 * Reads the names from data/regions.csv and data/storage-classes.csv: by code, title or alias; case, accents, blanks, "_" and "-"
 * make no difference.
 *
 * @returns CAT001 to CAT005 of the two tables
 */
export function priceNames(files: CatalogFiles): Parsed<PriceNames> {
  const regions = readTable(REGIONS_FILE, files[REGIONS_FILE], REGION_COLUMNS);
  const classes = readTable(CLASSES_FILE, files[CLASSES_FILE], CLASS_COLUMNS);
  return parsedUnless([...regions.problems, ...classes.problems], () => {
    const regionRows = regions.rows.map(({ fields }) => fields);
    const regionOf = new Map<string, string>();
    for (const { provider, region, title } of regionRows) regionOf.set(`${provider}|${folded(title)}`, region);
    for (const { provider, region } of regionRows) regionOf.set(`${provider}|${folded(region)}`, region);
    const classOf = new Map<string, string>();
    for (const { fields } of classes.rows)
      for (const name of [...fields.aliases.split('|'), fields.title, fields.storage_class])
        classOf.set(`${fields.provider}|${folded(name)}`, fields.storage_class);
    return {
      region: (provider, name) => regionOf.get(`${provider}|${folded(name)}`),
      storageClass: (provider, name) => classOf.get(`${provider}|${folded(name)}`),
      regions: (provider) => regionRows.filter((row) => row.provider === provider).map(({ region }) => region),
    };
  });
}

function folded(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
}
