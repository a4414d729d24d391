import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseCatalog } from '../catalog/catalog.js';
import { CATALOG_FILES, type CatalogFile } from '../catalog/files.js';
import { type PriceTable, parsePriceTable } from '../catalog/price-table.js';
import { resolveClass, resolvePrivateStore, resolveProvider, resolveRegion } from '../catalog/resolve.js';
import { type Catalog, PRICE_ITEMS } from '../catalog/types.js';
import { type Parsed, type Problem, parsed, problemsOf } from '../problems/problem.js';
import type { PricedSpan, Resolver } from '../scenario/resolver.js';
import { packageRoot } from './place.js';
import { recent } from './recent.js';

const MOST_SPANS = 1024;

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
  return both(problemsOf(catalog), problemsOf(prices));
}

function both(a: readonly Problem[], b: readonly Problem[]): Parsed<never> {
  const [first, ...rest] = [...a, ...b];
  if (first === undefined) throw new Error('a catalogue that failed without a problem');
  return { ok: false, problems: [first, ...rest] };
}

const resolvers = new WeakMap<Shelf, Resolver>();

/** The catalogue as a scenario asks for it: made once, with what has been asked before at hand. */
export function resolverOf(shelf: Shelf): Resolver {
  const resolver = resolvers.get(shelf) ?? newResolver(shelf);
  resolvers.set(shelf, resolver);
  return resolver;
}

function newResolver({ catalog, prices }: Shelf): Resolver {
  const spans = recent<readonly PricedSpan[]>(MOST_SPANS);
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
    pricedSpans: (of) => spans(JSON.stringify([of.provider, of.region, of.storageClass]), () => pricedSpans(prices, of)),
    priceItems: PRICE_ITEMS,
    countries: [...new Set(Object.values(prices.regions).map(({ country }) => country))].sort(),
    storeNames: Object.keys(catalog.privateStores),
    profiles: catalog.profiles,
    appliances: catalog.appliances,
    rungs: catalog.ladder.map(({ name }) => name),
    defaults: catalog.defaults,
  };
}

type PricedOf = Parameters<Resolver['pricedSpans']>[0];

function pricedSpans({ prices }: PriceTable, { provider, region, storageClass }: PricedOf): readonly PricedSpan[] {
  const spans = prices
    .filter((row) => row.item === 'storage' && row.provider === provider)
    .filter((row) => (region ?? row.region) === row.region && (storageClass ?? row.storageClass) === row.storageClass)
    .map(({ span }): PricedSpan => ({ from: span.from, until: span.to }))
    .sort((a, b) => a.from - b.from);
  const merged: PricedSpan[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (!last || (last.until !== undefined && span.from > last.until)) merged.push(span);
    else if (last.until !== undefined && (span.until === undefined || span.until > last.until))
      merged.splice(-1, 1, { from: last.from, until: span.until });
  }
  return merged;
}
