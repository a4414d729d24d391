import type { ApplianceModel, DefaultValue, PrivateStore, Profile, Region, StorageClass } from '../catalog/types.js';
import type { Parsed, Place } from '../problems/problem.js';
import type { Day } from '../units/day.js';

/** A name as a person typed it, and where. */
export interface AskedName {
  readonly name: string;
  readonly where: Place;
}

/** What a scenario asks of the catalogue: a name's meaning, or the problem with the nearest names. The command line wires it; tests give plain data. */
export interface Resolver {
  provider(asked: AskedName): Parsed<string>;
  region(provider: string, asked: AskedName): Parsed<Region>;
  storageClass(provider: string, asked: AskedName): Parsed<StorageClass>;
  privateStore(asked: AskedName): Parsed<PrivateStore>;
  /** The first day on which a class has a storage price in a region; undefined where it never had one. */
  firstPriced(provider: string, region: string, storageClass: string): Day | undefined;
  /** Items that a discount may name. */
  readonly priceItems: readonly string[];
  readonly storeNames: readonly string[];
  readonly profiles: Readonly<Record<string, Profile>>;
  readonly appliances: readonly ApplianceModel[];
  readonly defaults: Readonly<Record<string, DefaultValue>>;
}
