import type { Region, StorageClass } from '../catalog/types.js';
import type { Day } from '../units/day.js';
import { readCommitments } from './money-terms.js';
import { checkPriceDate } from './price-dates.js';
import { derive, type Reading, report, taken } from './reading.js';
import type { DestinationEntry } from './schema.js';
import { at, type Path } from './tree.js';
import type { Destination, UseCase } from './types.js';

/** What a destination takes from the rest of the scenario. */
export interface DestinationContext {
  readonly path: Path;
  readonly pricesAsOf: Day;
  readonly useCase: UseCase | undefined;
  /** The scenario's own transition age, in days: used where a destination moves data and names no age. */
  readonly transitionAfter: number;
}

/**
 * Names to catalogue codes: provider, region, class. All that is wrong with one destination is reported at once.
 *
 * @returns undefined after reporting: SCN003 (missing), SCN005 (unknown name), SCN007 (keys that contradict), SCN009 (no price on that day)
 */
export function readDestination(entry: DestinationEntry, context: DestinationContext, reading: Reading): Destination | undefined {
  const provider = readProvider(entry, context.path, reading);
  if (provider === undefined) return undefined;
  return provider === 'private'
    ? privateDestination(entry, context, reading)
    : publicDestination(provider, entry, context, reading);
}

function readProvider(entry: DestinationEntry, path: Path, reading: Reading): string | undefined {
  if (entry.provider === undefined)
    return entry.store === undefined ? missing(reading, [...path, 'provider'], 'a provider, such as aws or private') : 'private';
  return taken(reading, reading.resolver.provider({ name: entry.provider, where: reading.yaml.place([...path, 'provider']) }));
}

function privateDestination(entry: DestinationEntry, context: DestinationContext, reading: Reading): Destination | undefined {
  const { path } = context;
  for (const key of ['region', 'archiveClass', 'transitionAfter', 'commitments'] as const) {
    if (entry[key] !== undefined)
      contradicts(
        reading,
        [...path, key],
        `"${key}" with provider private`,
        'a private store without it',
        'a private store has one class and no region: leave it out',
      );
  }
  if (context.useCase === 'combined')
    contradicts(
      reading,
      ['useCase'],
      'useCase combined with a private store',
      'cold or backup',
      'a private store has no archive class to move data to',
    );
  const name = entry.store ?? entry.class;
  if (name === undefined)
    return missing(reading, [...path, 'store'], `a private store: ${reading.resolver.storeNames.join(', ')}`);
  const where = reading.yaml.place([...path, entry.store === undefined ? 'class' : 'store']);
  const store = taken(reading, reading.resolver.privateStore({ name, where }));
  if (!store) return undefined;
  return {
    label: entry.name ?? store.title,
    provider: 'private',
    region: '',
    storageClass: store.name,
    archiveClass: undefined,
    transitionAfterDays: undefined,
    pricesAsOf: entry.pricesAsOf ?? context.pricesAsOf,
  };
}

function publicDestination(
  provider: string,
  entry: DestinationEntry,
  context: DestinationContext,
  reading: Reading,
): Destination | undefined {
  const { path } = context;
  if (entry.store !== undefined)
    contradicts(
      reading,
      [...path, 'store'],
      `"store" with provider ${provider}`,
      'class',
      'store is for provider private; write class',
    );
  const region = readRegion(provider, entry, path, reading);
  const storageClass = readClass(provider, entry.class, [...path, 'class'], reading);
  const archive =
    entry.archiveClass === undefined ? undefined : readClass(provider, entry.archiveClass, [...path, 'archiveClass'], reading);
  const isCold = context.useCase === 'cold';
  const combined = !isCold && lifecycleHolds(entry, context, storageClass, archive, reading);
  const first = isCold ? coldClass(entry, path, { first: storageClass, archive }, reading) : storageClass;
  const pricesAsOf = entry.pricesAsOf ?? context.pricesAsOf;
  const classes = [first, combined ? archive : undefined].filter((one) => one !== undefined);
  const before = reading.problems.length;
  checkPriceDate({ path, provider, region, classes, asOf: pricesAsOf }, reading);
  if (!region || !first || (combined && !archive) || reading.problems.length > before) return undefined;
  const transitionAfterDays = combined ? (entry.transitionAfter ?? context.transitionAfter) : undefined;
  const commitments = readCommitments(entry, { provider, fallback: first.storageClass, path }, reading);
  return {
    label: entry.name ?? labelOf(region, first, archive, transitionAfterDays),
    provider,
    region: region.region,
    storageClass: first.storageClass,
    archiveClass: combined ? archive?.storageClass : undefined,
    transitionAfterDays,
    pricesAsOf,
    ...(commitments.length === 0 ? {} : { commitments }),
  };
}

function readRegion(provider: string, entry: DestinationEntry, path: Path, reading: Reading): Region | undefined {
  if (entry.region === undefined) return missing(reading, [...path, 'region'], `a region of ${provider}, by its city or code`);
  return taken(
    reading,
    reading.resolver.region(provider, { name: entry.region, where: reading.yaml.place([...path, 'region']) }),
  );
}

