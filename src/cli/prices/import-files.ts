import { type Merged, type MergedRate, mergePrices } from '../../catalog/import/merge-prices.js';
import { priceCsv } from '../../catalog/import/price-csv.js';
import { priceNames } from '../../catalog/import/price-names.js';
import type { Period, PriceRow } from '../../catalog/import/price-periods.js';
import type { PublishedPrices } from '../../catalog/import/published.js';
import { type Parsed, type Problem, parsed, parsedUnless } from '../../problems/problem.js';
import { writeWhole } from '../files.js';
import { type DataFolder, pathInside, priceFileOf, priceRows } from './data-folder.js';
import { readPriceFiles } from './read-price-files.js';

export interface ImportOptions {
  readonly folder: DataFolder;
  /** Whether a file may change a past price. */
  readonly revise: boolean;
  /** ISO day, for answers without a date. */
  readonly readOn: string;
  readonly calledAs?: (path: string) => string;
}

/** What an import would write: one table a provider. */
export interface ProviderImport {
  readonly provider: string;
  readonly path: string;
  readonly before: readonly PriceRow[];
  readonly merged: Merged;
}
export interface ImportPlan {
  readonly lists: readonly PublishedPrices[];
  readonly providers: readonly ProviderImport[];
}

/**
 * Reads price files and puts them into the tables of a folder, in memory: nothing is written.
 *
 * @returns the problems of the files and tables; CAT025 for each past price that would change, CAT026 where no price was taken at all
 */
export async function planImport(
  paths: readonly string[],
  { folder, revise, readOn, calledAs }: ImportOptions,
): Promise<Parsed<ImportPlan>> {
  const names = priceNames(folder.files);
  if (!names.ok) return names;
  const lists = await readPriceFiles(paths, { names: names.value, readOn, ...(calledAs && { calledAs }) });
  if (!lists.ok) return lists;
  const providers: ProviderImport[] = [];
  const problems: Problem[] = lists.value.filter(({ rates }) => rates.length === 0).map(nothingTaken);
  for (const provider of new Set(lists.value.map((list) => list.provider))) {
    const before = await priceRows(folder, provider);
    if (!before.ok) return before;
    const merged = mergePrices(
      before.value,
      lists.value.filter((list) => list.provider === provider),
      revise,
    );
    providers.push({ provider, path: pathInside(folder, priceFileOf(provider)), before: before.value, merged });
    problems.push(...merged.rates.filter(({ outcome }) => outcome === 'refused').map(wouldChange));
  }
  return parsedUnless(problems, () => ({ lists: lists.value, providers }));
}

/** Writes each table that changed, each whole or not at all. @returns the paths written */
export async function writeImport({ providers }: ImportPlan): Promise<Parsed<readonly string[]>> {
  const written: string[] = [];
  for (const { path, before, merged } of providers) {
    const text = priceCsv(merged.rows);
    if (text === priceCsv(before)) continue;
    const wrote = await writeWhole(path, text);
    if (!wrote.ok) return wrote;
    written.push(path);
  }
  return parsed(written);
}

function wouldChange({ rate, file, against }: MergedRate): Problem {
  const name = [rate.provider, rate.region, rate.storageClass, rate.item].filter((part) => part !== '').join(' ');
  return {
    code: 'CAT025',
    severity: 'error',
    where: { file, field: name },
    found: `${rate.tiers.map(({ price }) => price.toFixed()).join(' / ')} ${rate.currency} for ${rate.pricingUnit} from ${rate.from} on`,
    wanted: `no other price than the table's: ${against.map(shown).join('; ')}`,
    fix: 'compare the sources; --revise lets the file change past prices',
  };
}

function shown({ from, to, rows }: Period): string {
  const [{ currency, pricing_unit }] = rows;
  return `${rows.map(({ price }) => price).join(' / ')} ${currency} for ${pricing_unit} from ${from}${to === '' ? '' : ` to ${to}`}`;
}

/** A warning where other files gave something: an import of several need not stop for one without storage in it. */
function nothingTaken({ file, left }: PublishedPrices): Problem {
  const most = left[0];
  const found = most === undefined ? 'no price' : `no price that the table can hold: ${most.count} left, ${most.reason}`;
  return {
    code: 'CAT026',
    severity: 'warning',
    where: { file },
    found,
    wanted: 'prices of object storage in regions and classes of the catalogue',
  };
}
