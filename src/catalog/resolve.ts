import { didYouMean, nearestNames } from '../problems/nearest.js';
import { type Parsed, type Place, type Problem, parsed } from '../problems/problem.js';
import type { Provider } from './price-table.js';
import { catalogError } from './read-table.js';
import type { Catalog, PriceBook, PrivateStore, Region, StorageClass } from './types.js';

/** What a person typed, and where. */
export interface Asked {
  readonly name: string;
  readonly where: Place;
}
export interface AskedOf extends Asked {
  readonly provider: string;
}

/** One thing that can be found, and every name it goes by: code first, then title, city, aliases. */
interface Candidate<T> {
  readonly value: T;
  readonly shown: string;
  readonly names: readonly string[];
}
interface Kind {
  readonly code: Problem['code'];
  readonly wanted: string;
}

/** A provider by code, title or alias, in any case. CAT014 with the nearest names. */
export function resolveProvider(known: { readonly providers: readonly Provider[] }, asked: Asked): Parsed<Provider> {
  const candidates = known.providers.map((value) => {
    return { value, shown: value.provider, names: [value.provider, value.title, ...value.aliases] };
  });
  return resolve(candidates, asked, { code: 'CAT014', wanted: 'a provider of the catalogue' });
}

/** A region by code ("eu-central-1") or city ("frankfurt"), in any case. CAT015 with the nearest names. */
export function resolveRegion(known: Pick<PriceBook, 'regions'>, asked: AskedOf): Parsed<Region> {
  const candidates = Object.values(known.regions)
    .filter(({ provider }) => provider === asked.provider)
    .map((value) => ({ value, shown: `${value.region} (${value.title})`, names: [value.region, value.title] }));
  return resolve(candidates, asked, { code: 'CAT015', wanted: `a region of ${asked.provider}` });
}

/** A storage class by code, title or alias, in any case; "_" and "-" are one. CAT016 with the nearest names. */
export function resolveClass(known: Pick<PriceBook, 'classes'>, asked: AskedOf): Parsed<StorageClass> {
  const candidates = Object.values(known.classes)
    .filter(({ provider }) => provider === asked.provider)
    .map((value) => ({ value, shown: value.storageClass, names: [value.storageClass, value.title, ...value.aliases] }));
  return resolve(candidates, asked, { code: 'CAT016', wanted: `a storage class of ${asked.provider}` });
}

/** A private object store by name, in any case. CAT017 with the nearest names. */
export function resolvePrivateStore(known: Pick<Catalog, 'privateStores'>, asked: Asked): Parsed<PrivateStore> {
  const candidates = Object.values(known.privateStores).map((value) => ({
    value,
    shown: value.name,
    names: [value.name, value.title],
  }));
  return resolve(candidates, asked, { code: 'CAT017', wanted: 'a private store of the catalogue' });
}

function resolve<T>(candidates: readonly Candidate<T>[], asked: Asked, { code, wanted }: Kind): Parsed<T> {
  const name = folded(asked.name);
  const exact = candidates.find(({ names }) => names.some((known) => folded(known) === name));
  if (exact) return parsed(exact.value);
  const near = nearestNames(
    name,
    candidates.flatMap(({ names }) => names.map(folded)),
    6,
  );
  const shown = new Set(
    near.flatMap((found) => candidates.filter(({ names }) => names.some((known) => folded(known) === found)).map((c) => c.shown)),
  );
  const fix = didYouMean([...shown].slice(0, 3)) ?? `one of: ${candidates.map((candidate) => candidate.shown).join(', ')}`;
  return { ok: false, problems: [catalogError(code, { where: asked.where, found: `"${asked.name}"`, wanted, fix })] };
}

function folded(name: string): string {
  return name.trim().toLowerCase().replaceAll('_', '-');
}
