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

const ALL = '';
const providerNames = namesBy(
  () => ALL,
  (value: Provider) => ({ value, shown: value.provider, names: [value.provider, value.title, ...value.aliases] }),
);
const regionNames = namesBy(
  (value: Region) => value.provider,
  (value) => ({ value, shown: `${value.region} (${value.title})`, names: [value.region, value.title] }),
);
const classNames = namesBy(
  (value: StorageClass) => value.provider,
  (value) => ({ value, shown: value.storageClass, names: [value.storageClass, value.title, ...value.aliases] }),
);
const storeNames = namesBy(
  () => ALL,
  (value: PrivateStore) => ({ value, shown: value.name, names: [value.name, value.title] }),
);

/** A provider by code, title or alias, in any case. CAT014 with the nearest names. */
export function resolveProvider(known: { readonly providers: readonly Provider[] }, asked: Asked): Parsed<Provider> {
  return resolve(providerNames(known.providers, ALL), asked, { code: 'CAT014', wanted: 'a provider of the catalogue' });
}

/** A region by code ("eu-central-1") or city ("frankfurt"), in any case. CAT015 with the nearest names. */
export function resolveRegion(known: Pick<PriceBook, 'regions'>, asked: AskedOf): Parsed<Region> {
  const names = regionNames(known.regions, asked.provider);
  return resolve(names, asked, { code: 'CAT015', wanted: `a region of ${asked.provider}` });
}

/** A storage class by code, title or alias, in any case; "_" and "-" are one. CAT016 with the nearest names. */
export function resolveClass(known: Pick<PriceBook, 'classes'>, asked: AskedOf): Parsed<StorageClass> {
  const names = classNames(known.classes, asked.provider);
  return resolve(names, asked, { code: 'CAT016', wanted: `a storage class of ${asked.provider}` });
}

/** A private object store by name, in any case. CAT017 with the nearest names. */
export function resolvePrivateStore(known: Pick<Catalog, 'privateStores'>, asked: Asked): Parsed<PrivateStore> {
  return resolve(storeNames(known.privateStores, ALL), asked, { code: 'CAT017', wanted: 'a private store of the catalogue' });
}

/** Everything that can be found in one place, and by which name. */
interface Names<T> {
  readonly candidates: readonly Candidate<T>[];
  /** By folded name; of two with one name the first. */
  readonly byName: ReadonlyMap<string, T>;
}

type Table<T> = Readonly<Record<string, T>> | readonly T[];

/** The names of a table, made once for each: a batch asks for the same few thousands of times. */
function namesBy<T>(
  placeOf: (value: T) => string,
  candidate: (value: T) => Candidate<T>,
): (table: Table<T>, place: string) => Names<T> {
  const known = new WeakMap<Table<T>, ReadonlyMap<string, Names<T>>>();
  return (table, place) => {
    const found = known.get(table) ?? namesByPlace(Object.values(table), placeOf, candidate);
    known.set(table, found);
    return found.get(place) ?? { candidates: [], byName: new Map() };
  };
}

function namesByPlace<T>(
  values: readonly T[],
  placeOf: (value: T) => string,
  candidate: (value: T) => Candidate<T>,
): ReadonlyMap<string, Names<T>> {
  return new Map(
    [...new Set(values.map(placeOf))].map((place) => {
      const candidates = values.filter((value) => placeOf(value) === place).map(candidate);
      const named = candidates.flatMap(({ value, names }) => names.map((name) => [folded(name), value] as const));
      return [place, { candidates, byName: new Map(named.reverse()) }];
    }),
  );
}

function resolve<T>({ candidates, byName }: Names<T>, asked: Asked, { code, wanted }: Kind): Parsed<T> {
  const name = folded(asked.name);
  const exact = byName.get(name);
  if (exact !== undefined) return parsed(exact);
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
