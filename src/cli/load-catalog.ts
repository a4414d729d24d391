import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseCatalog } from '../catalog/catalog.js';
import { CATALOG_FILES, type CatalogFile } from '../catalog/files.js';
import { type PriceTable, parsePriceTable } from '../catalog/price-table.js';
import { resolveClass, resolvePrivateStore, resolveProvider, resolveRegion } from '../catalog/resolve.js';
import { type Catalog, PRICE_ITEMS } from '../catalog/types.js';
import type { Parsed, Problem } from '../problems/problem.js';
import { parsed } from '../problems/problem.js';
import type { Resolver } from '../scenario/resolver.js';
import type { Day } from '../units/day.js';
import { packageRoot } from './place.js';

/** Everything in data/, read and checked. */
export interface Shelf {
  readonly catalog: Catalog;
  readonly prices: PriceTable;
}

/** Reads data/ of the package. Its version is a short hash of its bytes, so that two runs with other prices never look alike. */
export async function loadShelf(): Promise<Parsed<Shelf>> {
  const root = packageRoot();
  const read = async (name: CatalogFile): Promise<readonly [CatalogFile, string]> => [
    name,
    await readFile(join(root, name), 'utf8'),
  ];
  const entries = await Promise.all(CATALOG_FILES.map(read));
  const hash = createHash('sha256');
  for (const [name, text] of entries) hash.update(name).update('\0').update(text).update('\0');
  const files = Object.fromEntries(entries);
  const catalog = parseCatalog(files);
  const prices = parsePriceTable(files, hash.digest('hex').slice(0, 12));
  if (catalog.ok && prices.ok) return parsed({ catalog: catalog.value, prices: prices.value });
  return both(catalog.ok ? [] : catalog.problems, prices.ok ? [] : prices.problems);
}

function both(a: readonly Problem[], b: readonly Problem[]): Parsed<never> {
  const [first, ...rest] = [...a, ...b];
  if (first === undefined) throw new Error('a catalogue that failed without a problem');
  return { ok: false, problems: [first, ...rest] };
}

/** The catalogue as a scenario asks for it. */
export function resolverOf({ catalog, prices }: Shelf): Resolver {
  return {
    provider: (asked) => {
      const found = resolveProvider(prices, asked);
      return found.ok ? parsed(found.value.provider) : found;
    },
    region: (provider, asked) => resolveRegion(prices, { ...asked, provider }),
    storageClass: (provider, asked) => {
      const found = resolveClass(prices, { ...asked, provider });
      // Aliases are written with hyphens ("deep-archive"); people write blanks.
      const hyphened = found.ok
        ? found
        : resolveClass(prices, { ...asked, provider, name: asked.name.trim().replaceAll(' ', '-') });
      return hyphened.ok ? hyphened : found;
    },
    privateStore: (asked) => resolvePrivateStore(catalog, asked),
    firstPriced: (provider, region, storageClass) => firstPriced(prices, provider, region, storageClass),
    priceItems: PRICE_ITEMS,
    storeNames: Object.keys(catalog.privateStores),
    profiles: catalog.profiles,
    appliances: catalog.appliances,
    defaults: catalog.defaults,
  };
}

function firstPriced({ prices }: PriceTable, provider: string, region: string, storageClass: string): Day | undefined {
  const days = prices
    .filter(
      (row) => row.item === 'storage' && row.provider === provider && row.region === region && row.storageClass === storageClass,
    )
    .map(({ span }) => span.from);
  return days.reduce<Day | undefined>((first, day) => (first === undefined || day < first ? day : first), undefined);
}