function readClass(provider: string, name: string | undefined, path: Path, reading: Reading): StorageClass | undefined {
  if (name === undefined) return missing(reading, path, `a storage class of ${provider}`);
  return taken(reading, reading.resolver.storageClass(provider, { name, where: reading.yaml.place(path) }));
}

/**
 * The class of cold data: the archive class where one is named, else a class that was named for it. The default class, which is read at once, is
 * never what "cold" means.
 */
function coldClass(
  entry: DestinationEntry,
  path: Path,
  { first, archive }: { readonly first: StorageClass | undefined; readonly archive: StorageClass | undefined },
  reading: Reading,
): StorageClass | undefined {
  if (entry.transitionAfter !== undefined)
    contradicts(
      reading,
      [...path, 'transitionAfter'],
      'a transition with useCase cold',
      'useCase combined, or no transition',
      'cold data goes to its class at once: leave transitionAfter out',
    );
  if (entry.archiveClass !== undefined) {
    const assumed = reading.assumptions.findIndex(({ key }) => key === 'destination.class');
    if (assumed >= 0) reading.assumptions.splice(assumed, 1);
  }
  const key = entry.archiveClass === undefined ? 'class' : 'archiveClass';
  const named = entry.archiveClass === undefined ? first : archive;
  const isWritten = at(reading.yaml.tree, [...path, key]) !== undefined;
  if (!named || named.access === 'restore' || (isWritten && !isDefaultClass(named, reading))) return named;
  return contradicts(
    reading,
    isWritten ? [...path, key] : ['useCase'],
    `useCase cold in ${named.title}${isWritten ? '' : ', the class where none is written'}`,
    'an archive class',
    'write class: with an archive class, such as Glacier, or useCase: backup',
  );
}

function isDefaultClass({ provider, storageClass }: StorageClass, { resolver, file }: Reading): boolean {
  const fallback = resolver.defaults[`destination.class@${provider}`];
  const found = fallback && resolver.storageClass(provider, { name: fallback.value, where: { file } });
  return found?.ok === true && found.value.storageClass === storageClass;
}

/** Use case, archive class and transition must tell the same story. True where data moves. */
function lifecycleHolds(
  entry: DestinationEntry,
  context: DestinationContext,
  first: StorageClass | undefined,
  archive: StorageClass | undefined,
  reading: Reading,
): boolean {
  const { path, useCase } = context;
  const wanted = 'an archiveClass for data to move to';
  if (entry.archiveClass === undefined && entry.transitionAfter !== undefined) {
    contradicts(
      reading,
      [...path, 'transitionAfter'],
      'a transition without an archiveClass',
      wanted,
      'add archiveClass, such as Glacier, or leave transitionAfter out',
    );
  } else if (entry.archiveClass === undefined && useCase === 'combined') {
    contradicts(reading, path, 'useCase combined without an archiveClass', wanted, 'add archiveClass, such as Glacier');
  }
  if (entry.archiveClass !== undefined && useCase !== undefined && useCase !== 'combined') {
    contradicts(
      reading,
      [...path, 'archiveClass'],
      `an archiveClass with useCase ${useCase}`,
      'useCase combined',
      'write useCase: combined, or leave archiveClass out',
    );
  }
  if (first && archive && first.storageClass === archive.storageClass) {
    contradicts(
      reading,
      [...path, 'archiveClass'],
      `${archive.title} twice`,
      'two different classes',
      'for archive only, write class and useCase: cold',
    );
  }
  return entry.archiveClass !== undefined;
}

/** "Frankfurt, S3 Standard, after 90 days S3 Glacier". */
function labelOf(region: Region, first: StorageClass, archive: StorageClass | undefined, after: number | undefined): string {
  return archive && after !== undefined
    ? `${region.title}, ${first.title}, after ${after} days ${archive.title}`
    : `${region.title}, ${first.title}`;
}

/** The use case that a scenario without one has: two classes combine, a class that must be restored first is cold, else backup. */
export function useCaseOf(entry: DestinationEntry, reading: Reading): UseCase {
  const provider = entry.provider ?? '';
  const asked = { name: entry.class ?? '', where: reading.yaml.place(['destination']) };
  const found = reading.resolver.storageClass(provider.toLowerCase(), asked);
  const isArchive = found.ok && found.value.access === 'restore';
  const useCase: UseCase = entry.archiveClass !== undefined ? 'combined' : isArchive ? 'cold' : 'backup';
  derive(reading, 'useCase', useCase, 'two classes: combined; an archive class alone: cold; else backup');
  return useCase;
}

const contradicts = (reading: Reading, path: Path, found: string, wanted: string, fix: string): undefined =>
  report(reading, { code: 'SCN007', path, found, wanted, fix });

function missing(reading: Reading, path: Path, wanted: string): undefined {
  return report(reading, { code: 'SCN003', path, found: 'nothing', wanted, fix: `write "${path[path.length - 1]}:" here` });
}
