import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CATALOG_FILES, type CatalogFile, type CatalogFiles } from '../../catalog/files.js';
import type { PriceRow } from '../../catalog/import/price-periods.js';
import { readTable } from '../../catalog/read-table.js';
import { PRICE_COLUMNS, RULE_COLUMNS } from '../../catalog/tables.js';
import type { Parsed, Problem } from '../../problems/problem.js';
import { parsed, parsedUnless } from '../../problems/problem.js';
import { codeOf } from '../files.js';
import { packageRoot } from '../place.js';

/** A folder with the layout of data/: the package's own, or one that a person keeps. */
export interface DataFolder {
  readonly path: string;
  /** Text by the package's names ("data/regions.csv"). What the folder lacks is the package's, prices excepted. */
  readonly files: CatalogFiles;
  /** Which of them came from the package. */
  readonly borrowed: readonly CatalogFile[];
}

/** The package's own data/. */
export const packageData = (): string => join(packageRoot(), 'data');

/** @returns CLI002 for a folder that is not there */
export async function readDataFolder(folder: string): Promise<Parsed<DataFolder>> {
  const path = resolve(folder);
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) return { ok: false, problems: [noFolder(folder)] };
  const files: Partial<Record<CatalogFile, string>> = {};
  const borrowed: CatalogFile[] = [];
  for (const name of CATALOG_FILES) {
    const own = await textAt(join(path, inside(name)));
    const isPrices = name.startsWith('data/prices/');
    if (own === undefined && !isPrices) borrowed.push(name);
    files[name] = own ?? (isPrices ? emptyTable(name) : await readFile(join(packageRoot(), name), 'utf8'));
  }
  return parsed({ path, files, borrowed });
}

const inside = (name: string): string => name.replace(/^data\//, '');

async function textAt(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** A folder need not have the prices of every provider; its rules are never ours. */
function emptyTable(name: CatalogFile): string {
  if (name === 'data/prices/rules.csv') return `${Object.keys(RULE_COLUMNS).join(',')}\n`;
  return `${Object.keys(PRICE_COLUMNS).join(',')}\n`;
}

export const priceFileOf = (provider: string): string => `data/prices/${provider}.csv`;
export const pathInside = ({ path }: DataFolder, name: string): string => join(path, inside(name));

/** A provider's rows; none where the folder has no file of it. Its problems where it cannot be read: then nothing may be written over it. */
export async function priceRows(folder: DataFolder, provider: string): Promise<Parsed<readonly PriceRow[]>> {
  const name = priceFileOf(provider);
  const text = (await textAt(pathInside(folder, name))) ?? emptyTable('data/prices/aws.csv');
  const { rows, problems } = readTable(pathInside(folder, name), text, PRICE_COLUMNS);
  return parsedUnless(problems, () => rows.map(({ fields }) => fields));
}

function noFolder(folder: string): Problem {
  const wanted = 'a folder with the layout of data/: prices/<provider>.csv, regions.csv, storage-classes.csv';
  return { code: 'CLI002', severity: 'error', where: { file: folder }, found: `no folder ${folder}`, wanted };
}
