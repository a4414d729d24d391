import type { Region, StorageClass } from '../catalog/types.js';
import { type Day, formatDay } from '../units/day.js';
import { derive, type Reading, report, taken } from './reading.js';
import type { DestinationEntry } from './schema.js';
import type { Path } from './tree.js';
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
 * @returns undefined after reporting: SCN003 (missing), SCN005 (unknown name), SCN007 (keys that contradict), SCN009 (no price so early)
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
  for (const key of ['region', 'archiveClass', 'transitionAfter'] as const) {
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
  const combined = lifecycleHolds(entry, context, storageClass, archive, reading);
  if (!region || !storageClass || (entry.archiveClass !== undefined && !archive)) return undefined;
  const pricesAsOf = entry.pricesAsOf ?? context.pricesAsOf;
  const priced = [storageClass, ...(archive ? [archive] : [])].map((one) => isPriced(one, region, pricesAsOf, path, reading));
  if (priced.includes(false)) return undefined;
  const transitionAfterDays = combined ? (entry.transitionAfter ?? context.transitionAfter) : undefined;
  return {
    label: entry.name ?? labelOf(region, storageClass, archive, transitionAfterDays),
    provider,
    region: region.region,
    storageClass: storageClass.storageClass,
    archiveClass: combined ? archive?.storageClass : undefined,
    transitionAfterDays,
    pricesAsOf,
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

function isPriced(one: StorageClass, region: Region, asOf: Day, path: Path, reading: Reading): boolean {
  const first = reading.resolver.firstPriced(one.provider, region.region, one.storageClass);
  if (first !== undefined && first <= asOf) return true;
  const title = `${one.title} in ${region.title}`;
  report(reading, {
    code: 'SCN009',
    path: [...path, 'pricesAsOf'],
    found: `prices as of ${formatDay(asOf)} for ${title}`,
    wanted:
      first === undefined
        ? 'a class that the catalogue has a storage price for in that region'
        : `a day from ${formatDay(first)}, its first price`,
    fix: first === undefined ? 'see "stowage prices list" for what is there' : `pricesAsOf: ${formatDay(first)}`,
  });
  return false;
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
