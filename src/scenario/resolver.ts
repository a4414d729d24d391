import type { ApplianceModel, DefaultValue, PrivateStore, Profile, Region, StorageClass } from '../catalog/types.js';
import type { Parsed, Place } from '../problems/problem.js';
import type { Day } from '../units/day.js';

/** A name as a person typed it, and where. */
export interface AskedName {
  readonly name: string;
  readonly where: Place;
}

/** Days with a price: `from` is in, `until` is out; undefined: to this day. */
export interface PricedSpan {
  readonly from: Day;
  readonly until: Day | undefined;
}

/** What a scenario asks of the catalogue: a name's meaning, or the problem with the nearest names. The command line wires it; tests give plain data. */
export interface Resolver {
  provider(asked: AskedName): Parsed<string>;
  region(provider: string, asked: AskedName): Parsed<Region>;
  storageClass(provider: string, asked: AskedName): Parsed<StorageClass>;
  privateStore(asked: AskedName): Parsed<PrivateStore>;
  /** The days with a storage price, first to last, none touching the next: of a class in a region, or of anything of the provider. */
  pricedSpans(of: { readonly provider: string; readonly region?: string; readonly storageClass?: string }): readonly PricedSpan[];
  /** Items that a discount may name. */
  readonly priceItems: readonly string[];
  /** Countries that a region lies in. */
  readonly countries: readonly string[];
  readonly storeNames: readonly string[];
  readonly profiles: Readonly<Record<string, Profile>>;
  readonly appliances: readonly ApplianceModel[];
  /** Names of the ladder's rungs. */
  readonly rungs: readonly string[];
  readonly defaults: Readonly<Record<string, DefaultValue>>;
}
